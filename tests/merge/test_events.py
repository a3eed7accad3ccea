from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import merge
from dateline.errors import InputError

TOWNS = (("Douentza", "Mopti", "Mali"), ("Bandiagara", "Mopti", "Mali"), ("Mopti", "Mali"))


@st.composite
def worlds(draw, make):
    """A handful of documents that tell of overlapping occurrences, in many degrees of precision."""
    told, docs = [], []
    for n in range(draw(st.integers(2, 9))):
        name = f"d{n}"
        docs.append(make.document(name, day=draw(st.integers(0, 4)), agency=draw(st.sampled_from((None, "Agency A")))))
        for k in range(draw(st.integers(1, 3))):
            chain = draw(st.sampled_from(TOWNS))
            told.append(
                make.incident(
                    name,
                    f"i{k}",
                    action=draw(st.sampled_from(("shooting", "attack", "armed_clash", "protest"))),
                    time=make.when(draw(st.integers(-2, 2)), draw(st.integers(1, 3)), draw(st.sampled_from(("day", "few_days")))),
                    where=make.place(*chain, precision="province" if len(chain) == 2 else "exact"),
                    claims=[
                        make.claim(
                            name,
                            killed=draw(st.one_of(st.none(), st.integers(0, 9))),
                            by=draw(st.sampled_from((None, ("Dune Front", "armed_group"), ("gunmen", "unknown")))),
                            source=draw(st.sampled_from(("outlet", "military", "witness"))),
                        )
                        for _ in range(draw(st.integers(1, 2)))
                    ],
                    aggregate=draw(st.integers(0, 9)) == 0,
                )
            )
    return told, docs


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_order_of_input_changes_nothing(make, data):
    told, docs = data.draw(worlds(make))
    assert merge.events(data.draw(st.permutations(told)), data.draw(st.permutations(docs))) == merge.events(told, docs)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_an_unrelated_document_changes_nothing_else(make, data):
    told, docs = data.draw(worlds(make))
    other = make.incident("other", action="coup", time=make.when(-900), where=make.place("Lima", "Peru", country="PER"))
    more = merge.events([other, *told], [make.document("other"), *docs])
    assert [e for e in more if other.ref not in e.incidents] == list(merge.events(told, docs))
    assert sum(other.ref in e.incidents for e in more) == 1


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_incident_is_in_one_event_and_no_event_breaks_a_hard_fact(make, data):
    told, docs = data.draw(worlds(make))
    events = merge.events(told, docs)
    by_ref = {i.ref: i for i in told}
    assert sorted(ref for e in events for ref in e.incidents) == sorted(by_ref)
    for event in events:
        assert len({ref.document for ref in event.incidents}) == len(event.incidents)
        assert len({by_ref[ref].aggregate for ref in event.incidents}) == 1
        assert len(event.matches) <= len(event.incidents) - 1
        assert event.n_independent <= event.n_documents == len(event.incidents)
        known = set(event.incidents)
        for value in (event.action, event.status, event.time, event.place, event.weapon, *event.perpetrators, *event.targets):
            assert {r.incident for r in (*value.supports, *value.contradicts)} <= known
        for harm in event.harm:
            low, high = harm.count.low, harm.count.high
            assert high is None or low <= high


def test_two_reports_of_one_shooting_are_one_event_with_both_claims(make):
    told = [
        make.incident(
            "a",
            claims=[
                make.claim(
                    "a", killed=4, by=("Dune Front", "armed_group"), words="Dune Front gunmen opened fire at the livestock market"
                )
            ],
        ),
        make.incident(
            "b",
            claims=[
                make.claim(
                    "b", killed=5, source="medical", name="Douentza hospital", words="five traders died at the livestock market"
                )
            ],
        ),
    ]
    (event,) = merge.events(told, [make.document("a"), make.document("b", day=2)])
    assert [str(ref) for ref in event.action.supports] == ["a/i1#0", "b/i1#0"]
    assert event.harm[0].count.best == 5
    assert event.harm[0].rule == "independent-range"
    assert event.conflicts == ("harm.killed",)
    assert (event.n_documents, event.n_independent) == (2, 2)


@pytest.mark.parametrize(
    ("other", "because"),
    [
        ({"time": (6, 1)}, "days apart"),
        ({"where": (("Djibo", "Sahel", "Burkina Faso"), "BFA")}, "different countries: MLI and BFA"),
        ({"aggregate": True}, "total over several"),
        ({"doc": "a"}, "one document tells them as two"),
        ({"story": "two"}, "different stories"),
    ],
)
def test_hard_facts_keep_incidents_apart(make, other, because):
    chain, country = other.get("where", (("Douentza", "Mopti", "Mali"), "MLI"))
    doc = other.get("doc", "b")
    right = make.incident(
        doc,
        "i2",
        time=make.when(*other.get("time", (0, 1))),
        where=make.place(*chain, country=country),
        aggregate=other.get("aggregate", False),
    )
    left = make.incident("a")
    docs = {d.id: d for d in (make.document("a", story="one"), make.document(doc, story=other.get("story", "one")))}.values()
    assert len(merge.events([left, right], docs)) == 2
    assert because in merge.compare(left, right, docs).vetoed


def test_a_country_that_was_only_guessed_is_no_hard_fact(make):
    words = "seven herders were shot dead beside the well of Douentza by men who came on motorcycles"
    guessed = replace(make.place("Douentza", "Niger", country="NER"), confidence=0.5)
    told = [make.incident(d, where=w, claims=[make.claim(d, killed=7, words=words)]) for d, w in (("a", None), ("b", guessed))]
    assert len(merge.events(told)) == 1
    sure = [told[0], replace(told[1], place=replace(guessed, confidence=0.95))]
    assert len(merge.events(sure)) == 2


def test_without_documents_each_document_is_its_own_witness(make):
    (event,) = merge.events(
        [make.incident(d, claims=[make.claim(d, killed=7, words="seven herders shot dead near the well")]) for d in "abc"]
    )
    assert (event.n_documents, event.n_independent) == (3, 3)


def test_copies_are_one_witness(make):
    text = (
        "Gunmen shot dead seven herders near the well outside Douentza on Tuesday, two relatives said, in an invented report for a test. "
        * 2
    )
    docs = [
        make.document("a", text, agency="Agency A", outlet="Agency A"),
        make.document("b", text + "The paper added a line."),
        make.document("c"),
    ]
    told = [make.incident(d, claims=[make.claim(d, killed=7, words="seven herders shot dead near the well")]) for d in "abc"]
    (event,) = merge.events(told, docs)
    assert (event.n_documents, event.n_independent) == (3, 2)


def test_a_late_total_is_no_part_of_what_it_counts(make):
    total = make.incident("b", time=make.when(-9, 10, "month"), aggregate=True, n_incidents=3)
    assert len(merge.events([make.incident("a"), total])) == 2


def test_names_given_twice_are_refused(make):
    with pytest.raises(InputError, match="incident-twice: two incidents bear the name a/i1"):
        merge.events([make.incident("a"), make.incident("a", action="protest")])
    with pytest.raises(InputError, match="document-twice"):
        merge.events([], [make.document("a"), make.document("a", "Another invented text.")])


def test_nothing_gives_nothing():
    assert merge.events([]) == ()
