"""An event as a page of text: its values with their rules, its figures claim by claim, and every claim with its words."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dateline.cli.speech import counted
from dateline.model import Document, EventState, HarmEstimate, HarmKind, Quote, SourceKind, Value
from dateline.run.support import Supporting, copies_of, supporting
from dateline.text.words import actor_words, code_words, conflict_words, count_words, place_words, when_words

if TYPE_CHECKING:
    from dateline.merge.copies import Copying
    from dateline.run import ClaimView, EventView

__all__ = ["lines_of"]

_LABEL = 14  # columns that the names of fields take
_NARROWEST, _WIDEST = 60, 110
_CHECKED = frozenset((EventState.CHECKED, EventState.FINAL))
_HARM_NAMES = {HarmKind.KILLED: "deaths"}


def lines_of(view: EventView, rules: str = "default") -> Iterator[str]:
    """The page's lines, as wide as the terminal allows; `rules` say which documents are copies."""
    event = view.event
    what = code_words(event.action.value) + (", a total over several" if event.aggregate else "")
    if event.status.value not in (None, "occurred"):
        what += f" ({code_words(event.status.value)})"
    yield f"{view.id}  {what}, {place_words(event.place.value)}    {when_words(event.time.value)}"
    yield ""
    for estimate in event.harm:
        yield from _harm(view, estimate)
    yield from _values(view, supporting(view, rules))
    yield ""
    unchecked = "" if event.state in _CHECKED else ", not checked"
    yield f"conflict: {conflict_words(event.conflicts) or 'none'}.   state: {event.state.value}{unchecked}.   revision {event.version}"
    yield ""
    yield from _claims(view.claims)
    yield from _documents(view, rules)


def _values(view: EventView, told: Supporting) -> Iterator[str]:
    event = view.event
    place, when = event.place.value, event.time.value
    yield _value("action", code_words(event.action.value), event.action, told)
    yield _value("when", f"{when_words(when)} ({code_words(when.precision)})" if when else "unknown", event.time, told)
    yield from _linked(None, when.confidence, when.reason) if when else ()
    yield _value("where", f"{_whole(view)} ({code_words(place.precision)})" if place else "unknown", event.place, told)
    yield from (
        _linked(f"GeoNames {place.geonames_id}" if place.geonames_id else None, place.confidence, place.reason) if place else ()
    )
    for label, values in (("perpetrators", event.perpetrators), ("targets", event.targets)):
        for n, value in enumerate(values):
            yield _value(label if not n else "", actor_words(value.value) if value.value else "unknown", value, told)
            yield from _linked(value.value.actor_id, value.value.confidence, value.value.reason) if value.value else ()
    if event.weapon.value:
        yield _value("weapon", code_words(event.weapon.value), event.weapon, told)


def _linked(name: str | None, confidence: float | None, reason: str | None) -> Iterator[str]:
    """What a value was linked to, how surely, and why, below the value."""
    sure = f"{confidence:.0%} sure" if confidence is not None else None
    words = "; ".join(part for part in (name, sure, reason) if part)
    if reason or name:
        indent = " " * (_LABEL + 2)
        yield from textwrap.wrap(words, _width(), initial_indent=indent, subsequent_indent=indent)


def _whole(view: EventView) -> str:
    place = view.event.place.value
    assert place is not None
    near = "near " if place.precision == "near" else ""
    point = f"  {place.latitude:.3f}, {place.longitude:.3f}" if place.latitude is not None and place.longitude is not None else ""
    return f"{near}{', '.join(place.chain) or place.name or 'unknown'}{point}"


def _value(label: str, words: str, value: Value[Any], told: Supporting) -> str:
    independent = f", {told.of(label, value.supports).n_independent} independent" if len(value.supports) > 1 else ""
    support = f"{len(value.supports)} for{independent}" + (f", {len(value.contradicts)} against" if value.contradicts else "")
    return f"{label:<{_LABEL}}{words:<44}  rule: {value.rule}{_decided(value)} ({support})"


