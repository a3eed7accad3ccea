"""Any bytes to readings: what each media type is read with."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import IO, Final, cast

from dateline.errors import DatelineError, ReadError
from dateline.model import Document, Problem
from dateline.read import archive, docx, feed, html, lines, mail, newsml, nitf, pdf, plain, sniff, warc
from dateline.read.reading import Known, Reading

__all__ = ["ONE", "readings"]

OneReader = Callable[[bytes, str, Known], Document]
ManyReader = Callable[[bytes, str], Iterator[Reading | Problem]]
# Formats whose files hold one document.
ONE: Final[dict[str, OneReader]] = {
    sniff.HTML: html.page,
    sniff.TEXT: plain.plain,
    sniff.PDF: pdf.pdf,
    sniff.DOCX: docx.docx,
    sniff.MAIL: mail.mail,
    sniff.NITF: nitf.nitf,
}
# Formats whose files hold any number, and are read as a whole.
MANY: Final[dict[str, ManyReader]] = {
    sniff.NEWSML: newsml.newsml,
    sniff.FEED: feed.feed,
}
# A JSON file is parsed whole, which takes several times its size of memory; JSONL is read line by line without a limit.
_MAX_JSON_BYTES: Final = 100_000_000
# A tar in a gzip in a zip is nested three deep; who packs deeper means to harm.
_MAX_DEPTH: Final = 4


def readings(
    stream: IO[bytes], name: str, *, known: Known | None = None, told: str = "", depth: int = 0
) -> Iterator[Reading | Problem]:
    """A reading for each document in the bytes, a problem for each that cannot be read.

    Args:
        stream: at its beginning; archives in zip form need one that can seek.
        name: of the bytes, for problems and origins.
        known: what is known of a single document from elsewhere.
        told: media type that a server gave them; believed only where the bytes look like plain text.
        depth: number of archives that the bytes lie in.
    """
    try:
        head = _head(stream)
        if not head:
            raise ReadError("file-empty", "the file is empty", where=name, fix="Give a report, or leave it out.")
        kind = sniff.media_type(name, head)
        kind = told if kind == sniff.TEXT and told in ONE else kind
        if kind in {sniff.ZIP, sniff.TAR, sniff.GZIP}:
            yield from _packed(stream, name, kind, depth)
        elif kind == sniff.JSONL:
            sniff.refuse_format(head, name)
            yield from lines.jsonl(stream, name)
        elif kind == sniff.JSON:
            yield from lines.whole(_bytes(stream, name, _MAX_JSON_BYTES), name)
        elif kind == sniff.WARC:
            yield from warc.warc(stream, name)
        elif kind in MANY:
            yield from MANY[kind](_bytes(stream, name), name)
        else:
            yield from _single(_bytes(stream, name), name, kind, known=known or Known(), depth=depth)
    except DatelineError as fault:
        yield Problem.of(fault, stage="read")


def _head(stream: IO[bytes]) -> bytes:
    """The first bytes, left where they are."""
    peek = getattr(stream, "peek", None)
    if peek is not None:
        return cast(bytes, peek(sniff.HEAD_BYTES))[: sniff.HEAD_BYTES]
    head = stream.read(sniff.HEAD_BYTES)
    stream.seek(0)
    return head


def _bytes(stream: IO[bytes], name: str, limit_bytes: int = sniff.MAX_DOCUMENT_BYTES) -> bytes:
    data = stream.read(limit_bytes + 1)
    if len(data) > limit_bytes:
        sniff.refuse_format(data, name)
    sniff.refuse_large(len(data), name, limit_bytes)
    return data


def _packed(stream: IO[bytes], name: str, kind: str, depth: int) -> Iterator[Reading | Problem]:
    if depth >= _MAX_DEPTH:
        raise ReadError("archive-nested", f"the archive lies in {depth} others", where=name, fix="Unpack the outer ones.")
    if kind == sniff.ZIP:
        stream = archive.seekable(stream)
        if archive.is_docx(stream):
            yield from _single(_bytes(stream, name), name, sniff.DOCX, known=Known(), depth=depth)
            return
    for member in archive.members(stream, name, kind):
        if isinstance(member, Problem):
            yield member
        else:
            yield from readings(member.stream, member.name, depth=depth + 1)


def _single(data: bytes, name: str, kind: str, *, known: Known, depth: int) -> Iterator[Reading | Problem]:
    if kind != sniff.MAIL:
        yield Reading(document=ONE[kind](data, name, known), original=data, media_type=kind, name=name)
        return
    attached = list(mail.attachments(data, name)) if depth < _MAX_DEPTH else []
    try:
        yield Reading(document=mail.mail(data, name, known), original=data, media_type=kind, name=name)
    except ReadError as fault:
        if fault.code not in {"mail-no-text", "text-empty"} or not attached:
            raise
    for part in attached:
        yield from readings(cast(IO[bytes], io.BytesIO(part.data)), f"{name}/{part.name}", depth=depth + 1)
