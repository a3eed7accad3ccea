"""Events as a table with a row of HXL hashtags under the names, as the Humanitarian Data Exchange and its tools read it.

Source: HXL 1.1, https://hxlstandard.org/standard/1-1final/dictionary/ for hashtags and attributes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from dateline.model import Count, HarmKind, Place, When
from dateline.write.columns import COLUMNS, Cell, cells
from dateline.write.record import EventRecord, Written
from dateline.write.scheme import Scheme, SchemeColumn, Unfit, write_scheme
from dateline.write.sides import Divisions, divisions, sides
from dateline.write.withhold import Withholding

__all__ = ["SCHEME", "write"]

_AT = {column.name: n for n, column in enumerate(COLUMNS)}
_HARM = {HarmKind.KILLED: "killed", HarmKind.WOUNDED: "injured", HarmKind.MISSING: "missing", HarmKind.ABDUCTED: "abducted",
         HarmKind.ARRESTED: "detained", HarmKind.DISPLACED: "displaced"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One event, and its row in the table of CSV."""

    record: EventRecord
    cells: Sequence[Cell]

    @property
    def time(self) -> When:
        """The estimated time; an unknown one where there is none."""
        return self.record.event.time.value or When()

    @property
    def place(self) -> Place:
        """The estimated place; an unknown one where there is none."""
        return self.record.event.place.value or Place()

    @property
    def divisions(self) -> Divisions:
        """The divisions that it lies in."""
        return divisions(self.place)

    def count(self, kind: HarmKind) -> Count:
        """The estimate for one kind of harm; an unknown one where there is none."""
        estimate = self.record.event.harm_of(kind)
        return estimate.count if estimate else Count()


def code(record: EventRecord) -> Sequence[Row] | Unfit:
    """The row of an event; every event has one, but for those that another has replaced."""
    joined = record.event.joined_into
    return Unfit(f"joined into {joined}") if joined else (Row(record, cells(record)),)


def _as_in_table(name: str) -> Callable[[Row], Cell]:
    at = _AT[name]
    return lambda row: row.cells[at]


def _country_name(row: Row) -> str | None:
    country = sides(row.record).country
    return country.name if country else None


def _low(kind: HarmKind) -> Callable[[Row], Cell]:
    return lambda row: row.count(kind).low


def _best(kind: HarmKind) -> Callable[[Row], Cell]:
    return lambda row: row.count(kind).best


def _high(kind: HarmKind) -> Callable[[Row], Cell]:
    return lambda row: row.count(kind).high


# Name, hashtag, what stands in it, how it is read.
_TAGGED: tuple[tuple[str, str, Callable[[Row], Cell]], ...] = (
    ("event_id", "#event +id", _as_in_table("event_id")),
    ("action", "#event +type", _as_in_table("action")),
    ("status", "#event +status", _as_in_table("status")),
    ("aggregate", "#event +aggregate +bool", _as_in_table("aggregate")),
    ("start", "#date +occurred +start", _as_in_table("start")),
    ("end", "#date +occurred +end", _as_in_table("end")),
    ("time_precision", "#meta +date +precision", _as_in_table("time_precision")),
    ("country", "#country +code +v_iso3", _as_in_table("country")),
    ("country_name", "#country +name", _country_name),
    ("admin1", "#adm1 +name", lambda r: r.divisions.first),
    ("admin2", "#adm2 +name", lambda r: r.divisions.second),
    ("admin3", "#adm3 +name", lambda r: r.divisions.third),
    ("place", "#loc +name", _as_in_table("place")),
    ("geonames_id", "#loc +code +v_geonames", _as_in_table("geonames_id")),
    ("place_precision", "#geo +precision", _as_in_table("place_precision")),
    ("latitude", "#geo +lat", _as_in_table("latitude")),
    ("longitude", "#geo +lon", _as_in_table("longitude")),
    ("perpetrators", "#group +name +perpetrator +list", _as_in_table("perpetrators")),
    ("perpetrator_kinds", "#group +type +perpetrator +list", _as_in_table("perpetrator_kinds")),
    ("targets", "#group +name +target +list", _as_in_table("targets")),
    ("target_kinds", "#group +type +target +list", _as_in_table("target_kinds")),
    ("weapon", "#item +type +weapon", _as_in_table("weapon")),
    *(
        (f"{kind}_{end}", f"#affected +{word} +{attribute}", read(kind))
        for kind, word in _HARM.items()
        for end, attribute, read in (("low", "min", _low), ("best", "best", _best), ("high", "max", _high))
    ),
    ("n_documents", "#meta +documents +num", _as_in_table("n_documents")),
    ("n_independent", "#meta +documents +independent +num", _as_in_table("n_independent")),
    ("sources", "#meta +source +list", _as_in_table("sources")),
    ("urls", "#meta +url +list", _as_in_table("urls")),
    ("last_published", "#date +published +latest", _as_in_table("last_published")),
    ("withheld", "#meta +withheld +list", lambda _: None),
)
_NAMES = tuple(name for name, _, _ in _TAGGED)
_TAGS = tuple(tag for _, tag, _ in _TAGGED)
C: type[SchemeColumn[Row]] = SchemeColumn
SCHEME: Scheme[Row] = Scheme(
    name="HXL",
    source="Humanitarian Exchange Language 1.1",
    unit="one event",
    code=code,
    columns=tuple(C(name, f"`{tag}`", read) for name, tag, read in _TAGGED),
    header=(_NAMES, _TAGS),
    withheld_in="withheld",
    losses=(
        "P-codes of divisions: the gazetteer has none, so that `#adm1 +code` and the like are not there. Names and GeoNames numbers are.",
        "Claims and quotes; speakers and addresses are there. The whole is in jsonl.",
        "Events that were joined into others: left out, each with the id of the other.",
        "Attributes after the hashtags beyond the standard's own (`+perpetrator`, `+precision`, `+best`) are ours; tools pass over them.",
    ),
)


def write(records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None) -> Written:
    """Events written as CSV (RFC 4180) in UTF-8 with a row of names and a row of HXL hashtags, in the order given.

    Args:
        records: the events.
        out: where the bytes go.
        withholding: what is withheld; names of private persons where None.
    """
    return write_scheme(SCHEME, records, out, withholding=withholding)