def _decided(value: Value[Any] | HarmEstimate) -> str:
    """Who chose the value, where a person did."""
    return f" {value.decided.id} by {value.decided.by}, {value.decided.at:%Y-%m-%d}" if value.decided else ""


def _harm(view: EventView, estimate: HarmEstimate) -> Iterator[str]:
    label = _HARM_NAMES.get(estimate.kind, estimate.kind.value)
    yield f"{label:<{_LABEL}}{count_words(estimate.count):<20}  rule: {estimate.rule}{_decided(estimate)}"
    rows = [row for claim in view.claims for row in _figures(claim, estimate)]
    width = max((len(row[1]) for row in rows), default=0)
    for figure, speaker, words, at in sorted(set(rows), key=lambda row: (row[0][1], row)):
        yield f"  {figure[0]:<{_LABEL - 2}}{speaker:<{width}}  {words}  {at}"


def _figures(claim: ClaimView, estimate: HarmEstimate) -> Iterator[tuple[tuple[str, int], str, str, str]]:
    """What a claim says of one kind of harm: figure, speaker, words, and where they stand."""
    for harm in claim.claim.harm:
        if harm.kind is not estimate.kind:
            continue
        numbers = [n for n in (harm.count.best, harm.count.low, harm.count.high) if n is not None]
        quote = harm.quote or claim.quote
        against = "  against" if claim.ref in estimate.contradicts else ""
        figure = (count_words(harm.count), numbers[0] if numbers else -1)
        yield figure, _speaker(claim) + against, f"“{_flat(quote.text, 60)}”", _at(quote)


def _speaker(claim: ClaimView) -> str:
    """Who says so, with its kind unless it is the outlet's own voice."""
    source = claim.claim.source
    if source.kind is SourceKind.OUTLET:
        return claim.document.outlet or "the document itself"
    kind = code_words(source.kind)
    name = source.name
    via = f", in {claim.document.outlet}" if claim.document.outlet else ""
    return f"{name} ({kind}){via}" if name and name.casefold() != kind else f"{kind}{via}"


def _claims(claims: Sequence[ClaimView]) -> Iterator[str]:
    width = _width()
    for view in claims:
        claim = view.claim
        yield f"{view.id}  {_speaker(view)} {code_words(claim.stance)}  {_at(claim.quote)}"
        yield from textwrap.wrap(f"“{_flat(claim.quote.text)}”", width, initial_indent="    ", subsequent_indent="    ")
    yield ""


def _width() -> int:
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((100, 24)).columns))


def _documents(view: EventView, rules: str) -> Iterator[str]:
    event = view.event
    yield f"told by {counted(event.n_documents, 'document')}, {event.n_independent} independent"
    followed = {one.document: one for one in copies_of(view, rules)}
    for doc in view.documents:
        yield f"  {_short(doc.id)}  {doc.published or 'no date   '}  {_named(doc, followed.get(doc.id))}"
        if doc.id in followed:
            yield f"  {'':8}  {'':10}  {followed[doc.id].reason}"


def _named(doc: Document, followed: Copying | None) -> str:
    kind = "later version" if followed and followed.is_version else "copy"
    of = followed.of if followed else doc.copy_of
    copied = f"   {kind} of {_short(of)}" if of else ""
    agency = f" ({doc.agency})" if doc.agency and doc.agency != doc.outlet else ""
    return f"{doc.outlet or 'outlet unknown'}{agency}: {_flat(doc.title or 'without a title')}{copied}"


def _at(quote: Quote) -> str:
    return f"{_short(quote.doc)}:{quote.start}-{quote.end}"


def _short(name: str) -> str:
    """A document's id; of one made from its text the first eight signs, which tell a project's documents apart."""
    return name[:8] if len(name) == 16 and not set(name) - set("0123456789abcdef") else name


def _flat(text: str, most: int | None = None) -> str:
    words = " ".join(text.split())
    return words if most is None or len(words) <= most else words[: most - 1] + "…"
