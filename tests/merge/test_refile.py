"""A block whose members come and go: what is looked at near the changes is all that changed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dateline.merge.block import within
from dateline.merge.refile import refiled
from dateline.merge.rules import load

BLOCKING = replace(load().blocking, full_block=5, window=2)
members = st.sets(st.integers(0, 40), max_size=18)


def entries(rows):
    return sorted((b"%02d" % (row * 7 % 41), row) for row in rows)


def pairs(block):
    ranks = {row: n for n, (_, row) in enumerate(block)}
    return {(min(pair), max(pair)) for pair in within(ranks, len(block), BLOCKING)}


@given(members, members)
def test_what_changed_is_what_comparing_all_pairs_tells(before, after):
    was, now = pairs(entries(before)), pairs(entries(after))
    stayed = before & after
    change = refiled(entries(before), entries(after), BLOCKING)
    assert change.come == now - was
    assert change.gone == {pair for pair in was - now if set(pair) <= stayed}
