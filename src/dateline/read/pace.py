"""How often a host is asked: no more than once in two seconds, or as seldom as it wishes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

__all__ = ["HOST_GAP_S", "Pace"]

HOST_GAP_S: Final = 2.0
"""Seconds between two requests to one host, where it wishes no longer ones."""

_LONGEST_GAP_S: Final = 60.0  # a longer wish of a host is not granted


class Pace:
    """Waits before a host is asked again.

    Args:
        clock: gives the time in seconds.
        sleep: waits for seconds.
        host_gap_s: seconds between two requests to one host.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        host_gap_s: float = HOST_GAP_S,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._host_gap_s = host_gap_s
        self._last_s: dict[str, float] = {}

    def wait(self, url: str, wished_s: float = 0.0) -> None:
        """Wait until the host of an address may be asked again, and take it that it is asked now.

        Args:
            url: the address.
            wished_s: the gap that the host wants, in seconds; see `Robots.delay_s`.
        """
        host = urlsplit(url).netloc
        gap_s = min(max(self._host_gap_s, wished_s), _LONGEST_GAP_S)
        since_s = self._clock() - self._last_s[host] if host in self._last_s else gap_s
        if since_s < gap_s:
            self._sleep(min(gap_s - since_s, gap_s))  # a clock that was put back makes nobody wait longer
        self._last_s[host] = self._clock()
