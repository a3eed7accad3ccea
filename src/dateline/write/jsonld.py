"""Events as JSON-LD in the words of schema.org: an Event for each, with place, subjects and the articles that tell it.

Source: https://schema.org/Event, version 29
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from dateline.model import Actor, Place, Status
from dateline.model.shape import Json
from dateline.write.countries import country_codes
from dateline.write.feed_item import FeedItem, feed_item
from dateline.write.format import Format, Unfit, write_format
from dateline.write.record import DocumentHead, EventRecord, Withheld, Written
from dateline.write.sides import ARMED
from dateline.write.withhold import Withholding

__all__ = ["FORMAT", "write"]

_HEAD = b'{"@context": "https://schema.org", "@graph": [\n'


def write(records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None) -> Written:
    """Events written as one JSON-LD document in UTF-8, in the order given. Threats and possibilities are left out.

    Args:
        records: the events.
        out: where the bytes go.
        withholding: what is withheld; names of private persons where None. The description of an event says so.
    """
    return write_format(FORMAT, records, out, withholding=withholding)


def _piece(record: EventRecord, withheld: tuple[Withheld, ...]) -> bytes | Unfit:
    item = feed_item(record, withheld)
    if isinstance(item, Unfit):
        return item
    return _no_event(record) or json.dumps(_event(record, item), ensure_ascii=False).encode("utf-8", "replace")


def _no_event(record: EventRecord) -> Unfit | None:
    if record.event.status.value in (Status.THREATENED, Status.HYPOTHETICAL, Status.FOILED):
        return Unfit(f"it is {record.event.status.value}; an Event of schema.org takes place")
    return None


def _event(record: EventRecord, item: FeedItem) -> Json:
    event, time, place = record.event, record.event.time.value, record.event.place.value
    node: Json = {"@type": "Event", "@id": item.urn, "identifier": item.id, "name": item.title, "description": item.text}
    node |= {"keywords": list(item.tags)}
    if time and time.start and time.end:
        node |= {"startDate": time.start.isoformat(), "endDate": time.end.isoformat()}
    node |= {"location": _place(place)} if place and place.name else {}
    actors = [value.value for value in (*event.perpetrators, *event.targets) if value.value]
    node |= {"about": [_actor(actor) for actor in actors]} if actors else {}
    return node | {"subjectOf": [_article(doc) for _, doc in sorted(record.documents.items())]}


def _place(place: Place) -> Json:
    country = country_codes(place.country)
    node: Json = {"@type": "Place", "name": ", ".join(place.chain) or place.name}
    node |= {"address": {"@type": "PostalAddress", "addressCountry": country.name}} if country else {}
    if place.latitude is not None and place.longitude is not None:
        node |= {"geo": {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}}
    return node | ({"sameAs": f"https://sws.geonames.org/{place.geonames_id}/"} if place.geonames_id else {})


def _actor(actor: Actor) -> Json:
    return {"@type": "Organization" if actor.kind in ARMED else "Thing", "name": actor.name}


def _article(doc: DocumentHead) -> Json:
    node: Json = {"@type": "NewsArticle", "identifier": doc.id}
    node |= {"headline": doc.title} if doc.title else {}
    node |= {"datePublished": doc.published.isoformat()} if doc.published else {}
    node |= {"publisher": {"@type": "Organization", "name": doc.outlet}} if doc.outlet else {}
    node |= {"inLanguage": doc.language} if doc.language else {}
    return node | ({"url": doc.url} if doc.url else {})


FORMAT = Format(head=lambda _: _HEAD, piece=_piece, between=b",\n", tail=lambda _, __: (b"\n]}\n",))
