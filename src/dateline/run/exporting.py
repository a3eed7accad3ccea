"""Events as the writers take them, and as rows of the table that all flat outputs share."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.run.view import EventView
    from dateline.write import EventRecord

__all__ = ["record_of", "row_of"]


def record_of(view: EventView) -> EventRecord:
    """The event with its claims and documents."""
    from dateline.write import EventRecord

    claims = {claim.ref: claim.claim for claim in view.claims}
    return EventRecord(view.event, claims, {doc.id: doc for doc in view.documents})


def row_of(view: EventView, *, with_names: bool) -> dict[str, object]:
    """The event as one flat JSON object, its keys the columns of the CSV export.

    Args:
        view: the event.
        with_names: also name private persons.
    """
    from dateline.write.columns import COLUMNS
    from dateline.write.withhold import withhold

    record, withheld = (record_of(view), ()) if with_names else withhold(record_of(view))
    return {column.name: _plain(column.cell(record, withheld)) for column in COLUMNS}


def _plain(cell: object) -> object:
    if isinstance(cell, date):
        return cell.isoformat()
    return list(cell) if isinstance(cell, tuple) else cell
