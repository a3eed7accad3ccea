"""The flat view of an event: one value for each column, in an order that stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from dateline.model import Actor, Claim, ClaimRef, HarmKind, Place, SourceKind, Stance, Value, When
from dateline.write.excerpt import is_blank
from dateline.write.record import DocumentHead, EventRecord, Withheld

__all__ = ["COLUMNS", "QUOTES_SHOWN", "QUOTE_LENGTH", "Cell", "Column", "cells"]

Cell: TypeAlias = str | int | float | bool | date | tuple[str, ...] | None

QUOTES_SHOWN = 3
QUOTE_LENGTH = 200  # code points of a quote that a cell shows


class _Row:
    """An event's record with what was withheld from it, and what several sections read off it, made once.

    Args:
        record: the record.
        withheld: what was withheld from it.
    """

    __slots__ = ("claims", "documents", "event", "heads", "withheld")

    def __init__(self, record: EventRecord, withheld: Sequence[Withheld]) -> None:
        self.event = record.event
        self.withheld = withheld
        self.claims = record.claims
        self.heads = record.documents
        self.documents = [self.heads[name] for name in dict.fromkeys([ref.document for ref in record.claims])]


_NO_TIME, _NO_PLACE = When(), Place()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type and what it means.

    Args:
        type: `text`, `list` (texts), `integer`, `number`, `day` (ISO 8601) or `truth`.
    """

    name: str
    type: str
    meaning: str

    def cell(self, record: EventRecord, withheld: Sequence[Withheld] = ()) -> Cell:
        """The column's value for one event; None where it is not known."""
        return cells(record, withheld)[COLUMNS.index(self)]


@dataclass(frozen=True, slots=True)
class _Section:
    """Columns side by side that are read off an event together."""

    columns: tuple[Column, ...]
    read: Callable[[_Row], Iterable[Cell]]


def cells(record: EventRecord, withheld: Sequence[Withheld] = ()) -> list[Cell]:
    """The values of all columns for one event, in their order."""
    row = _Row(record, withheld)
    return [cell for read in _READERS for cell in read(row)]


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([value for value in values if value]))


def _speaker(doc: DocumentHead, claim: Claim) -> str:
    source = claim.source
    kind: str = source.kind.value
    name = source.name or (doc.outlet if source.kind is SourceKind.OUTLET else None)
    return f"{name} ({kind})" if name and name != kind else kind


def _quoted(ref: ClaimRef, claim: Claim) -> str:
    place = f"{ref.document}:{claim.quote.start}-{claim.quote.end}"
    if is_blank(claim.quote.text):
        return place
    text = " ".join(claim.quote.text.split())
    shown = text if len(text) <= QUOTE_LENGTH else text[: QUOTE_LENGTH - 1] + "…"
    return f"{place} “{shown}”"


def _quotes(row: _Row) -> tuple[str, ...]:
    """The claims behind the deaths figure first, then those behind the action, then the others."""
    claims, shown = row.claims, dict[ClaimRef, None]()
    most = min(QUOTES_SHOWN, len(claims))
    for ref in _order(row):
        shown[ref] = None
        if len(shown) == most:
            break
    return tuple([_quoted(ref, claims[ref]) for ref in shown])


def _order(row: _Row) -> Iterator[ClaimRef]:
    """The claims in that order, some more than once; lists of claims that nobody comes to are not read."""
    killed = next((one for one in reversed(row.event.harm) if one.kind is HarmKind.KILLED), None)
    if killed and len(row.claims) > 1:
        yield from killed.best_claims
        yield from killed.low_claims
        yield from killed.high_claims
    if len(row.claims) > 1:
        yield from sorted(row.event.action.supports)
    yield from row.claims


def _what(row: _Row) -> Iterable[Cell]:
    e = row.event
    return e.id, e.version, e.state.value, e.action.value, e.status.value, e.aggregate


def _when(row: _Row) -> Iterable[Cell]:
    time = row.event.time.value or _NO_TIME
    return time.start, time.end, time.precision.value


def _where(row: _Row) -> Iterable[Cell]:
    p = row.event.place.value or _NO_PLACE
    return p.name, p.chain, p.country, p.precision.value, p.latitude, p.longitude, p.radius_km, p.geonames_id


def _who(row: _Row) -> Iterable[Cell]:
    return *_side(row.event.perpetrators), *_side(row.event.targets), row.event.weapon.value


