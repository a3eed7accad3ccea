"""Why an outside list could not hold an event of ours: by the rules of the scheme that it follows."""

from __future__ import annotations

from typing import Any

from dateline.quality.outside_columns import ACLED, UCDP_GED
from dateline.write.acled import SCHEME as ACLED_LIKE
from dateline.write.record import EventRecord
from dateline.write.scheme import Scheme, Unfit
from dateline.write.ucdp_ged import SCHEME as GED_LIKE

__all__ = ["beyond"]

_SCHEMES: dict[str, Scheme[Any]] = {ACLED: ACLED_LIKE, UCDP_GED: GED_LIKE}


def beyond(record: EventRecord, layout: str) -> str | None:
    """The reason why a list of this layout has no place for an event; None where it has, or follows no scheme.

    Args:
        record: the event.
        layout: of the list.
    """
    scheme = _SCHEMES.get(layout)
    found = scheme.code(record) if scheme else ()
    return str(found) if isinstance(found, Unfit) else None
