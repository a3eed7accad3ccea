import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import merge
from dateline.merge.bonds import settle
from dateline.model import Bond, IncidentRef


def ref(name):
    doc, _, key = name.partition("/")
    return IncidentRef(doc, key or "i1")


def bonds(*parts):
    """Bonds as `a+b` (one event) or `a|b` (two), the earliest first, decided by D-1, D-2 …"""
    made = []
    for n, part in enumerate(parts, 1):
        left, sign, right = next(part.partition(sign) for sign in "+|" if sign in part)
        made.append(Bond(ref(left), ref(right), joined=sign == "+", decision=f"D-{n}"))
    return made


def far_apart(make, *names, **fields):
    """Incidents of one name each that merging would never join: a year between each two."""
    return [make.incident(ref(n).document, ref(n).key, time=make.when(400 * at), **fields) for at, n in enumerate(names)]


def groups(events):
    return [[str(r).removesuffix("/i1") for r in event.incidents] for event in events]


def alike(make, *docs):
    words = "seven herders were shot dead beside the well of Douentza by men who came on motorcycles"
    return [make.incident(d, claims=[make.claim(d, killed=7, words=words)]) for d in docs]


CASES = {
    "one event, whatever the scores": (("a+b",), [["a", "b"], ["c"], ["d"]], []),
    "through a third": (("a+b", "b+c"), [["a", "b", "c"], ["d"]], []),
    "a later split wins": (("a+b", "a|b"), [["a"], ["b"], ["c"], ["d"]], ["a/i1 and b/i1 were decided to be two events by D-2"]),
    "a later join wins": (("a|b", "a+b"), [["a", "b"], ["c"], ["d"]], ["a/i1 and b/i1 were decided to be one event by D-2"]),
    "what is not there": (("a+x",), [["a"], ["b"], ["c"], ["d"]], ["x/i1 is not told any more"]),
    "said twice": (("a+b", "b+a"), [["a", "b"], ["c"], ["d"]], []),
}


@pytest.mark.parametrize("name", CASES)
def test_bonds_hold_or_are_told(make, name):
    parts, expected, misfits = CASES[name]
    told = far_apart(make, "a", "b", "c", "d")
    assert groups(merge.events(told, bonds=bonds(*parts))) == expected
    assert [m.why for m in settle(told, bonds(*parts)).misfits] == misfits


def test_of_three_bonds_that_clash_the_earliest_gives_way(make):
    told = far_apart(make, "a", "b", "c")
    settled = settle(told, bonds("a+b", "c|a", "b+c"))
    assert [(m.bond.decision, m.against) for m in settled.misfits] == [("D-1", ("D-2",))]
    assert groups(merge.events(told, bonds=bonds("a+b", "c|a", "b+c"))) == [["a"], ["b", "c"]]


def test_two_incidents_of_one_document_stay_two(make):
    told = far_apart(make, "a/i1", "a/i2", "b")
    settled = settle(told, bonds("a/i1+b", "b+a/i2"))
    assert [(m.bond.decision, m.why) for m in settled.misfits] == [("D-1", "one document tells a/i1 and a/i2 as two")]


def test_a_total_is_not_joined_with_what_it_counts(make):
    told = [make.incident("a"), make.incident("b", aggregate=True)]
    assert [m.why for m in settle(told, bonds("a+b")).misfits] == ["b/i1 is a total over several occurrences"]


def test_reports_that_scores_would_join_are_kept_apart_with_all_that_joins_them(make):
    told = alike(make, *"abcd")
    assert groups(merge.events(told)) == [["a", "b", "c", "d"]]
    assert groups(merge.events(told, bonds=bonds("a|b", "a|c", "a|d"))) == [["a"], ["b", "c", "d"]]
    parted = groups(merge.events(told, bonds=bonds("a|b")))
    assert not any({"a", "b"} <= set(group) for group in parted)


def test_a_join_over_a_misread_day_does_not_keep_later_reports_out(make):
    misread = make.incident("m", time=make.when(20), claims=[make.claim("m", killed=7, words="seven herders shot dead")])
    told = [*alike(make, *"ab"), misread]
    decided = bonds("a+m", "b+m")
    assert groups(merge.events(told, bonds=decided)) == [["a", "b", "m"]]
    assert groups(merge.events([*told, *alike(make, "z")], bonds=decided)) == [["a", "b", "m", "z"]]


def test_the_comparison_that_a_person_decided_names_the_decision(make):
    (event, *_) = merge.events(far_apart(make, "a", "b", "c"), bonds=bonds("a+b"))
    assert [match.decision for match in event.matches] == ["D-1"]
    assert event.matches[0].vetoed


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_order_of_incidents_changes_nothing_and_kept_bonds_hold(make, data):
    names = ["a/i1", "a/i2", "b", "c", "d", "e"]
    told = [*far_apart(make, *names[:3]), *alike(make, *"cde")]
    pair = st.tuples(st.sampled_from(names), st.sampled_from(names), st.sampled_from("+|"))
    decided = bonds(*(f"{a}{sign}{b}" for a, b, sign in data.draw(st.lists(pair, max_size=8)) if a != b))
    events = merge.events(told, bonds=decided)
    mixed = data.draw(st.permutations(told))
    assert merge.events(mixed, bonds=decided) == events
    settled = settle(mixed, decided)
    assert sorted((*settled.kept, *(m.bond for m in settled.misfits)), key=lambda b: b.decision) == decided
    home = {r: n for n, event in enumerate(events) for r in event.incidents}
    for bond in settled.kept:
        assert (home[bond.left] == home[bond.right]) is bond.joined
    for event in events:
        assert len({r.document for r in event.incidents}) == len(event.incidents)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_latest_bond_always_holds_where_no_fact_forbids_it(make, data):
    told = far_apart(make, *"abcd")
    pair = st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.sampled_from("+|")).filter(lambda p: p[0] != p[1])
    decided = bonds(*(f"{a}{sign}{b}" for a, b, sign in data.draw(st.lists(pair, min_size=1, max_size=8))))
    assert decided[-1] in settle(told, decided).kept
