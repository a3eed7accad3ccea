"""A block whose members come and go: what is looked at near the changes is all that changed; and what is found around some is what it gives."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.merge.block import reach
from dateline.merge.refile import around, open_pairs, refiled, within
from dateline.merge.rules import load

RULES = replace(load(), blocking=replace(load().blocking, full_block=5, window=2))
members = st.sets(st.integers(0, 40), max_size=18)


def entries(rows):
    return sorted((place(row), row) for row in rows)


def place(row):
    """Incidents of two countries, on one day."""
    return b"%02d\x1fd\x1fi\x1f0000700\x1f0000700\x1f%s\x1f0" % (row * 7 % 41, (b"MLI", b"NER")[row % 2])


def pairs(block):
    far = reach(len(block), RULES.blocking)
    rows = [row for _, row in block]
    return {(min(one, other), max(one, other)) for n, one in enumerate(rows) for other in rows[n + 1 : n + 1 + far]}


def is_open(pair):
    return pair[0] % 2 == pair[1] % 2


@given(members, members)
@settings(deadline=None)
def test_what_changed_is_what_comparing_all_pairs_tells(before, after):
    was, now = pairs(entries(before)), pairs(entries(after))
    stayed = before & after
    changed = {pair for pair in was ^ now if set(pair) <= stayed}
    assert refiled(entries(before), entries(after), RULES.blocking) == changed
    assert open_pairs(changed, {row: place(row) for row in stayed}, RULES.veto_days) == set(filter(is_open, changed))


@given(st.lists(members, max_size=4), members, members)
@settings(deadline=None)
def test_pairs_around_and_within_are_those_that_the_blocks_give(blocks, rows, kept):
    told = [entries(block) for block in blocks]
    given_ = set().union(*map(pairs, told))
    worth = {pair for pair in given_ if is_open(pair) or kept.intersection(pair)}
    assert around(rows, told, RULES, kept=kept) == {pair for pair in worth if rows.intersection(pair)}
    halves = [{row for row in rows if row < 20}, {row for row in rows if row >= 20}]
    assert within(halves, told, RULES, kept=kept) == {pair for pair in worth if any(set(pair) <= half for half in halves)}
