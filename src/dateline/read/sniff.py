"""What a file is, by its name and its first bytes."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from dateline.errors import ReadError

__all__ = ["HTML", "JSON", "JSONL", "MAX_DOCUMENT_BYTES", "TEXT", "media_type", "refuse_binary", "refuse_format", "refuse_large"]

HTML: Final = "text/html"
TEXT: Final = "text/plain"
JSON: Final = "application/json"
JSONL: Final = "application/x-ndjson"

# The largest of the 410 pages of the extraction sets has 1.5 MB; what is ten times as large is an archive, a book or
# embedded pictures. It is trafilatura's own limit too (MAX_FILE_SIZE in its settings.cfg, 2.3).
MAX_DOCUMENT_BYTES: Final = 20_000_000

_BY_EXTENSION: Final = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), HTML),
    **dict.fromkeys((".txt", ".text", ".md", ".markdown"), TEXT),
    **dict.fromkeys((".jsonl", ".ndjson", ".jsonlines"), JSONL),
    ".json": JSON,
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
_HEAD_BYTES: Final = 4096
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|title|div|p)\b", re.IGNORECASE)


def media_type(name: str, head: bytes) -> str:
    """The media type that a name and its first bytes speak for; plain text where neither says more.

    The name decides where its extension is known, but for text that begins as a web page does.
    """
    known = _BY_EXTENSION.get(PurePath(name).suffix.lower())
    start = head[:_HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    if known is None or known == TEXT:
        if start.startswith(b"<") and _MARKUP.search(start):
            return HTML
        return known or (JSONL if start.startswith(b'{"') else TEXT)
    return known


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


def refuse_large(size_bytes: int, where: str) -> None:
    """Nothing; the size is that of a document.

    Raises:
        ReadError: the document is larger than MAX_DOCUMENT_BYTES.
    """
    if size_bytes > MAX_DOCUMENT_BYTES:
        raise ReadError(
            "file-too-large",
            f"{size_bytes:,} bytes are more than the {MAX_DOCUMENT_BYTES:,} of one document",
            where=where,
            fix="Split it into one document a file, or one a line (JSONL).",
        )
