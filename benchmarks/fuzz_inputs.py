"""Broken inputs for the readers: valid small files of every format, edited by bytes and by structure, each made from its number.

Edits by bytes cut, copy, swap, fill in and splice with another sample. Edits by structure go inside first: the parts of a Word file or
an archive, the stream of a PDF, the tags of a markup, the values of a JSON tree; the whole is packed again so that readers get past the
outermost layer.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["SAMPLES", "broken"]

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "read"))

import made_files as made

_PAGE = (
    f"<html lang='en'><head><title>{made.TITLE}</title><meta property='og:site_name' content='Karsa Post'>"
    '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "datePublished": "2026-03-04"}</script></head>'
    f"<body><nav><a href='/x'>More</a></nav><article><h1>{made.TITLE}</h1><p>{made.LEAD}</p><p>{made.BODY}</p><p>{made.LAST}</p>"
    "<figure><img src='a.jpg'><figcaption>A street. Photo: A. Karsa</figcaption></figure></article></body></html>"
)
_TEXT = f"{made.TITLE}\nBy Alia Karsa\nKARSA, 4 March 2026 (Karsa Post) - {made.LEAD}\n\n{made.BODY}\n\n{made.LAST}\n"
_PARAGRAPH = f"<w:p><w:r><w:t>{made.LEAD}</w:t></w:r></w:p>"
_ROWS = [
    {"id": "1", "text": f"{made.LEAD} {made.BODY}", "published": "2026-03-04", "outlet": "Karsa Post", "title": made.TITLE},
    {"body": made.LEAD, "date": 1772618400, "source": {"name": "x"}, "authors": ["a"], "url": "https://karsapost.example/"},
]
_RELIEF = {"data": [{"id": "1", "fields": {"title": "x", "body": made.LEAD, "date": {"created": "2026-03-04T00:00:00+00:00"}}}]}
_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "x",
    "items": [{"id": "1", "content_html": f"<p>{made.LEAD}</p>"}],
}
_RECORD = [("https://karsapost.example/", "200 OK", "text/html", _PAGE.encode())]


def _tarred(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as whole:
        head = tarfile.TarInfo(name)
        head.size = len(data)
        whole.addfile(head, io.BytesIO(data))
    return out.getvalue()


SAMPLES: Mapping[str, tuple[str, bytes]] = {
    "html": ("a.html", _PAGE.encode()),
    "text": ("a.txt", _TEXT.encode()),
    "pdf": ("a.pdf", made.pdf([(60, 700, made.LEAD), (60, 680, "- one"), (310, 680, "two")], info=b"/Title (x)")),
    "docx": ("a.docx", made.docx(_PARAGRAPH * 3, "<dc:title>x</dc:title>")),
    "mail": ("a.eml", made.mail(html=f"<p>{made.LEAD}</p>", attached=[("a.docx", made.docx(_PARAGRAPH))])),
    "nitf": ("a.xml", made.NITF if isinstance(made.NITF, bytes) else made.NITF.encode()),
    "newsml": ("b.xml", made.news_message(made.news_item(), made.news_item(f"<inlineData>{made.BODY}</inlineData>", guid="2"))),
    "rss": ("a.rss", made.RSS if isinstance(made.RSS, bytes) else made.RSS.encode()),
    "atom": ("a.atom", made.ATOM if isinstance(made.ATOM, bytes) else made.ATOM.encode()),
    "jsonfeed": ("feed.json", json.dumps(_FEED).encode()),
    "json": ("a.json", json.dumps(_RELIEF).encode()),
    "jsonl": ("a.jsonl", "\n".join(map(json.dumps, _ROWS)).encode()),
    "warc": ("a.warc", made.warc(_RECORD, packed=False)),
    "warc.gz": ("a.warc.gz", made.warc(_RECORD)),
    "zip": ("a.zip", made.zipped({"a.txt": _TEXT.encode(), "b.html": _PAGE.encode()})),
    "tar.gz": ("a.tar.gz", _tarred("a.html", _PAGE.encode())),
}
_PIECES = (b"<" * 50, b"\x00" * 9, b"]]>", b"9" * 20, b"-1", b"{" * 3000, b"[" * 3000, b"--", b"\r\n\r\n", b"%%EOF", b"\xff\xfe", b"\xef\xbb\xbf",
           b"&#xD800;", b"&#0;", b"<!DOCTYPE a [<!ENTITY b 'c'>]>&b;", b"\\ud800", b"1e999", b"NaN", b"=?utf-8?q?=FF?=", "\u202e".encode(), "ﷺ".encode(),
           b"<div>" * 400, b"<![CDATA[", b"<!--", b"Content-Length: 99999999999\r\n", b"/Length 99999999999", b"charset=utf-7",
           b"charset=no-such", b"data:text/html,", b"\x1f\x8b", b"PK\x03\x04", b"2026-99-99", b"0000-00-00", b"\x80" * 40)  # fmt: skip


def broken(reader: str, number: int) -> tuple[str, bytes]:
    """The name and the bytes of one broken input; the same for the same reader and number."""
    rng = random.Random(f"{reader} {number}")  # noqa: S311 - data to break things with
    name, data = SAMPLES[reader]
    inside = _INSIDE.get(reader)
    if inside and rng.random() < 0.6:
        data = inside(data, rng)
        if rng.random() < 0.7:
            return name, data
    return name, _edited(data, rng)


def _edited(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.choice((1, 1, 2, 3, 6, 12))):
        data = rng.choice(_EDITS)(data, rng)
    return data[:4_000_000]


def _cut(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at + rng.choice((1, 4, 40, 400)) :]


def _end(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _fill(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(_PIECES) + data[at:]


def _flip(data: bytes, rng: random.Random) -> bytes:
    if not data:
        return data
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]


def _copy(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data) + 1)
    return data[:start] + data[start : start + rng.choice((3, 30, 300))] * rng.choice((2, 2, 5, 200)) + data[start:]


def _splice(data: bytes, rng: random.Random) -> bytes:
    _, other = rng.choice(list(SAMPLES.values()))
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other)) :]


def _number(data: bytes, rng: random.Random) -> bytes:
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return data
    one = rng.choice(found)
    return data[: one.start()] + rng.choice((b"0", b"-1", b"99999999999999999999", b"2147483648", b"1e308")) + data[one.end() :]


def _tag(data: bytes, rng: random.Random) -> bytes:
    """A tag lost, doubled, or nested many times over."""
    found = list(re.finditer(rb"<[^<>]{1,200}>", data))
    if not found:
        return data
    one = rng.choice(found)
    return data[: one.start()] + one.group() * rng.choice((0, 2, 3, 500)) + data[one.end() :]


_EDITS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut,
    _end,
    _fill,
    _fill,
    _flip,
    _flip,
    _copy,
    _splice,
    _number,
    _tag,
)


def _zip_inside(data: bytes, rng: random.Random) -> bytes:
    parts = _parts(data)
    name = rng.choice(list(parts))
    parts = {**parts, name: _edited(parts[name], rng)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as whole:
        for part, content in parts.items():
            whole.writestr(part, content)
    return out.getvalue()


@cache
def _parts(data: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def _gzip_inside(data: bytes, rng: random.Random) -> bytes:
    return gzip.compress(_edited(gzip.decompress(data), rng), 1, mtime=0)


def _pdf_inside(data: bytes, rng: random.Random) -> bytes:
    match = re.search(rb"stream\n(.*?)\nendstream", data, re.DOTALL)
    if match is None:
        return data
    packed = zlib.compress(_edited(zlib.decompress(match[1]), rng))
    whole = data[: match.start(1)] + packed + data[match.end(1) :]
    return re.sub(rb"/Length \d+", b"/Length %d" % len(packed), whole, count=1)


def _json_inside(data: bytes, rng: random.Random) -> bytes:
    rows = [json.loads(line) for line in data.splitlines()]
    at = rng.randrange(len(rows))
    rows[at] = _warped(rows[at], rng)
    return b"\n".join(json.dumps(row).encode() for row in rows)


_VALUES: tuple[Any, ...] = (None, True, -1, 1e308, 10**30, "", " ", "\ud800", "x" * 5000, [], {}, [[]], {"": None}, ["a", 1], "2026-02-30",
                            "<p>" * 300, "9999-12-31T23:59:60Z")  # fmt: skip


def _warped(node: Any, rng: random.Random) -> Any:
    """A tree with one value or one name changed."""
    if isinstance(node, dict) and node and rng.random() < 0.85:
        name = rng.choice(list(node))
        if rng.random() < 0.1:
            return {("" if key == name else key): value for key, value in node.items()}
        return {**node, name: _warped(node[name], rng)}
    if isinstance(node, list) and node and rng.random() < 0.85:
        at = rng.randrange(len(node))
        return [*node[:at], _warped(node[at], rng), *node[at + 1 :]]
    return rng.choice(_VALUES)


_INSIDE: Mapping[str, Callable[[bytes, random.Random], bytes]] = {
    "docx": _zip_inside,
    "zip": _zip_inside,
    "warc.gz": _gzip_inside,
    "tar.gz": _gzip_inside,
    "pdf": _pdf_inside,
    "json": _json_inside,
    "jsonl": _json_inside,
    "jsonfeed": _json_inside,
}
