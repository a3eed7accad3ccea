"""Coding: what one document gave, stage after stage, with whatever failed as a Problem."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from dateline.errors import DatelineError, FindError
from dateline.model import Document, Incident, Problem, Quote

__all__ = ["Coding", "code", "code_every"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Coding:
    """A document, what was found in it, and what went wrong.

    Args:
        incidents: found and linked; as far as they came, where a stage failed.
        problems: none where all went well.
        turned_away: the probability with which the relevance test turned the document away, so that the model did not read it; None
            where it passed, or was not tested.
    """

    document: Document
    incidents: tuple[Incident, ...] = ()
    problems: tuple[Problem, ...] = ()
    turned_away: float | None = None


def code(doc: Document) -> Coding:
    """The document with its incidents, found, linked, and folded where one was told twice; without any where the relevance test turns it away.

    A stage that fails on this document leaves a Problem, so that a batch goes on.

    Raises:
        FindError: the finder's model is missing or damaged, so that no document can be coded.
    """
    from dateline import find

    tested = _tried(doc, "find", lambda: find.relevant(doc))
    if isinstance(tested, Problem):
        return Coding(doc, (), (tested,))
    if not tested.passed:
        return Coding(doc, turned_away=tested.probability)
    return code_every(doc)


def code_every(doc: Document) -> Coding:
    """As `code`, without the relevance test: the model reads every document.

    Raises:
        FindError: the finder's model is missing or damaged, so that no document can be coded.
    """
    from dateline import find, link, merge

    found = _tried(doc, "find", lambda: find.incidents(doc, relevance=False))
    if isinstance(found, Problem):
        return Coding(doc, (), (found,))
    linked = _tried(doc, "link", lambda: merge.folded(doc, link.incidents(doc, found)))
    failed = (linked,) if isinstance(linked, Problem) else ()
    kept, lost = _with_words(doc, found if isinstance(linked, Problem) else linked)
    return Coding(doc, kept, (*failed, *lost))


def _tried(doc: Document, stage: str, work: Callable[[], T]) -> T | Problem:
    """What the stage gives, or why it gives nothing."""
    try:
        return work()
    except FindError:
        raise
    except DatelineError as fault:
        return Problem.of(fault, stage=stage, document=doc.id)
    except Exception as fault:  # noqa: BLE001 - a fault in one document must not stop the others; it is stored and shown
        return _unforeseen(fault, doc, stage)


def _unforeseen(fault: Exception, doc: Document, stage: str) -> Problem:
    trace, at = fault.__traceback__, "?"
    while trace is not None:
        at = f"{trace.tb_frame.f_code.co_filename.rsplit('dateline/', 1)[-1]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return Problem(
        code=f"{stage}-failed",
        what=f"{type(fault).__name__}: {fault} ({at})",
        where=f"document {doc.id}",
        fix="This is a fault of dateline; please report it with the document.",
        stage=stage,
        document=doc.id,
    )


def _with_words(doc: Document, found: tuple[Incident, ...]) -> tuple[tuple[Incident, ...], tuple[Problem, ...]]:
    """The incidents whose quotes all stand in the text, and a problem for each other one."""
    kept, lost = [], []
    for incident in found:
        quote = next((q for q in _quotes(incident) if q.doc != doc.id or not q.holds(doc.text)), None)
        if quote is None:
            kept.append(incident)
        else:
            lost.append(_lost(doc, incident, quote))
    return tuple(kept), tuple(lost)


def _lost(doc: Document, incident: Incident, quote: Quote) -> Problem:
    return Problem(
        code="quote-lost",
        what=f"{quote.text!r} does not stand at {quote.start} of the text, so incident {incident.key} is left out",
        where=f"document {doc.id}",
        fix="This is a fault of dateline; please report it with the document.",
        stage="find",
        document=doc.id,
    )


def _quotes(node: object) -> Iterator[Quote]:
    """Every quote within a noun."""
    if isinstance(node, Quote):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from _quotes(item)
    elif dataclasses.is_dataclass(node):
        for field in dataclasses.fields(node):
            yield from _quotes(getattr(node, field.name))
