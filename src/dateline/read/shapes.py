"""JSON of other people's shapes to the codebook's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from dateline.errors import ReadError
from dateline.read.agencies import agency
from dateline.read.fragment import is_markup, text_of
from dateline.read.languages import two_letters
from dateline.read.nitf import refuse_withdrawn
from dateline.read.published import date_in
from dateline.read.shape_table import SHAPES, Paths, Shape

__all__ = ["flattened", "records"]

# Where the records of a reply stand.
_LISTS: Final = (
    "articles.results",
    "articles",
    "data",
    "response.results",
    "response.docs",
    "results",
    "items",
    "documents",
    "docs",
    "news",
)
_CUT: Final = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+?\d+ chars\]\s*$")
_REMOVED: Final = "[Removed]"
_OURS: Final = frozenset(
    [
        "id",
        "text",
        "title",
        "published",
        "outlet",
        "outlet_kind",
        "agency",
        "author",
        "language",
        "url",
        "dateline",
        "retrieved_at",
        "version_of",
        "copy_of",
        "story",
        "furniture",
        "incidents",
        "digest",
    ]
)
_MILLISECONDS_FROM: Final = 100_000_000_000  # as seconds, this is the year 5138


def records(node: object) -> list[Any] | None:
    """The records of an API's reply; None where the node is no reply but a record itself.

    A JSON Feed's title and language go along with each of its items.
    """
    if not isinstance(node, dict) or isinstance(node.get("text"), str):
        return None
    for path in _LISTS:
        found = _at(node, path)
        if isinstance(found, list) and found and all(isinstance(item, dict) for item in found):
            if str(node.get("version", "")).startswith("https://jsonfeed.org/"):
                shared = {"feed_title": node.get("title"), "language": node.get("language"), "date_published": None}
                return [shared | item for item in found]
            return found
    return None


def flattened(node: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The record under the codebook's names; one that has a text under its own name stays as it is.

    What no field takes is kept. A summary, or the excerpt that an API gives of a text, is taken for want of a text, and `text_is` says so.

    Raises:
        ReadError: the record has no text of any kind, or its agency has withdrawn it.
    """
    if "text" in node:
        return dict(node)
    shape = next(shape for shape in SHAPES if all(_at(node, mark, missing=_NOTHING) is not _NOTHING for mark in shape.marks))
    status = _value(node, shape.status)
    refuse_withdrawn(status, where)
    taken = _Taken(node)
    text, is_summary = taken.prose(shape.text, where), False
    if not text:
        text, is_summary = taken.prose(shape.summary, where), True
    if not text:
        raise ReadError(
            "json-no-text",
            f"the record has no text under any known name; it has {', '.join(list(node)[:12])}",
            where=where,
            fix='Name the text "text"; see docs/how-to/add-your-files.md for the shapes that are known.',
        )
    plain = _CUT.sub(" …", text)
    own = {"text": plain} | _fields(taken, shape)
    kind = "summary" if is_summary else "excerpt" if plain != text else None
    return taken.left() | {name: value for name, value in own.items() if value is not None} | ({"text_is": kind} if kind else {})


_NOTHING: Final = object()


@dataclass(slots=True)
class _Taken:
    """A record, and which of its values have found their place."""

    node: Mapping[str, Any]
    paths: list[str] = field(default_factory=list)

    def words(self, paths: Paths) -> str | None:
        """The first value as one line of text."""
        for path in paths:
            value = _joined(_at(self.node, path))
            if value:
                self.paths.append(path)
                return " ".join(value.split())
        return None

    def prose(self, paths: Paths, where: str) -> str | None:
        """The first value as text, its markup taken out."""
        for path in paths:
            value = _at(self.node, path)
            if isinstance(value, str) and value.strip() and value.strip() != _REMOVED:
                self.paths.append(path)
                return text_of(value, where) if is_markup(value) else value.replace("\r\n", "\n").strip()
        return None

    def left(self) -> dict[str, Any]:
        """What no field has taken; a name that the codebook uses for another thing gets `their_` before it."""
        rest: dict[str, Any] = deepcopy(dict(self.node))
        for path in self.paths:
            _remove(rest, path.partition(".*")[0].split("."))
        return {
            (f"their_{name}" if name in _OURS else name): value for name, value in rest.items() if value not in (None, {}, [])
        }


def _fields(taken: _Taken, shape: Shape) -> dict[str, str | None]:
    day = _day(taken, shape.published)
    outlet = taken.words(shape.outlet)
    language = taken.words(shape.language)
    given = taken.words(shape.id)
    title = taken.words(shape.title)
    return {
        "id": shape.prefix + given if given else None,
        "title": " ".join(text_of(title, "title").split()) if title and is_markup(title) else title,
        "published": day,
        "outlet": outlet,
        "agency": agency(outlet) if outlet else None,
        "author": taken.words(shape.author),
        "url": taken.words(shape.url),
        "language": two_letters(language) if language else None,
    }


def _day(taken: _Taken, paths: Paths) -> str | None:
    """The day in the first value that is one: written, or as seconds or milliseconds since 1970."""
    for path in paths:
        value = _at(taken.node, path)
        if isinstance(value, int | float) and not isinstance(value, bool):
            day = _since_1970(value)
        else:
            found = date_in(value) if isinstance(value, str) and value.strip() else None
            day = found.isoformat() if found else None
        if day:
            taken.paths.append(path)
            return day
    return None


def _since_1970(number: float) -> str | None:
    try:
        seconds = number / 1000 if number >= _MILLISECONDS_FROM else number
        moment = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return moment.date().isoformat() if seconds > 0 else None


def _value(node: Mapping[str, Any], paths: Paths) -> str | None:
    found = next(filter(None, (_at(node, path) for path in paths)), None)
    return found if isinstance(found, str) else None


def _at(node: Any, path: str, missing: object = None) -> Any:
    """The value at a path; `*` gives the list of what its items hold."""
    for n, key in enumerate(parts := path.split(".")):
        if isinstance(node, Mapping) and key in node:
            node = node[key]
        elif isinstance(node, list) and key.isdecimal() and int(key) < len(node):
            node = node[int(key)]
        elif isinstance(node, list) and key == "*":
            rest = ".".join(parts[n + 1 :])
            return [_at(item, rest) if rest else item for item in node]
        else:
            return missing
    return node


def _joined(value: object) -> str | None:
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value).strip() or None
    return ", ".join(_strings(value)) or None if isinstance(value, Sequence) else None


def _strings(values: Sequence[object]) -> Iterator[str]:
    return (value.strip() for value in values if isinstance(value, str) and value.strip())


def _remove(node: Any, keys: list[str]) -> None:
    for key in keys[:-1]:
        node = node[key] if isinstance(node, dict) else node[int(key)]
    if isinstance(node, dict):
        node.pop(keys[-1], None)
