"""What holds for every format: nothing private gets out, every event is accounted for, records may come one by one."""

import io
import runpy
from pathlib import Path

import pytest

from dateline.cli.export import Format
from dateline.write.formats import SCHEMES, WRITERS
from dateline.write.withhold import Withholding

ROOT = Path(__file__).parents[2]
SECRETS = ("Amina", "Yusuf", "Musa", "Bello", "أحمد علي")
NAMELESS = ("gdelt_mentions",)  # no column holds a name


@pytest.mark.parametrize("format_", WRITERS)
def test_no_private_name_stands_anywhere(format_, sample, words_in):
    out = io.BytesIO()
    written = WRITERS[format_](sample, out)
    text = words_in(format_, out.getvalue())
    assert not [name for name in SECRETS if name.lower() in text.lower()]
    assert {one.rule for one in written.withheld} == {"private-person"}


@pytest.mark.parametrize("format_", WRITERS)
def test_names_are_there_when_asked_for(format_, sample, words_in):
    out = io.BytesIO()
    written = WRITERS[format_](sample, out, withholding=Withholding(with_names=True))
    assert written.withheld == ()
    text = words_in(format_, out.getvalue()).lower()
    assert any(name.lower() in text for name in SECRETS) != (format_ in NAMELESS)


@pytest.mark.parametrize("format_", WRITERS)
def test_every_event_is_written_or_left_out_with_a_reason(format_, sample):
    written = WRITERS[format_](iter(sample), io.BytesIO())
    assert written.n_events + len(written.left_out) == len(sample)
    assert all(one.reason and one.event for one in written.left_out)


@pytest.mark.parametrize("format_", WRITERS)
def test_same_events_give_the_same_bytes(format_, sample):
    first, again = io.BytesIO(), io.BytesIO()
    WRITERS[format_](sample, first)
    WRITERS[format_](sample, again)
    assert first.getvalue() == again.getvalue()


@pytest.mark.parametrize("format_", WRITERS)
def test_no_events_give_a_file(format_):
    out = io.BytesIO()
    assert WRITERS[format_]((), out).n_events == 0


def test_command_knows_every_format():
    assert [one.value for one in Format] == list(WRITERS)


@pytest.mark.parametrize("format_", SCHEMES)
def test_documented_columns_are_the_codes(format_):
    reference = runpy.run_path(str(ROOT / "docs" / "build_reference.py"))
    name = f"export-{format_}.md"
    written = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert written == reference["page"](name), f"docs differ from the code: run {reference['COMMAND']}"


@pytest.mark.parametrize("format_", SCHEMES)
def test_columns_are_named_once_and_losses_are_told(format_):
    scheme = SCHEMES[format_]
    names = [column.name for column in scheme.columns]
    assert len(set(names)) == len(names)
    assert scheme.losses
