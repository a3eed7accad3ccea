"""Cells of an outside list as days, figures and places."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

from dateline.model import Count, Place, PlacePrecision
from dateline.quality.outside_table import Row
from dateline.write.countries import country_codes, iso3_of

__all__ = ["coded", "country_code", "day", "figure", "place", "required_day", "slashed", "whole"]

T = TypeVar("T")

_NEAR_KM = 25.0  # Source: UCDP GED Codebook 23.1, where_prec 2: within about 25 km of a known place
_RANGE = re.compile(r"\s*(\d+)\s*(?:[-–—]|to)\s*(\d+)\s*")
_NUMBER = re.compile(r"\s*(\d[\d ,']*?)(?:\.0+)?\s*(\+)?\s*")
_SLASHED = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\b")


def slashed(text: str | None) -> tuple[int, int, int] | None:
    """The three numbers of a day written as 03/04/2026; None for any other text."""
    found = _SLASHED.match(text or "")
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


@lru_cache(maxsize=50_000)
def day(text: str | None, *, day_first: bool | None = None) -> date | None:
    """The day that a cell names; None where it names none, or could be read two ways.

    Args:
        text: the cell.
        day_first: whether 03/04/2026 is the third of April; None where that is not known.
    """
    if not text:
        return None
    numbers = slashed(text)
    if numbers and day_first is not None:
        one, two, year = numbers
        month, number = (two, one) if day_first else (one, two)
        is_day = 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]
        return date(year, month, number) if is_day else None
    from dateline.read.published import date_in

    return date_in(text)


def required_day(row: Row, name: str) -> date:
    """The day in a cell.

    Raises:
        ValueError: it holds none.
    """
    found = day(row.get(name))
    if found is None:
        raise ValueError(f"{name} {row.get(name) or ''!r} is no day")
    return found


def whole(text: str | None) -> int | None:
    """The whole number in a cell, thousands set apart or not; None where it holds none."""
    found = _NUMBER.fullmatch(text or "")
    return int(re.sub(r"\D", "", found[1])) if found else None


def figure(text: str | None) -> Count:
    """A figure as people write it: 5, 3-7, 5+; an unknown one where it is none."""
    if found := _RANGE.fullmatch(text or ""):
        low, high = sorted((int(found[1]), int(found[2])))
        return Count(low, None, high)
    number = whole(text)
    return Count(number, number, None if (text or "").strip().endswith("+") else number)


def coded(row: Row, name: str, codes: Mapping[str, T], default: T) -> T:
    """What the code in a cell stands for; the default where it is on no list."""
    return codes.get(row.get(name) or "", default)


def place(
    row: Row, name: str | None, precision: PlacePrecision, divisions: Sequence[str | None], *, country: str | None
) -> Place:
    """The place of a row, its point read off the columns `latitude` and `longitude`.

    Args:
        row: the row.
        name: of the most specific place.
        precision: how closely it is known.
        divisions: those that it lies in, the smallest first, as far as they are known.
        country: ISO 3166-1 alpha-3.
    """
    latitude, longitude = _degrees(row.get("latitude"), 90), _degrees(row.get("longitude"), 180)
    codes = country_codes(country)
    has_point = latitude is not None and longitude is not None
    return Place(
        name=name,
        chain=tuple(dict.fromkeys(part for part in (name, *divisions, codes.name if codes else country) if part)),
        country=country,
        precision=precision,
        latitude=latitude if has_point else None,
        longitude=longitude if has_point else None,
        radius_km=_NEAR_KM if precision is PlacePrecision.NEAR else None,
    )


def _degrees(text: str | None, most: int) -> float | None:
    try:
        found = float((text or "").replace(",", "."))
    except ValueError:
        return None
    return found if abs(found) <= most else None


@lru_cache(maxsize=10_000)
def country_code(text: str | None, *, gw: str | None = None, m49: str | None = None) -> str | None:
    """ISO 3166-1 alpha-3 of a country; None where nothing leads to one.

    Args:
        text: its name in any language of the gazetteer, or its code of two or three letters.
        gw: state number of Gleditsch and Ward, as UCDP has it.
        m49: ISO 3166-1 numeric, as ACLED has it.
    """
    numbered = iso3_of(gw=whole(gw), m49=whole(m49))
    return numbered or (_named(text) if text else None)


def _named(text: str) -> str | None:
    from dateline.link import gazetteer
    from dateline.text.normal import fold

    known = gazetteer.gazetteer()
    bare = text.strip()
    if bare.upper() in known.countries:
        return bare.upper()
    forms = known.country_forms()
    for spelling in (bare, re.sub(r"\s*\(.*\)", "", bare), "".join(re.findall(r"\((.*)\)", bare))):
        if form := forms.get(fold(spelling)):
            return form.code
    return None
