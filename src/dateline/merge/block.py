"""Candidate pairs: incidents that share a place and a time, or an actor and a day, without comparing all with all.

Every incident is filed under a few keys; pairs are formed inside one key's list only. A list that is too long for that
(a capital on a bad day) is walked in a fixed order with a window, so that the cost of a list grows with its length and
not with its square. Which pairs a list gives near one place of it depends on its members there and on its length alone, so
that a member that comes or goes changes no pairs far from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import floor
from typing import TYPE_CHECKING, Any

from dateline.merge.compare import days_between
from dateline.merge.names import skeleton
from dateline.merge.rules import Blocking, Rules
from dateline.merge.sketch import Sketch
from dateline.model import HarmKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Filing", "barring", "filing", "is_barred", "reach"]

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Filing:
    """Where an incident stands in the blocks.

    Args:
        place: orders the members of a block, by their bytes: finest place, day, action, toll, then the name, so that likely
            equals stand close together; behind the name what `is_barred` looks at first.
        keys: its blocks, as signed numbers of 64 bits, each once.
    """

    place: bytes
    keys: tuple[int, ...]


def filing(one: Sketch, rules: Rules) -> Filing:
    """The blocks of an incident, and its place in them."""
    toll = max(one.figures.get(HarmKind.KILLED, (0,)))
    start, end = (f"{day or 0:07d}" for day in (one.start, one.end))
    order = (one.names[0] if one.names else "", start, one.action.value, f"{toll:012d}", one.ref.document, one.ref.key)
    day = one.is_day_precise and not one.aggregate
    facts = (*((start, end) if day else ("", "")), one.sure_country(rules.country_confidence) or "", str(int(one.aggregate)))
    keys = (_number(key) for key in dict.fromkeys(_keys(one, rules)))
    return Filing("\x1f".join((*order, *facts)).encode(), tuple(dict.fromkeys(keys)))


def barring(places: Sequence[bytes], low: NDArray[Any], high: NDArray[Any], veto_days: int) -> NDArray[Any]:
    """Which pairs are barred as `is_barred` says, as far as their places tell; the rest is told by their sketches.

    Args:
        places: of incidents, as in `Filing`.
        low: of each pair the one position.
        high: the other.
        veto_days: as in `Rules`.
    """
    import numpy as np

    told = [place.rsplit(b"\x1f", 4)[1:] for place in places]
    start, end = (np.array([int(one[n] or 0) for one in told], dtype=np.int64) for n in (0, 1))
    land, total = _codes([one[2] for one in told]), _codes([one[3] for one in told])
    barred = total[low] != total[high]
    barred |= (land[low] != land[high]) & (land[low] > 0) & (land[high] > 0)
    gap = np.maximum(start[low] - end[high], start[high] - end[low])
    found: NDArray[Any] = barred | ((gap > veto_days) & (start[low] > 0) & (start[high] > 0))
    return found


def _number(key: Key) -> int:
    digest = blake2b("\x1f".join(map(str, key)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def reach(length: int, blocking: Blocking) -> int:
    """How far from a member the members stand that it is compared with, in a block of this length."""
    return length if length <= blocking.full_block else blocking.window


def is_barred(a: Sketch, b: Sketch, rules: Rules) -> bool:
    """Whether a fact that no clustering overlooks keeps two incidents apart, so that the pair need not be scored.

    These are the facts that a group of incidents remembers: its documents, story, country and days, and whether it is a total.
    """
    if a.ref.document == b.ref.document or a.aggregate != b.aggregate or (a.story and b.story and a.story != b.story):
        return True
    ours, theirs = (one.sure_country(rules.country_confidence) for one in (a, b))
    if ours and theirs and ours != theirs:
        return True
    gap = days_between(a, b)
    is_known = a.is_day_precise and b.is_day_precise and not a.aggregate
    return is_known and gap is not None and gap > rules.veto_days


def _codes(names: Sequence[bytes]) -> NDArray[Any]:
    """A number for each name, 0 for none."""
    import numpy as np

    seen: dict[bytes, int] = {}
    return np.array([seen.setdefault(name, len(seen) + 1) if name else 0 for name in names], dtype=np.int64)


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
