"""A decision finds its incidents and claims again when a document was coded anew, and never takes another for them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_reports import incidents, report

from dateline.model import Action, IncidentRef, SourceKind, Stance
from dateline.model.codec import decode, encode
from dateline.review import ClaimMark, Mark

DOC = report("d1", "Raiders killed 3 traders in Gao on 2026-03-04", "Militia killed 2 nurses in Goma on 2026-04-20")
GAO, GOMA = incidents(DOC)


def quote(words, doc=DOC):
    at = doc.text.index(words)
    return doc.quote(at, at + len(words))


def coded_again(incident, **changes):
    """The incident under another key; `words` are those of its claim's quote."""
    words = changes.pop("words", None)
    claims = tuple(replace(c, quote=quote(words) if words else c.quote) for c in incident.claims)
    return replace(incident, key="new", claims=claims, **changes)


def test_a_mark_outlives_keys_and_order():
    new = tuple(reversed(incidents(DOC, "other")))
    assert Mark.of(GAO).find(new) == IncidentRef("d1", "other1")
    assert Mark.of(GOMA).find(new) == IncidentRef("d1", "other2")


@pytest.mark.parametrize(
    "now",
    [
        coded_again(GAO, action=Action.ARMED_CLASH),
        coded_again(GAO, words="killed 3 traders in Gao"),
        coded_again(GAO, time=replace(GAO.time, quote=None)),
        coded_again(GAO, place=replace(GAO.place, quote=None)),
    ],
)
def test_what_is_told_with_other_values_is_the_same_incident(now):
    assert Mark.of(GAO).find((now, GOMA)) == now.ref


@pytest.mark.parametrize(
    "now",
    [
        GOMA,
        coded_again(GAO, place=replace(GAO.place, quote=quote("Goma"))),
        coded_again(GAO, words="on 2026-03-04. Militia killed 2 nurses in Goma", place=GOMA.place, time=GOMA.time),
        coded_again(GAO, words="on 2026-03-04. Militia killed 2 nurses", place=replace(GAO.place, quote=None), time=GOMA.time),
        replace(GAO, document="d2"),
    ],
)
def test_what_is_another_occurrence_is_not_taken_for_it(now):
    assert Mark.of(GAO).find((now,)) is None


def test_the_same_town_named_elsewhere_in_the_text_is_no_other_place():
    doc = report("d1", "Gao woke to gunfire", "Raiders killed 3 traders in Gao on 2026-03-04")
    (told,) = incidents(doc)
    now = replace(told, key="new", place=replace(told.place, quote=doc.quote(doc.text.index("Gao"), doc.text.index("Gao") + 3)))
    assert Mark.of(told).find((now,)) == now.ref


def test_of_twins_the_one_with_the_same_key_is_taken():
    twin = replace(GAO, key="twin")
    assert Mark.of(GAO).find((twin, GAO)) == GAO.ref
    assert Mark.of(twin).find((twin, GAO)) == twin.ref


def test_a_claim_is_found_by_its_words_and_stance():
    (claim,) = GAO.claims
    mark = ClaimMark.of(claim)
    assert str(mark.find((GOMA, GAO))) == "d1/i1#0"
    shorter = replace(GAO, claims=(replace(claim, quote=quote("killed 3 traders in Gao")),))
    assert mark.find((shorter,)) is not None
    other_source = replace(claim, source=replace(claim.source, kind=SourceKind.POLICE, name="police"))
    assert str(mark.find((replace(GAO, claims=(other_source, claim)),))) == "d1/i1#1"
    assert mark.find((replace(GAO, claims=(replace(claim, stance=Stance.DENIES),)),)) is None
    assert mark.find((GOMA,)) is None


@given(st.sampled_from((GAO, GOMA)), st.permutations((GAO, GOMA, replace(GAO, document="d2"))))
def test_a_mark_goes_through_json_and_finds_its_own_incident(incident, told):
    mark = Mark.of(incident)
    assert decode(Mark, encode(mark)) == mark
    assert mark.find(told) == incident.ref
