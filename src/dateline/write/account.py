"""The account of an export while it is written: counts in memory, events left out in a file once they are many."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from tempfile import SpooledTemporaryFile

from dateline.write.record import LeftOut, Withheld, Written

__all__ = ["Account", "LeftOutList"]

_IN_MEMORY_BYTES = 1_000_000  # of the list of events left out; a longer one lies in a temporary file


class LeftOutList(Collection[LeftOut]):
    """The events left out, in their order, however many they are; memory does not grow with them."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115 - lives as long as the list
        self._n = 0

    def append(self, one: LeftOut) -> None:
        """The list with one more."""
        self._file.seek(0, 2)
        self._file.write(json.dumps([one.event, one.reason]).encode() + b"\n")
        self._n += 1

    def __len__(self) -> int:
        return self._n

    def __iter__(self) -> Iterator[LeftOut]:
        at = 0
        for _ in range(self._n):
            self._file.seek(at)
            line = self._file.readline()
            at += len(line)
            yield LeftOut(*json.loads(line))

    def __contains__(self, one: object) -> bool:
        return any(kept == one for kept in self)

    def __del__(self) -> None:
        self._file.close()


class Account:
    """What a writer did so far."""

    def __init__(self) -> None:
        self._n_events = 0
        self._left_out = LeftOutList()
        self._withheld: Counter[tuple[str, str]] = Counter()

    @property
    def n_events(self) -> int:
        """Events written so far."""
        return self._n_events

    def wrote(self, withheld: Iterable[Withheld]) -> None:
        """Counts one event that was written, and what was withheld from it."""
        self._n_events += 1
        for one in withheld:
            self._withheld[one.field, one.rule] += one.n

    def add(self, n_events: int, left_out: Iterable[LeftOut], withheld: Iterable[Withheld]) -> None:
        """Adds another account to this one."""
        self._n_events += n_events
        for one in left_out:
            self._left_out.append(one)
        for kept in withheld:
            self._withheld[kept.field, kept.rule] += kept.n

    def left(self, event: str | None, reason: str) -> None:
        """Notes one event that was left out."""
        self._left_out.append(LeftOut(event, reason))

    def written(self) -> Written:
        """The whole account."""
        withheld = tuple(Withheld(field, n, rule) for (field, rule), n in sorted(self._withheld.items()))
        return Written(n_events=self._n_events, left_out=self._left_out or (), withheld=withheld)
