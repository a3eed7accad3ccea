"""Which columns of an outside list say what: two known layouts, and one that the user names column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from dateline.errors import InputError

__all__ = ["ACLED", "FIELDS", "OWN", "UCDP_GED", "Columns", "columns_of"]

UCDP_GED, ACLED, OWN = "ucdp_ged", "acled", "own"

# What a column of one's own spreadsheet may be named as, with words for the help.
FIELDS: Mapping[str, str] = {
    "id": "the list's own name for the event",
    "date": "day, or first day",
    "end": "last day",
    "country": "code of two or three letters, or name",
    "place": "most specific place",
    "admin1": "province",
    "admin2": "district",
    "latitude": "degrees",
    "longitude": "degrees",
    "perpetrator": "who did it; several with semicolons between",
    "target": "to whom; several with semicolons between",
    "action": "an action of the codebook, or words of your own",
    "killed": "number, or low-high",
    "wounded": "number, or low-high",
    "source": "who it is from",
}

# A layout is known by columns that no other list has.
_MARKS = {
    UCDP_GED: frozenset({"date_start", "where_prec", "type_of_violence", "best"}),
    ACLED: frozenset({"event_date", "sub_event_type", "fatalities"}),
}
_USUAL = {
    "id": ("id", "event_id", "eventid", "code", "nr"),
    "date": ("date", "event_date", "start", "start_date", "date_start", "day", "when"),
    "end": ("end", "end_date", "date_end"),
    "country": ("country", "iso3", "country_code"),
    "place": ("place", "location", "city", "town", "site"),
    "admin1": ("admin1", "adm1", "province", "governorate", "region"),
    "admin2": ("admin2", "adm2", "district"),
    "latitude": ("latitude", "lat", "y"),
    "longitude": ("longitude", "lon", "lng", "long", "x"),
    "perpetrator": ("perpetrator", "perpetrators", "actor", "actor1", "side_a", "gname"),
    "target": ("target", "targets", "actor2", "side_b", "victim", "victims"),
    "action": ("action", "type", "event_type", "incident_type"),
    "killed": ("killed", "deaths", "fatalities", "dead", "nkill"),
    "wounded": ("wounded", "injured", "nwound"),
    "source": ("source", "sources", "source_name"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """A layout, and for one of the user's own the column of each field."""

    layout: str
    of: Mapping[str, str]


def columns_of(header: Sequence[str], mapping: Mapping[str, str], *, where: str) -> Columns:
    """The layout of a table, by its header and what the user says of it.

    Args:
        header: names of its columns, in small letters.
        mapping: column by field, as the user gave them; usual names are recognised where a field is not among them.
        where: the file, for errors.
    Raises:
        InputError: a field or column is not one, or no column says when.
    """
    if not mapping:
        layout = next((name for name, marks in _MARKS.items() if marks <= set(header)), None)
        if layout:
            return Columns(layout, {})
    found = {field: name for field, names in _USUAL.items() if (name := next((n for n in names if n in header), None))}
    for field, column in mapping.items():
        _require(field, FIELDS, "field", where)
        _require(column.lower(), header, "column", where)
        found[field] = column.lower()
    if "date" not in found:
        listed = ", ".join(header[:20])
        fix = f"Say which it is, as date=COLUMN in `columns`. Columns are: {listed}."
        raise InputError("compare-columns", "no column is known to hold the day", where=where, fix=fix)
    return Columns(OWN, found)


def _require(name: str, known: Sequence[str] | Mapping[str, str], what: str, where: str) -> None:
    if name in known:
        return
    near = get_close_matches(name, list(known), n=1)
    fix = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(list(known)[:30])}."
    raise InputError("compare-columns", f"there is no {what} {name!r}", where=where, fix=fix)
