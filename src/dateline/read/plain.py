"""Plain text to documents: header lines, a title, the report."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from dateline.model import Document
from dateline.read.complete import complete, refuse_empty
from dateline.read.encoding import decode, refuse_rubbish
from dateline.read.published import date_in
from dateline.read.reading import Known
from dateline.read.sniff import refuse_binary, refuse_large

__all__ = ["plain", "raw"]

# Header words as people and databases (LexisNexis, Factiva, mail, Markdown front matter) write them.
_KEYS: Final = {
    **dict.fromkeys(("title", "headline", "subject", "titre", "título", "titulo", "заголовок", "العنوان"), "title"),
    **dict.fromkeys(
        ("date", "published", "publication date", "pubdate", "load-date", "fecha", "data", "дата", "التاريخ"), "date"
    ),
    **dict.fromkeys(
        ("source", "outlet", "publication", "newspaper", "fuente", "fonte", "источник", "джерело", "المصدر"), "outlet"
    ),
    **dict.fromkeys(("by", "author", "byline", "auteur", "autor", "автор", "بقلم"), "author"),
    **dict.fromkeys(("url", "link", "lien", "enlace", "ссылка", "الرابط"), "url"),
    **dict.fromkeys(("agency", "agence", "agencia", "agência", "агентство", "وكالة"), "agency"),
    **dict.fromkeys(("language", "lang", "langue", "idioma", "язык", "мова", "اللغة"), "language"),
    "dateline": "dateline",
    **dict.fromkeys(("section", "length", "page", "pages", "edition", "copyright", "tags", "category", "body", "text"), "other"),
}
_HEADER: Final = re.compile(r"\**(?P<key>[^\W\d_][\w -]{0,18})\**\s?:\**\s*(?P<value>.*)$")
_FENCE: Final = re.compile(r"-{3,}\s*$")
_BY: Final = re.compile(r"By (?P<value>[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]+|and|al-\w+)){1,6})$")
_TITLE_WORDS: Final = 25
_TITLE_CHARS: Final = 200
_SENTENCE: Final = re.compile(r"[.!;:,。؟…]\W*$")
_LANGUAGE: Final = re.compile(r"[a-z]{2}")


@dataclass(slots=True)
class _Head:
    """What the header lines said, and where the report begins."""

    fields: dict[str, str] = field(default_factory=dict)
    body_at: int = 0


def plain(data: bytes, where: str, known: Known) -> Document:
    """The document that a text file holds.

    Raises:
        ReadError: the bytes are no text, or hold none.
    """
    refuse_large(len(data), where)
    refuse_binary(data, where)
    return raw(decode(data, where), where, known)


def raw(text: str, where: str, known: Known) -> Document:
    """The document that a text holds.

    Lines such as "Title: …", "Date: …", "Source: …", "By …" at the very top describe it; else a first line that looks
    like a headline, with a line of its own, is the title. Both are left out of the document's text. The day of publication comes from
    the header alone; one that can be read two ways (03/04/2026) is kept as printed in `extra` and not decided.

    Raises:
        ReadError: there is no text, or it was decoded wrongly.
    """
    refuse_empty(text, where)
    refuse_rubbish(text, where)
    whole = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff\n")
    head = _head(whole)
    body = whole[head.body_at :].strip()
    title, body = (head.fields.get("title"), body) if "title" in head.fields else _titled(body)
    refuse_empty(body, where)
    printed = head.fields.get("date")
    published = date_in(printed) if printed else None
    language = head.fields.get("language", "").lower()
    doc = Document(
        id="",
        text=body,
        title=known.title or title,
        published=known.published or published,
        outlet=known.outlet or head.fields.get("outlet"),
        agency=known.agency or head.fields.get("agency"),
        author=head.fields.get("author"),
        language=known.language or (language if _LANGUAGE.fullmatch(language) else None),
        url=known.url or head.fields.get("url"),
        dateline=head.fields.get("dateline"),
        extra={"date_as_printed": printed} if printed and not published else {},
    )
    return complete(doc, named=False)


def _head(text: str) -> _Head:
    """The header at the top: lines with known keys, until the first other line. One key alone must be a title, date or source."""
    head = _Head()
    at = 0
    for row in text.splitlines(keepends=True):
        line = row.strip()
        found = _HEADER.match(line)
        key = _KEYS.get(found["key"].strip().lower()) if found else None
        by = _BY.match(line) if head.fields else None
        if found and key:
            head.fields.setdefault(key, found["value"].strip().strip("\"'"))
        elif by:
            head.fields.setdefault("author", by["value"])
        elif line and not _FENCE.match(line):
            break
        at += len(row)
        if (found and key) or by or _FENCE.match(line):
            head.body_at = at
    if not head.fields.keys() & {"title", "date", "outlet", "url"}:
        return _Head()
    head.fields = {key: value for key, value in head.fields.items() if value}
    return head


def _titled(body: str) -> tuple[str | None, str]:
    """Title and rest, where the first line is short, does not end as a sentence does, and a longer line follows."""
    first, _, rest = body.partition("\n")
    line = first.strip()
    marked = line.startswith("#")
    line = line.lstrip("# ").strip()
    fits = line and len(line) <= _TITLE_CHARS and len(line.split()) <= _TITLE_WORDS and not _SENTENCE.search(line)
    if not fits or not rest.strip():
        return None, body
    below = rest.strip().split("\n", 1)[0]
    is_apart = rest.startswith("\n") or len(below) > len(line)
    is_wrapped = not rest.startswith("\n") and below[:1].islower()
    return (line, rest.strip()) if marked or (is_apart and not is_wrapped) else (None, body)
