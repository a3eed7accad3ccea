"""The lists of a brief: the gravest events with their footnotes, on a map, what sources disagree on, what rests on one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dateline.model import ClaimRef, HarmKind, PlacePrecision, Value
from dateline.text.words import code_words, conflict_words, count_words, place_words, when_words
from dateline.write.brief_figures import is_planned
from dateline.write.footnotes import Footnotes, speaker_words
from dateline.write.picture import Dot, draw
from dateline.write.printout import Heading, Inline, Items, Paragraph, Part, Picture, Strong, Table, Words
from dateline.write.record import EventRecord

__all__ = ["aside", "disputed", "gravity", "main_events", "map_of", "single_sourced"]

_MAIN, _DISPUTED, _SINGLE = 20, 15, 10  # entries of each list; what is left out is counted
_CITED = 3  # claims that are cited for one event


def gravity(record: EventRecord) -> tuple[int, int, str, str]:
    """Sorts by deaths, then by independent documents, then by day."""
    estimate = record.event.harm_of(HarmKind.KILLED)
    count = estimate.count if estimate else None
    deaths = next((n for n in (count.best, count.low, count.high) if n is not None), 0) if count else 0
    when = record.event.time.value
    return -deaths, -record.event.n_independent, str(when.start if when else ""), record.event.id or ""


def map_of(now: Sequence[EventRecord]) -> Iterator[Part]:
    """The map of the events, the gravest first, with the numbers that they have in the list."""
    dots = tuple(_dots(now))
    drawn = draw(dots)
    if drawn is not None:
        without = sum(_has_no_point(record) for record in now)
        lost = f" {without} without coordinates are not on it." if without else ""
        caption = (
            f"{len(now) - without} of {len(now)} events. The larger a dot, the more deaths; numbers are those of the list below; a ring shows how closely the "
            f"place is known.{lost} Outlines: Natural Earth; borders as drawn there say nothing of claims. Names: GeoNames."
        )
        yield Heading("Map")
        yield Picture(svg=drawn, alt=f"Map of {len(now) - without} events", caption=caption)


def _has_no_point(record: EventRecord) -> bool:
    place = record.event.place.value
    return place is None or place.latitude is None or place.longitude is None


def _dots(now: Sequence[EventRecord]) -> Iterator[Dot]:
    """A dot for each spot: events whose points are the same share one, with the numbers of all."""
    spots: dict[tuple[float, float], list[tuple[int, EventRecord]]] = {}
    for n, record in enumerate(now, start=1):
        place = record.event.place.value
        if place is not None and place.latitude is not None and place.longitude is not None:
            spots.setdefault((round(place.latitude, 2), round(place.longitude, 2)), []).append((n, record))
    for (latitude, longitude), found in spots.items():
        estimates = [estimate.count.best for _, one in found if (estimate := one.event.harm_of(HarmKind.KILLED))]
        radii = [
            place.radius_km or 0.0
            for _, one in found
            if (place := one.event.place.value) and place.precision is not PlacePrecision.EXACT
        ]
        told = [n for n, _ in found if n <= _MAIN]
        sign = ",".join(map(str, told[:2])) + ("…" if len(told) > 2 else "")
        yield Dot(
            latitude=latitude,
            longitude=longitude,
            deaths=sum(n for n in estimates if n is not None),
            radius_km=max(radii, default=None),
            sign=sign or None,
            words="; ".join(f"{one.event.id}: {_headline(one)}" for _, one in found[:_MAIN]),
        )


def _headline(record: EventRecord) -> str:
    event = record.event
    return f"{code_words(event.action.value)}, {place_words(event.place.value)}, {when_words(event.time.value)}"


def _cited(record: EventRecord, notes: Footnotes, first: tuple[ClaimRef, ...] = ()) -> Inline:
    """Marks for the claims behind the deaths, then for those behind the action, one for each document as far as that goes."""
    killed = record.event.harm_of(HarmKind.KILLED)
    behind = (*killed.best_claims, *killed.low_claims, *killed.high_claims) if killed else ()
    order = tuple(dict.fromkeys((*first, *behind, *record.event.action.supports, *record.claims)))
    by_document = {ref.document: ref for ref in reversed(order)}
    chosen = [ref for ref in order if by_document[ref.document] == ref]
    return notes.refs(record, first or tuple(chosen[:_CITED]))


def main_events(now: Sequence[EventRecord], notes: Footnotes) -> Iterator[Part]:
    """The gravest events as a table, each with its sources."""
    if now:
        left = len(now) - _MAIN
        yield Heading("Events")
        yield Table(
            caption="The gravest events" + (f" (the first {_MAIN}; {left} more are in the tables)" if left > 0 else ""),
            head=("", "Day", "Place", "What", "Killed", "Told by"),
            rows=tuple(_row(n, record, notes) for n, record in enumerate(now[:_MAIN], start=1)),
            numbers=frozenset({0}),
        )


def _row(n: int, record: EventRecord, notes: Footnotes) -> tuple[Words, ...]:
    event = record.event
    killed = event.harm_of(HarmKind.KILLED)
    sides = [", ".join(v.value.name for v in side if v.value) for side in (event.perpetrators, event.targets)]
    status = f" ({code_words(event.status.value)})" if event.status.value not in (None, "occurred") else ""
    who = "; ".join(f"{label} {names}" for label, names in zip(("by", "against"), sides, strict=True) if names)
    dispute = f". Disagreement: {conflict_words(event.conflicts)}" if event.conflicts else ""
    told = f"{event.n_documents} ({event.n_independent} independent)" if event.n_documents > 1 else "1"
    return (
        (f"{n}",),
        (when_words(event.time.value),),
        (place_words(event.place.value),),
        (
            Strong(code_words(event.action.value)),
            f"{status}{' ' + who if who else ''}{dispute} ",
            f"({event.id}) ",
            _cited(record, notes),
        ),
        (count_words(killed.count) if killed else "–",),
        (told,),
    )


def disputed(now: Sequence[EventRecord], notes: Footnotes) -> Iterator[Part]:
    """The events on whose values their claims disagree, with what each source says of the deaths."""
    found = [record for record in now if record.event.conflicts]
    if found:
        yield Heading("Where sources disagree")
        yield Items(tuple(_dispute(record, notes) for record in found[:_DISPUTED]))
        if len(found) > _DISPUTED:
            yield Paragraph((f"… and {len(found) - _DISPUTED} more.",))


def _dispute(record: EventRecord, notes: Footnotes) -> Words:
    """An event, the fields in dispute, and for deaths what each source says."""
    event = record.event
    words: list[Inline] = [Strong(f"{event.id}"), f" {_headline(record)}: {conflict_words(event.conflicts)}."]
    if "harm.killed" in event.conflicts or "killed" in event.conflicts:
        told = [(ref, harm) for ref, claim in record.claims.items() for harm in claim.harm if harm.kind is HarmKind.KILLED]
        for ref, harm in sorted(told, key=lambda one: (one[1].count.best or one[1].count.low or 0, one[0])):
            speaker = speaker_words(record.claims[ref], record.documents[ref.document])
            words += [f" {count_words(harm.count)} killed: {speaker}", notes.refs(record, (ref,)), ";"]
        words = [*words[:-1], "."] if told else words
    else:
        values: tuple[Value[Any], ...] = (event.action, event.place, event.time, *event.perpetrators)
        against = tuple(dict.fromkeys(ref for value in values for ref in value.contradicts))
        words += [" Against our values: ", notes.refs(record, against)] if against else []
    return tuple(words)


def single_sourced(now: Sequence[EventRecord], notes: Footnotes) -> Iterator[Part]:
    """The events with deaths that one independent document alone tells of."""
    found = [record for record in now if record.event.n_independent <= 1 and record.event.harm_of(HarmKind.KILLED)]
    if found:
        yield Heading("Deaths that rest on a single independent document")
        yield Items(
            tuple((Strong(f"{r.event.id}"), f" {_headline(r)}, killed {_killed(r)} ", _cited(r, notes)) for r in found[:_SINGLE])
        )
        if len(found) > _SINGLE:
            yield Paragraph((f"… and {len(found) - _SINGLE} more.",))


def _killed(record: EventRecord) -> str:
    estimate = record.event.harm_of(HarmKind.KILLED)
    return count_words(estimate.count) if estimate else "–"


def aside(now: Sequence[EventRecord], notes: Footnotes) -> Iterator[Part]:
    """What is not summed: totals that sources give, threats and plans."""
    told = (
        ("Totals that sources give (not summed here)", [r for r in now if r.event.aggregate]),
        ("Threats and plans", [r for r in now if is_planned(r.event)]),
    )
    for title, found in told:
        if found:
            chosen = sorted(found, key=gravity)
            yield Heading(title)
            yield Items(
                tuple(
                    (Strong(f"{r.event.id}"), f" {_headline(r)}, killed {_killed(r)} ", _cited(r, notes))
                    for r in chosen[:_SINGLE]
                )
            )
            if len(found) > _SINGLE:
                yield Paragraph((f"… and {len(found) - _SINGLE} more.",))