def _side(values: Sequence[Value[Actor]]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Names, kinds and registry entries of the actors of a side."""
    actors = [value.value for value in values if value.value]
    return tuple([a.name for a in actors]), tuple([a.kind.value for a in actors]), tuple([a.actor_id or "" for a in actors])


def _harm(row: _Row) -> Iterable[Cell]:
    found = _NO_HARM.copy()
    for one in row.event.harm:
        found[one.kind] = one.count.low, one.count.best, one.count.high, one.rule
    return [cell for four in found.values() for cell in four]


_NO_HARM: dict[HarmKind, tuple[Cell, ...]] = dict.fromkeys(HarmKind, (None,) * 4)


def _how_many(row: _Row) -> Iterable[Cell]:
    return row.event.n_documents, row.event.n_independent, len(row.claims), row.event.conflicts


def _sources(row: _Row) -> Iterable[Cell]:
    """Who tells it, and of these who claims it, who accuses another and who denies it."""
    speakers: dict[str, None] = {}
    pointed: tuple[dict[str, None], ...] = ({}, {}, {})
    for ref, claim in row.claims.items():
        speaker = _speaker(row.heads[ref.document], claim)
        speakers[speaker] = None
        if claim.stance in _POINTED:
            pointed[_POINTED.index(claim.stance)][speaker] = None
    return tuple(speakers), *map(tuple, pointed)


_POINTED = (Stance.CLAIMS_RESPONSIBILITY, Stance.ACCUSES, Stance.DENIES)


def _rests_on(row: _Row) -> Iterable[Cell]:
    documents = row.documents
    days = [doc.published for doc in documents if doc.published]
    return (
        _quotes(row),
        tuple(map(str, row.event.incidents)),
        _distinct([doc.outlet for doc in documents]),
        _distinct([doc.url for doc in documents]),
        min(days, default=None),
        max(days, default=None),
        row.event.joined_into,
        tuple(map(str, row.withheld)),
    )


def _harm_columns(kind: HarmKind) -> tuple[Column, ...]:
    return (
        Column(f"{kind}_low", "integer", f"{kind}: lowest credible number of persons"),
        Column(f"{kind}_best", "integer", f"{kind}: best estimate, in persons"),
        Column(f"{kind}_high", "integer", f"{kind}: highest credible number of persons"),
        Column(f"{kind}_rule", "text", f"rule that chose the three numbers for {kind}"),
    )


_SECTIONS = (
    _Section(
        (
            Column("event_id", "text", "permanent name of the event"),
            Column("version", "integer", "counts the event's changes, from 1"),
            Column("state", "text", "how far it has come in review"),
            Column("action", "text", "what happened"),
            Column("status", "text", "how real it is in the telling"),
            Column("aggregate", "truth", "whether it is a total over several occurrences"),
        ),
        _what,
    ),
    _Section(
        (
            Column("start", "day", "first day"),
            Column("end", "day", "last day, inclusive"),
            Column("time_precision", "text", "how closely the days are known"),
        ),
        _when,
    ),
    _Section(
        (
            Column("place", "text", "most specific place, spelt as in a document"),
            Column("place_chain", "list", "from the most specific place to the country"),
            Column("country", "text", "ISO 3166-1 alpha-3"),
            Column("place_precision", "text", "how closely the place is known"),
            Column("latitude", "number", "WGS 84 degrees"),
            Column("longitude", "number", "WGS 84 degrees"),
            Column("radius_km", "number", "how far from the point the place may lie, in kilometres"),
            Column("geonames_id", "integer", "GeoNames entry"),
        ),
        _where,
    ),
    _Section(
        (
            Column("perpetrators", "list", "who did it"),
            Column("perpetrator_kinds", "list", "kind of each perpetrator, in the same order"),
            Column(
                "perpetrator_ids",
                "list",
                "registry entry of each perpetrator, in the same order; an empty item where it has none",
            ),
            Column("targets", "list", "whom or what it was done to"),
            Column("target_kinds", "list", "kind of each target, in the same order"),
            Column("target_ids", "list", "registry entry of each target, in the same order; an empty item where it has none"),
            Column("weapon", "text", "kind of weapon"),
        ),
        _who,
    ),
    _Section(
        tuple(column for kind in HarmKind for column in _harm_columns(kind)),
        _harm,
    ),
    _Section(
        (
            Column("n_documents", "integer", "documents that tell it"),
            Column("n_independent", "integer", "of these, the ones that are no copies of one another"),
            Column("n_claims", "integer", "claims about it"),
            Column("conflicts", "list", "fields on which its claims disagree"),
        ),
        _how_many,
    ),
    _Section(
        (
            Column("sources", "list", "who tells it: name and kind of each source"),
            Column("claimed_by", "list", "sources that say they did it"),
            Column("accused_by", "list", "sources that name another as perpetrator"),
            Column("denied_by", "list", "sources that deny it or their part in it"),
        ),
        _sources,
    ),
    _Section(
        (
            Column(
                "quotes",
                "list",
                f"up to {QUOTES_SHOWN} claims as document:start-end “words”, offsets in code points, words cut after "
                f"{QUOTE_LENGTH} code points; those behind the deaths first",
            ),
            Column("incidents", "list", "incidents that it was merged from, as document/key"),
            Column("outlets", "list", "outlets of its documents"),
            Column("urls", "list", "addresses of its documents"),
            Column("first_published", "day", "day of its earliest document"),
            Column("last_published", "day", "day of its latest document"),
            Column("joined_into", "text", "event that replaced this one"),
            Column("withheld", "list", "what was withheld, as rule: number in field"),
        ),
        _rests_on,
    ),
)
COLUMNS: tuple[Column, ...] = tuple(column for section in _SECTIONS for column in section.columns)
_READERS = tuple(section.read for section in _SECTIONS)
