"""JSONL and JSON to documents: of the codebook's shape, or of another that is known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final, cast

from dateline.errors import DatelineError, InputError, ReadError
from dateline.model import Document, Problem
from dateline.model.shape import document_from_json
from dateline.read import shapes
from dateline.read.complete import complete, refuse_empty
from dateline.read.encoding import refuse_rubbish
from dateline.read.reading import Known, Reading
from dateline.read.sniff import JSON, MAX_DOCUMENT_BYTES, refuse_binary, refuse_large

__all__ = ["jsonl", "loads", "node_document", "whole"]

_MOMENT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*")
_HALF_ESCAPED: Final = re.compile(rb"\\u[dD][89a-fA-F]|\\u0000")


def jsonl(stream: Iterable[bytes], name: str) -> Iterator[Reading | Problem]:
    """One reading or problem for each line that is not blank, in order.

    An id may stand once in a file: the first document with it is kept, a later one is a problem that names the first.

    Args:
        stream: the lines as bytes; an open file or standard input.
        name: of the file, for problems; a line is named `name:number`.
    """
    seen: dict[str, str] = {}
    for number, line in enumerate(_bounded(stream), 1):
        bare = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if bare.strip():
            yield from _line(bare.strip(b"\r\n"), f"{name}:{number}", seen)


def whole(data: bytes, name: str) -> Iterator[Reading | Problem]:
    """The documents of a JSON file: one object, a list of them, or lines of JSONL under the wrong name."""
    try:
        node = loads(data.removeprefix(b"\xef\xbb\xbf"), name)
    except ReadError as fault:
        lines = data.splitlines()
        if len(lines) > 1 and lines[0].rstrip().endswith(b"}"):
            yield from jsonl(lines, name)
        else:
            yield Problem.of(fault, stage="read")
        return
    found = shapes.records(node)
    if found is None and not isinstance(node, list):
        yield _reading(data, name, {}, node)
        return
    if not node:
        yield Problem.of(
            ReadError("json-empty", "the list holds no document", where=name, fix="Give at least one."), stage="read"
        )
    yield from _each(found or node, name, {})


def _line(data: bytes, where: str, seen: dict[str, str]) -> Iterator[Reading | Problem]:
    """The document of a line; or, where the line is the whole reply of an API, its documents."""
    try:
        refuse_large(len(data), where)
        node = loads(data, where)
    except ReadError as fault:
        yield Problem.of(fault, stage="read")
        return
    found = shapes.records(node)
    if found is None:
        yield _reading(data, where, seen, node)
    else:
        yield from _each(found, where, seen)


def _each(items: list[Any], name: str, seen: dict[str, str]) -> Iterator[Reading | Problem]:
    for number, item in enumerate(items, 1):
        yield _reading(json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass"), f"{name}[{number}]", seen, item)


def _bounded(stream: Iterable[bytes]) -> Iterator[bytes]:
    """The lines, each cut off just above the largest size of a document, so that one endless line cannot fill the memory."""
    readline = getattr(stream, "readline", None)
    if readline is None:
        yield from stream
        return
    while line := readline(MAX_DOCUMENT_BYTES + 1):
        rest = line
        while len(rest) > MAX_DOCUMENT_BYTES and not rest.endswith(b"\n"):
            rest = readline(MAX_DOCUMENT_BYTES + 1)
        yield line


def _reading(data: bytes, where: str, seen: dict[str, str], node: Any) -> Reading | Problem:
    try:
        refuse_large(len(data), where)
        doc = node_document(node, where, Known())
        _refuse_half_characters(data, where)
    except DatelineError as fault:
        return Problem.of(_placed(fault, where), stage="read")
    if doc.id in seen:
        return Problem(
            code="document-repeated",
            what=f"id {doc.id!r} stands at {seen[doc.id]} already",
            where=where,
            fix="Give each document its own id; to record a new version of a text, name the old one in version_of.",
            stage="read",
            document=doc.id,
        )
    seen[doc.id] = where
    return Reading(document=doc, original=data, media_type=JSON, name=where)


def loads(data: bytes, where: str) -> Any:
    """The value that JSON bytes hold.

    Raises:
        ReadError: the bytes are too many, no UTF-8, or no JSON.
    """
    refuse_binary(data, where)
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as fault:
        raise ReadError(
            "encoding-damaged",
            f"byte {fault.start} is no UTF-8 ({fault.reason})",
            where=where,
            fix="JSON is UTF-8: export it again.",
        ) from fault
    except RecursionError as fault:
        raise ReadError(
            "json-broken", "the JSON is nested too deeply", where=where, fix="Give one flat object a document."
        ) from fault
    except ValueError as fault:
        raise ReadError(
            "json-broken",
            f"the JSON cannot be parsed: {fault}",
            where=where,
            fix="Write one whole object a line; the line may have been cut off.",
        ) from fault


def node_document(node: Any, where: str, known: Known) -> Document:
    """The document that a parsed object describes, completed; its gold `incidents` are not read.

    A `published` with a time of day is read as its day.

    Raises:
        DatelineError: the value is no object, or not of a document's shape.
    """
    if not isinstance(node, dict):
        raise ReadError(
            "json-no-object",
            f"{_short(node)} is no document",
            where=where,
            fix='Give an object: {"title": …, "published": …, "text": …}.',
        )
    given = shapes.flattened(cast(dict[str, object], node), where)
    moment = _MOMENT.fullmatch(published) if isinstance(published := given.get("published"), str) else None
    if moment:
        given["published"] = moment[1]
    given |= {
        name: value for name in ("title", "outlet", "agency", "url", "language") if (value := getattr(known, name)) is not None
    }
    doc = document_from_json(given)
    if known.published:
        doc = replace(doc, published=known.published)
    refuse_empty(doc.text, where)
    refuse_large(len(doc.text), where)
    refuse_rubbish(doc.text, where)
    _refuse_outside(doc, where)
    return complete(doc, named=given.get("id") is not None)


def _refuse_half_characters(data: bytes, where: str) -> None:
    """Lone surrogates and NUL cannot be stored; pairs of surrogates are whole characters and pass."""
    if not _HALF_ESCAPED.search(data):
        return
    plain = json.dumps(json.loads(data), ensure_ascii=False)
    if re.search(r"[\ud800-\udfff]|\\u0000", plain):
        raise ReadError(
            "text-half-character",
            "the text holds a lone surrogate or NUL, which is no character",
            where=where,
            fix="Export it again; a cut emoji or a text cut in the middle of a character is the usual cause.",
        )


def _refuse_outside(doc: Document, where: str) -> None:
    if any(span.end > len(doc.text) for span in doc.furniture):
        raise InputError(
            "span-outside",
            f"furniture reaches past the end of the text, {len(doc.text)}",
            where=where,
            fix="Count offsets in code points of this text.",
        )


def _placed(fault: DatelineError, where: str) -> DatelineError:
    inner = fault.where if fault.where and fault.where != where else ""
    return type(fault)(fault.code, fault.what, where=f"{where} ({inner})" if inner else where, fix=fault.fix)


def _short(node: Any) -> str:
    raw = json.dumps(node, ensure_ascii=False)
    return raw if len(raw) <= 40 else raw[:40] + "…"
