"""The codebook's JSON shape, in and out.

A quote is written as two keys of its node, `quote` and `at` ([start, end) in code points), so that a node reads as in
the codebook: `{"quote": "Feb 21", "at": [808, 814], "start": "2026-02-21", …}`. What linking adds (ids, coordinates,
confidence) stands beside it and is left out where it is None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import TypeVar, cast

from dateline.errors import InputError
from dateline.model.actor import Actor
from dateline.model.claim import Claim, Source, Weapon
from dateline.model.codes import (
    Action,
    ActorKind,
    Code,
    HarmKind,
    PlacePrecision,
    SourceKind,
    Stance,
    Status,
    TimePrecision,
    WeaponKind,
)
from dateline.model.count import Count, Harm
from dateline.model.document import Document, document_id
from dateline.model.incident import Incident
from dateline.model.place import Place
from dateline.model.span import Quote, Span
from dateline.model.when import When

__all__ = [
    "Json",
    "actor_to_json",
    "claim_to_json",
    "document_from_json",
    "document_to_json",
    "incident_from_json",
    "incident_to_json",
    "place_to_json",
    "when_to_json",
]

Json = dict[str, object]
C = TypeVar("C", bound=Code)
N = TypeVar("N")

_TEXT_FIELDS = ("title", "outlet", "agency", "author", "language", "url", "dateline", "version_of", "copy_of", "story")
_DERIVED_FIELDS = ("digest", "incidents")
_OWN_FIELDS = frozenset(("id", "text", "published", "outlet_kind", "retrieved_at", "furniture", *_TEXT_FIELDS, *_DERIVED_FIELDS))


# --- out ---------------------------------------------------------------------------------------------------------------


def document_to_json(doc: Document, incidents: Sequence[Incident] | None = None) -> Json:
    """The document as a codebook object; with `incidents` where they are given. Extra fields keep their names."""
    out: Json = {"id": doc.id, "title": doc.title, "published": doc.published.isoformat() if doc.published else None}
    out |= {name: getattr(doc, name) for name in ("outlet", "agency", "language")}
    optional: Json = {name: getattr(doc, name) for name in ("author", "url", "dateline", "version_of", "copy_of", "story")}
    optional["outlet_kind"] = doc.outlet_kind.value if doc.outlet_kind else None
    optional["retrieved_at"] = doc.retrieved_at.isoformat() if doc.retrieved_at else None
    optional["furniture"] = [[s.start, s.end] for s in doc.furniture] or None
    out |= _without_none(optional)
    out |= doc.extra
    out["digest"] = doc.digest
    out["text"] = doc.text
    if incidents is not None:
        out["incidents"] = [incident_to_json(i) for i in incidents]
    return out


def incident_to_json(incident: Incident) -> Json:
    """The incident as a codebook object, its claims and quotes inside it."""
    out: Json = {
        "key": incident.key,
        "action": incident.action.value,
        "status": incident.status.value,
        "aggregate": incident.aggregate,
    }
    if incident.n_incidents is not None:
        out["n_incidents"] = incident.n_incidents
    out["time"] = when_to_json(incident.time)
    out["place"] = place_to_json(incident.place)
    out["claims"] = [claim_to_json(c) for c in incident.claims]
    return out | _without_none({"event_id": incident.event_id, "confidence": incident.confidence})


def _without_none(node: Mapping[str, object]) -> Json:
    return {k: v for k, v in node.items() if v is not None}


def _quote(quote: Quote | None) -> Json:
    return {"quote": None} if quote is None else {"quote": quote.text, "at": [quote.start, quote.end]}


def when_to_json(when: When) -> Json:
    """The time as a codebook object."""
    days: Json = {name: day.isoformat() if day else None for name, day in (("start", when.start), ("end", when.end))}
    return (
        _quote(when.quote)
        | days
        | {"precision": when.precision.value}
        | _without_none({"confidence": when.confidence, "reason": when.reason})
    )


def place_to_json(place: Place) -> Json:
    """The place as a codebook object."""
    node: Json = {"name": place.name, "chain": list(place.chain), "country": place.country, "precision": place.precision.value}
    linked = {k: getattr(place, k) for k in ("geonames_id", "latitude", "longitude", "radius_km", "confidence", "reason")}
    return _quote(place.quote) | node | _without_none(linked)


def actor_to_json(actor: Actor) -> Json:
    """The actor as a codebook object."""
    node: Json = {"name": actor.name, "kind": actor.kind.value}
    return (
        _quote(actor.quote) | node | _without_none({k: getattr(actor, k) for k in ("count", "actor_id", "confidence", "reason")})
    )


def _harm(harm: Harm) -> Json:
    count: Json = {"low": harm.count.low, "best": harm.count.best, "high": harm.count.high}
    return (
        {"kind": harm.kind.value}
        | _quote(harm.quote)
        | count
        | {"who": harm.who.value}
        | _without_none({"confidence": harm.confidence})
    )


def claim_to_json(claim: Claim) -> Json:
    """The claim as a codebook object."""
    source = claim.source
    out = _quote(claim.quote)
    out["trigger"] = _quote(claim.trigger) if claim.trigger else None
    out["source"] = _quote(source.quote) | {"name": source.name, "kind": source.kind.value}
    out["stance"] = claim.stance.value
    out["perpetrators"] = [actor_to_json(a) for a in claim.perpetrators]
    out["targets"] = [actor_to_json(a) for a in claim.targets]
    out["weapon"] = _quote(claim.weapon.quote) | {"kind": claim.weapon.kind.value} if claim.weapon else None
    out["harm"] = [_harm(h) for h in claim.harm]
    if claim.time:
        out["time"] = when_to_json(claim.time)
    if claim.place:
        out["place"] = place_to_json(claim.place)
    return out | _without_none({"confidence": claim.confidence})


# --- in ----------------------------------------------------------------------------------------------------------------


def document_from_json(node: Mapping[str, object]) -> Document:
    """The document that a codebook object describes; its incidents are not read.

    Raises:
        InputError: a field is missing or of the wrong type; the message names it.
    """
    where = f"document {node.get('id')!r}"
    text = node.get("text")
    if not isinstance(text, str):
        raise InputError("document-text", f"text is {_kind(text)}", where=where, fix="Give the document's text as a string.")
    fields = {name: _optional(node, name, str, where) for name in _TEXT_FIELDS}
    published = _date(node, "published", where)
    given = node.get("id")
    if (given is not None and not isinstance(given, (str, int))) or isinstance(given, bool) or given == "":
        raise InputError(
            "document-id", f"id is {given!r}", where=where, fix="Give a string, or leave it out for one made from the text."
        )
    named = (
        str(given)
        if given is not None
        else document_id(text, title=fields["title"], published=published, outlet=fields["outlet"], url=fields["url"])
    )
    kind = node.get("outlet_kind")
    return Document(
        id=named,
        text=text,
        published=published,
        outlet_kind=_code(SourceKind, kind, f"{where} outlet_kind") if kind is not None else None,
        retrieved_at=_instant(node, where),
        furniture=tuple(_span(pair, f"{where} furniture") for pair in _list(node, "furniture", where)),
        extra={k: v for k, v in node.items() if k not in _OWN_FIELDS},
        **fields,
    )


def incident_from_json(node: Mapping[str, object], doc: Document) -> Incident:
    """The incident that a codebook object describes, its quotes tied to `doc`.

    A quote without `at` is taken at the first place where it stands in the text.

    Raises:
        InputError: a field is missing, of the wrong type or outside its closed list, or a quote is not in the text.
    """
    where = f"document {doc.id} incident {node.get('key')!r}"
    with _located(where):
        return _Reader(doc, where).incident(node)


@contextmanager
def _located(where: str) -> Iterator[None]:
    """Gives a place to the errors of values that do not know where they stand."""
    try:
        yield
    except InputError as fault:
        if fault.where:
            raise
        raise InputError(fault.code, fault.what, where=where, fix=fault.fix) from fault


class _Reader:
    """Reads the nodes of one incident; `where` names it in errors."""

    def __init__(self, doc: Document, where: str) -> None:
        self.doc = doc
        self.where = where

    def incident(self, node: Mapping[str, object]) -> Incident:
        key = node.get("key")
        claims = tuple(self.claims(node))
        if not isinstance(key, str) or not key or not claims:
            raise InputError(
                "incident-incomplete",
                f"key {key!r} with {len(claims)} claims",
                where=self.where,
                fix="Give a key and at least one claim.",
            )
        return Incident(
            document=self.doc.id,
            key=key,
            action=_code(Action, node.get("action"), self.where),
            status=_code(Status, node.get("status", "occurred"), self.where),
            aggregate=_optional(node, "aggregate", bool, self.where) or False,
            n_incidents=_optional(node, "n_incidents", int, self.where),
            time=self.when(_object(node, "time", self.where)),
            place=self.place(_object(node, "place", self.where)),
            claims=claims,
            event_id=_optional(node, "event_id", str, self.where),
            confidence=_number(node, "confidence", self.where),
        )

    def claims(self, node: Mapping[str, object]) -> Iterator[Claim]:
        for n, claim in enumerate(_objects(node, "claims", self.where)):
            where = f"{self.where} claim #{n}"
            with _located(where):
                yield _Reader(self.doc, where).claim(claim)

    def quote(self, node: Mapping[str, object]) -> Quote | None:
        words = _optional(node, "quote", str, self.where)
        if not words:
            return None
        at = node.get("at")
        start = self.doc.text.find(words)
        span = _span(at, self.where) if at is not None else Span(start, start + len(words)) if start >= 0 else None
        if span is None or span.text(self.doc.text) != words:
            raise InputError(
                "quote-lost",
                f"{words!r} does not stand at {at}" if at is not None else f"{words!r} does not stand in the text",
                where=self.where,
                fix="Quote the text exactly, offsets in code points.",
            )
        return Quote(self.doc.id, span.start, span.end, words)

    def when(self, node: Mapping[str, object]) -> When:
        precision = _code(TimePrecision, node.get("precision", "unknown"), self.where)
        known = precision is not TimePrecision.UNKNOWN
        return When(
            quote=self.quote(node),
            start=_date(node, "start", self.where) if known else None,
            end=_date(node, "end", self.where) if known else None,
            precision=precision,
            confidence=_number(node, "confidence", self.where),
            reason=_optional(node, "reason", str, self.where),
        )

    def place(self, node: Mapping[str, object]) -> Place:
        return Place(
            quote=self.quote(node),
            name=_optional(node, "name", str, self.where),
            chain=_texts(node, "chain", self.where),
            country=_optional(node, "country", str, self.where),
            precision=_code(PlacePrecision, node.get("precision", "unknown"), self.where),
            geonames_id=_optional(node, "geonames_id", int, self.where),
            latitude=_number(node, "latitude", self.where),
            longitude=_number(node, "longitude", self.where),
            radius_km=_number(node, "radius_km", self.where),
            confidence=_number(node, "confidence", self.where),
            reason=_optional(node, "reason", str, self.where),
        )

    def actor(self, node: Mapping[str, object]) -> Actor:
        name = _optional(node, "name", str, self.where)
        if not name:
            raise InputError(
                "actor-name", f"actor {node.get('quote')!r} has no name", where=self.where, fix="Give a name or a description."
            )
        return Actor(
            quote=self.quote(node),
            name=name,
            kind=_code(ActorKind, node.get("kind"), self.where),
            count=_optional(node, "count", int, self.where),
            actor_id=_optional(node, "actor_id", str, self.where),
            confidence=_number(node, "confidence", self.where),
            reason=_optional(node, "reason", str, self.where),
        )

    def harm(self, node: Mapping[str, object]) -> Harm:
        low, best, high = (_optional(node, name, int, self.where) for name in ("low", "best", "high"))
        return Harm(
            kind=_code(HarmKind, node.get("kind"), self.where),
            count=Count(low, best, high),
            who=_code(ActorKind, node.get("who") or "unknown", self.where),
            quote=self.quote(node),
            confidence=_number(node, "confidence", self.where),
        )

    def claim(self, node: Mapping[str, object]) -> Claim:
        quote = self.quote(node)
        if quote is None:
            raise InputError(
                "claim-quote", "a claim has no quote", where=self.where, fix="Quote the passage that carries the account."
            )
        source = _object(node, "source", self.where)
        trigger, weapon = (_optional(node, name, dict, self.where) for name in ("trigger", "weapon"))
        time, place = (_optional(node, name, dict, self.where) for name in ("time", "place"))
        return Claim(
            quote=quote,
            trigger=self.quote(trigger) if trigger else None,
            source=Source(
                kind=_code(SourceKind, source.get("kind", "outlet"), self.where),
                quote=self.quote(source),
                name=_optional(source, "name", str, self.where),
            ),
            stance=_code(Stance, node.get("stance", "reports"), self.where),
            perpetrators=tuple(self.actor(a) for a in _objects(node, "perpetrators", self.where)),
            targets=tuple(self.actor(a) for a in _objects(node, "targets", self.where)),
            weapon=Weapon(kind=_code(WeaponKind, weapon.get("kind"), self.where), quote=self.quote(weapon)) if weapon else None,
            harm=tuple(self.harm(h) for h in _objects(node, "harm", self.where)),
            time=self.when(time) if time else None,
            place=self.place(place) if place else None,
            confidence=_number(node, "confidence", self.where),
        )


def _kind(value: object) -> str:
    return "missing" if value is None else f"of type {type(value).__name__}"


def _optional(node: Mapping[str, object], name: str, kind: type[N], where: str) -> N | None:
    value = node.get(name)
    if value is None or (isinstance(value, kind) and not (kind is int and isinstance(value, bool))):
        return value
    raise InputError("field-type", f"{name} is {value!r}, {_kind(value)}", where=where, fix=f"Give {kind.__name__} or null.")


def _number(node: Mapping[str, object], name: str, where: str) -> float | None:
    value = node.get(name)
    if value is None:
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    raise InputError("field-type", f"{name} is {value!r}, {_kind(value)}", where=where, fix="Give a number or null.")


def _parsed(node: Mapping[str, object], name: str, parse: Callable[[str], N], *, where: str, like: str) -> N | None:
    value = _optional(node, name, str, where)
    if not value:
        return None
    try:
        return parse(value)
    except ValueError as fault:
        raise InputError("field-date", f"{name} is {value!r}", where=where, fix=f"Write it like {like}, or null.") from fault


def _date(node: Mapping[str, object], name: str, where: str) -> date | None:
    return _parsed(node, name, date.fromisoformat, where=where, like="2026-02-21")


def _instant(node: Mapping[str, object], where: str) -> datetime | None:
    return _parsed(node, "retrieved_at", datetime.fromisoformat, where=where, like="2026-02-21T14:05:00+00:00")


def _code(kind: type[C], value: object, where: str) -> C:
    try:
        return kind(cast(str, value))
    except ValueError as fault:
        allowed = ", ".join(member.value for member in kind)
        raise InputError("code-unknown", f"{value!r} is no {kind.__name__}", where=where, fix=f"One of: {allowed}.") from fault


def _span(pair: object, where: str) -> Span:
    if not isinstance(pair, (list, tuple)) or len(pair) != 2 or not all(type(n) is int for n in pair):
        raise InputError(
            "span-shape", f"{pair!r} is no [start, end]", where=where, fix="Give two integers, code points of the text."
        )
    with _located(where):
        return Span(*pair)


def _list(node: Mapping[str, object], name: str, where: str) -> list[object]:
    return _optional(node, name, list, where) or []


def _texts(node: Mapping[str, object], name: str, where: str) -> tuple[str, ...]:
    rows = _list(node, name, where)
    if all(isinstance(row, str) for row in rows):
        return tuple(cast(list[str], rows))
    raise InputError("field-type", f"{name} is {rows!r}, not all of it text", where=where, fix="Give a list of strings.")


def _objects(node: Mapping[str, object], name: str, where: str) -> list[Json]:
    rows = _list(node, name, where)
    if all(isinstance(row, dict) for row in rows):
        return cast(list[Json], rows)
    raise InputError("field-type", f"{name} holds something that is no object", where=where, fix="Give a list of objects.")


def _object(node: Mapping[str, object], name: str, where: str) -> Json:
    value = _optional(node, name, dict, where)
    return cast(Json, value) if value else {}
