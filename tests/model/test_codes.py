"""The closed lists: as the codebook has them, and documented as they are."""

import json
import pickle
import runpy
from pathlib import Path

import pytest

from dateline.model import (
    Action,
    ActorKind,
    HarmKind,
    PlacePrecision,
    SourceKind,
    Stance,
    Status,
    TimePrecision,
    WeaponKind,
    codes,
)

ROOT = Path(__file__).parents[2]
SIZES = {
    Action: 28,
    Status: 6,
    TimePrecision: 6,
    PlacePrecision: 6,
    SourceKind: 14,
    Stance: 6,
    WeaponKind: 15,
    HarmKind: 6,
    ActorKind: 17,
    codes.EventState: 5,
}


@pytest.mark.parametrize(("kind", "size"), SIZES.items(), ids=lambda value: getattr(value, "__name__", str(value)))
def test_lists_are_closed(kind, size):
    assert len(kind) == size
    assert all(member.value == member.name.lower() for member in kind)


@pytest.mark.parametrize("kind", SIZES, ids=lambda kind: kind.__name__)
def test_members_are_plain_strings_outside(kind):
    for member in kind:
        assert json.loads(json.dumps([member])) == [member.value]
        assert f"{member}" == member.value
        assert pickle.loads(pickle.dumps(member)) is member
        assert kind(member.value) is member


def test_misspelt_code_fails_where_it_is_made():
    with pytest.raises(ValueError, match="'bombings' is not a valid Action"):
        Action("bombings")


def test_codebook_page_is_what_the_code_says():
    reference = runpy.run_path(str(ROOT / "docs" / "build_reference.py"))
    page = (ROOT / "docs" / "reference" / "codebook.md").read_text(encoding="utf-8")
    assert page == reference["page"]("codebook.md"), f"docs differ from the code: run {reference['COMMAND']}"
