"""Ledger: what the blocks hold of many incidents, written down one by one in arrays, so that no incident itself need be held."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from dateline.merge.block import Filing, filing
from dateline.merge.rules import Rules
from dateline.merge.sketch import Sketch

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Ledger"]

# Members of blocks that are paired with their followers at a time, and pairs that wait to be counted once.
_CHUNK = 500_000
_WAITING = 16_000_000


class Ledger:
    """Incidents as they stand in the blocks, by the order in which they were written down: some 300 bytes each.

    Args:
        rules: bounds of the blocks, and what bars.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._places: list[bytes] = []
        self._keys, self._n_keys = array("q"), array("i")
        self._document, self._story, self._country = array("q"), array("q"), array("q")
        self._aggregate, self._start, self._end, self._day = array("b"), array("i"), array("i"), array("i")

    def __len__(self) -> int:
        return len(self._places)

    def add(self, one: Sketch) -> Filing:
        """Write down the next incident; where it stands in the blocks."""
        filed = filing(one, self._rules)
        self._places.append(filed.place)
        self._keys.extend(filed.keys)
        self._n_keys.append(len(filed.keys))
        self._document.append(_number(one.ref.document))
        self._story.append(_number(one.story))
        self._country.append(_number(one.sure_country(self._rules.country_confidence)))
        self._aggregate.append(one.aggregate)
        is_known = one.is_day_precise and not one.aggregate
        self._start.append((one.start or 0) if is_known else 0)
        self._end.append((one.end or 0) if is_known else 0)
        self._day.append(one.start or one.published or 0)
        return filed

    def order(self) -> list[int]:
        """The incidents by their day, those without one by the day of publication."""
        return sorted(range(len(self)), key=self._day.__getitem__)

    def entries(self) -> Iterator[tuple[int, bytes, int]]:
        """Key, place and incident of all members of all blocks, in the order of keys and places."""
        key, owner = self._members()
        for at in range(0, owner.size, _CHUNK):
            for k, n in zip(key[at : at + _CHUNK].tolist(), owner[at : at + _CHUNK].tolist(), strict=True):
                yield k, self._places[n], n

    def pairs(self, kept: Collection[int] = ()) -> tuple[NDArray[Any], NDArray[Any]]:
        """The pairs worth scoring, each once: the lower numbers and the higher ones, sorted.

        Args:
            kept: incidents whose pairs are all given, the barred ones too; two of one document never are.
        """
        import numpy as np

        size = max(len(self), 1)
        facts = self._facts(kept)
        waiting: list[NDArray[Any]] = [np.zeros(0, dtype=np.int64)]
        for low, high in _within_reach(*self._members(), self._rules):
            is_open = facts.open(low, high, self._rules.veto_days)
            waiting.append(low[is_open].astype(np.int64) * size + high[is_open])
            if sum(some.size for some in waiting) > 2 * waiting[0].size + _WAITING:
                waiting = [np.unique(np.concatenate(waiting))]
        found = np.unique(np.concatenate(waiting))
        return (found // size).astype(np.int32), (found % size).astype(np.int32)

    def _facts(self, kept: Collection[int]) -> _Facts:
        import numpy as np

        chosen = np.zeros(len(self), dtype=bool)
        chosen[list(kept)] = True
        names = (self._document, self._story, self._country, self._aggregate)
        return _Facts([_array(some) for some in names], [_array(some) for some in (self._start, self._end)], kept=chosen)

    def _members(self) -> tuple[NDArray[Any], NDArray[Any]]:
        """The keys of all members of all blocks, block after block in their order, and whose they are."""
        import numpy as np

        rank = np.empty(len(self), dtype=np.int32)
        rank[sorted(range(len(self)), key=self._places.__getitem__)] = np.arange(len(self), dtype=np.int32)
        key = _array(self._keys)
        owner = np.repeat(np.arange(len(self), dtype=np.int32), _array(self._n_keys))
        order = np.lexsort((rank[owner], key))
        return key[order], owner[order]


def _within_reach(key: NDArray[Any], owner: NDArray[Any], rules: Rules) -> Iterator[tuple[NDArray[Any], NDArray[Any]]]:
    """The pairs that the blocks give, some at a time and some of them repeatedly, lower numbers and higher ones."""
    import numpy as np

    first = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if key.size else np.zeros(0, dtype=np.int64)
    size = np.diff(np.r_[first, key.size])
    reach = np.where(size <= rules.blocking.full_block, size, rules.blocking.window)
    for at in range(0, key.size, _CHUNK):
        row = np.arange(at, min(at + _CHUNK, key.size))
        block = np.searchsorted(first, row, side="right") - 1
        far = np.minimum(first[block] + size[block] - row - 1, reach[block])
        step = 1
        while (row := row[far >= step]).size:
            far = far[far >= step]
            one, other = owner[row], owner[row + step]
            yield np.minimum(one, other), np.maximum(one, other)
            step += 1


class _Facts:
    """What `is_barred` looks at, of all incidents of a ledger at once; 0 where it is not known."""

    def __init__(self, named: Sequence[NDArray[Any]], days: Sequence[NDArray[Any]], *, kept: NDArray[Any]) -> None:
        self._document, self._story, self._country, self._aggregate = named
        self._start, self._end = days
        self._kept = kept

    def open(self, a: NDArray[Any], b: NDArray[Any], veto_days: int) -> NDArray[Any]:
        import numpy as np

        barred = self._aggregate[a] != self._aggregate[b]
        for names in (self._story, self._country):
            ours, theirs = names[a], names[b]
            barred |= (ours != theirs) & (ours != 0) & (theirs != 0)
        gap = np.maximum(self._start[a] - self._end[b], self._start[b] - self._end[a])
        barred |= (gap > veto_days) & (self._start[a] > 0) & (self._start[b] > 0)
        is_open: NDArray[Any] = (~barred | self._kept[a] | self._kept[b]) & (self._document[a] != self._document[b])
        return is_open


def _array(some: array[int]) -> NDArray[Any]:
    import numpy as np

    return np.array(some, dtype=f"i{some.itemsize}")


def _number(name: str | None) -> int:
    """A number for a name, 0 for none; of a million names no two share one, as good as surely."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True) if name else 0
