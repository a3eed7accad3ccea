import pytest

from dateline.errors import ReadError
from dateline.read import sniff


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.html", b"", sniff.HTML),
        ("a.HTM", b"", sniff.HTML),
        ("a.txt", b"Five killed", sniff.TEXT),
        ("a.md", b"# Five killed", sniff.TEXT),
        ("a.jsonl", b"{", sniff.JSONL),
        ("a.ndjson", b"{", sniff.JSONL),
        ("a.json", b"[", sniff.JSON),
        ("a.txt", b"<!DOCTYPE html><html>", sniff.HTML),
        ("page", b"\xef\xbb\xbf\n <html lang=fr>", sniff.HTML),
        ("story.php", b"<?xml version='1.0'?><html>", sniff.HTML),
        ("wire", b"KYIV (AP) - Two", sniff.TEXT),
        ("docs", b'{"id": 1}', sniff.JSONL),
    ],
)
def test_media_type(name, head, kind):
    assert sniff.media_type(name, head) == kind


@pytest.mark.parametrize(
    "head", [b"%PDF-1.7", b"PK\x03\x04", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"\x1f\x8b\x08", b"ab\x00cd"]
)
def test_binary_is_refused(head):
    with pytest.raises(ReadError) as caught:
        sniff.refuse_binary(head, "x.bin")
    assert caught.value.code == "file-binary"
    assert caught.value.fix


def test_size_limit():
    sniff.refuse_large(sniff.MAX_DOCUMENT_BYTES, "x")
    with pytest.raises(ReadError, match=r"file-too-large: 20,000,001 bytes"):
        sniff.refuse_large(sniff.MAX_DOCUMENT_BYTES + 1, "x")
