"""Reports from files and from addresses, in the order in which they were named."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import ReadError
from dateline.model import Problem

if TYPE_CHECKING:
    from dateline.read import Reading
    from dateline.read.fetch import Fetcher

__all__ = ["is_address", "readings_of"]


def is_address(name: str | Path) -> bool:
    """Whether what was typed is a web address, and no file."""
    return isinstance(name, str) and name.lower().startswith(("http://", "https://"))


def readings_of(
    names: Iterable[str | Path],
    fetcher: Fetcher | None = None,
    *,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Reading | Problem]:
    """A reading for each document in files, folders and pages, a problem for each that cannot be had or read.

    Pages are asked for as their hosts wish: robots.txt holds, and there are two seconds, or as many as it says, between two requests to a
    host. Of a feed its entries are read, of an archive its members.

    Args:
        names: files, folders and addresses (http, https).
        fetcher: what asks the network; one with the usual limits where None.
        sleep: waits for seconds.
        clock: gives the time in seconds.
    """
    from dateline.read import files

    pages: _Pages | None = None
    for name in names:
        if is_address(name):
            pages = pages or _Pages(fetcher, sleep, clock)
            yield from pages.read(str(name))
        else:
            yield from files([name])


class _Pages:
    """Asks hosts for pages, politely."""

    def __init__(self, fetcher: Fetcher | None, sleep: Callable[[float], None], clock: Callable[[], float]) -> None:
        from dateline.read.fetch import Fetcher
        from dateline.read.pace import Pace
        from dateline.read.robots import Robots

        self._fetcher = fetcher or Fetcher()
        self._robots = Robots(self._fetcher)
        self._pace = Pace(clock=clock, sleep=sleep)

    def read(self, url: str) -> Iterator[Reading | Problem]:
        from dateline.read.fetch import page

        try:
            self._fetcher.check(url)  # so that an address that may not be asked is not told as one that robots.txt forbids
            self._robots.refuse(url)
        except ReadError as fault:
            yield Problem.of(fault, stage="read")
            return
        self._pace.wait(url, self._robots.delay_s(url))
        yield from page(url, self._fetcher)
