"""An event as one item of a feed: a title, a few sentences, and when it was last heard of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from dateline.model import Count, HarmKind
from dateline.write.countries import country_codes
from dateline.write.excerpt import is_blank
from dateline.write.format import Unfit
from dateline.write.gdelt import known_at
from dateline.write.record import EventRecord, Withheld

__all__ = ["FeedItem", "feed_item", "last_known", "unique_name", "xml_text"]

_CLAIMS_TOLD = 3
_WORDS = 300  # code points of a quote that are told
# Source: XML 1.0 (fifth edition), section 2.2: what is no character
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """What feeds say of an event.

    Args:
        id: the event's permanent name.
        urn: the same as a URN.
        title: action, place, country, deaths.
        text: day, who, and up to three claims in their words.
        address: of its first document that has one.
        first_known, last_known: when its first and its last document were retrieved or published (UTC).
        point: latitude and longitude, WGS 84 degrees.
        tags: action, country, status.
    """

    id: str
    urn: str
    title: str
    text: str
    address: str | None
    first_known: datetime | None
    last_known: datetime | None
    point: tuple[float, float] | None
    tags: tuple[str, ...]


def feed_item(record: EventRecord, withheld: tuple[Withheld, ...] = ()) -> FeedItem | Unfit:
    """The item of an event, or why it is none.

    Args:
        record: the event.
        withheld: what was withheld from it; the text says so.
    """
    event = record.event
    if event.joined_into:
        return Unfit(f"joined into {event.joined_into}")
    if event.id is None:
        return Unfit("it has no id yet")
    known = sorted(at for doc in record.documents.values() if (at := known_at(doc)))
    place = event.place.value
    has_point = place is not None and place.latitude is not None and place.longitude is not None
    urls = (doc.url for _, doc in sorted(record.documents.items()))
    return FeedItem(
        id=event.id,
        urn=unique_name(event.id),
        title=_title(record),
        text=_text(record, withheld),
        address=next(filter(None, urls), None),
        first_known=known[0] if known else None,
        last_known=known[-1] if known else None,
        point=(place.latitude, place.longitude)
        if has_point and place and place.latitude is not None and place.longitude is not None
        else None,
        tags=tuple(value for value in (event.action.value, place.country if place else None, event.status.value) if value),
    )


def last_known(record: EventRecord) -> datetime | None:
    """When the latest document of an event was retrieved or published (UTC)."""
    return max((at for doc in record.documents.values() if (at := known_at(doc))), default=None)


def unique_name(event: str) -> str:
    """The URN of an event: the same for the same id, for ever."""
    return f"urn:uuid:{uuid5(NAMESPACE_OID, f'dateline event {event}')}"


def xml_text(text: str) -> str:
    """The text without what XML cannot hold, escaped."""
    clean = _NO_XML.sub("�", text)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _title(record: EventRecord) -> str:
    event, place = record.event, record.event.place.value
    country = country_codes(place.country if place else None)
    where = dict.fromkeys(filter(None, (place.name if place else None, country.name if country else None)))
    action = (event.action.value or "event").replace("_", " ").capitalize()
    killed = event.harm_of(HarmKind.KILLED)
    toll = _range(killed.count) if killed else None
    return "; ".join(filter(None, (action + (f" in {', '.join(where)}" if where else ""), f"killed: {toll}" if toll else None)))


def _range(count: Count) -> str | None:
    """A count in few words: 5, 5-7, at least 5, up to 7."""
    low, high = (count.low if count.low is not None else count.best), count.high
    if low is None:
        return f"up to {high}" if high is not None else None
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low}-{high}"


def _text(record: EventRecord, withheld: tuple[Withheld, ...]) -> str:
    event, time = record.event, record.event.time.value
    days = None
    if time and time.start:
        days = f"On {time.start}" if time.start == time.end else f"Between {time.start} and {time.end}"
    names = [", ".join(v.value.name for v in side if v.value) for side in (event.perpetrators, event.targets)]
    who = [f"{label}: {name}" for label, name in zip(("By", "Against"), names, strict=True) if name]
    told = [_claim(record, n) for n in range(min(_CLAIMS_TOLD, len(record.claims)))]
    sources = f"{event.n_documents} document{'s' if event.n_documents != 1 else ''}, {event.n_independent} independent"
    kept_back = f"Withheld: {', '.join(map(str, withheld))}" if withheld else None
    return ". ".join(filter(None, (days, *who, *told, sources, kept_back))) + "."


def _claim(record: EventRecord, n: int) -> str:
    ref = sorted(record.claims)[n]
    claim = record.claims[ref]
    speaker = claim.source.name or record.documents[ref.document].outlet or claim.source.kind.value.replace("_", " ")
    said = f"{speaker} {claim.stance.value.replace('_', ' ')}"
    if is_blank(claim.quote.text):
        return said
    words = " ".join(claim.quote.text.split())
    shown = words if len(words) <= _WORDS else words[: _WORDS - 1] + "…"
    return f"{said}: “{shown.removesuffix('.')}”"
