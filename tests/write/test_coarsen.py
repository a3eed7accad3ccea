"""Places told less closely, quotes cut: what is left, in which precision, and that every format keeps to it."""

import dataclasses
import io
import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.model import ActorKind, Count, Place, PlacePrecision, Quote
from dateline.model.place import distance_km
from dateline.write.coarsen import Division, _middle, coarsened, coarsening
from dateline.write.excerpt import excerpted, is_blank
from dateline.write.formats import WRITERS
from dateline.write.withhold import Withholding, withhold

GROUP = [("Lighthouse Brigade", ActorKind.ARMED_GROUP)]
VILLAGE = Place(
    name="Rimi",
    chain=("Rimi", "Sumaila", "Kano State", "Nigeria"),
    country="NGA",
    precision=PlacePrecision.EXACT,
    geonames_id=2326028,
    latitude=11.5333,
    longitude=8.9667,
    radius_km=1.0,
)
TEXT = "Gunmen opened fire in Rimi village of Sumaila on Tuesday, a resident of RIMI said, and fled into the forest."
# What each rule must not let through, and what it leaves: name, precision, point.
RULES = {
    "admin2": (("Rimi", "RIMI", "11.53", "8.96"), "Sumaila", PlacePrecision.DISTRICT),
    "admin1": (("Rimi", "Sumaila", "11.53", "8.96"), "Kano State", PlacePrecision.PROVINCE),
    "country": (("Rimi", "Sumaila", "Kano State", "11.53", "8.96"), "Nigeria", PlacePrecision.COUNTRY),
    "grid-20km": (("Rimi", "11.53", "8.96"), "Sumaila", PlacePrecision.NEAR),
    "grid-100km": (("Rimi", "11.53", "8.96"), "Sumaila", PlacePrecision.DISTRICT),
    "grid-300km": (("Rimi", "11.53", "8.96"), "Sumaila", PlacePrecision.PROVINCE),
}


def division_of(place, precision):
    return {
        PlacePrecision.DISTRICT: Division("Sumaila", (11.4, 9.0)),
        PlacePrecision.PROVINCE: Division("Kano State", (11.7, 8.5)),
        PlacePrecision.COUNTRY: Division("Nigeria", (10.0, 8.0)),
    }[precision]


def rule(name):
    return dataclasses.replace(coarsening(name), division_of=division_of)


@pytest.fixture
def village(scene):
    quote = Quote("d-1", TEXT.index("Rimi"), TEXT.index("Rimi") + 4, "Rimi")
    people = [("residents of Rimi", ActorKind.CIVILIANS)]
    return scene(
        perpetrators=GROUP, targets=people, killed=Count(2, 2, 2), place=dataclasses.replace(VILLAGE, quote=quote), text=TEXT
    )


@pytest.mark.parametrize("name", RULES)
def test_what_a_rule_leaves(village, name):
    _, kept, precision = RULES[name]
    shown, withheld = coarsened(village, rule(name))
    place = shown.event.place.value
    assert (place.name, place.precision, place.country, place.geonames_id) == (kept, precision, "NGA", None)
    assert {one.rule for one in withheld} == {f"coarsen-{name}"}
    assert {"coordinates", "places", "quotes"} <= {one.field for one in withheld}
    (claim,) = shown.claims.values()
    assert len(claim.quote.text) == len(TEXT)
    assert "████" in claim.quote.text


@pytest.mark.parametrize("name", ["admin1", "country", "grid-20km"])
@pytest.mark.parametrize("format_", WRITERS)
def test_no_format_tells_more(village, format_, name, words_in):
    out = io.BytesIO()
    written = WRITERS[format_]([village], out, withholding=Withholding(coarsen=rule(name)))
    text = words_in(format_, out.getvalue())
    assert not [word for word in RULES[name][0] if word in text]
    if written.n_events:
        assert f"coarsen-{name}" in {one.rule for one in written.withheld}
    else:
        assert [one.reason for one in written.left_out]  # a scheme that holds no place this vague says so


@pytest.mark.parametrize("format_", [name for name in WRITERS if name not in ("ucdp_ged", "polecat", "gdelt", "gdelt_mentions")])
def test_file_itself_says_by_which_rule(village, format_, words_in):
    out = io.BytesIO()
    WRITERS[format_]([village], out, withholding=Withholding(coarsen=rule("admin1")))
    assert "coarsen-admin1" in words_in(format_, out.getvalue())


