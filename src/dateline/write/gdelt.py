"""Events in a table like GDELT 2.0's: 61 columns with CAMEO codes, separated by tabs, without a row of names.

Source: GDELT Event Database codebook 2.0 for columns; CAMEO for codes; the shape is our own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import BinaryIO

from dateline.model import Actor, Place, PlacePrecision
from dateline.write.cameo import ACTOR_TYPES, Cameo, actor_country, cameo
from dateline.write.columns import Cell
from dateline.write.countries import CountryCodes, country_codes
from dateline.write.record import DocumentHead, EventRecord, Written
from dateline.write.scheme import Scheme, SchemeColumn, Unfit, write_scheme
from dateline.write.sides import Sides, sides
from dateline.write.withhold import Withholding

__all__ = ["SCHEME", "Row", "code", "instant", "known_at", "write"]

# GDELT's kinds of places: country, state and city of the United States, city and state of the rest of the world.
_GEO_TYPES = {PlacePrecision.EXACT: (3, 4), PlacePrecision.NEAR: (3, 4), PlacePrecision.DISTRICT: (2, 5), PlacePrecision.PROVINCE: (2, 5),
              PlacePrecision.COUNTRY: (1, 1)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One event as GDELT would code it."""

    record: EventRecord
    day: date
    cameo: Cameo
    who: Sides
    place: Place

    @property
    def first(self) -> Actor | None:
        """The first perpetrator."""
        return next(iter(self.who.perpetrators), None)

    @property
    def second(self) -> Actor | None:
        """The first target, or the second party of an agreement."""
        others = self.who.targets or (self.who.perpetrators[1:] if self.cameo.quad == 1 else ())
        return next(iter(others), None)

    @property
    def documents(self) -> Sequence[DocumentHead]:
        """Its documents, the first that was known first."""
        documents = self.record.documents.values()
        return sorted(
            documents, key=lambda doc: (known_at(doc) is None, known_at(doc) or datetime.max.replace(tzinfo=UTC), doc.id)
        )


def code(record: EventRecord) -> Sequence[Row] | Unfit:
    """The row of an event, or why GDELT has no place for it."""
    who = sides(record)
    coded = cameo(record, who)
    if isinstance(coded, Unfit):
        return coded
    when = record.event.time.value
    if when is None or when.start is None:
        return Unfit("no day is known")
    if not who.perpetrators and not who.targets:
        return Unfit("no actor is named")
    return (Row(record, when.start, coded, who, record.event.place.value or Place()),)


def known_at(doc: DocumentHead) -> datetime | None:
    """The instant (UTC) at which a document was retrieved, else midnight of its day; None where neither is known."""
    if doc.retrieved_at:
        return doc.retrieved_at.astimezone(UTC) if doc.retrieved_at.tzinfo else doc.retrieved_at.replace(tzinfo=UTC)
    return datetime.combine(doc.published, time(), UTC) if doc.published else None


def instant(at: datetime | None) -> int | None:
    """An instant as GDELT writes it, YYYYMMDDHHMMSS."""
    return int(at.strftime("%Y%m%d%H%M%S")) if at else None


def _fraction(day: date) -> float:
    """The year with its part, as GDELT counts it: thirty days to a month."""
    return round(day.year + (day.month * 30 + day.day) / 365, 4)


def _added(row: Row) -> int | None:
    return instant(known_at(row.documents[0]))


def _address(row: Row) -> str | None:
    return next((doc.url for doc in row.documents if doc.url), None)


def _n_outlets(row: Row) -> int:
    return len({doc.outlet or doc.id for doc in row.documents})


def _geo_type(row: Row) -> int:
    american, other = _GEO_TYPES.get(row.place.precision, (0, 0))
    return american if row.place.country == "USA" else other


def _full_name(row: Row) -> str | None:
    return ", ".join(row.place.chain or filter(None, (row.place.name,))) or None


def _fips(row: Row) -> str | None:
    return row.who.country.fips if row.who.country else None


C: type[SchemeColumn[Row]] = SchemeColumn


