"""Events as JSON Lines: one object for each, with every claim for and against every value."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO, TypeVar

from dateline.model import Actor, ClaimRef, Decided, Event, HarmEstimate, Place, Quote, Value, When
from dateline.model.shape import Json, actor_to_json, claim_to_json, place_to_json, when_to_json
from dateline.write.format import Format, write_format
from dateline.write.record import DocumentHead, EventRecord, Withheld, Written
from dateline.write.withhold import Withholding

__all__ = ["FORMAT", "event_to_json", "write"]

T = TypeVar("T")


def write(records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None) -> Written:
    """Events written as JSON Lines in UTF-8, in the order given; the shape is that of `event_to_json`.

    Args:
        records: the events.
        out: where the bytes go.
        withholding: what is withheld; names of private persons where None. The field `withheld` says so.
    """
    return write_format(FORMAT, records, out, withholding=withholding)


def _line(record: EventRecord, withheld: tuple[Withheld, ...]) -> bytes:
    # a lone surrogate becomes its JSON escape, which is what backslashreplace writes
    return json.dumps(event_to_json(record, withheld), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def event_to_json(record: EventRecord, withheld: Sequence[Withheld] = ()) -> Json:
    """The event as a JSON object: values with the names of their claims, the claims, and their documents.

    A claim's name is `document/key#n`; claims are in the codebook's shape.
    """
    event = record.event
    out: Json = {"id": event.id, "version": event.version, "state": event.state.value, "aggregate": event.aggregate}
    out |= _values(event)
    out["harm"] = [_harm(estimate) for estimate in event.harm]
    out |= {"n_documents": event.n_documents, "n_independent": event.n_independent}
    out |= {"conflicts": list(event.conflicts), "incidents": [str(ref) for ref in event.incidents]}
    out["joined_into"] = event.joined_into
    out["claims"] = [
        {"ref": str(ref), "document": ref.document} | claim_to_json(claim) for ref, claim in sorted(record.claims.items())
    ]
    out["documents"] = [_document(doc) for _, doc in sorted(record.documents.items())]
    out["withheld"] = [{"field": one.field, "n": one.n, "rule": one.rule} for one in withheld]
    return out


def _values(event: Event) -> Json:
    return {
        "action": _value(event.action, str),
        "status": _value(event.status, str),
        "time": _value(event.time, _time),
        "place": _value(event.place, _place),
        "perpetrators": [_value(value, _actor) for value in event.perpetrators],
        "targets": [_value(value, _actor) for value in event.targets],
        "weapon": _value(event.weapon, str),
    }


def _value(value: Value[T], shape: Callable[[T], object]) -> Json:
    return {
        "value": None if value.value is None else shape(value.value),
        "rule": value.rule,
        "claims_for": _refs(value.supports),
        "claims_against": _refs(value.contradicts),
        "confidence": value.confidence,
        "decided": _decided(value.decided),
    }


def _decided(decided: Decided | None) -> Json | None:
    """The decision that chose a value; who made it stays in the project, since an export may be read by anybody."""
    return None if decided is None else {"decision": decided.id, "at": decided.at.isoformat()}


def _harm(estimate: HarmEstimate) -> Json:
    count = estimate.count
    return {
        "kind": estimate.kind.value,
        "low": count.low,
        "best": count.best,
        "high": count.high,
        "rule": estimate.rule,
        "low_claims": _refs(estimate.low_claims),
        "best_claims": _refs(estimate.best_claims),
        "high_claims": _refs(estimate.high_claims),
        "claims_against": _refs(estimate.contradicts),
        "confidence": estimate.confidence,
        "decided": _decided(estimate.decided),
    }


def _refs(refs: Sequence[ClaimRef]) -> list[str]:
    return [str(ref) for ref in refs]


def _quoted(quote: Quote | None) -> Json:
    """The document of an event's quote, which its claim would name in a claim."""
    return {"document": quote.doc} if quote else {}


def _time(when: When) -> Json:
    return when_to_json(when) | _quoted(when.quote)


def _place(place: Place) -> Json:
    return place_to_json(place) | _quoted(place.quote)


def _actor(actor: Actor) -> Json:
    return actor_to_json(actor) | _quoted(actor.quote)


def _document(doc: DocumentHead) -> Json:
    out: Json = {"id": doc.id, "title": doc.title, "published": doc.published.isoformat() if doc.published else None}
    out |= {name: getattr(doc, name) for name in ("outlet", "agency", "language", "url", "copy_of")}
    return out | {"digest": doc.digest}


FORMAT = Format(piece=_line)
