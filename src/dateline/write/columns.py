"""The flat view of an event: one value for each column, in an order that stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeAlias

from dateline.model import Actor, Claim, ClaimRef, Count, HarmKind, Place, SourceKind, Stance, When
from dateline.write.excerpt import is_blank
from dateline.write.record import DocumentHead, EventRecord, Withheld

__all__ = ["COLUMNS", "QUOTES_SHOWN", "QUOTE_LENGTH", "Cell", "Column", "cells"]

Cell: TypeAlias = str | int | float | bool | date | tuple[str, ...] | None

QUOTES_SHOWN = 3
QUOTE_LENGTH = 200  # code points of a quote that a cell shows


class _Row:
    """An event's record with what was withheld from it, and what several columns read off it, made once.

    Args:
        record: the record.
        withheld: what was withheld from it.
    """

    __slots__ = (
        "claims",
        "documents",
        "ends",
        "event",
        "harm",
        "perpetrators",
        "place",
        "speakers",
        "targets",
        "time",
        "withheld",
    )

    def __init__(self, record: EventRecord, withheld: Sequence[Withheld]) -> None:
        event = record.event
        self.event = event
        self.withheld = withheld
        self.time: When = event.time.value or _NO_TIME
        self.place: Place = event.place.value or _NO_PLACE
        self.claims: Mapping[ClaimRef, Claim] = record.claims
        heads = record.documents
        self.documents: list[DocumentHead] = [heads[name] for name in dict.fromkeys([ref.document for ref in record.claims])]
        self.harm = {estimate.kind: estimate for estimate in event.harm}
        self.ends = (
            _NO_ENDS | {kind: (*_ends(one.count), one.rule) for kind, one in self.harm.items()} if event.harm else _NO_ENDS
        )
        self.perpetrators: list[Actor] = [value.value for value in event.perpetrators if value.value]
        self.targets: list[Actor] = [value.value for value in event.targets if value.value]
        self.speakers = [(_speaker(heads[ref.document], claim), claim.stance) for ref, claim in self.claims.items()]


def _ends(count: Count) -> tuple[int | None, int | None, int | None]:
    return count.low, count.best, count.high


_NO_TIME, _NO_PLACE = When(), Place()
_NO_ENDS: dict[HarmKind, tuple[int | None, int | None, int | None, str | None]] = dict.fromkeys(HarmKind, (None,) * 4)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type, what it means, and how it is read off an event.

    Args:
        type: `text`, `list` (texts), `integer`, `number`, `day` (ISO 8601) or `truth`.
    """

    name: str
    type: str
    meaning: str
    read: Callable[[_Row], Cell]

    def cell(self, record: EventRecord, withheld: Sequence[Withheld] = ()) -> Cell:
        """The column's value for one event; None where it is not known."""
        return self.read(_Row(record, withheld))


def cells(record: EventRecord, withheld: Sequence[Withheld] = ()) -> list[Cell]:
    """The values of all columns for one event, in their order."""
    row = _Row(record, withheld)
    return [read(row) for read in _READERS]


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([value for value in values if value]))


def _speaker(doc: DocumentHead, claim: Claim) -> str:
    source = claim.source
    name = source.name or (doc.outlet if source.kind is SourceKind.OUTLET else None)
    return f"{name} ({source.kind.value})" if name and name != source.kind else source.kind.value


def _speakers(row: _Row, stance: Stance | None = None) -> tuple[str, ...]:
    return _distinct([speaker for speaker, said in row.speakers if stance is None or said is stance])


def _quoted(ref: ClaimRef, claim: Claim) -> str:
    place = f"{ref.document}:{claim.quote.start}-{claim.quote.end}"
    if is_blank(claim.quote.text):
        return place
    text = " ".join(claim.quote.text.split())
    shown = text if len(text) <= QUOTE_LENGTH else text[: QUOTE_LENGTH - 1] + "…"
    return f"{place} “{shown}”"


def _quotes(row: _Row) -> tuple[str, ...]:
    """The claims behind the deaths figure first, then those behind the action, then the others."""
    killed, claims = row.harm.get(HarmKind.KILLED), row.claims
    if len(claims) == 1:
        return tuple(_quoted(ref, claim) for ref, claim in claims.items())
    first = (*killed.best_claims, *killed.low_claims, *killed.high_claims) if killed else ()
    order = dict.fromkeys((*first, *sorted(row.event.action.supports), *claims))
    return tuple(_quoted(ref, claims[ref]) for ref in islice(order, QUOTES_SHOWN))


def _harm_columns(kind: HarmKind) -> tuple[Column, ...]:
    return (
        Column(f"{kind}_low", "integer", f"{kind}: lowest credible number of persons", lambda row: row.ends[kind][0]),
        Column(f"{kind}_best", "integer", f"{kind}: best estimate, in persons", lambda row: row.ends[kind][1]),
        Column(f"{kind}_high", "integer", f"{kind}: highest credible number of persons", lambda row: row.ends[kind][2]),
        Column(f"{kind}_rule", "text", f"rule that chose the three numbers for {kind}", lambda row: row.ends[kind][3]),
    )


