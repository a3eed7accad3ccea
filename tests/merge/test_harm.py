import pytest

from dateline.merge.harm import figure
from dateline.merge.rules import load
from dateline.merge.testimony import testimony as gathered
from dateline.model import Action, Count, HarmKind

# Each case: the claims as (document, day of publication, keyword arguments), and low, best, high of the killed.
CASES = {
    "one figure": ([("a", 1, {"killed": 7})], (7, 7, 7)),
    "parts of one claim are added": ([("a", 1, {"killed": [(1, "military"), (1, "civilians")]})], (2, 2, 2)),
    "at least five agrees with seven": ([("a", 1, {"killed": Count(5, 5, None)}), ("b", 2, {"killed": 7})], (7, 7, 7)),
    "only a bound": ([("a", 1, {"killed": Count(24, None, None)})], (24, None, None)),
    "about twenty, and a range": ([("a", 1, {"killed": Count(None, 20, None)}), ("b", 3, {"killed": Count(12, None, 25)})], (12, 20, 25)),
    "of two on one day the most reliable is best, both stand": ([("a", 2, {"killed": 5}), ("b", 2, {"killed": 6, "source": "medical"})], (5, 6, 6)),
    "a first day's figure that nobody repeats is superseded": ([("a", 1, {"killed": 4}), ("b", 3, {"killed": 6, "source": "medical"})], (6, 6, 6)),
    "it stands where somebody repeats it": (
        [("a", 1, {"killed": 4}), ("b", 3, {"killed": 6, "source": "medical"}), ("c", 3, {"killed": 4, "source": "police"})],
        (4, 6, 6),
    ),
    "a source corrects itself": (
        [("a", 1, {"killed": 9, "source": "police", "name": "Mopti police"}), ("b", 2, {"killed": 3, "source": "police", "name": "Mopti police"})],
        (3, 3, 3),
    ),
    "a party's toll of its enemy only widens": (
        [("a", 1, {"killed": 2, "who": "military", "source": "military"}), ("b", 1, {"killed": 12, "who": "military", "source": "perpetrator", "stance": "claims_responsibility"})],
        (2, 2, 12),
    ),
    "a party's toll of its enemy alone": ([("a", 1, {"killed": 9, "who": "armed_group", "source": "military"})], (0, 9, 9)),
    "a denier sets nothing": ([("a", 1, {"killed": 16, "source": "witness"}), ("b", 2, {"killed": 0, "source": "military", "stance": "denies"})], (16, 16, 16)),
    "social media only widen": ([("a", 1, {"killed": 3, "source": "police"}), ("b", 1, {"killed": 40, "source": "social_media"})], (3, 3, 40)),
    "a part beside its whole is no rival": (
        [("a", 1, {"killed": 9, "source": "witness"}), ("a", 1, {"killed": 2, "source": "medical"})],
        (9, 9, 9),
    ),
    "a part that a fuller account gives is no rival to the whole": (
        [("a", 3, {"killed": [(16, "civilians"), (2, "police")]}), ("b", 3, {"killed": 16, "source": "witness"})],
        (18, 18, 18),
    ),
    "one victim told by name later is no figure": ([("a", 1, {"killed": 4, "source": "medical"}), ("b", 5, {"killed": 1, "source": "witness"})], (4, 4, 4)),
    "an authority that says one says one": (
        [("a", 1, {"killed": 1, "source": "military", "who": "police"}), ("b", 1, {"killed": 5, "source": "witness", "stance": "disputes"})],
        (1, 5, 5),
    ),
    "growth leaves no rival": ([("a", 1, {"killed": 4, "source": "police"}), ("b", 3, {"killed": 6, "source": "medical"}), ("c", 9, {"killed": 7, "source": "medical", "name": "ward"})], (7, 7, 7)),
    "a police figure is not outgrown by a source of less worth": (
        [("a", 2, {"killed": 5, "source": "police"}), ("b", 2, {"killed": 4, "source": "witness"}), ("c", 4, {"killed": 9, "source": "anonymous_official"})],
        (5, 9, 9),
    ),
    "one authority of the state corrects another": (
        [("a", 1, {"killed": 6, "source": "military"}), ("b", 1, {"killed": 7, "source": "medical"}), ("c", 4, {"killed": 9, "source": "government"})],
        (9, 9, 9),
    ),
    "rivals of one day both stand": (
        [("a", 1, {"killed": 5, "source": "government"}), ("b", 1, {"killed": 6, "source": "witness"}), ("c", 3, {"killed": 6})],
        (5, 6, 6),
    ),
    "a source that holds to its figure against a higher one stands": (
        [("a", 1, {"killed": 8}), ("a", 1, {"killed": 5, "source": "police", "stance": "disputes"}), ("b", 9, {"killed": 9, "source": "witness"})],
        (5, 9, 9),
    ),
    "a least that was told when more was known is the low": (
        [("a", 2, {"killed": 84, "source": "monitor"}), ("b", 6, {"killed": Count(78, 78, None), "source": "igo"})],
        (78, 84, 84),
    ),
    "at least so many, told against another account, is the low": (
        [
            ("a", 1, {"killed": 35, "who": "armed_group", "source": "military", "stance": "claims_responsibility"}),
            ("a", 1, {"killed": Count(18, 18, None), "source": "witness", "stance": "disputes"}),
            ("b", 6, {"killed": 21, "source": "monitor"}),
        ],
        (18, 21, 35),
    ),
    "died of wounds": (
        [("a", 1, {"killed": 4, "source": "police"}), ("b", 1, {"killed": 5, "source": "medical", "words": "a fifth died of his wounds"})],
        (5, 5, 5),
    ),
    "the one who did it admits so many": (
        [
            ("a", 1, {"killed": 16, "source": "witness", "by": ("Karsa army", "military"), "stance": "accuses"}),
            ("b", 2, {"killed": 7, "who": "armed_group", "source": "military", "stance": "claims_responsibility"}),
        ],
        (7, 16, 16),
    ),
    "six with the bomber, five without": (
        [("a", 1, {"killed": 6, "words": "Six people including the bomber were killed"}), ("b", 3, {"killed": 5, "source": "police"})],
        (6, 6, 6),
    ),
    "no casualties": ([("a", 1, {"killed": 0})], (0, 0, 0)),
}  # fmt: skip


