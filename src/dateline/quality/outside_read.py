"""Reading an outside list: UCDP GED, an ACLED export, or a spreadsheet whose columns have been named.

Source: UCDP GED Codebook 23.1 (date_prec, where_prec, type_of_violence); ACLED Codebook, 2023 and later (time_precision,
geo_precision).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from dateline.errors import InputError
from dateline.model import Count, PlacePrecision, Problem, TimePrecision, When
from dateline.quality.outside import OutsideEvent, OutsideList
from dateline.quality.outside_actors import acled_actors, ged_actors, own_actors
from dateline.quality.outside_cells import coded, country_code, day, figure, place, required_day, slashed, whole
from dateline.quality.outside_columns import ACLED, UCDP_GED, Columns, columns_of
from dateline.quality.outside_table import Row, bytes_of, table_of
from dateline.quality.outside_types import LETHAL, acled_actions, own_actions

__all__ = ["outside_of", "read_outside"]

_GED_TIME = {
    "1": TimePrecision.DAY,
    "2": TimePrecision.FEW_DAYS,
    "3": TimePrecision.WEEK,
    "4": TimePrecision.MONTH,
    "5": TimePrecision.YEAR,
}
_GED_PLACE = {
    "1": PlacePrecision.EXACT,
    "2": PlacePrecision.NEAR,
    "3": PlacePrecision.DISTRICT,
    "4": PlacePrecision.PROVINCE,
    "5": PlacePrecision.PROVINCE,
    "6": PlacePrecision.COUNTRY,
}
_GED_KINDS = {"1": "state-based", "2": "non-state", "3": "one-sided"}
_ACLED_PLACE = {"1": PlacePrecision.EXACT, "2": PlacePrecision.NEAR, "3": PlacePrecision.PROVINCE}


def read_outside(path: Path, mapping: Mapping[str, str] | None = None) -> OutsideList:
    """The outside list in a file.

    Args:
        path: CSV or XLSX.
        mapping: for a list of one's own, the column of each field; usual names are recognised.
    Raises:
        InputError: the file is no table, or its columns do not say when.
    """
    return outside_of(bytes_of(path), mapping, where=str(path))


def outside_of(data: bytes, mapping: Mapping[str, str] | None = None, *, where: str) -> OutsideList:
    """The outside list in what a file holds; as `read_outside`.

    Args:
        data: CSV or XLSX.
        mapping: for a list of one's own, the column of each field.
        where: name of the file, for errors.
    """
    table = table_of(data, where)
    columns = columns_of(table.header, mapping or {}, where=where)
    known: Mapping[str, Callable[[Row], OutsideEvent]] = {UCDP_GED: _ged, ACLED: _acled}
    read = known.get(columns.layout) or partial(_own, columns=columns, day_first=_is_day_first(table.rows, columns))
    events: list[OutsideEvent] = []
    problems: list[Problem] = []
    for row in table.rows:
        try:
            events.append(read(row))
        except (InputError, ValueError) as fault:
            what = fault.what if isinstance(fault, InputError) else str(fault)
            fix = "Correct the row, or leave it: the others are compared."
            problems.append(Problem(code="compare-row", what=what, where=f"{where}:{row.number}", fix=fix, stage="compare"))
    return OutsideList(layout=columns.layout, events=tuple(events), problems=tuple(problems))


def _ged(row: Row) -> OutsideEvent:
    start = required_day(row, "date_start")
    precision = coded(row, "where_prec", _GED_PLACE, PlacePrecision.UNKNOWN)
    country = country_code(row.get("country"), gw=row.get("country_id"))
    name = row.get("where_coordinates") if precision is not PlacePrecision.COUNTRY else country
    first, second = ged_actors(row, country, start.year)
    kind = row.get("type_of_violence") or ""
    return OutsideEvent(
        row=row.number,
        id=row.get("id"),
        time=_ged_days(start, day(row.get("date_end")) or start, coded(row, "date_prec", _GED_TIME, TimePrecision.DAY)),
        place=place(row, name, precision, (row.get("adm_2"), row.get("adm_1")), country=country),
        first=first,
        second=second,
        is_directed=kind == "3",
        actions=LETHAL,
        kind=_GED_KINDS.get(kind),
        killed=_ordered(*(whole(row.get(name)) for name in ("low", "best", "high"))),
        is_total=None if row.get("event_clarity") == "2" else False,
        source=row.get("source_office", "source_article", "source_original"),
    )


def _ged_days(start: date, end: date, precision: TimePrecision) -> When:
    return When(start=start, end=max(start, end), precision=precision)


def _ordered(low: int | None, best: int | None, high: int | None) -> Count:
    """The three estimates; sorted, since some rows of older releases have a best beyond the high."""
    given = sorted(n for n in (low, best, high) if n is not None)
    return Count(*given) if len(given) == 3 else Count(given[0], given[0], given[-1]) if given else Count()


def _acled(row: Row) -> OutsideEvent:
    on = required_day(row, "event_date")
    country = country_code(row.get("country"), m49=row.get("iso"))
    precision = coded(row, "geo_precision", _ACLED_PLACE, PlacePrecision.EXACT)
    divisions = tuple(row.get(name) for name in ("admin3", "admin2", "admin1"))
    first, second = acled_actors(row, country, on.year)
    killed = whole(row.get("fatalities"))
    return OutsideEvent(
        row=row.number,
        id=row.get("event_id_cnty", "data_id"),
        time=_acled_days(on, row.get("time_precision")),
        place=place(row, row.get("location"), precision, divisions, country=country),
        first=first,
        second=second,
        is_directed=any(actor.kind == "civilians" for actor in second),
        actions=acled_actions(row.get("sub_event_type")),
        kind=row.get("sub_event_type", "event_type"),
        killed=Count(killed, killed, killed),
        is_total=False,
        source=row.get("source"),
    )


def _acled_days(on: date, precision: str | None) -> When:
    """ACLED dates a week or a month by a day in its middle, or at its start or end where the report says so."""
    if precision == "2":
        return When(start=on - timedelta(3), end=on + timedelta(3), precision=TimePrecision.WEEK)
    return _month(on.year, on.month) if precision == "3" else When(start=on, end=on, precision=TimePrecision.DAY)


def _month(year: int, month: int) -> When:
    last = calendar.monthrange(year, month)[1]
    return When(start=date(year, month, 1), end=date(year, month, last), precision=TimePrecision.MONTH)


def _own(row: Row, *, columns: Columns, day_first: bool | None) -> OutsideEvent:
    own = Row(row.number, {field: row.get(column) or "" for field, column in columns.of.items()})
    name, divisions = own.get("place"), (own.get("admin2"), own.get("admin1"))
    time, country = _own_days(own, day_first=day_first), country_code(own.get("country"))
    year = time.start.year if time.start else None
    return OutsideEvent(
        row=row.number,
        id=own.get("id"),
        time=time,
        place=place(own, name or next(filter(None, divisions), country), _own_precision(own), divisions, country=country),
        first=own_actors(own.get("perpetrator"), country, year),
        second=own_actors(own.get("target"), country, year),
        is_directed="perpetrator" in columns.of and "target" in columns.of,
        actions=own_actions(own.get("action")),
        kind=own.get("action"),
        killed=figure(own.get("killed")),
        wounded=figure(own.get("wounded")),
        source=own.get("source"),
    )


def _own_precision(own: Row) -> PlacePrecision:
    if own.get("place") or own.get("latitude"):
        return PlacePrecision.EXACT
    if own.get("admin2"):
        return PlacePrecision.DISTRICT
    return (
        PlacePrecision.PROVINCE if own.get("admin1") else PlacePrecision.COUNTRY if own.get("country") else PlacePrecision.UNKNOWN
    )


def _own_days(own: Row, *, day_first: bool | None) -> When:
    first = own.get("date") or ""
    if month := re.fullmatch(r"(\d{4})-(0?[1-9]|1[0-2])", first):
        return _month(int(month[1]), int(month[2]))
    start = day(first, day_first=day_first)
    if start is None:
        raise ValueError(f"{first!r} is no day, or may be read as two" if first else "it has no day")
    end = max(start, day(own.get("end"), day_first=day_first) or start)
    precision = TimePrecision.DAY if end == start else TimePrecision.FEW_DAYS if (end - start).days < 7 else TimePrecision.MONTH
    return When(start=start, end=end, precision=precision)


def _is_day_first(rows: Iterable[Row], columns: Columns) -> bool | None:
    """Whether 03/04/2026 is the third of April, by the other rows of its column; None where none of them says."""
    pairs = [found for row in rows if (found := slashed(row.cells.get(columns.of.get("date", ""))))]
    if any(first > 12 for first, _, _ in pairs):
        return True
    return False if any(second > 12 for _, second, _ in pairs) else None
