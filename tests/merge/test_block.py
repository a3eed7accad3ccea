from dateline.merge.ledger import Ledger
from dateline.merge.rules import load
from dateline.merge.sketch import sketch


def pairs(incidents):
    ordered = sorted((sketch(i) for i in incidents), key=lambda s: s.ref)
    ledger = Ledger(load())
    for one in ordered:
        ledger.add(one)
    low, high = ledger.pairs()
    return {(ordered[a].ref.document, ordered[b].ref.document) for a, b in zip(low.tolist(), high.tolist(), strict=True)}


def test_the_same_town_in_the_same_week_meets(make):
    assert pairs([make.incident("a"), make.incident("b", time=make.when(3)), make.incident("c", time=make.when(40))]) == {
        ("a", "b")
    }


def test_a_week_and_a_month_meet_the_day_inside_them(make):
    told = [make.incident("a"), make.incident("b", time=make.when(-25, 30, "month"))]
    assert pairs(told) == {("a", "b")}


def test_spelling_variants_and_neighbouring_points_meet(make):
    variant = [make.incident(d, where=make.place(n, "Mali")) for d, n in (("a", "Wajirko"), ("b", "Wajiroko"))]
    assert pairs(variant) == {("a", "b")}
    near = [
        make.incident(d, action=x, where=make.place(n, "Mali", at=at))
        for d, x, n, at in (("a", "shooting", "Boni", (15.0, -2.2)), ("b", "attack", "Kikara", (15.1, -2.3)))
    ]
    assert pairs(near) == {("a", "b")}


def test_what_names_no_place_meets_by_day_and_actor_or_toll(make):
    nowhere = make.place("Mali", precision="country")
    by = ("Dune Front", "armed_group")
    told = [
        make.incident("a", claims=[make.claim("a", by=by)]),
        make.incident("b", where=nowhere, claims=[make.claim("b", by=by)]),
    ]
    assert pairs(told) == {("a", "b")}


def test_a_capital_on_bad_days_is_not_compared_with_itself_all_over(make):
    n = 1500
    told = [make.incident(f"d{k:04d}", time=make.when(k % 3), claims=[make.claim(f"d{k:04d}", killed=k % 40)]) for k in range(n)]
    assert len(pairs(told)) < 200 * n


def test_two_of_one_document_never_meet(make):
    assert pairs([make.incident("a", "i1"), make.incident("a", "i2")]) == set()
