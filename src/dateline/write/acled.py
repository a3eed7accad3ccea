"""Events in a table like ACLED's: one row for each event, 31 columns.

Source: ACLED Codebook (2023 and later) for columns, types and precision codes; the shape is our own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import BinaryIO

from dateline.model import Count, HarmKind, Place, PlacePrecision, TimePrecision, When
from dateline.write.acled_actors import INTER_NAMES, Party, interaction, parties
from dateline.write.acled_notes import notes
from dateline.write.acled_types import EventType, SubEvent, sub_event
from dateline.write.columns import Cell
from dateline.write.countries import CountryCodes
from dateline.write.geojson import no_point
from dateline.write.record import DocumentHead, EventRecord, Written
from dateline.write.scheme import Scheme, SchemeColumn, Unfit, write_scheme
from dateline.write.sides import Divisions, Sides, divisions, sides
from dateline.write.withhold import Withholding

__all__ = ["SCHEME", "write"]

_TIME = {
    TimePrecision.DAY: 1,
    TimePrecision.FEW_DAYS: 2,
    TimePrecision.WEEK: 2,
    TimePrecision.MONTH: 3,
}
_PLACE = {PlacePrecision.EXACT: 1, PlacePrecision.NEAR: 2, PlacePrecision.DISTRICT: 2, PlacePrecision.PROVINCE: 3}
# What our codebook counts for a plural, for "dozens" and for "hundreds", and what ACLED does.
# Source: ACLED Codebook, "Fatalities": several 3, dozens 12, hundreds 100
_VAGUE = {2: 3, 24: 12, 200: 100}
_CROWDS = (EventType.PROTESTS, EventType.RIOTS)


@dataclass(frozen=True, slots=True)
class Row:
    """One event as ACLED would code it."""

    record: EventRecord
    sub: SubEvent
    day: date
    time: When
    place: Place
    country: CountryCodes
    divisions: Divisions
    first: Party
    second: Party | None
    who: Sides


def code(record: EventRecord) -> Sequence[Row] | Unfit:
    """The row of an event, or why ACLED has no place for it."""
    who = sides(record)
    sub = sub_event(record, who)
    if isinstance(sub, Unfit):
        return sub
    when, place = record.event.time.value, record.event.place.value
    if when is None or when.start is None or when.end is None or when.precision not in _TIME:
        return Unfit(f"the day is known by {when.precision if when else TimePrecision.UNKNOWN} alone; ACLED goes down to a month")
    if place is None or place.precision not in _PLACE:
        return Unfit(
            f"the place is known by {place.precision if place else PlacePrecision.UNKNOWN} alone; ACLED needs a province"
        )
    if reason := no_point(record) or (None if who.country else f"the country of {place.name} is not known"):
        return Unfit(reason)
    found = parties(sub, who)
    if found is None or who.country is None:
        return Unfit("no actor is named")
    middle = when.start if when.precision is TimePrecision.DAY else when.start + (when.end - when.start) // 2
    return (Row(record, sub, middle, when, place, who.country, divisions(place), *found, who),)


def _fatalities(row: Row) -> int:
    """The lowest credible number of deaths; 0 where nobody counts any."""
    estimate = row.record.event.harm_of(HarmKind.KILLED)
    count = estimate.count if estimate else Count()
    if count.best is None and count.high is None and count.low is not None:
        return _VAGUE.get(count.low, count.low)
    return next((n for n in (count.low, count.best) if n is not None), 0)


def _targeting(row: Row) -> str | None:
    hit = row.who.hits_persons and not row.who.hits_armed and row.sub.event_type not in (EventType.STRATEGIC, EventType.BATTLES)
    peaceful = row.sub in (SubEvent.PEACEFUL_PROTEST, SubEvent.INTERVENTION, SubEvent.VIOLENT_DEMONSTRATION)
    return "Civilians targeted" if hit and not peaceful else None


def _outlets(row: Row) -> tuple[str, ...]:
    documents = (row.record.documents[name] for name in sorted(row.record.documents))
    return tuple(dict.fromkeys(name for doc in documents if (name := doc.outlet or doc.agency)))


def _tags(row: Row) -> str | None:
    if row.sub.event_type not in _CROWDS:
        return None
    counts = [actor.count for actor in (*row.who.perpetrators, *row.who.targets) if actor.kind == "protesters" and actor.count]
    return f"crowd size={max(counts)}" if counts else "crowd size=no report"


def _timestamp(row: Row) -> int | None:
    """Unix time, in seconds, of the last that was learnt: when the latest document was retrieved, else its day at midnight UTC."""
    return max((int(at.timestamp()) for doc in row.record.documents.values() if (at := _known_at(doc))), default=None)


def _known_at(doc: DocumentHead) -> datetime | None:
    if doc.retrieved_at:
        return doc.retrieved_at if doc.retrieved_at.tzinfo else doc.retrieved_at.replace(tzinfo=UTC)
    return datetime.combine(doc.published, time(), UTC) if doc.published else None


def _associates(party: Party | None) -> Cell:
    return party.associates if party else None


C: type[SchemeColumn[Row]] = SchemeColumn
SCHEME: Scheme[Row] = Scheme(
    name="ACLED-like",
    source="ACLED Codebook (2023 and later)",
    unit="one event",
    code=code,
    withheld_in="tags",
    columns=(
        C("event_id_cnty", "permanent name of the event; it stays the same through corrections", lambda r: r.record.event.id),
        C("event_date", "first day; the middle of the days where the day is not known", lambda r: r.day),
        C("year", "year of event_date", lambda r: r.day.year),
        C("time_precision", "1 the day is known, 2 a few days or a week, 3 the month", lambda r: _TIME[r.time.precision]),
        C("disorder_type", "follows from sub_event_type", lambda r: r.sub.disorder_type),
        C("event_type", "one of six; follows from sub_event_type", lambda r: r.sub.event_type.value),
        C("sub_event_type", "one of 25, from action, sides and harm", lambda r: r.sub.value),
        C("actor1", "perpetrator, or the only actor", lambda r: r.first.name),
        C("assoc_actor_1", "others on its side, and who the civilians or protesters are", lambda r: r.first.associates),
        C("inter1", "kind of actor1, in words", lambda r: INTER_NAMES[r.first.inter - 1]),
        C("actor2", "target", lambda r: r.second.name if r.second else None),
        C("assoc_actor_2", "as assoc_actor_1", lambda r: _associates(r.second)),
        C("inter2", "kind of actor2, in words", lambda r: INTER_NAMES[r.second.inter - 1] if r.second else None),
        C("interaction", "both kinds, the lower code first", lambda r: interaction(r.first, r.second)),
        C("civilian_targeting", "“Civilians targeted” where only unarmed people were", _targeting),
        C("iso", "ISO 3166-1 numeric", lambda r: r.country.m49),
        C("region", "one of the regions that ACLED names", lambda r: r.country.acled_region),
        C("country", "short English name", lambda r: r.country.name),
        C("admin1", "first-order division, where the place's chain names it", lambda r: r.divisions.first),
        C("admin2", "second-order division, likewise", lambda r: r.divisions.second),
        C("admin3", "third-order division, likewise", lambda r: r.divisions.third),
        C("location", "most specific place, spelt as in a document", lambda r: r.place.name),
        C("latitude", "WGS 84 degrees", lambda r: r.place.latitude),
        C("longitude", "WGS 84 degrees", lambda r: r.place.longitude),
        C("geo_precision", "1 named place, 2 near one or a district, 3 a province", lambda r: _PLACE[r.place.precision]),
        C("source", "outlets of its documents, agencies where there is no outlet", _outlets),
        C("source_scale", "always empty: dateline does not know how far an outlet reaches", lambda _: None),
        C("notes", "what happened, figures, and up to four claims in their words", lambda r: notes(r.record, r.day, r.sub, (r.first, r.second))),
        C("fatalities", "lowest credible number of deaths, 0 where none is given; vague numbers as ACLED counts them", _fatalities),
        C("tags", "crowd size of protests and riots; `withheld=RULE` where something is withheld", _tags),
        C("timestamp", "Unix time at which its latest document was retrieved or published", _timestamp),
    ),
    losses=(
        "Who says what: ACLED has one value for each field. Claims are in `notes`, up to four; the whole is in jsonl.",
        "Low and high figures, and harm other than deaths, except in `notes`.",
        "Days: ACLED gives a fight of three days three rows; here it is one row on its first day, and `notes` tells the others.",
        ("Threats, plans, foiled attacks other than with explosives, totals over several occurrences, and what is known no closer than a "
        "year or a country: left out, each with the reason."),
        "ACLED's own names of actors and its ids of events: actors keep the names of the registry or of the documents.",
        ("The sub-events “Change to group/activity” and “Headquarters or base established” are never filled: no action of the codebook "
        "corresponds. Sieges, coups, displacement and raids without casualties are “Other”."),
        "Provinces and districts are placed at their own point, not at their capital.",
    ),
)  # fmt: skip


def write(records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None) -> Written:
    """Events written as a table like ACLED's: CSV (RFC 4180) in UTF-8, in the order given.

    Args:
        records: the events.
        out: where the bytes go.
        withholding: what is withheld; names of private persons where None.
    """
    return write_scheme(SCHEME, records, out, withholding=withholding)
