"""What a host's robots.txt allows."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from dateline.errors import ReadError
from dateline.read.fetch import Fetcher

__all__ = ["Robots"]

_MAX_BYTES: Final = 512_000  # RFC 9309, 2.5: a parser reads 500 KiB at least


class Robots:
    """The rules of hosts, each asked for once.

    Source: RFC 9309: a robots.txt that is not there (4xx) allows all, one that cannot be had (5xx, no answer) allows nothing.

    Args:
        fetcher: what asks for them, and whose name they are looked up under.
    """

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._rules: dict[str, Any] = {}

    def allows(self, url: str) -> bool:
        """Whether the page may be asked for."""
        rules = self._of(url)
        return bool(rules) and (rules is True or bool(rules.can_fetch(url, self._fetcher.agent)))

    def refuse(self, url: str) -> None:
        """Nothing; the page may be asked for.

        Raises:
            ReadError: it may not.
        """
        if not self.allows(url):
            raise ReadError(
                "robots-refused",
                "the host's robots.txt does not allow it, or cannot be had",
                where=url,
                fix="Ask the publisher, or save the page and add the file.",
            )

    def delay_s(self, url: str) -> float:
        """Seconds that the host wants between two requests; 0 where it says nothing."""
        rules = self._of(url)
        return float(rules.crawl_delay(self._fetcher.agent) or 0) if rules not in {True, False} else 0.0

    def _of(self, url: str) -> Any:
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._rules:
            self._rules[host] = self._asked(f"{host}/robots.txt")
        return self._rules[host]

    def _asked(self, url: str) -> Any:
        """The parsed rules; True where all is allowed, False where nothing is."""
        from protego import Protego

        try:
            answer = self._fetcher.get(url)
        except ReadError:
            return False
        if answer.status == 200:
            return Protego.parse(answer.data[:_MAX_BYTES].decode("utf-8", "replace"))
        return 400 <= answer.status < 500
