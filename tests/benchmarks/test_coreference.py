"""Each measure against an example that is worked out by hand."""

from itertools import permutations
from random import Random

import pytest
from benchmarks.coreference import _most, adjusted_rand, b3, b3_with_missing, ceaf_e, conll, muc, pairwise, same_event

# Gold {A B C D} {E}; told {A B} {C D E}.
GOLD = dict(zip("ABCDE", (1, 1, 1, 1, 2), strict=True))
TOLD = dict(zip("ABCDE", "xxyyy", strict=True))


def figures(precision, recall):
    f1 = 2 * precision * recall / (precision + recall)
    return {name: pytest.approx(100 * n, abs=0.06) for name, n in (("precision", precision), ("recall", recall), ("f1", f1))}


def test_muc():
    # Gold has 3 links, of which {A B} and {C D} keep 2; told has 1 + 2 links, of which gold keeps 1 + 1.
    assert muc(GOLD, TOLD) == figures(2 / 3, 2 / 3)


def test_b3():
    # Precision: A, B 2/2; C, D 2/3; E 1/3. Recall: A, B, C, D 2/4; E 1.
    assert b3(GOLD, TOLD) == figures((1 + 1 + 2 / 3 + 2 / 3 + 1 / 3) / 5, (4 * 0.5 + 1) / 5)


def test_ceaf_e():
    # {A B C D} with {A B}: 4/6, with {C D E}: 4/7; {E} with {C D E}: 2/4. Best: 4/6 + 2/4, over 2 sets on either side.
    assert ceaf_e(GOLD, TOLD) == figures((4 / 6 + 2 / 4) / 2, (4 / 6 + 2 / 4) / 2)


def test_conll_is_their_mean():
    assert conll(GOLD, TOLD) == round((muc(GOLD, TOLD)["f1"] + b3(GOLD, TOLD)["f1"] + ceaf_e(GOLD, TOLD)["f1"]) / 3, 1)


def test_pairwise():
    assert pairwise(GOLD, TOLD) == figures(2 / 4, 2 / 6)


def test_same_event_leaves_singletons_out():
    # Recall: of 6 links of {A B C D} 2 are kept. Precision: {A B} keeps all, {C D E} 1 of 3: (2 * 1 + 3 * 1/3) / 5.
    assert same_event(GOLD, TOLD) == figures(3 / 5, 2 / 6)


def test_missing_items_cost_recall():
    # F, of the first gold set, was not found: the others' recall is out of five, and six items share the mean.
    found = b3_with_missing(GOLD, TOLD, [1, 1, 1, 1, 1, 2])
    assert found == figures((1 + 1 + 2 / 3 + 2 / 3 + 1 / 3) / 5, (4 * 2 / 5 + 1) / 6)


@pytest.mark.parametrize("measure", [muc, b3, ceaf_e, pairwise, same_event])
def test_what_is_equal_scores_100(measure):
    assert measure(GOLD, GOLD)["f1"] == 100


def test_adjusted_rand():
    assert adjusted_rand(GOLD, GOLD) == 100
    assert adjusted_rand(GOLD, dict.fromkeys("ABCDE", 0)) == 0


def test_the_assignment_is_the_best_there_is():
    rng = Random(3)
    for _ in range(40):
        rows, columns = rng.randint(1, 4), rng.randint(1, 5)
        table = [[rng.choice((0.0, rng.random())) for _ in range(columns)] for _ in range(rows)]
        wide = table if rows <= columns else list(zip(*table, strict=True))
        best = max(
            sum(row[j] for row, j in zip(wide, order, strict=False)) for order in permutations(range(len(wide[0])), len(wide))
        )
        assert _most(table) == pytest.approx(best)
