"""Countries as outside formats know them: number, region and letters for each ISO code."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["CountryCodes", "country_codes", "iso3_of", "ucdp_actor_ids"]

# The regions of UCDP run along the state numbers of Gleditsch and Ward: the first number of each region.
# Source: UCDP GED codebook, "region"; Gleditsch and Ward (1999)
_UCDP_REGIONS = ((2, "Americas"), (200, "Europe"), (400, "Africa"), (630, "Middle East"), (700, "Asia"))

_COW = {"DEU": 255, "YEM": 679}


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """The codes of one country.

    Args:
        iso3: ISO 3166-1 alpha-3.
        name: short English name.
        m49: ISO 3166-1 numeric; None where it has none.
        acled_region: region as ACLED names them.
        gw: state number of Gleditsch and Ward; None for what is on no list of independent states.
        fips: two letters of FIPS 10-4, as GDELT uses them.
    """

    iso3: str
    name: str
    m49: int | None
    acled_region: str
    gw: int | None
    fips: str | None

    @property
    def cow(self) -> int | None:
        """The number of the Correlates of War, which is the state number but for two reunited states.

        Source: Correlates of War, State System Membership 2016; Gleditsch and Ward (1999).
        """
        return _COW.get(self.iso3, self.gw)

    @property
    def ucdp_region(self) -> str | None:
        """The region as UCDP draws them; None where the country has no state number."""
        if self.gw is None:
            return None
        return [name for first, name in _UCDP_REGIONS if self.gw >= first][-1]


def country_codes(iso3: str | None) -> CountryCodes | None:
    """The codes of a country; None where it is unknown."""
    return _countries().get(iso3 or "")


def iso3_of(*, gw: int | None = None, m49: int | None = None) -> str | None:
    """ISO 3166-1 alpha-3 by the number that an outside list gives; None where it is on no list.

    Args:
        gw: state number of Gleditsch and Ward.
        m49: ISO 3166-1 numeric.
    """
    return _by_number().get(("gw", gw)) or _by_number().get(("m49", m49))


@cache
def _by_number() -> Mapping[tuple[str, int | None], str]:
    found: dict[tuple[str, int | None], str] = {("gw", one.gw): one.iso3 for one in _countries().values() if one.gw is not None}
    return found | {("m49", one.m49): one.iso3 for one in _countries().values() if one.m49 is not None}


@cache
def _countries() -> Mapping[str, CountryCodes]:
    return {
        row["iso3"]: CountryCodes(
            row["iso3"], row["name"], _number(row["m49"]), row["acled_region"], _number(row["gw"]), row["fips"] or None
        )
        for row in _rows("formats", "countries.tsv")
    }


@cache
def ucdp_actor_ids() -> Mapping[str, int]:
    """UCDP's number of an actor by the id of our registry; a state's stands under `gov-` and its code in small letters."""
    organisations = {row["id"]: row["ucdp_id"] for row in _rows("registry", "organisations.tsv")}
    states = {f"gov-{row['iso3'].lower()}": row["ucdp_id"] for row in _rows("registry", "countries.tsv")}
    return {name: int(number) for name, number in (organisations | states).items() if number.strip()}


def _rows(folder: str, name: str) -> list[dict[str, str]]:
    text = files("dateline").joinpath("data", folder, name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _number(cell: str) -> int | None:
    return int(cell) if cell else None
