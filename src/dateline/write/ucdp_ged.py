"""Events in a table like UCDP's Georeferenced Event Dataset: one row for each event with a death, 49 columns.

Source: UCDP GED Codebook 23.1 for columns and codes; the shape is our own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from dateline.model import Action, EventState, Place, PlacePrecision, SourceKind, Status, TimePrecision, When
from dateline.write.countries import CountryCodes
from dateline.write.geojson import no_point
from dateline.write.record import DocumentHead, EventRecord, Written
from dateline.write.scheme import Scheme, SchemeColumn, Unfit, write_scheme
from dateline.write.sides import Divisions, Sides, divisions, sides
from dateline.write.ucdp_sides import Deaths, Dyad, Side, Violence, deaths, dyad
from dateline.write.withhold import Withholding

__all__ = ["SCHEME", "priogrid", "write"]

_NEAR_KM = 25.0  # Source: UCDP GED Codebook, where_prec 2
_PLACE = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.PROVINCE: 4,
    PlacePrecision.COUNTRY: 6,
}
_TIME = {TimePrecision.FEW_DAYS: 2, TimePrecision.WEEK: 3, TimePrecision.MONTH: 4, TimePrecision.YEAR: 5}
_UNCOUNTED = frozenset(
    {Action.PROTEST, Action.RIOT, Action.ARREST, Action.AGREEMENT, Action.THREAT, Action.DISPLACEMENT, Action.COUP}
)
_LONGEST_AGGREGATE_DAYS = 31  # a total over more than a month is a toll of a war, whose parts are events of their own
_CELLS_PER_DEGREE = (
    2  # Source: PRIO-GRID codebook (Tollefsen, Strand and Buhaug 2012): cells of half a degree, from the south-west
)


@dataclass(frozen=True, slots=True)
class Row:
    """One event as UCDP would code it."""

    record: EventRecord
    dyad: Dyad
    deaths: Deaths
    start: date
    end: date
    time: When
    place: Place
    country: CountryCodes
    divisions: Divisions

    @property
    def documents(self) -> Sequence[DocumentHead]:
        """Its documents, in the order of publication."""
        documents = self.record.documents.values()
        return sorted(documents, key=lambda doc: (doc.published is None, doc.published or date.max, doc.id))


def code(record: EventRecord) -> Sequence[Row] | Unfit:
    """The row of an event, or why UCDP would not count it."""
    who = sides(record)
    found = dyad(who)
    dead = deaths(record, found) if isinstance(found, Dyad) else found
    for unfit in (_not_violence(record), found, dead, _not_placed(record, who)):
        if isinstance(unfit, Unfit):
            return unfit
    when, place = record.event.time.value, record.event.place.value
    assert isinstance(found, Dyad)
    assert isinstance(dead, Deaths)
    assert when
    assert when.start
    assert when.end
    assert place
    assert who.country
    return (Row(record, found, dead, when.start, when.end, when, place, who.country, divisions(place)),)


def _not_placed(record: EventRecord, who: Sides) -> Unfit | None:
    """Why an event has no days or no point; None where it has both."""
    when, place = record.event.time.value, record.event.place.value
    if when is None or when.start is None:
        return Unfit("no day, month or year is known")
    if place is None or place.precision not in _PLACE or who.country is None:
        return Unfit("no place or no country is known")
    reason = no_point(record)
    return Unfit(reason) if reason else None


def _not_violence(record: EventRecord) -> Unfit | None:
    """Why an event is no single use of armed force; None where it is one."""
    event = record.event
    action, status, when = event.action.value, event.status.value, event.time.value
    if action is None or action in _UNCOUNTED:
        return Unfit(f"{action or 'an unknown action'} is no use of armed force by an organised actor")
    if status in (Status.THREATENED, Status.HYPOTHETICAL, Status.FOILED):
        return Unfit(f"it is {status}; UCDP counts what happened")
    if event.aggregate and (when is None or (when.days or math.inf) > _LONGEST_AGGREGATE_DAYS):
        return Unfit("a total over more than a month; its parts are events of their own")
    return None


def priogrid(latitude: float, longitude: float) -> int:
    """The number of the PRIO-GRID cell of a point, from 1 in the south-west corner, eastwards and then northwards."""
    columns = 360 * _CELLS_PER_DEGREE
    row = min(int((latitude + 90) * _CELLS_PER_DEGREE), 180 * _CELLS_PER_DEGREE - 1)
    column = min(int((longitude + 180) * _CELLS_PER_DEGREE), columns - 1)
    return row * columns + column + 1


def _where_precision(row: Row) -> int:
    if row.place.precision is PlacePrecision.NEAR and (row.place.radius_km or 0) > _NEAR_KM:
        return 5
    return _PLACE[row.place.precision]


def _date_precision(row: Row) -> int:
    """By the days where the day is known ("overnight" spans two), else by how closely the interval is."""
    if row.time.precision is TimePrecision.DAY:
        return 1 if row.start == row.end else 2 if (row.end - row.start).days < 6 else 3
    return _TIME[row.time.precision]


def _point(row: Row) -> tuple[float, float]:
    assert row.place.latitude is not None
    assert row.place.longitude is not None
    return row.place.latitude, row.place.longitude


def _article(doc: DocumentHead) -> str:
    parts = (
        doc.outlet or doc.agency,
        doc.published.isoformat() if doc.published else None,
        f"“{doc.title}”" if doc.title else None,
    )
    return ", ".join(filter(None, parts)) or doc.id


def _originals(row: Row) -> tuple[str, ...]:
    """Who says so inside the documents: the named sources of the claims, the kind of those without a name."""
    claims = (row.record.claims[ref].source for ref in sorted(row.record.claims))
    return tuple(dict.fromkeys(s.name or s.kind.value.replace("_", " ") for s in claims if s.kind is not SourceKind.OUTLET))


C: type[SchemeColumn[Row]] = SchemeColumn


def _side_columns(letter: str, side: Callable[[Row], Side]) -> tuple[SchemeColumn[Row], ...]:
    return (
        C(f"side_{letter}_dset_id", "as the next", lambda r: side(r).ucdp_id),
        C(f"side_{letter}_new_id", "UCDP's number of the actor, where the registry has it", lambda r: side(r).ucdp_id),
        C(f"side_{letter}", "“Government of …” for a state", lambda r: side(r).name),
    )


SCHEME: Scheme[Row] = Scheme(
    name="UCDP-GED-like",
    source="UCDP GED Codebook 23.1",
    unit="one event with at least one death",
    code=code,
    columns=(
        C("id", "permanent name of the event", lambda r: r.record.event.id),
        C("relid", "country, year, type of violence and event", lambda r: f"{r.country.iso3}-{r.start.year}-{r.dyad.violence.value}-{r.record.event.id}"),
        C("year", "year of date_start", lambda r: r.start.year),
        C("active_year", "always empty: whether a dyad reaches 25 deaths in a year needs a whole year of all sources", lambda _: None),
        C("code_status", "Clear where a second person has checked the event, else Check",
          lambda r: "Clear" if r.record.event.state in (EventState.CHECKED, EventState.FINAL) else "Check"),
        C("type_of_violence", "1 state-based, 2 non-state, 3 one-sided", lambda r: r.dyad.violence.value),
        C("conflict_dset_id", "always empty: a number of UCDP's", lambda _: None),
        C("conflict_new_id", "always empty: a number of UCDP's", lambda _: None),
        C("conflict_name", "the dyad's name; of state-based conflicts only the country, the incompatibility is not coded",
          lambda r: r.country.name if r.dyad.violence is Violence.STATE_BASED else r.dyad.name),
        C("dyad_dset_id", "always empty: a number of UCDP's", lambda _: None),
        C("dyad_new_id", "always empty: a number of UCDP's", lambda _: None),
        C("dyad_name", "side a - side b", lambda r: r.dyad.name),
        *_side_columns("a", lambda r: r.dyad.a),
        *_side_columns("b", lambda r: r.dyad.b),
        C("number_of_sources", "documents that tell it", lambda r: r.record.event.n_documents),
        C("source_article", "outlet, day and headline of each document", lambda r: tuple(map(_article, r.documents))),
        C("source_office", "outlets, agencies where there is no outlet", lambda r: tuple(d.outlet or d.agency or "" for d in r.documents)),
        C("source_date", "days of publication, in the same order", lambda r: tuple(d.published.isoformat() if d.published else "" for d in r.documents)),
        C("source_headline", "headlines, in the same order", lambda r: tuple(d.title or "" for d in r.documents)),
        C("source_original", "who says so in the documents", _originals),
        C("where_prec", "1 exact, 2 within about 25 km, 3 district, 4 province, 5 less close than these, 6 country", _where_precision),
        C("where_coordinates", "name of the place", lambda r: r.place.name),
        C("where_description", "the words of a document for it", lambda r: r.place.quote.text if r.place.quote else None),
        C("adm_1", "first-order division, where the place's chain names it", lambda r: r.divisions.first),
        C("adm_2", "second-order division, likewise", lambda r: r.divisions.second),
        C("latitude", "WGS 84 degrees", lambda r: _point(r)[0]),
        C("longitude", "WGS 84 degrees", lambda r: _point(r)[1]),
        C("geom_wkt", "the point as well-known text, longitude first", lambda r: f"POINT ({_point(r)[1]} {_point(r)[0]})"),
        C("priogrid_gid", "number of the PRIO-GRID cell", lambda r: priogrid(*_point(r))),
        C("country", "short English name", lambda r: r.country.name),
        C("country_id", "state number of Gleditsch and Ward", lambda r: r.country.gw),
        C("region", "one of UCDP's five regions", lambda r: r.country.ucdp_region),
        C("event_clarity", "1 one event, 2 a total over several within a month", lambda r: 2 if r.record.event.aggregate else 1),
        C("date_prec", "1 day, 2 two to six days, 3 week, 4 month, 5 year", _date_precision),
        C("date_start", "first day", lambda r: r.start),
        C("date_end", "last day, inclusive", lambda r: r.end),
        C("deaths_a", "deaths of side a, where a claim behind the best estimate says so", lambda r: r.deaths.a),
        C("deaths_b", "deaths of side b, likewise", lambda r: r.deaths.b),
        C("deaths_civilians", "deaths of unarmed people, likewise; where only such were attacked, all that are told of nobody else", lambda r: r.deaths.civilians),
        C("deaths_unknown", "all other deaths of the best estimate", lambda r: r.deaths.unknown),
        C("best", "best estimate; the sum of the four above", lambda r: r.deaths.best),
        C("high", "highest credible number; best where no higher one is told", lambda r: r.deaths.high),
        C("low", "lowest credible number", lambda r: r.deaths.low),
        C("gwnoa", "state number of side a, where it is a state", lambda r: r.dyad.a.gw),
        C("gwnob", "state number of side b, where it is a state", lambda r: r.dyad.b.gw),
    ),
    losses=(
        "Events without a death, without an organised perpetrator, or without a target that makes a dyad: left out, each with the reason.",
        "So are protests, riots, arrests, agreements, threats, coups and displacement, and totals over more than a month.",
        "Who says what: UCDP has one value for each field; `source_original` names the speakers. The whole is in jsonl.",
        "UCDP's numbers of conflicts and dyads, the incompatibility, and the threshold of 25 deaths a year. Nothing here says that a dyad is active.",
        "Numbers of actors that the registry does not have: their columns are empty.",
        "Who died, where the documents give one number for all: it is deaths_unknown, unless only unarmed people were attacked.",
        "“At least 5” has no high; the best estimate stands in its place. “Up to 10” alone is best 0, high 10.",
        "Totals within a month (event_clarity 2) may repeat deaths of single events.",
    ),
)  # fmt: skip


def write(records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None) -> Written:
    """Events written as a table like UCDP GED's: CSV (RFC 4180) in UTF-8, in the order given.

    Args:
        records: the events.
        out: where the bytes go.
        withholding: what is withheld; names of private persons where None.
    """
    return write_scheme(SCHEME, records, out, withholding=withholding)
