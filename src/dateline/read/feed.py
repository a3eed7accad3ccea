"""RSS and Atom to documents, by feedparser: one for each entry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any, Final

from dateline.errors import DatelineError, ReadError
from dateline.model import Document, Problem
from dateline.read.agencies import agency
from dateline.read.complete import complete, refuse_empty
from dateline.read.encoding import refuse_rubbish
from dateline.read.fragment import is_markup, text_of
from dateline.read.guard import parsing
from dateline.read.languages import two_letters
from dateline.read.published import date_in
from dateline.read.reading import Reading
from dateline.read.sniff import FEED, refuse_large

__all__ = ["Entry", "entries", "feed"]

_MAX_ENTRIES: Final = 20_000
_DAYS: Final = ("published", "issued", "dc_date", "updated", "created")


class Entry:
    """One entry of a feed, as its parser gives it.

    Attributes:
        link: address of the article; None where the entry has none.
        title: as text.
        published: the day, in the zone in which the feed writes it.
        outlet: title of the feed, or of the feed that the entry was taken from.
    """

    def __init__(self, entry: Any, feed_title: str | None, language: str | None) -> None:
        self._entry = entry
        self.link = _words(entry.get("link"))
        self.title = _words(entry.get("title"))
        self.published = next(filter(None, (_day(entry[name]) for name in _DAYS if name in entry)), None)
        self.outlet = _words((entry.get("source") or {}).get("title")) or feed_title
        self.author = _words(entry.get("author"))
        self.language = language

    def text(self, where: str) -> tuple[str, bool]:
        """The text, and whether it is only a summary: the longest of what the entry gives."""
        full = [str(part.get("value") or "") for part in self._entry.get("content") or []]
        summary = str(self._entry.get("summary") or "")
        longest = max([*full, summary], key=len)
        return (text_of(longest, where) if is_markup(longest) or "&" in longest else longest.strip()), longest not in full


def feed(data: bytes, name: str) -> Iterator[Reading | Problem]:
    """A reading for each entry that has a text, a problem for each that has none.

    Full text is taken where the feed gives it, else the summary, and `text_is` says so. The bytes that are kept are those of the feed.

    Raises:
        ReadError: it is no feed, or has no entries.
    """
    found = entries(data, name)
    for number, entry in enumerate(found, 1):
        yield _reading(entry, data, f"{name}[{number}]")


def entries(data: bytes, name: str) -> list[Entry]:
    """The entries of a feed, in its order.

    Raises:
        ReadError: it is no feed, or has no entries.
    """
    import feedparser

    refuse_large(len(data), name)
    with parsing("feed", name):
        parsed = feedparser.parse(data, sanitize_html=True, resolve_relative_uris=False)
    if not parsed.entries:
        fault = f": {parsed.bozo_exception}" if parsed.get("bozo") else ""
        raise ReadError(
            "feed-empty",
            f"it is no feed, or has no entries{fault}"[:200],
            where=name,
            fix="Check the address; a feed is RSS, Atom or JSON Feed.",
        )
    title, printed = _words(parsed.feed.get("title")), _words(parsed.feed.get("language"))
    return [Entry(entry, title, two_letters(printed) if printed else None) for entry in parsed.entries[:_MAX_ENTRIES]]


def _reading(entry: Entry, data: bytes, where: str) -> Reading | Problem:
    try:
        text, is_summary = entry.text(where)
        refuse_empty(text, where)
        refuse_rubbish(text, where)
        doc = Document(
            id="",
            text=text,
            title=entry.title,
            published=entry.published,
            outlet=entry.outlet,
            agency=agency(entry.author or "") or agency(entry.outlet or ""),
            author=entry.author,
            language=entry.language,
            url=entry.link,
            extra={"text_is": "summary"} if is_summary else {},
        )
        return Reading(document=complete(doc, named=False), original=data, media_type=FEED, name=where)
    except DatelineError as fault:
        return Problem.of(fault, stage="read")


def _words(raw: object) -> str | None:
    if not isinstance(raw, str):
        return None
    bare = text_of(raw, "feed") if is_markup(raw) else raw
    return " ".join(bare.replace("\x00", "").split()) or None


def _day(raw: object) -> date | None:
    if not isinstance(raw, str) or not raw.strip():
        return None
    try:
        return parsedate_to_datetime(raw).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return date_in(raw)
