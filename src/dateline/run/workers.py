"""Processes that work for this one: they leave stopping to it, and end with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from types import FrameType

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
    """Processes that are started within are born with SIGINT blocked, so that Ctrl-C while they load ends in no traceback.

    A Ctrl-C that comes meanwhile counts once all is started: a process that was told half of what it needs would end in a traceback too.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    with _put_off():
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _put_off() -> Iterator[None]:
    """SIGINT is dealt with at the end; another thread may take it, whatever the main one blocks, and Python then interrupts the main one."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield
        return
    came: list[tuple[int, FrameType | None]] = []
    signal.signal(signal.SIGINT, lambda number, frame: came.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            before(*came[0])


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