_WHO: tuple[Column, ...] = (
    Column("perpetrators", "list", "who did it", lambda r: tuple([a.name for a in r.perpetrators])),
    Column("perpetrator_kinds", "list", "kind of each perpetrator, in the same order",
           lambda r: tuple([a.kind.value for a in r.perpetrators])),
    Column("perpetrator_ids", "list", "registry entry of each perpetrator, in the same order; an empty item where it has none",
           lambda r: tuple([a.actor_id or "" for a in r.perpetrators])),
    Column("targets", "list", "whom or what it was done to", lambda r: tuple([a.name for a in r.targets])),
    Column("target_kinds", "list", "kind of each target, in the same order",
           lambda r: tuple([a.kind.value for a in r.targets])),
    Column("target_ids", "list", "registry entry of each target, in the same order; an empty item where it has none",
           lambda r: tuple([a.actor_id or "" for a in r.targets])),
    Column("weapon", "text", "kind of weapon", lambda r: r.event.weapon.value),
)  # fmt: skip

_WHERE: tuple[Column, ...] = (
    Column("place", "text", "most specific place, spelt as in a document", lambda r: r.place.name),
    Column("place_chain", "list", "from the most specific place to the country", lambda r: r.place.chain),
    Column("country", "text", "ISO 3166-1 alpha-3", lambda r: r.place.country),
    Column("place_precision", "text", "how closely the place is known", lambda r: r.place.precision.value),
    Column("latitude", "number", "WGS 84 degrees", lambda r: r.place.latitude),
    Column("longitude", "number", "WGS 84 degrees", lambda r: r.place.longitude),
    Column("radius_km", "number", "how far from the point the place may lie, in kilometres", lambda r: r.place.radius_km),
    Column("geonames_id", "integer", "GeoNames entry", lambda r: r.place.geonames_id),
)

COLUMNS: tuple[Column, ...] = (
    Column("event_id", "text", "permanent name of the event", lambda r: r.event.id),
    Column("version", "integer", "counts the event's changes, from 1", lambda r: r.event.version),
    Column("state", "text", "how far it has come in review", lambda r: r.event.state.value),
    Column("action", "text", "what happened", lambda r: r.event.action.value),
    Column("status", "text", "how real it is in the telling", lambda r: r.event.status.value),
    Column("aggregate", "truth", "whether it is a total over several occurrences", lambda r: r.event.aggregate),
    Column("start", "day", "first day", lambda r: r.time.start),
    Column("end", "day", "last day, inclusive", lambda r: r.time.end),
    Column("time_precision", "text", "how closely the days are known", lambda r: r.time.precision.value),
    *_WHERE,
    *_WHO,
    *(column for kind in HarmKind for column in _harm_columns(kind)),
    Column("n_documents", "integer", "documents that tell it", lambda r: r.event.n_documents),
    Column("n_independent", "integer", "of these, the ones that are no copies of one another", lambda r: r.event.n_independent),
    Column("n_claims", "integer", "claims about it", lambda r: len(r.claims)),
    Column("conflicts", "list", "fields on which its claims disagree", lambda r: r.event.conflicts),
    Column("sources", "list", "who tells it: name and kind of each source", _speakers),
    Column("claimed_by", "list", "sources that say they did it", lambda r: _speakers(r, Stance.CLAIMS_RESPONSIBILITY)),
    Column("accused_by", "list", "sources that name another as perpetrator", lambda r: _speakers(r, Stance.ACCUSES)),
    Column("denied_by", "list", "sources that deny it or their part in it", lambda r: _speakers(r, Stance.DENIES)),
    Column("quotes", "list", f"up to {QUOTES_SHOWN} claims as document:start-end “words”, offsets in code points, words cut after "
           f"{QUOTE_LENGTH} code points; those behind the deaths first", _quotes),
    Column("incidents", "list", "incidents that it was merged from, as document/key", lambda r: tuple(map(str, r.event.incidents))),
    Column("outlets", "list", "outlets of its documents", lambda r: _distinct(d.outlet for d in r.documents)),
    Column("urls", "list", "addresses of its documents", lambda r: _distinct(d.url for d in r.documents)),
    Column("first_published", "day", "day of its earliest document", lambda r: min(filter(None, (d.published for d in r.documents)), default=None)),
    Column("last_published", "day", "day of its latest document", lambda r: max(filter(None, (d.published for d in r.documents)), default=None)),
    Column("joined_into", "text", "event that replaced this one", lambda r: r.event.joined_into),
    Column("withheld", "list", "what was withheld, as rule: number in field", lambda r: tuple(map(str, r.withheld))),
)  # fmt: skip
_READERS = tuple(column.read for column in COLUMNS)
