"""Watching feeds: what is new in them is fetched, politely, and stored."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from dateline.errors import ConfigError, ReadError
from dateline.model import Problem
from dateline.read.pace import HOST_GAP_S, Pace

if TYPE_CHECKING:
    from dateline.read import Reading
    from dateline.read.feed import Entry
    from dateline.read.fetch import Answer, Fetcher
    from dateline.read.robots import Robots

__all__ = ["STATE", "Watch"]

STATE: Final = "watch.json"
# A host that refuses is left alone for twice as long each time, up to a day.
_FIRST_REST_S: Final = 300.0
_LONGEST_REST_S: Final = 86_400.0
# An article is asked for again this often while it stands in the feed, since most corrections come on the first two days.
_LOOK_AGAIN_S: Final = 6 * 3600.0
_MOST_TRIES: Final = 5
_BUSY: Final = frozenset((429, 503))
_FORGET_S: Final = 30 * 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is remembered of an address.

    Args:
        etag, modified: of its last answer.
        asked_s: when it was asked last, in seconds since 1970.
        failures: how often it has refused in a row.
        rest_until_s: when it may be asked again.
    """

    etag: str | None = None
    modified: str | None = None
    asked_s: float = 0.0
    failures: int = 0
    rest_until_s: float = 0.0


class Watch:
    """Polls feeds.

    Args:
        feeds: their addresses.
        fetcher: what asks the network.
        state: file in which it is kept what has been seen; None to forget it at the end.
        clock: gives the time in seconds since 1970.
        sleep: waits for seconds.
        host_gap_s: seconds between two requests to one host.
    Raises:
        ConfigError: the file of what has been seen is damaged.
    """

    def __init__(
        self,
        feeds: Iterable[str],
        fetcher: Fetcher,
        state: Path | None = None,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        host_gap_s: float = HOST_GAP_S,
    ) -> None:
        from dateline.read.robots import Robots

        self._feeds = tuple(dict.fromkeys(feeds))
        self._fetcher = fetcher
        self._state = state
        self._clock = clock
        self._pace = Pace(clock=clock, sleep=sleep, host_gap_s=host_gap_s)
        self._known = _loaded(state)
        self._new_robots: Callable[[], Robots] = lambda: Robots(fetcher)
        self._robots = self._new_robots()

    def round(self) -> Iterator[Reading | Problem]:
        """What is new, or has changed, in one look at all feeds; what failed, as problems.

        An article of a feed is read from its own page; where that cannot be had, from the feed itself. robots.txt is asked for anew in
        each round. Call `save` once what came is stored.
        """
        self._robots = self._new_robots()
        for url in self._feeds:
            yield from self._feed(url)

    def save(self) -> None:
        """Writes what has been seen to the file, so that it is not asked for again."""
        if self._state is None:
            return
        oldest_s = self._clock() - _FORGET_S
        kept = {url: asdict(known) for url, known in self._known.items() if known.asked_s >= oldest_s or url in self._feeds}
        beside = self._state.with_suffix(".part")
        beside.write_text(json.dumps(kept, indent=0, sort_keys=True), encoding="utf-8")
        beside.replace(self._state)

    def _feed(self, url: str) -> Iterator[Reading | Problem]:
        from dateline.read.feed import entries, feed
        from dateline.read.fetch import of_answer
        from dateline.read.sniff import FEED, media_type

        answer = self._ask(url)
        if answer is None or isinstance(answer, Problem):
            yield from (answer,) if answer else ()
            return
        if answer.is_unchanged:
            return
        if media_type("", answer.data[:4096]) != FEED:
            yield from of_answer(answer)
            return
        try:
            found = entries(answer.data, url)
        except ReadError as fault:
            yield Problem.of(fault, stage="read")
            return
        for entry, own in zip(found, feed(answer.data, answer.url), strict=True):
            yield from self._article(entry, own)
        if any(self._is_open(entry.link) for entry in found):
            self._known[url] = replace(self._known[url], etag=None, modified=None)  # so that the feed names them again

    def _article(self, entry: Entry, own: Reading | Problem) -> Iterator[Reading | Problem]:
        """The article of an entry, from its page or else from the feed."""
        from dateline.read.fetch import of_answer
        from dateline.read.reading import Known

        if entry.link is None:
            yield own
            return
        seen = self._known.get(entry.link, _Known())
        if not seen.failures and self._clock() - seen.asked_s < _LOOK_AGAIN_S:
            return
        answer = self._ask(entry.link)
        if answer is None or (not isinstance(answer, Problem) and answer.is_unchanged):
            return
        if isinstance(answer, Problem):
            yield from (answer,) if isinstance(own, Problem) else (own,)
            return
        known = Known(title=entry.title, published=entry.published, outlet=entry.outlet, url=entry.link)
        read = list(of_answer(answer, known))
        is_read = any(not isinstance(item, Problem) for item in read)
        yield from read if is_read or isinstance(own, Problem) else (own,)

    def _is_open(self, link: str | None) -> bool:
        """Whether an article is still to be had: it, or its host, rests, and it has not been refused too often."""
        if link is None:
            return False
        known = self._known.get(link)
        return known is None or 0 < known.failures < _MOST_TRIES

    def _ask(self, url: str) -> Answer | Problem | None:
        """The answer of an address; None while it or its host rests after refusals."""
        from dateline.read.fetch import refuse_status

        known, host = self._known.get(url, _Known()), _host(url)
        if self._clock() < max(known.rest_until_s, self._known.get(host, _Known()).rest_until_s):
            return None
        try:
            self._robots.refuse(url)
            self._pace.wait(url, self._robots.delay_s(url))
            answer = self._fetcher.get(url, etag=known.etag, modified=known.modified)
            if answer.status in _BUSY:
                self._rest(host, answer.retry_after)
            if not answer.is_unchanged:
                refuse_status(answer)
        except ReadError as fault:
            self._rest(url, None)
            return Problem.of(fault, stage="read")
        etag, modified = (known.etag, known.modified) if answer.is_unchanged else (answer.etag, answer.modified)
        self._known[url] = _Known(etag=etag, modified=modified, asked_s=self._clock())
        self._known.pop(host, None)
        return answer

    def _rest(self, key: str, retry_after: str | None) -> None:
        """Notes a refusal: the address or host rests, twice as long each time, or as long as the server wishes."""
        now_s = self._clock()
        known = self._known.get(key, _Known())
        rest_s = max(_FIRST_REST_S * 2**known.failures, _wished_s(retry_after, now_s))
        self._known[key] = replace(
            known, asked_s=now_s, failures=min(known.failures + 1, 20), rest_until_s=now_s + min(rest_s, _LONGEST_REST_S)
        )


def _host(url: str) -> str:
    """The key under which a host's own rest is kept."""
    return f"host {urlsplit(url).netloc}"


def _wished_s(retry_after: str | None, now_s: float) -> float:
    """Seconds that a Retry-After header asks for, written as a number or as a date; 0 where it says nothing."""
    if not retry_after:
        return 0.0
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - now_s)
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _loaded(state: Path | None) -> dict[str, _Known]:
    if state is None or not state.exists():
        return {}
    try:
        node: dict[str, dict[str, Any]] = json.loads(state.read_text(encoding="utf-8"))
        return {url: _Known(**known) for url, known in node.items()}
    except (ValueError, TypeError, AttributeError) as fault:
        raise ConfigError(
            "watch-damaged", f"it cannot be read: {fault}", where=str(state), fix="Delete it; all feeds are then read anew."
        ) from fault
