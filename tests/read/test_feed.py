from datetime import date

import made_files
import pytest
from made_files import BODY, LAST, LEAD, TITLE

from dateline import read


def test_rss_with_full_text_a_summary_and_nothing(read_bytes):
    full, short, none = read_bytes(made_files.RSS, "feed.xml")
    assert (full.text, full.title, full.outlet, full.author) == (f"{LEAD}\n\n{BODY}", TITLE, "Karsa Post", "Amina Bello")
    assert (full.published, full.language, full.url, full.extra) == (date(2026, 3, 4), "en", "https://karsapost.example/a", {})
    assert (short.text, short.published, short.extra) == (LAST, None, {"text_is": "summary"})
    assert none == "text-empty"


def test_atom(read_bytes):
    (doc,) = read_bytes(made_files.ATOM, "feed")
    assert (doc.text, doc.title, doc.published, doc.agency) == (LEAD, TITLE, date(2026, 3, 4), "Reuters")


def test_the_feed_is_kept_as_it_came(tmp_path):
    (tmp_path / "feed.rss").write_bytes(made_files.RSS)
    first, second, _ = read.files([tmp_path / "feed.rss"])
    assert first.original == second.original == made_files.RSS
    assert second.name.endswith("feed.rss[2]")


@pytest.mark.parametrize(
    "data", [b"<rss><channel><title>x</title></channel></rss>", b"<feed", b"<rss version='2.0'>" + b"<item>" * 4000]
)
def test_what_is_no_feed(read_bytes, data):
    assert set(read_bytes(data, "feed.xml")) <= {"feed-empty", "text-empty", "file-broken"}


def test_a_feed_that_is_cut_off_gives_what_came(read_bytes):
    found = read_bytes(made_files.RSS[: made_files.RSS.index(b"<item><title>Picture")], "feed.xml")
    assert [item.title for item in found] == [TITLE, "Road open"]
