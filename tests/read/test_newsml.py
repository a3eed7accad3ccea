from datetime import date

import made_files
from made_files import BODY, LEAD, TITLE

from dateline import read

PICTURE = made_files.news_item('<remoteContent href="a.jpg"/>', guid="urn:kw:118")


def test_an_item(read_bytes):
    (doc,) = read_bytes(made_files.news_item().encode(), "item.xml")
    assert doc.text == f"{LEAD}\n\n{BODY}"
    assert (doc.id, doc.title, doc.published) == ("urn:kw:117", TITLE, date(2026, 3, 4))
    assert (doc.outlet, doc.agency, doc.author, doc.dateline, doc.language) == ("AFP", "AFP", "Amina Bello", "Ruwan Tofa", "en")
    assert doc.extra == {"version": "2"}


def test_nitf_inside_and_plain_characters(read_bytes):
    nitf = made_files.NITF.decode().partition("]>")[0].partition('.dtd">')[2]
    (doc,) = read_bytes(made_files.news_item(f"<inlineXML>{nitf}</inlineXML>").encode(), "a.xml")
    assert doc.text.startswith(f"{LEAD}\n\n{BODY}")
    (doc,) = read_bytes(made_files.news_item(f"<inlineData>{LEAD}\n{BODY}</inlineData>").encode(), "b.xml")
    assert doc.text == f"{LEAD}\n\n{BODY}"


def test_a_message_with_text_pictures_and_a_withdrawn_item(tmp_path):
    path = tmp_path / "message.xml"
    other = made_files.news_item(f"<inlineData>{BODY}</inlineData>", guid="urn:kw:119")
    path.write_bytes(
        made_files.news_message(made_files.news_item(), PICTURE, made_files.news_item(guid="urn:kw:9", status="canceled"), other)
    )
    first, withdrawn, last = read.files([path])
    assert (first.document.id, last.document.id) == ("urn:kw:117", "urn:kw:119")
    assert withdrawn.code == "item-withdrawn"
    assert last.name == f"{path}[urn:kw:119]"
    assert last.original.startswith(b"<newsItem")


def test_items_without_text(read_bytes):
    assert read_bytes(PICTURE.encode(), "a.xml") == ["newsml-no-text"]
    assert read_bytes(b'<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/"/>', "a.xml") == ["newsml-no-text"]
