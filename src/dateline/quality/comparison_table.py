"""A comparison as a table: a row for each pair, and for each event that only one side has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dateline.model import Actor, Count, Event, HarmKind, Value
from dateline.quality.comparison import Comparison, Nearest, OnlyOurs, OnlyTheirs, Pair
from dateline.quality.differing import km_between
from dateline.quality.likeness import Likeness
from dateline.quality.outside import OutsideEvent
from dateline.write.columns import Cell

__all__ = ["COLUMNS", "CompareColumn", "Entry", "entries", "why_words"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table; of a pair both sides are there, of anything else one."""

    result: str
    event: Event | None = None
    row: OutsideEvent | None = None
    pair: Pair | None = None
    nearest: Nearest | None = None
    beyond: str | None = None


@dataclass(frozen=True, slots=True)
class CompareColumn:
    """One column: its name, what stands in it, and how it is read off an entry."""

    name: str
    meaning: str
    read: Callable[[Entry], Cell]


def entries(found: Comparison) -> Iterator[Entry]:
    """The rows of the table: what is in both, what is only ours, what is only theirs; each part in the order of days."""
    for pair in found.pairs:
        yield Entry("matched", event=pair.event, row=pair.row, pair=pair)
    for ours in found.only_ours:
        yield _only_ours(ours)
    for theirs in found.only_theirs:
        yield _only_theirs(theirs)


def _only_ours(one: OnlyOurs) -> Entry:
    return Entry("only_ours", event=one.event, nearest=one.nearest, beyond=one.beyond)


def _only_theirs(one: OnlyTheirs) -> Entry:
    return Entry("only_theirs", row=one.row, nearest=one.nearest)


_NAMES = {
    ("place", "same_spot"): "same place", ("place", "same_name"): "same name of place", ("place", "same_point"): "places at one point",
    ("place", "near"): "places near each other", ("place", "same_area"): "same area", ("place", "inside"): "one place inside the other",
    ("place", "inside_province"): "one is the other's province", ("place", "country_only"): "only the country in common",
    ("place", "unknown"): "place unknown", ("place", "elsewhere"): "different places", ("place", "far"): "places far apart",
    ("time", "same"): "same days", ("time", "overlap"): "days overlap", ("time", "loose_overlap"): "months overlap",
    ("time", "day_apart"): "one day apart", ("time", "days_apart"): "days apart", ("time", "week_apart"): "a week apart", ("time", "far"): "long apart",
    ("action", "same"): "same action", ("action", "kindred"): "kindred actions", ("action", "other_violence"): "different violence",
    ("action", "distinct"): "different actions", ("action", "unknown"): "action not compared",
    ("actors", "same"): "same actor", ("actors", "same_kind"): "actors of one kind", ("actors", "unknown"): "actor not named", ("actors", "other"): "different actors",
    ("killed", "same"): "same deaths", ("killed", "same_small"): "same deaths", ("killed", "none"): "no deaths in both", ("killed", "close"): "close deaths",
    ("killed", "apart"): "deaths differ", ("killed", "far"): "deaths differ widely", ("killed", "none_or_some"): "deaths in one only", ("killed", "unknown"): "deaths not compared",
}  # fmt: skip


def why_words(likeness: Likeness) -> tuple[str, ...]:
    """Each comparison in words with its weight: "same place +3.0"; those without weight are left out."""
    return tuple(f"{_NAMES[name, level]} {weight:+.1f}" for name, level, weight in likeness.parts if weight)


def _names(values: Sequence[Value[Actor]]) -> tuple[str, ...]:
    return tuple(value.value.name for value in values if value.value)


def _killed(event: Event) -> Count:
    estimate = event.harm_of(HarmKind.KILLED)
    return estimate.count if estimate else Count()


def _ours(name: str, meaning: str, read: Callable[[Event], Cell]) -> CompareColumn:
    return CompareColumn(name, f"ours: {meaning}", lambda e: read(e.event) if e.event else None)


def _theirs(name: str, meaning: str, read: Callable[[OutsideEvent], Cell]) -> CompareColumn:
    return CompareColumn(name, f"the list's: {meaning}", lambda e: read(e.row) if e.row else None)


