"""Events grouped lot by lot are those that clustering everything at once gives, whatever the lots, scores, ties, facts and decisions."""

from itertools import combinations
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.merge import whole
from dateline.merge.cluster import FORBIDDEN, clusters
from dateline.merge.part import Bound, components
from dateline.merge.rules import load
from dateline.merge.sketch import sketch

RULES = load()
# Few values, so that many pairs are even and the order of joining matters.
SCORES = (FORBIDDEN, -4000, -1000, 500, 500, 1500, 3000, 3000)
COUNTRIES = ("MLI", "NER", None)


@st.composite
def worlds(draw):
    """Numbers of incidents' documents, days and countries, scores of some pairs, and decisions that do not contradict each other."""
    n = draw(st.integers(2, 14))
    facts = draw(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5), st.sampled_from(COUNTRIES)), min_size=n, max_size=n))
    pairs = draw(st.lists(st.sampled_from(list(combinations(range(n), 2))), unique=True, max_size=40))
    scores = {pair: draw(st.sampled_from(SCORES)) for pair in sorted(pairs)}
    free = [pair for pair in combinations(range(n), 2) if facts[pair[0]][0] != facts[pair[1]][0]]
    together = draw(st.lists(st.sampled_from(free), max_size=1)) if free else []
    apart = [
        pair for pair in draw(st.lists(st.sampled_from(list(combinations(range(n), 2))), max_size=2)) if pair not in together
    ]
    return facts, scores, together, apart, draw(st.integers(1, 5)), draw(st.permutations(range(n)))


@given(worlds())
@settings(deadline=None)
def test_lots_come_to_what_one_clustering_gives(make, world):
    facts, scores, together, apart, lot, shuffled = world
    told = [
        sketch(make.incident(f"d{doc}", f"i{n:02}", time=make.when(day), where=make.place("Gao", "Mali", country=country)))
        for n, (doc, day, country) in enumerate(facts)
    ]
    order = sorted(range(len(told)), key=lambda n: told[n].ref)
    place = {n: at for at, n in enumerate(order)}
    moved, one, two = ([tuple(sorted((place[a], place[b]))) for a, b in pairs] for pairs in (scores, together, apart))
    own = dict(sorted(zip(moved, scores.values(), strict=True)))
    sketches = [told[n] for n in order]
    pairs = tuple(np.array([pair[side] for pair in own], dtype=np.int32) for side in (0, 1))
    score = {(sketches[a].ref, sketches[b].ref): score for (a, b), score in own.items()}
    with patch.object(whole, "score_of", lambda a, b, _: score[a.ref, b.ref]), patch.object(whole, "_HELD", 1):
        found = whole.Whole(
            lambda rows: [sketches[n] for n in rows], shuffled, pairs, rules=RULES, bound=Bound(one, two), lot=lot
        )
    expected = clusters(sketches, own, RULES, together=one, apart=two)
    assert [list(group) for group, _ in found.events()] == expected
    for group, within in found.events():
        assert within == {pair: score for pair, score in own.items() if set(pair) <= set(group)}


@pytest.mark.parametrize(
    ("links", "found"),
    [((), [[0], [1], [2], [3]]), (((0, 2), (2, 3)), [[0, 2, 3], [1]]), (((2, 3), (1, 3), (0, 1)), [[0, 1, 2, 3]])],
)
def test_components_are_chains_of_links(links, found):
    assert components(4, links) == found
