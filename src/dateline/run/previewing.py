"""What adding would do, told without storing anything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.model import Problem, document_id
from dateline.run.report import Added

if TYPE_CHECKING:
    from dateline.read import Reading
    from dateline.store import Store

__all__ = ["preview"]


def preview(store: Store, readings: Iterable[Reading | Problem]) -> Added:
    """What adding the readings would give; nothing is stored."""
    problems: list[Problem] = []
    coming: set[str] = set()
    added = already = 0
    for reading in readings:
        if isinstance(reading, Problem):
            problems.append(reading)
            continue
        name = _stored_name(store, reading)
        if name is None or name in coming:
            already += 1
        else:
            added += 1
            coming.add(name)
    return Added(added=added, already=already, problems=tuple(problems))


def _stored_name(store: Store, reading: Reading) -> str | None:
    """The id under which a reading would be stored; None where it is there already. Another text under its id gets one of its own."""
    doc = reading.document
    known = store.documents.get(doc.id)
    if known is None:
        return doc.id
    made = document_id(doc.text, title=doc.title, published=doc.published, outlet=doc.outlet, url=doc.url)
    return None if known.digest == doc.digest or store.documents.get(made) is not None else made