def _of_pair(name: str, meaning: str, read: Callable[[Pair], Cell]) -> CompareColumn:
    return CompareColumn(name, meaning, lambda e: read(e.pair) if e.pair else None)


def _km(entry: Entry) -> float | None:
    km = km_between(entry.event.place.value, entry.row.place) if entry.event and entry.row else None
    return None if km is None else round(km, 1)


def _days_apart(entry: Entry) -> int | None:
    ours, theirs = (entry.event.time.value if entry.event else None), (entry.row.time if entry.row else None)
    if not ours or not theirs or not (ours.start and ours.end and theirs.start and theirs.end):
        return None
    return max(0, (ours.start - theirs.end).days, (theirs.start - ours.end).days)


def _why(entry: Entry) -> tuple[str, ...] | None:
    found = entry.pair or entry.nearest
    return why_words(found.likeness) if found else None


C = CompareColumn
COLUMNS: tuple[CompareColumn, ...] = (
    C("result", "matched, only_ours or only_theirs", lambda e: e.result),
    _of_pair("certainty", "clear, or close where another pairing is nearly as likely", lambda p: "clear" if p.is_clear else "close"),
    _of_pair("score", "log odds that both are one occurrence", lambda p: p.likeness.score),
    _of_pair("differs", "fields on which both do not agree: date, place, action, perpetrators, targets, killed, wounded",
             lambda p: tuple(d.field for d in p.differences)),
    _ours("event_id", "permanent name of the event", lambda e: e.id),
    _theirs("list_id", "its own name for the event", lambda r: r.id),
    _theirs("list_row", "row of the file, the header being 1", lambda r: r.row),
    _ours("start", "first day", lambda e: e.time.value.start if e.time.value else None),
    _ours("end", "last day", lambda e: e.time.value.end if e.time.value else None),
    _theirs("list_start", "first day", lambda r: r.time.start),
    _theirs("list_end", "last day", lambda r: r.time.end),
    C("days_apart", "days between both, 0 where they overlap", _days_apart),
    _ours("country", "ISO 3166-1 alpha-3", lambda e: e.place.value.country if e.place.value else None),
    _ours("place", "most specific place", lambda e: e.place.value.name if e.place.value else None),
    _theirs("list_country", "ISO 3166-1 alpha-3", lambda r: r.place.country),
    _theirs("list_place", "most specific place", lambda r: r.place.name),
    C("distance_km", "kilometres between both points", _km),
    _ours("action", "what happened", lambda e: e.action.value),
    _theirs("list_kind", "type in the list's own words", lambda r: r.kind),
    _ours("perpetrators", "who did it", lambda e: _names(e.perpetrators)),
    _ours("targets", "whom or what it was done to", lambda e: _names(e.targets)),
    _theirs("list_first", "actors of its first side", lambda r: tuple(a.name for a in r.first)),
    _theirs("list_second", "actors of its second side", lambda r: tuple(a.name for a in r.second)),
    _ours("killed_low", "lowest credible deaths", lambda e: _killed(e).low),
    _ours("killed_best", "best estimate of deaths", lambda e: _killed(e).best),
    _ours("killed_high", "highest credible deaths", lambda e: _killed(e).high),
    _theirs("list_killed_low", "lowest deaths", lambda r: r.killed.low),
    _theirs("list_killed_best", "deaths", lambda r: r.killed.best),
    _theirs("list_killed_high", "highest deaths", lambda r: r.killed.high),
    _ours("n_documents", "documents that tell it", lambda e: e.n_documents),
    _ours("n_independent", "of these, no copies of one another", lambda e: e.n_independent),
    _theirs("list_source", "whom it has it from", lambda r: r.source),
    C("beyond_list", "why the list's scheme could not hold an event that is only ours", lambda e: e.beyond),
    C("nearest", "of what is on one side only, the nearest on the other", lambda e: e.nearest.name if e.nearest else None),
    C("nearest_score", "log odds that it is the same; from 0 on only because that one is matched already", lambda e: e.nearest.likeness.score if e.nearest else None),
    C("nearest_is_matched", "whether that one is matched with another", lambda e: e.nearest.is_taken if e.nearest else None),
    C("why", "each comparison with its weight", _why),
)  # fmt: skip