def _actor_columns(n: int, pick: Callable[[Row], Actor | None]) -> tuple[SchemeColumn[Row], ...]:
    def country(row: Row) -> CountryCodes | None:
        actor = pick(row)
        return country_codes(actor_country(actor, row.who)) if actor else None

    def kind(row: Row) -> str | None:
        actor = pick(row)
        return ACTOR_TYPES.get(actor.kind) if actor else None

    def whole(row: Row) -> str | None:
        found = country(row)
        return ((found.iso3 if found else "") + (kind(row) or "")) or None

    def name(row: Row) -> str | None:
        actor = pick(row)
        return actor.name.upper() if actor else None

    def iso3(row: Row) -> str | None:
        found = country(row)
        return found.iso3 if found else None

    a, empty = f"Actor{n}", "always empty"
    never: Callable[[Row], Cell] = lambda _: None  # noqa: E731 - a column's reader
    return (
        C(f"{a}Code", "country and type", whole),
        C(f"{a}Name", "first perpetrator, in capitals" if n == 1 else "first target or second party, in capitals", name),
        C(f"{a}CountryCode", "ISO 3166-1 alpha-3, of state bodies and of people at home", iso3),
        *(C(f"{a}{part}Code", empty, never) for part in ("KnownGroup", "Ethnic", "Religion1", "Religion2")),
        C(f"{a}Type1Code", "CAMEO type, from the actor's kind", kind),
        *(C(f"{a}{part}Code", empty, never) for part in ("Type2", "Type3")),
    )


def _no_geo(actor: str) -> tuple[SchemeColumn[Row], ...]:
    parts = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    return tuple(C(f"{actor}Geo_{part}", "always empty: actors are not placed", lambda _: None) for part in parts)


SCHEME: Scheme[Row] = Scheme(
    name="GDELT-like",
    source="GDELT Event Database codebook 2.0 and the CAMEO codebook",
    unit="one event with a day and an actor",
    code=code,
    columns=(
        C("GlobalEventID", "permanent name of the event; letters and digits, where GDELT has a number", lambda r: r.record.event.id),
        C("Day", "first day, YYYYMMDD", lambda r: int(r.day.strftime("%Y%m%d"))),
        C("MonthYear", "YYYYMM", lambda r: int(r.day.strftime("%Y%m"))),
        C("Year", "YYYY", lambda r: r.day.year),
        C("FractionDate", "the year with its part, thirty days to a month", lambda r: _fraction(r.day)),
        *_actor_columns(1, lambda r: r.first),
        *_actor_columns(2, lambda r: r.second),
        C("IsRootEvent", "always 1", lambda _: 1),
        C("EventCode", "CAMEO code, from action, weapon, status and sides", lambda r: r.cameo.code),
        C("EventBaseCode", "its second level", lambda r: r.cameo.base),
        C("EventRootCode", "its first level", lambda r: r.cameo.root),
        C("QuadClass", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict", lambda r: r.cameo.quad),
        C("GoldsteinScale", "weight of the code, -10 to 10", lambda r: r.cameo.goldstein),
        C("NumMentions", "claims about it", lambda r: len(r.record.claims)),
        C("NumSources", "outlets", _n_outlets),
        C("NumArticles", "documents", lambda r: r.record.event.n_documents),
        C("AvgTone", "always empty: tone is not measured", lambda _: None),
        *_no_geo("Actor1"),
        *_no_geo("Actor2"),
        C("ActionGeo_Type", "1 country, 2 US state, 3 US city, 4 city elsewhere, 5 state elsewhere, 0 unknown", _geo_type),
        C("ActionGeo_Fullname", "the place and what it lies in", _full_name),
        C("ActionGeo_CountryCode", "FIPS 10-4", _fips),
        C("ActionGeo_ADM1Code", "always empty", lambda _: None),
        C("ActionGeo_ADM2Code", "always empty", lambda _: None),
        C("ActionGeo_Lat", "WGS 84 degrees", lambda r: r.place.latitude),
        C("ActionGeo_Long", "WGS 84 degrees", lambda r: r.place.longitude),
        C("ActionGeo_FeatureID", "GeoNames entry, where GDELT has one of GNS or GNIS", lambda r: r.place.geonames_id),
        C("DATEADDED", "when its first document was retrieved or published, YYYYMMDDHHMMSS", _added),
        C("SOURCEURL", "address of the first document that has one; others are in gdelt_mentions", _address),
    ),
    header=(),
    separator="\t",
    losses=(
        "Harm, and all figures. How closely day and place are known: every day looks exact.",
        "Who says what; gdelt_mentions has a row for each claim, without its words. The whole is in jsonl.",
        "Numbers for events: GlobalEventID holds dateline's own names.",
        "All actors but one on each side, known groups, ethnic and religious codes, tone, places of actors.",
        "Events without a day or an actor, totals over several occurrences, foiled attacks, mere possibilities and coups: left out, each with the reason.",
    ),
)  # fmt: skip


def write(records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None) -> Written:
    """Events written as a table like GDELT's: tabs, UTF-8, no row of names, in the order given.

    Args:
        records: the events.
        out: where the bytes go.
        withholding: what is withheld; names of private persons where None.
    """
    return write_scheme(SCHEME, records, out, withholding=withholding)
