"""Divisions by the built-in gazetteer: of a linked place, of one that only its chain tells, and none that is not known."""

import pytest

from dateline.model import Place, PlacePrecision
from dateline.run.dividing import division_of

KANO = Place(name="Kano", chain=("Kano", "Nigeria"), country="NGA", geonames_id=2335204)
GAO = Place(name="Gao", chain=("Gao", "Mali"), country="MLI")
NOWHERE = Place(name="Xyzzy", chain=("Xyzzy",), country=None)


@pytest.mark.parametrize(
    ("place", "precision", "name", "near"),
    [
        (KANO, PlacePrecision.PROVINCE, "Kano", (11.7, 8.5)),
        (GAO, PlacePrecision.PROVINCE, "Gao", (16.5, 0.0)),
        (KANO, PlacePrecision.COUNTRY, "Nigeria", (10.0, 8.0)),
        (GAO, PlacePrecision.COUNTRY, "Mali", (17.0, -4.0)),
    ],
)
def test_divisions(place, precision, name, near):
    found = division_of(place, precision)
    assert name in found.name
    assert found.point == pytest.approx(near, abs=1.5)


def test_unknown_has_none():
    for precision in PlacePrecision:
        assert division_of(NOWHERE, precision) is None
    assert division_of(KANO, PlacePrecision.EXACT) is None