def told(make, claims, action="shooting"):
    by_doc = {}
    for doc, _, words in claims:
        by_doc.setdefault(doc, []).append(make.claim(doc, **words))
    days = {doc: day for doc, day, _ in claims}
    docs = {doc: make.document(doc, day=day, outlet=f"Outlet {doc}") for doc, day in days.items()}
    incidents = [make.incident(doc, action=action, claims=own) for doc, own in by_doc.items()]
    return incidents, docs


@pytest.mark.parametrize("name", CASES)
def test_killed(make, name):
    claims, expected = CASES[name]
    incidents, docs = told(make, claims)
    found = figure(gathered(incidents, docs, {}, load()), HarmKind.KILLED, Action.SHOOTING, rules=load())
    assert (found.count.low, found.count.best, found.count.high) == expected


TOLLS = [
    ("a", 1, {"killed": 4, "source": "police", "name": "Mopti police"}),
    ("b", 2, {"killed": 7, "source": "monitor", "name": "Karsa Monitor"}),
    ("c", 3, {"killed": 6, "source": "government", "name": "governor"}),
    ("d", 3, {"killed": 9, "source": "witness"}),
    ("e", 4, {"killed": 4, "source": "police", "name": "Mopti police"}),
    ("f", 5, {"killed": 8}),
    ("g", 5, {"killed": 20, "source": "social_media"}),
]


@pytest.mark.parametrize(
    ("rule_set", "expected"),
    [
        ("default", (4, 8, 20)),  # the latest
        ("ucdp", (4, 7, 20)),  # the most reliable
        ("acled", (4, 4, 4)),  # the lowest that is credible
        ("latest-official", (4, 4, 20)),  # the police spoke last
    ],
)
def test_each_rule_set_chooses_by_its_own_rule(make, rule_set, expected):
    incidents, docs = told(make, TOLLS)
    rules = load(rule_set)
    found = figure(gathered(incidents, docs, {}, rules), HarmKind.KILLED, Action.SHOOTING, rules=rules)
    assert (found.count.low, found.count.best, found.count.high) == expected
    assert found.rule == rules.harm.rule


