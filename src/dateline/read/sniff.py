"""What a file is, by its name and its first bytes."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from dateline.errors import ReadError

__all__ = [
    "DOCX",
    "FEED",
    "GZIP",
    "HEAD_BYTES",
    "HTML",
    "JSON",
    "JSONL",
    "MAIL",
    "MAX_DOCUMENT_BYTES",
    "NEWSML",
    "NITF",
    "PDF",
    "TAR",
    "TEXT",
    "WARC",
    "ZIP",
    "media_type",
    "refuse_binary",
    "refuse_format",
    "refuse_large",
]

HTML: Final = "text/html"
TEXT: Final = "text/plain"
JSON: Final = "application/json"
JSONL: Final = "application/x-ndjson"
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIL: Final = "message/rfc822"
ZIP: Final = "application/zip"
TAR: Final = "application/x-tar"
GZIP: Final = "application/gzip"
WARC: Final = "application/warc"
FEED: Final = "application/rss+xml"
NITF: Final = "application/nitf+xml"
NEWSML: Final = "application/vnd.iptc.g2.newsitem+xml"

# The largest of the 410 pages of the extraction sets has 1.5 MB; what is ten times as large is an archive, a book or
# embedded pictures. It is trafilatura's own limit too (MAX_FILE_SIZE in its settings.cfg, 2.3).
MAX_DOCUMENT_BYTES: Final = 20_000_000

_BY_EXTENSION: Final = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), HTML),
    **dict.fromkeys((".txt", ".text", ".md", ".markdown"), TEXT),
    **dict.fromkeys((".jsonl", ".ndjson", ".jsonlines"), JSONL),
    ".json": JSON,
    ".eml": MAIL,
}

# Source: the formats' own specifications.
_MAGIC: Final = (
    (b"%PDF", "a PDF file", "Save its text as .txt, or the page that it was printed from as .html."),
    (b"PK\x03\x04", "a zip archive (or .docx, .xlsx, .epub)", "Unpack it, or save the document as .txt or .html."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first (gunzip)."),
    (b"BZh", "a bzip2 archive", "Unpack it first (bunzip2)."),
    (b"\xfd7zXZ", "an xz archive", "Unpack it first (unxz)."),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "Unpack it first (unzstd)."),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it first."),
    (b"Rar!", "a RAR archive", "Unpack it first."),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "Save it as .txt or .html."),
    (b"{\\rtf", "an RTF document", "Save it as .txt or .html."),
    (b"\x89PNG", "a PNG picture", "Give the report's text instead."),
    (b"GIF8", "a GIF picture", "Give the report's text instead."),
    (b"\xff\xd8\xff", "a JPEG picture", "Give the report's text instead."),
    (b"RIFF", "a WebP, WAV or AVI file", "Give the report's text instead."),
    (b"II*\x00", "a TIFF picture", "Give the report's text instead."),
    (b"MM\x00*", "a TIFF picture", "Give the report's text instead."),
    (b"SQLite format 3", "an SQLite database", "Export its documents as JSONL."),
    (b"PAR1", "a Parquet file", "Export its rows as JSONL."),
    (b"\x7fELF", "a program", "Give the report's text instead."),
)
_WIDE_BOMS: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
HEAD_BYTES: Final = 4096
_MAIL_HEADER: Final = re.compile(
    rb"(?:From |(?:Return-Path|Received|From|To|Subject|Date|Message-ID|MIME-Version|Delivered-To|X-[\w-]+|DKIM-Signature|Reply-To|"
    rb"List-[\w-]+|Content-Type|ARC-[\w-]+|Authentication-Results|Sender|Cc):[ \t])[^\n]*\n",
    re.IGNORECASE,
)
_MAIL_TELLING: Final = re.compile(
    rb"^(?:Return-Path|Received|Message-ID|MIME-Version|Delivered-To|DKIM-Signature|List-[\w-]+):", re.IGNORECASE | re.MULTILINE
)
_JSON = re.compile(rb"(?:\{\s|\[\s*\{)")
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|title|div|p)\b", re.IGNORECASE)


# What these bytes begin is read whatever the name says. Source: the formats' own specifications.
_READ: Final = ((b"%PDF", PDF), (b"PK\x03\x04", ZIP), (b"PK\x05\x06", ZIP), (b"\x1f\x8b", GZIP), (b"WARC/1.", WARC))
_TAR_AT: Final = 257
# The first element of an XML file; before it stand only declarations, comments and instructions.
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_BY_ROOT: Final[dict[bytes, str]] = {
    **dict.fromkeys((b"rss", b"feed", b"rdf"), FEED),
    b"nitf": NITF,
    **dict.fromkeys((b"newsitem", b"newsmessage", b"packageitem"), NEWSML),
}


def media_type(name: str, head: bytes) -> str:
    """The media type that a name and its first bytes speak for; plain text where neither says more.

    First comes what the bytes say beyond doubt (a PDF, an archive, a mail, a feed or another news format in XML); else the name decides
    where its extension is known, but for text that begins as a web page does.
    """
    known = _BY_EXTENSION.get(PurePath(name).suffix.lower())
    certain = next((kind for magic, kind in _READ if head.startswith(magic)), None)
    if certain is None and head[_TAR_AT : _TAR_AT + 5] == b"ustar":
        certain = TAR
    if certain is None and known != JSON:
        certain = _by_root(head)
    if certain or known not in {None, TEXT}:
        return certain or known or TEXT
    return _by_words(head[:HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n"), known)


def _by_root(head: bytes) -> str | None:
    """The format that an XML file's first element speaks for."""
    start = _narrow(head).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    found = _ROOT.search(re.sub(rb"<!--.*?(?:-->|$)", b"", start, flags=re.DOTALL)) if start.startswith(b"<") else None
    return _BY_ROOT.get(found[1].lower()) if found else None


