import re
import sys
import types
from datetime import date, timedelta
from unittest import mock

import pytest

from dateline.cli import pdf
from dateline.errors import InputError

DAYS = ("--since", "7d", "--until", "2026-03-05")


def test_markdown_to_stdout(dateline, known):
    result = dateline("brief", *DAYS)
    assert result.code == 0
    assert result.out.startswith("# Situation report: sahel\n\n2026-02-27 to 2026-03-05 (7 days)\n")
    assert "[^1]: " in result.out
    assert result.err == "1 event from 2026-02-27 to 2026-03-05\n"


def test_the_ending_chooses_the_format(dateline, known):
    dateline("brief", *DAYS, "-o", "week.html")
    assert (known / "week.html").read_text().startswith("<!doctype html>")
    dateline("brief", *DAYS, "-o", "week.txt", "--format", "html")
    assert (known / "week.txt").read_text() == (known / "week.html").read_text()
    node = dateline("brief", *DAYS, "-o", "week.md", "--json").json
    assert (node["events"], node["format"], node["bytes"]) == (1, "md", (known / "week.md").stat().st_size)


def test_conditions_and_days(dateline, known):
    result = dateline("brief", "--since", "2026-02-01", "--until", "2026-03-31", "--where", "country=COD")
    assert "country=COD" in result.out
    assert "**1 events**" not in result.out
    assert "**1 event**" in result.out


def test_nothing_in_these_days(dateline, known):
    result = dateline("brief", "--since", "1w", "--until", "2020-01-01")
    assert result.code == 0
    assert "No event from 2019-12-26 to 2020-01-01." in result.err


def test_until_is_today_where_it_is_not_given(dateline, known):
    result = dateline("brief")
    today = date.today()  # noqa: DTZ011 - the day where the user is
    assert f"{today - timedelta(6)} to {today} (7 days)" in result.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--since", "soon"), "date-shape"),
        (("--since", "2026-03-02", "--until", "2026-03-01"), "date-backwards"),
        (("--where", "date=2026"), "where-date"),
        (("--format", "pdf"), "pdf-target"),
        (("--coarsen", "ocean"), ""),
    ],
)
def test_wrong_use(dateline, known, arguments, code):
    result = dateline("brief", *arguments)
    assert (result.code, result.out) == (2, "")
    assert code in result.err


def test_dossier(dateline, known):
    name = re.search(r"E-\w+", dateline("events", "--where", "date=2026-03").out).group()
    result = dateline("dossier", name.lower())
    assert result.out.startswith(f"# {name}: shooting, Gao, Mali\n")
    assert "Bend Courier" in result.out
    assert result.err == f"{name}: 2 claims in 2 documents\n"
    node = dateline("dossier", name, "-o", "one.html", "--json").json
    assert (node["claims"], node["documents"]) == (2, 2)
    assert dateline("dossier", "E-7K3QWX4").code == 2


# --- PDF -----------------------------------------------------------------------------------------------------------------


def test_pdf_by_weasyprint(dateline, known, monkeypatch):
    asked = {}

    class HTML:
        def __init__(self, string, url_fetcher):
            asked["string"], asked["fetcher"] = string, url_fetcher

        def write_pdf(self):
            return b"%PDF-1.7"

    monkeypatch.setitem(sys.modules, "weasyprint", types.SimpleNamespace(HTML=HTML))
    assert dateline("brief", *DAYS, "-o", "week.pdf").code == 0
    assert (known / "week.pdf").read_bytes() == b"%PDF-1.7"
    assert "Situation report" in asked["string"]
    with pytest.raises(ValueError, match="nothing is fetched"):
        asked["fetcher"]("http://127.0.0.1/")


def test_pdf_by_a_browser(monkeypatch, tmp_path):
    fake = tmp_path / "chromium"
    fake.write_text(
        '#!/bin/sh\nfor a in "$@"; do case $a in --print-to-pdf=*) printf %%PDF- > "${a#--print-to-pdf=}";; esac; done\n'
    )
    fake.chmod(0o755)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with mock.patch("shutil.which", lambda name: str(fake) if name == "chromium" else None):
        assert pdf.pdf("<p>x</p>") == b"%PDF-"
    fake.write_text("#!/bin/sh\necho no display >&2; exit 3\n")
    with mock.patch("shutil.which", return_value=str(fake)), pytest.raises(InputError, match="no display"):
        pdf.pdf("<p>x</p>")


def test_without_either_it_is_said(dateline, known, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with mock.patch("shutil.which", return_value=None):
        result = dateline("brief", *DAYS, "-o", "week.pdf")
    assert result.code == 2
    assert "pdf-missing" in result.err
    assert "dateline[pdf]" in result.err
    assert not (known / "week.pdf").exists()
