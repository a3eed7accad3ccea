"""Processes that work for this one: they leave stopping to it, and end with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager

__all__ = ["deaf_children", "pool", "stop"]


def pool(workers: int, *, begin: Callable[..., None] | None = None, given: tuple[object, ...] = ()) -> ProcessPoolExecutor:
    """A pool of processes.

    Args:
        workers: how many.
        begin: called in each before its first work; must be importable by name.
        given: what it is given.
    """
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(begin, given))


def stop(pool: ProcessPoolExecutor) -> None:
    """End the pool now; what is in work is given up."""
    for process in list((pool._processes or {}).values()):  # noqa: SLF001 - the public shutdown waits for the work to end
        process.terminate()
    pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def deaf_children() -> Iterator[None]:
    """Processes that are started within are born with SIGINT blocked, so that Ctrl-C while they load ends in no traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(begin: Callable[..., None] | None, given: tuple[object, ...]) -> None:
    """Leave stopping to the parent, and end with it even where it was killed and can say nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if begin is not None:
        begin(*given)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
