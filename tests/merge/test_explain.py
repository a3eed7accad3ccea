from dateline import merge
from dateline.merge.explain import spanning


def test_a_match_says_in_words_what_was_seen_and_sums_its_weights(make):
    left = make.incident("a", claims=[make.claim("a", killed=2, weapon="small_arms", by=("Dune Front", "armed_group"))])
    right = make.incident(
        "b", time=make.when(1), claims=[make.claim("b", killed=1, weapon="small_arms", by=("Dune Front fighters", "armed_group"))]
    )
    match = merge.compare(right, left)
    words = {r.words for r in match.reasons}
    assert {"same place", "one day apart", "both name small arms", "toll 2 against 1", "same perpetrator"} <= words
    assert match.left.document == "a"
    assert abs(match.score - sum(r.weight for r in match.reasons)) < 0.001
    assert match == merge.compare(left, right)


def test_silence_is_not_evidence(make):
    match = merge.compare(
        make.incident("a", claims=[make.claim("a", words="b")]), make.incident("b", claims=[make.claim("b", words="c")])
    )
    assert not {"weapon open", "toll open", "perpetrator open"} & {r.words for r in match.reasons}


def test_why_not_puts_the_closest_pair_first(make):
    near, far = make.incident("b"), make.incident("c", time=make.when(2), action="protest")
    found = merge.between([make.incident("a")], [far, near])
    assert [m.right.document for m in found] == ["b", "c"]
    assert merge.weakest(found) == found[1]
    assert merge.weakest(()) is None


def test_the_strongest_comparisons_hold_a_group_together():
    assert spanning([0, 1, 2], {(0, 1): 5, (0, 2): 9, (1, 2): 7}) == [(0, 2), (1, 2)]
    assert spanning([3], {}) == []