def test_of_equally_reliable_sources_ucdp_takes_the_lower(make):
    incidents, docs = told(make, [("a", 1, {"killed": 9, "source": "monitor"}), ("b", 2, {"killed": 7, "source": "medical"})])
    found = figure(gathered(incidents, docs, {}, load("ucdp")), HarmKind.KILLED, Action.SHOOTING, rules=load("ucdp"))
    assert found.count == Count(7, 7, 9)


def test_a_lower_first_figure_of_two_independent_sources_stands(make):
    claims = [
        ("a", 1, {"killed": 3, "source": "monitor", "name": "Karsa Monitor"}),
        ("b", 1, {"killed": 3}),
        ("c", 3, {"killed": 4}),
    ]
    incidents, docs = told(make, claims)
    found = figure(gathered(incidents, docs, {}, load()), HarmKind.KILLED, Action.SHOOTING, rules=load())
    assert found.count == Count(3, 4, 4)


def test_each_end_names_its_claims_and_the_claims_outside(make):
    incidents, docs = told(
        make,
        [
            ("a", 2, {"killed": 5}),
            ("b", 3, {"killed": 6, "source": "medical"}),
            ("c", 3, {"killed": 0, "stance": "denies", "source": "military"}),
        ],
    )
    found = figure(gathered(incidents, docs, {}, load()), HarmKind.KILLED, Action.SHOOTING, rules=load())
    assert [[str(r) for r in refs] for refs in (found.best_claims, found.high_claims)] == [["b/i1#0"], ["b/i1#0"]]
    assert [str(r) for r in found.contradicts] == ["a/i1#0", "c/i1#0"]


def test_the_sides_of_a_clash_are_added(make):
    claims = [
        ("a", 1, {"killed": 4, "who": "military", "source": "military", "name": "army"}),
        ("b", 2, {"killed": 14, "who": "military", "source": "anonymous_official"}),
        ("b", 2, {"killed": 20, "who": "armed_group", "source": "witness"}),
        ("c", 2, {"killed": 51, "who": "armed_group", "source": "military", "name": "army"}),
    ]
    incidents, docs = told(make, claims, "armed_clash")
    found = figure(gathered(incidents, docs, {}, load()), HarmKind.KILLED, Action.ARMED_CLASH, rules=load())
    assert found.count == Count(34, 34, 65)


def test_sources_that_part_one_toll_otherwise_do_not_add_up(make):
    claims = [
        ("a", 1, {"killed": 10, "who": "armed_group", "source": "police", "stance": "reports"}),
        ("b", 2, {"killed": [(8, "civilians"), (2, "armed_group")], "source": "witness", "stance": "disputes"}),
    ]
    incidents, docs = told(make, claims, "armed_clash")
    found = figure(gathered(incidents, docs, {}, load()), HarmKind.KILLED, Action.ARMED_CLASH, rules=load())
    assert found.count == Count(10, 10, 10)


def test_the_own_voice_of_an_army_counts_its_enemy(make):
    incidents, docs = told(make, [("a", 1, {"killed": 51, "who": "armed_group"})])
    docs["a"] = make.document("a", day=1, outlet="Armed Forces of Karsa")
    found = figure(gathered(incidents, docs, {}, load()), HarmKind.KILLED, Action.SHOOTING, rules=load())
    assert found.count == Count(0, 51, 51)


def test_a_correction_by_the_same_desk_replaces_its_figure(make):
    incidents, docs = told(make, [("a", 1, {"killed": 13}), ("b", 2, {"killed": 3}), ("c", 2, {"killed": 13})])
    docs["b"] = make.document("b", day=2, outlet="Outlet a", version_of="a")
    docs["c"] = make.document("c", day=2, outlet="Another paper", copy_of="a")
    found = figure(
        gathered(incidents, docs, {"a": "a", "b": "a", "c": "a"}, load()), HarmKind.KILLED, Action.SHOOTING, rules=load()
    )
    assert found.count == Count(3, 3, 3)
    assert [str(r) for r in found.best_claims] == ["b/i1#0"]


def test_a_slip_in_a_copy_counts_for_nothing(make):
    incidents, docs = told(make, [("a", 1, {"killed": 13, "source": "police"}), ("b", 2, {"killed": 30, "source": "police"})])
    found = figure(gathered(incidents, docs, {"a": "a", "b": "a"}, load()), HarmKind.KILLED, Action.SHOOTING, rules=load())
    assert found.count == Count(13, 13, 13)
    assert [str(r) for r in found.contradicts] == ["b/i1#0"]
