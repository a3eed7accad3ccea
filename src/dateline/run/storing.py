"""Adding readings to a store, in portions that are each stored as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.errors import InputError
from dateline.model import Problem
from dateline.run.report import Added, Progress, ProgressCallback
from dateline.store import Arrival, Original

if TYPE_CHECKING:
    from dateline.read import Reading
    from dateline.store import Store

__all__ = ["Adding"]

# A portion is one transaction: many documents, so that waiting for the disk costs little, in few bytes, so that memory stays small.
_PORTION = 100
_PORTION_BYTES = 16_000_000


class Adding:
    """Takes readings one by one; what has been reported through `progress` is stored."""

    def __init__(self, store: Store, progress: ProgressCallback | None) -> None:
        self._store = store
        self._progress = progress
        self._portion: list[Arrival] = []
        self._bytes = 0
        self._added = self._already = self._versions = 0
        self._problems: list[Problem] = []
        self._troubled = {problem.where for problem in store.problems.open() if problem.stage == "read"}

    def take(self, reading: Reading | Problem) -> None:
        """Store the reading with the next portion, or note the problem."""
        if isinstance(reading, Problem):
            self._note(reading)
            return
        try:
            self._store.documents.check(reading.document)
        except InputError as fault:
            self._note(Problem.of(fault, stage="read"))
            return
        self._portion.append(
            Arrival(reading.document, Original(data=reading.original, media_type=reading.media_type, name=reading.name))
        )
        self._bytes += len(reading.original)
        if len(self._portion) >= _PORTION or self._bytes >= _PORTION_BYTES:
            self._store_portion()

    def end(self) -> Added:
        """Store what is left, and count."""
        self._store_portion()
        return Added(added=self._added, already=self._already, problems=tuple(self._problems), versions=self._versions)

    def _note(self, problem: Problem) -> None:
        self._store.problems.add((problem,))
        self._problems.append(problem)

    def _store_portion(self) -> None:
        from dateline.store.database import writable

        portion, self._portion, self._bytes = self._portion, [], 0
        if not portion:
            return
        receipts = self._store.documents.add(portion)
        new = sum(receipt.is_new for receipt in receipts)
        self._added += new
        self._already += len(receipts) - new
        self._versions += sum(receipt.is_new and receipt.document.version_of is not None for receipt in receipts)
        for arrival in portion:
            if arrival.original and writable(arrival.original.name) in self._troubled:
                self._store.problems.settle(arrival.original.name)
        if self._progress:
            self._progress(Progress("read", self._added + self._already, None))
