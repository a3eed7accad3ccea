"""WARC files to documents, by warcio: the pages that a crawler or an archive kept."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from datetime import UTC, datetime
from typing import IO, Any, Final

from dateline.errors import DatelineError, ReadError
from dateline.model import Problem
from dateline.read import html, pdf, plain
from dateline.read.guard import parsing
from dateline.read.reading import Known, Reading
from dateline.read.sniff import HTML, MAX_DOCUMENT_BYTES, PDF, TEXT, refuse_large

__all__ = ["warc"]

_READERS: Final = {
    "text/html": (html.page, HTML),
    "application/xhtml+xml": (html.page, HTML),
    "application/pdf": (pdf.pdf, PDF),
    "text/plain": (plain.plain, TEXT),
}
# Front pages and link lists are most of what a crawler meets; they are counted, not told one by one.
_NO_REPORT: Final = frozenset(("page-no-article", "text-empty"))


def warc(stream: IO[bytes], name: str) -> Iterator[Reading | Problem]:
    """A reading for each page of news, PDF or text in the answers that a WARC file holds, each with address and time of retrieval.

    What a page is made of besides (pictures, scripts), redirects, refusals and repeated answers are passed over. Pages without an article
    are told of in one problem, with their number.

    Args:
        stream: the file, unpacked.
        name: of the file.
    Raises:
        ReadError: it is no WARC file, is broken, or holds no page at all.
    Source: ISO 28500:2017, WARC 1.1; Common Crawl's WET files are `conversion` records.
    """
    n_pages = n_pointless = 0
    said = io.StringIO()
    for record in _records(stream, name, said):
        kind = _kind(record)
        if kind is None:
            continue
        n_pages += 1
        found = _reading(record, kind, name, said)
        if isinstance(found, Problem) and found.code in _NO_REPORT:
            n_pointless += 1
        else:
            yield found
    if not n_pages or n_pointless:
        yield Problem.of(_told(n_pages, n_pointless, name), stage="read")
    if said.tell():
        yield Problem.of(_damaged(name), stage="read")


def _told(n_pages: int, n_pointless: int, name: str) -> ReadError:
    if not n_pages:
        return ReadError(
            "warc-empty", "it holds no answer with a page", where=name, fix="Give an archive of pages, not an index."
        )
    return ReadError(
        "warc-no-articles",
        f"{n_pointless:,} of {n_pages:,} pages hold no article",
        where=name,
        fix="Front pages and lists of links are no reports; nothing is to be done where that is what they are.",
    )


def _damaged(name: str) -> ReadError:
    return ReadError(
        "warc-damaged",
        "a record is not as long as it says, or is packed wrongly",
        where=name,
        fix="What could be read is there; fetch the archive again for the rest.",
    )


def _records(stream: IO[bytes], name: str, said: io.StringIO) -> Iterator[Any]:
    """The records; what warcio has to say of damaged ones, which it writes to stderr, goes into `said`."""
    from warcio.archiveiterator import ArchiveIterator

    with parsing("WARC file", name):
        records = iter(ArchiveIterator(stream))
    while True:
        with parsing("WARC file", name), redirect_stderr(said):
            record = next(records, None)
        if record is None:
            return
        yield record


def _kind(record: Any) -> str | None:
    """The media type of a record with a page; None for any other record."""
    if record.rec_type == "conversion":
        kind = record.rec_headers.get_header("Content-Type") or ""
    elif record.rec_type == "response" and record.http_headers is not None and record.http_headers.get_statuscode() == "200":
        kind = record.http_headers.get_header("Content-Type") or ""
    else:
        return None
    bare = kind.partition(";")[0].strip().lower()
    return bare if bare in _READERS else None


def _reading(record: Any, kind: str, name: str, said: io.StringIO) -> Reading | Problem:
    url = record.rec_headers.get_header("WARC-Target-URI")
    where = f"{name}[{url or record.rec_headers.get_header('WARC-Record-ID') or '?'}]"
    read, media_type = _READERS[kind]
    try:
        with parsing("WARC file", where):
            with redirect_stderr(said):
                data = record.content_stream().read(MAX_DOCUMENT_BYTES + 1)
            refuse_large(len(data), where)
            doc = replace(read(data, where, Known(url=url)), retrieved_at=_moment(record.rec_headers.get_header("WARC-Date")))
        return Reading(document=doc, original=data, media_type=media_type, name=where)
    except DatelineError as fault:
        return Problem.of(fault, stage="read")


def _moment(raw: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(raw or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
