"""The pipeline over many documents: in this process, or in a pool of processes that each hold one model."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from dateline.errors import FindError
from dateline.model import Document, Problem
from dateline.run.coding import Coding, code
from dateline.run.workers import deaf_children, stop
from dateline.run.workers import pool as new_pool

__all__ = ["CHUNK", "Coder", "Coding", "code", "code_all"]

Coder = Callable[[Document], Coding]

# Documents handed to a worker at a time: a second's work or less, so that results come steadily and little is lost with a worker.
CHUNK = 4
# Chunks under way for each worker: one in work, one waiting, so that no worker idles and few documents are held.
_AHEAD = 2


def code_all(documents: Iterable[Document], workers: int = 2, *, coder: Coder = code) -> Generator[Coding]:
    """The coding of each document, in the order of the documents, however many workers there are.

    Documents are taken as they are needed: few more are held than are in work. A document on which a worker dies twice (memory, a
    fault in a library) becomes a Problem, and the others go on. Who stops before the end closes the generator, which ends the workers.

    Args:
        documents: any number.
        workers: processes; 1 codes in this one.
        coder: what codes one document; must be importable by name where there are several workers.
    Raises:
        FindError: the model is missing or damaged, or no worker can start.
    """
    if workers <= 1:
        return (coder(doc) for doc in documents)
    if multiprocessing.parent_process() is not None:
        raise _unguarded()
    return _pooled(documents, workers, coder)


def _unguarded() -> FindError:
    return FindError(
        "workers-nested",
        "a worker was asked to start workers",
        where="the script that called code_all or Project.run",
        fix='Put the call under `if __name__ == "__main__":`, or give workers=1.',
    )


def _pooled(documents: Iterable[Document], workers: int, coder: Coder) -> Generator[Coding]:
    chunks = _chunks(documents)
    pool = new_pool(workers)
    waiting: deque[tuple[Sequence[Document], Future[list[Coding]]]] = deque()
    try:
        while True:
            try:
                for chunk in islice(chunks, workers * _AHEAD - len(waiting)):
                    waiting.append((chunk, _submit(pool, coder, chunk)))
                if not waiting:
                    return
                codings = waiting[0][1].result()
                waiting.popleft()
                yield from codings
            except BrokenProcessPool:
                stop(pool)
                held = [doc for chunk, _ in waiting for doc in chunk]
                waiting.clear()
                yield from _one_by_one(held, coder)
                pool = new_pool(workers)
    finally:
        stop(pool)


def _submit(pool: ProcessPoolExecutor, coder: Coder, chunk: Sequence[Document]) -> Future[list[Coding]]:
    """The chunk's future; one that has failed where the pool is broken already, so that the chunk is not lost."""
    try:
        with deaf_children():
            return pool.submit(_code_chunk, coder, chunk)
    except BrokenProcessPool as fault:
        broken: Future[list[Coding]] = Future()
        broken.set_exception(fault)
        return broken


def _one_by_one(documents: Sequence[Document], coder: Coder) -> Iterator[Coding]:
    """The documents that were under way when a worker died, each alone in a fresh worker, to find the one that kills it."""
    pool: ProcessPoolExecutor | None = None
    try:
        for doc in documents:
            pool = pool or _started()
            try:
                yield pool.submit(coder, doc).result()
            except BrokenProcessPool:
                stop(pool)
                pool = None
                yield Coding(doc, (), (_deadly(doc),))
    finally:
        if pool is not None:
            stop(pool)


def _started() -> ProcessPoolExecutor:
    """A pool of one worker that is known to run."""
    pool = new_pool(1)
    try:
        pool.submit(os.getpid).result()
    except BrokenProcessPool as fault:
        stop(pool)
        raise FindError(
            "worker-start",
            "no worker process can start",
            where="the script that called code_all or Project.run",
            fix='Put the call under `if __name__ == "__main__":`, or give workers=1.',
        ) from fault
    return pool


def _deadly(doc: Document) -> Problem:
    return Problem(
        code="worker-died",
        what="the process that coded it died, twice",
        where=f"document {doc.id}",
        fix="Most often memory ran out: use fewer workers, or split the document.",
        stage="find",
        document=doc.id,
    )


def _chunks(documents: Iterable[Document]) -> Iterator[tuple[Document, ...]]:
    source = iter(documents)
    while chunk := tuple(islice(source, CHUNK)):
        yield chunk


def _code_chunk(coder: Coder, chunk: Sequence[Document]) -> list[Coding]:
    return [coder(doc) for doc in chunk]
