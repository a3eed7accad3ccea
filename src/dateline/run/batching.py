"""Batches of an export, made in this process or in several, in the order of the events."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from dateline.errors import StoreError
from dateline.run.own import Own
from dateline.run.workers import deaf_children, pool, stop

if TYPE_CHECKING:
    from dateline.store import EventQuery, Store
    from dateline.write.format import Batch
    from dateline.write.withhold import Withholding

__all__ = ["Making", "batches"]

_BATCH = 500  # events: 50 milliseconds of work; more of them do not stay in the processor's own memory
_ALONE = 10_000  # events that one process has written before another has started
_AHEAD = 3  # batches under way for each worker, so that none waits for the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What batches are made of.

    Args:
        format: name of the format, as in `dateline.write.formats.FORMATS`.
        withholding: what is withheld.
        own: the project's own data.
    """

    format: str
    withholding: Withholding
    own: Own


def batches(store: Store, query: EventQuery, making: Making, *, workers: int = 1, newest_first: bool = False) -> Iterator[Batch]:
    """The batches of the events that fit, in the order of their first day and id, or in that of the list on the desk.

    Args:
        store: where they are stored.
        query: which events.
        making: what the batches are made of.
        workers: processes; few events are written by this one all the same.
        newest_first: whether the newest day comes first, as on the desk.
    Raises:
        StoreError: the store could not be read, or a worker died.
    """
    parts = _as_listed(store, query) if newest_first else store.events.parts(query, _BATCH)
    first = list(islice(parts, _ALONE // _BATCH + 1))
    every = chain(first, parts)
    if workers <= 1 or multiprocessing.parent_process() is not None or len(first) <= _ALONE // _BATCH:
        making.own.use()
        return (_batch(store, part, making) for part in every)
    return _pooled(store.records.address, every, making, workers)


def _as_listed(store: Store, query: EventQuery) -> Iterator[Sequence[str]]:
    names = store.listing.names(query)
    return (names[n : n + _BATCH] for n in range(0, len(names), _BATCH))


def _batch(store: Store, names: Sequence[str], making: Making) -> Batch:
    from dateline.write.format import batch_of
    from dateline.write.formats import FORMATS

    format_ = FORMATS[making.format]
    return batch_of(format_, lambda: store.records.many(names, with_lengths=format_.tells_lengths), making.withholding)


def _pooled(address: str, parts: Iterator[Sequence[str]], making: Making, workers: int) -> Iterator[Batch]:
    working = pool(workers, begin=_open_store, given=(address, making))
    waiting: deque[Future[Batch]] = deque()
    try:
        while True:
            with deaf_children():
                waiting.extend(working.submit(_made, part) for part in islice(parts, workers * _AHEAD - len(waiting)))
            if not waiting:
                return
            yield waiting.popleft().result()
    except BrokenProcessPool as fault:
        raise StoreError(
            "export-worker", "a process that wrote a part of the export died", where=making.format, fix=_FIX
        ) from fault
    finally:
        stop(working)


_FIX = "Most often memory ran out: give --workers 1."
# A worker's open store and what it makes; set when the worker begins.
_OPEN: list[tuple[Store, Making]] = []


def _open_store(address: str, making: Making) -> None:
    from dateline import store

    making.own.use()
    _OPEN[:] = [(store.open(address, create=False), making)]


def _made(names: Sequence[str]) -> Batch:
    opened, making = _OPEN[0]
    return _batch(opened, names, making)