@pytest.mark.parametrize("format_", WRITERS)
def test_no_format_tells_words_where_none_are_to_be_told(village, format_, words_in):
    out = io.BytesIO()
    WRITERS[format_]([village], out, withholding=Withholding(excerpts=0))
    text = words_in(format_, out.getvalue())
    assert not [word for word in ("opened fire", "forest", "█") if word in text and format_ != "jsonl"]
    assert "opened" not in text


@pytest.mark.parametrize("format_", WRITERS)
def test_no_format_tells_more_than_an_excerpt(village, format_, words_in):
    out = io.BytesIO()
    WRITERS[format_]([village], out, withholding=Withholding(excerpts=30))
    assert "forest" not in words_in(format_, out.getvalue())


def test_place_known_no_closer_stays(scene):
    vague = scene(
        place=Place(name="Kano State", chain=("Kano State", "Nigeria"), country="NGA", precision=PlacePrecision.PROVINCE)
    )
    for name in ("admin1", "admin2", "grid-20km"):
        assert coarsened(vague, rule(name)) == (vague, ())


def test_division_that_nobody_can_place_has_no_point(village):
    shown, _ = coarsened(village, coarsening("admin1"))
    assert (shown.event.place.value.latitude, shown.event.place.value.longitude) == (None, None)


def test_division_that_the_document_does_not_name_is_the_gazetteers(scene):
    place = Place(
        name="Rimi", chain=("Rimi", "Nigeria"), country="NGA", precision=PlacePrecision.EXACT, latitude=11.5, longitude=8.9
    )
    told = {}
    for known, chosen in (("both", rule("admin2")), ("none", coarsening("admin2"))):
        shown, _ = coarsened(scene(place=place), chosen)
        told[known] = (shown.event.place.value.chain, shown.event.place.value.precision)
    assert told["both"] == (("Sumaila", "Kano State", "Nigeria"), PlacePrecision.DISTRICT)
    assert told["none"] == (("Nigeria",), PlacePrecision.COUNTRY)


@pytest.mark.parametrize("name", ["", "admin3", "grid", "grid-0km", "grid-5", "25km", "grid-99999km"])
def test_wrong_rule_is_named(name):
    with pytest.raises(InputError, match="coarsen-rule"):
        coarsening(name)


@example(66.0, 0.0, 1458)
@given(st.floats(-90, 90), st.floats(-180, 180), st.integers(1, 2000))
def test_middle_lies_in_the_cell_and_stays_there(latitude, longitude, side_km):
    middle = _middle(latitude, longitude, side_km)
    assert -90 <= middle[0] <= 90
    assert -180 <= middle[1] <= 180
    assert distance_km((latitude, longitude), middle) <= side_km * math.sqrt(2) + 0.1
    if abs(latitude) < 60 and side_km <= 200:  # large cells far in the north are no squares: their sides run together
        assert distance_km((latitude, longitude), middle) <= side_km * 0.75 + 0.1
    assert distance_km(_middle(*middle, side_km), middle) < 0.1


@pytest.mark.parametrize("most", [*range(1, 30), 60, 100, 120])
def test_excerpt_is_a_part_of_the_quote_around_its_trigger(scene, most):
    record = scene(text=TEXT)
    ((ref, claim),) = record.claims.items()
    at = TEXT.index("fled")
    claim = dataclasses.replace(claim, trigger=Quote("d-1", at, at + 4, "fled"))
    shown, withheld = excerpted(dataclasses.replace(record, claims={ref: claim}), most)
    quote = shown.claims[ref].quote
    assert len(quote.text) <= most
    assert quote.holds(TEXT)
    assert bool(withheld) == (most < len(TEXT))
    if most > 12:
        assert "fled" in quote.text


def test_nothing_is_told_but_places_where_no_words_are(village):
    shown, withheld = excerpted(village, 0)
    (claim,) = shown.claims.values()
    assert is_blank(claim.quote.text)
    assert claim.quote.span.end == len(TEXT)
    assert shown.event.place.value.quote is None
    assert {str(one) for one in withheld} == {"excerpts-0: 3 in quotes"}


def test_rules_are_named_in_their_order(village):
    rules = Withholding(coarsen=coarsening("admin1"), excerpts=40)
    assert rules.rules == ("private-person", "coarsen-admin1", "excerpts-40")
    _, withheld = withhold(village, rules)
    assert [one.rule for one in withheld] == sorted((one.rule for one in withheld), key=list(rules.rules).index)