def _by_words(start: bytes, known: str | None) -> str:
    if start.startswith(b"<") and _MARKUP.search(start):
        return HTML
    if _is_mail(start):
        return MAIL
    if known is None and start.startswith(b'{"'):
        return JSONL
    return JSON if known is None and _JSON.match(start) else TEXT


def _is_mail(head: bytes) -> bool:
    """Whether the bytes begin with the header of a mail: two header lines, one of which only mail systems write."""
    top = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    first = _MAIL_HEADER.match(top + b"\n")
    return bool(first) and top.count(b"\n") >= 1 and bool(_MAIL_TELLING.search(top))


def _narrow(head: bytes) -> bytes:
    """The head with the zero bytes of UTF-16 left out, so that names of elements can be seen."""
    return head[:HEAD_BYTES].replace(b"\x00", b"") if head.startswith(_WIDE_BOMS) else head[:HEAD_BYTES]


def refuse_binary(data: bytes, where: str) -> None:
    """Nothing; the bytes may be text.

    Raises:
        ReadError: the bytes are of a known binary format, or hold NUL without being UTF-16 or UTF-32.
    """
    refuse_format(data, where)
    if b"\x00" in data and not data.startswith(_WIDE_BOMS):
        raise ReadError(
            "file-binary",
            f"the file holds {data.count(0)} NUL bytes, so it is no text",
            where=where,
            fix="Give HTML, plain text or JSONL; save UTF-16 text with its byte order mark, or as UTF-8.",
        )


def refuse_format(data: bytes, where: str) -> None:
    """Nothing; the bytes do not begin as those of a known binary format do.

    Raises:
        ReadError: they do.
    """
    for magic, kind, fix in _MAGIC:
        if data.startswith(magic):
            raise ReadError("file-binary", f"the file is {kind}", where=where, fix=fix)


def refuse_large(size_bytes: int, where: str, limit_bytes: int = MAX_DOCUMENT_BYTES) -> None:
    """Nothing; the size is that of a document.

    Args:
        size_bytes: of the document; where its end was not looked for, one more than the limit.
        where: its name.
        limit_bytes: the largest size of such a file.
    Raises:
        ReadError: the document is larger than the limit.
    """
    if size_bytes > limit_bytes:
        raise ReadError(
            "file-too-large",
            f"{size_bytes:,} bytes are more than the {limit_bytes:,} of one document",
            where=where,
            fix="Split it into one document a file, or one a line (JSONL).",
        )
