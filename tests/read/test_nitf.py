from datetime import date

import made_files
import pytest
from made_files import BODY, LEAD, TITLE


def test_a_story(read_bytes):
    (doc,) = read_bytes(made_files.NITF, "story.xml")
    assert doc.text == f"{LEAD}\n\n{BODY}\n\n- Two held\n- Road open"
    assert (doc.id, doc.title, doc.published) == ("KW-2026-0117", TITLE, date(2026, 3, 4))
    assert (doc.outlet, doc.agency, doc.author, doc.dateline, doc.language) == (
        "Karsa Wire",
        "Reuters",
        "Amina Bello",
        "RUWAN TOFA",
        "en",
    )


def test_a_story_without_an_id_or_an_extension(read_bytes):
    (doc,) = read_bytes(made_files.NITF.replace(b'<doc-id id-string="KW-2026-0117" regsrc="KW"/>', b""), "story")
    assert len(doc.id) == 16


@pytest.mark.parametrize("status", [b"canceled", b"withheld", b"embargoed"])
def test_withdrawn_stories(read_bytes, status):
    assert read_bytes(made_files.NITF.replace(b"usable", status), "a.xml") == ["item-withdrawn"]


def test_no_text_and_broken_xml(read_bytes):
    assert read_bytes(b"<nitf><body><body.content/></body></nitf>", "a.xml") == ["text-empty"]
    assert read_bytes(made_files.NITF[:700], "a.xml") == ["file-broken"]


def test_entities_are_not_expanded_and_nothing_is_fetched(read_bytes, tmp_path):
    (tmp_path / "secret").write_text("the secret")
    entity = f'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file://{tmp_path}/secret"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "{"&a;" * 50}">]>'
    data = f"{entity}<nitf><body><body.content><p>{LEAD} &x; &b;</p></body.content></body></nitf>".encode()
    (doc,) = read_bytes(data, "a.xml")
    assert "secret" not in doc.text
    assert "aaa" not in doc.text
