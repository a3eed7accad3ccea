"""Addresses: where each thing is found on the desk."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urlencode

from dateline.model import Quote, Span, ids

__all__ = ["actor_path", "document_path", "event_path", "outside", "read_span", "review_path", "with_query"]

_OUTSIDE = re.compile(r"https?://[^\s]+", re.IGNORECASE)


def event_path(name: str) -> str:
    """The page of an event: `/e/7K3QWX4` for E-7K3QWX4."""
    return f"/e/{name.removeprefix(f'{ids.EVENT}-')}"


def document_path(name: str, words: Quote | Span | None = None, *, ending: str = "") -> str:
    """The page of a document, opened at some words of it where they are given."""
    path = f"/d/{quote(name, safe='')}{ending}"
    return path if words is None else f"{path}?span={words.start}-{words.end}#span"


def actor_path(key: str) -> str:
    """The page of an actor, by its id in the registry or by its name."""
    return f"/a/{quote(key, safe='')}"


def review_path(name: str) -> str:
    """The review page of an event."""
    return f"/review/{name.removeprefix(f'{ids.EVENT}-')}"


def with_query(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The path with a query string; without pairs the path alone."""
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path


def outside(url: str | None) -> str | None:
    """The address, where a browser may be sent to it: http and https alone; None for all others."""
    return url if url and _OUTSIDE.fullmatch(url.strip()) else None


def read_span(text: str | None, length: int) -> Span | None:
    """The range that `120-140` names, in code points; None where it is none within a text of this length."""
    match = re.fullmatch(r"(\d{1,9})-(\d{1,9})", text or "", re.ASCII)
    if match is None:
        return None
    start, end = map(int, match.groups())
    return Span(start, end) if start < end <= length else None
