"""Candidate pairs: incidents that share a place and a time, or an actor and a day, without comparing all with all.

Every incident is filed under a few keys; pairs are formed inside one key's list only. A list that is too long for that
(a capital on a bad day) is walked in a fixed order with a window, so that the cost of a list grows with its length and
not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import floor

from dateline.merge.names import skeleton
from dateline.merge.rules import Blocking, Rules
from dateline.merge.sketch import Sketch
from dateline.model import HarmKind

__all__ = ["candidate_pairs"]

Key = tuple[object, ...]


def candidate_pairs(sketches: Sequence[Sketch], rules: Rules) -> list[tuple[int, int]]:
    """The pairs worth comparing, as positions in `sketches`, sorted.

    Args:
        sketches: sorted by reference, so that the result does not depend on the order of the input.
        rules: bounds of the blocks.
    """
    filed: dict[Key, list[int]] = defaultdict(list)
    for n, one in enumerate(sketches):
        for key in dict.fromkeys(_keys(one, rules)):
            filed[key].append(n)
    found: set[tuple[int, int]] = set()
    for members in filed.values():
        if len(members) > 1:
            found.update(_pairs(members, sketches, rules.blocking))
    return sorted(found)


def _pairs(members: list[int], sketches: Sequence[Sketch], blocking: Blocking) -> Iterator[tuple[int, int]]:
    if len(members) <= blocking.full_block:
        window = len(members)
    else:
        window = blocking.window
        members = sorted(members, key=lambda n: (*_order(sketches[n]), n))
    for i, n in enumerate(members):
        for m in members[i + 1 : i + 1 + window]:
            if sketches[n].ref.document != sketches[m].ref.document:
                yield (n, m) if n < m else (m, n)


def _order(one: Sketch) -> tuple[object, ...]:
    """Likely equals stand close together: finest place, day, action, toll."""
    return (one.names[0] if one.names else "", one.start or 0, one.action.value, max(one.figures.get(HarmKind.KILLED, (0,))))


def _keys(one: Sketch, rules: Rules) -> Iterator[Key]:
    if one.aggregate:
        yield from (("aggregate", one.country, bucket, rules.family(one.action)) for bucket in _buckets(one, rules.blocking))
        return
    buckets = _buckets(one, rules.blocking)
    for bucket in buckets:
        yield from (("name", skeleton(name), bucket) for name in one.names)
        yield from (("cell", *cell, bucket) for cell in _cells(one, rules.blocking))
    yield from _keys_without_place(one, rules)
    yield from (("quote", quote) for quote in one.quotes)


def _keys_without_place(one: Sketch, rules: Rules) -> Iterator[Key]:
    """Keys for what names no place, or another place than its fellows: the day with an actor or a toll."""
    family, country = rules.family(one.action), one.country
    days = _days(one, rules.blocking)
    tolls = [n for n in one.figures.get(HarmKind.KILLED, ()) if n > 2]
    actors = {name.letters if name.is_acronym else min(name.core) for name in (*one.perpetrators, *one.targets)}
    for day in days:
        yield from (("actor", family, day, actor) for actor in sorted(actors))
        yield from ((country, "toll", family, day, toll) for toll in tolls)
        if not one.names:
            yield (country, "nowhere", family, day)
        else:
            yield (country, "somewhere", family, day, one.action)


def _days(one: Sketch, blocking: Blocking) -> range:
    first, last = _span(one)
    if first is None or last is None or last - first >= blocking.bucket_days:
        return range(0)
    return range(first, last + 2)


def _buckets(one: Sketch, blocking: Blocking) -> list[object]:
    """The weeks that the interval touches, with slack; for a total the weeks around its end, since totals of one span end together."""
    first, last = _span(one)
    if first is None or last is None:
        return ["any"]
    if one.aggregate:
        first = last
    weeks = range((first - blocking.slack_days) // blocking.bucket_days, (last + blocking.slack_days) // blocking.bucket_days + 1)
    return list(weeks[-blocking.most_buckets :])


def _span(one: Sketch) -> tuple[int | None, int | None]:
    """The days to file under; what bears no time is filed under the days before its publication."""
    if one.start is None and one.published is not None:
        return one.published - 2, one.published
    return one.start, one.end


def _cells(one: Sketch, blocking: Blocking) -> Iterator[tuple[int, int]]:
    if one.latitude is None or one.longitude is None or one.radius_km > 2 * blocking.reach_km:
        return
    size = blocking.cell_degrees
    reach = blocking.reach_km / 111.2
    for lat in sorted({floor((one.latitude - reach) / size), floor((one.latitude + reach) / size)}):
        for lon in sorted({floor((one.longitude - reach) / size), floor((one.longitude + reach) / size)}):
            yield lat, lon
