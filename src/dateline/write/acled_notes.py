"""ACLED's column `notes`: what happened in one sentence, then what each source says, in its words."""

from __future__ import annotations

from datetime import date

from dateline.model import Claim, ClaimRef, HarmKind, SourceKind, Stance
from dateline.write.acled_actors import Party
from dateline.write.acled_types import SubEvent
from dateline.write.excerpt import is_blank
from dateline.write.record import EventRecord

__all__ = ["notes"]

_CLAIMS_TOLD = 4
_WORDS = 300  # code points of a quote that are told
_SAYS = {
    Stance.REPORTS: "reports",
    Stance.CLAIMS_RESPONSIBILITY: "claims responsibility",
    Stance.CONFIRMS: "confirms",
    Stance.ACCUSES: "accuses",
    Stance.DENIES: "denies",
    Stance.DISPUTES: "disputes",
}


def notes(record: EventRecord, day: date, sub: SubEvent, sides: tuple[Party, Party | None]) -> str:
    """The note of an event; every sentence after the figures names its source and quotes its words."""
    first, second = sides
    place = record.event.place.value
    against = f" - {second.name}" if second else ""
    head = f"{_when(record, day)}, {place.name if place else 'place unknown'}: {sub.value} ({first.name}{against})."
    claims = [_told(record, ref, record.claims[ref]) for ref in _order(record)[:_CLAIMS_TOLD]]
    more = len(record.claims) - len(claims)
    return " ".join((head, *_toll(record), *claims, *([f"{more} more claims."] if more else [])))


def _when(record: EventRecord, day: date) -> str:
    """The day in words, or the days that it lies between."""
    time = record.event.time.value
    if time is None or time.start is None or time.end is None or time.start == time.end:
        return f"On {_day(day)}"
    return f"Between {_day(time.start)} and {_day(time.end)}"


def _day(day: date) -> str:
    months = "January February March April May June July August September October November December".split()  # noqa: SIM905
    return f"{day.day} {months[day.month - 1]} {day.year}"


def _toll(record: EventRecord) -> list[str]:
    """The figures, with their range where sources differ."""
    parts = []
    found = {estimate.kind: estimate for estimate in reversed(record.event.harm)}
    for kind in HarmKind if found else ():
        estimate = found.get(kind)
        if estimate is None or not estimate.count.is_known:
            continue
        low, best, high = estimate.count.low, estimate.count.best, estimate.count.high
        shown = best if best is not None else low
        if low == high:
            parts.append(f"{kind.value} {low}")
        elif high is None:
            parts.append(f"{kind.value} at least {shown}")
        else:
            parts.append(f"{kind.value} {low if low is not None else 0}-{high}")
    return [f"Persons: {', '.join(parts)}."] if parts else []


def _order(record: EventRecord) -> list[ClaimRef]:
    """The claims behind the action first, then those that speak for or against a perpetrator, then the others."""
    event = record.event
    first = [*sorted(event.action.supports), *(ref for v in event.perpetrators for ref in (*v.supports, *v.contradicts))]
    return list(dict.fromkeys((*first, *sorted(record.claims))))


def _told(record: EventRecord, ref: ClaimRef, claim: Claim) -> str:
    kind = claim.source.kind
    own_voice = record.documents[ref.document].outlet if kind is SourceKind.OUTLET else None
    speaker = claim.source.name or own_voice or f"Source ({kind.value.replace('_', ' ')})"
    if is_blank(claim.quote.text):
        return f"{speaker} {_SAYS[claim.stance]}."
    words = " ".join(claim.quote.text.split())
    shown = words if len(words) <= _WORDS else words[: _WORDS - 1] + "…"
    return f"{speaker} {_SAYS[claim.stance]}: “{shown.removesuffix('.')}”."
