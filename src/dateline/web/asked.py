"""What a request asks for: the filters, the page and the extras in its query string."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from dateline.errors import InputError
from dateline.run import Project
from dateline.run.history import moment
from dateline.store import EventQuery, Store
from dateline.web.addresses import with_query

__all__ = ["FIELDS", "INCLUDES", "PARAMETERS", "REPEATED", "Asked", "read", "read_page", "refuse_unknown"]

FIELDS = ("country", "date", "action", "actor", "state", "bbox", "q")
REPEATED = frozenset(("country", "action", "actor", "state"))
INCLUDES = ("count", "facets")
_LIMIT, _MOST = 50, 500
_ISO_RANGE = "/"

PARAMETERS: Mapping[str, str] = {
    "country": "ISO 3166-1 alpha-3, like SYR. Repeat it for one or another.",
    "date": "2026, 2026-03, 2026-03-04, or a range: 2026-03-01..2026-03-15, 2026-03-01/2026-03-15, 2026-03.. or ..2026-05.",
    "action": "An action of the codebook, like shelling. Repeat it for one or another.",
    "actor": "Part of the name of a perpetrator or target; case, accents and punctuation do not matter. Repeat it for one or another.",
    "state": "A state of the codebook; withdrawn events are left out unless asked for. Repeat it for one or another.",
    "bbox": "A box on the map: west,south,east,north in degrees, like -5,14,2,18.5. Events without coordinates lie in none.",
    "q": 'Words that a claim or a document of the event has: all of them, "words in a row", begin*, -without.',
    "as_of": "The data as they were known at the end of a day in UTC, like 2026-03-31, or at a time, like 2026-03-31T12:00.",
    "after": "Cursor of the next page, as `next` of the page before gave it.",
    "limit": f"Rows on a page, 1 to {_MOST}; {_LIMIT} where it is left out.",
    "include": "Extras, separated by commas: count, facets.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request for events.

    Args:
        conditions: field and value as typed, in the order of FIELDS; a field may stand there several times; empty ones are left out.
        query: the same, read.
        after: the cursor of the page; None for the first.
        limit: rows on a page.
        include: extras.
        as_of: the day or time as typed, as of which the data are asked for; None for today.
    """

    conditions: tuple[tuple[str, str], ...]
    query: EventQuery
    after: str | None
    limit: int
    include: frozenset[str] = frozenset()
    as_of: str | None = None

    def store(self, project: Project) -> Store:
        """What is asked: the project's store, or that store as it was."""
        return project.store if self.as_of is None else project.at(self.as_of).store

    def value(self, field: str) -> str:
        """What was typed for a field, the first of several; empty where nothing was."""
        return next(iter(self.values(field)), "")

    def values(self, field: str) -> tuple[str, ...]:
        """All that was typed for a field."""
        return tuple(value for name, value in self.conditions if name == field)

    def address(
        self, path: str = "/events", *, after: str | None = None, changed: Mapping[str, str | Sequence[str] | None] | None = None
    ) -> str:
        """The address of the same selection, or of one with other conditions.

        Args:
            path: of the page or of another ending of it.
            after: cursor of another page; the first page where None.
            changed: fields that get another value or several, or are left out where None.
        """
        new = changed or {}
        chosen = {field: _listed(new[field]) if field in new else self.values(field) for field in FIELDS}
        pairs = [(field, value) for field in FIELDS for value in chosen[field] if value]
        pairs += [("as_of", self.as_of)] if self.as_of else []
        pairs += [("limit", str(self.limit))] if self.limit != _LIMIT else []
        return with_query(path, [*pairs, *([("after", after)] if after else [])])

    def today(self) -> str:
        """The address of the same selection from the data of today."""
        return replace(self, as_of=None).address()

    def without(self, field: str, value: str) -> str:
        """The address of the selection without one of its conditions."""
        return self.address(changed={field: [one for one in self.values(field) if one != value]})


def read(pairs: Iterable[tuple[str, str]]) -> Asked:
    """What a query string asks for.

    Raises:
        InputError: a parameter is unknown, or given twice where that means nothing, or a value cannot be read; `where` names the field.
    """
    given: dict[str, list[str]] = defaultdict(list)
    for name, value in _once(refuse_unknown(pairs, PARAMETERS), but=REPEATED):
        if (word := value.strip()) and word not in given[name]:
            given[name].append(word)
    first = {name: words[0] for name, words in given.items() if words}
    conditions = tuple((field, value) for field in FIELDS for value in given[field])
    return Asked(
        conditions=conditions,
        query=_query({field: given[field] for field in FIELDS if given[field]}),
        after=first.get("after"),
        limit=_limit(first.get("limit")),
        include=_include(first.get("include")),
        as_of=_moment(first.get("as_of")),
    )


def _listed(value: str | Sequence[str] | None) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value or ()


def read_page(pairs: Iterable[tuple[str, str]]) -> tuple[str | None, int]:
    """The cursor of a page, and how many rows it has, for lists without filters.

    Raises:
        InputError: a parameter is unknown or given twice, or the limit cannot be read.
    """
    given = dict(_once(refuse_unknown(pairs, ("after", "limit"))))
    return given.get("after") or None, _limit(given.get("limit") or None)


def refuse_unknown(pairs: Iterable[tuple[str, str]], known: Iterable[str]) -> list[tuple[str, str]]:
    """The parameters, where all are known.

    Raises:
        InputError: one is not.
    """
    names, found = tuple(known), list(pairs)
    for name, _ in found:
        if name not in names:
            near = get_close_matches(name, names, n=1)
            fix = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(names)}." if names else "Leave it out."
            raise InputError("unknown-field", f"there is no parameter {name!r}", where=name, fix=fix)
    return found


def _once(pairs: Iterable[tuple[str, str]], *, but: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """The parameters, where none but some is given twice.

    Raises:
        InputError: one is.
    """
    found: list[tuple[str, str]] = []
    for name, value in pairs:
        if name not in but and name in dict(found):
            raise InputError("given-twice", f"{name} is given twice", where=name, fix="Give one value for this field.")
        found.append((name, value))
    return found


def _query(chosen: Mapping[str, Sequence[str]]) -> EventQuery:
    """The query; one condition after the other is read, so that an error names its field."""
    words: dict[str, Any] = {f: values if f in REPEATED else _typed(f, values[0]) for f, values in chosen.items()}
    for field, value in words.items():
        try:
            EventQuery.of(**{field: value})
        except InputError as fault:
            raise InputError(fault.code, fault.what, where=field, fix=fault.fix) from fault
    return EventQuery.of(**words)


def _typed(field: str, value: str) -> str:
    """The value as the store reads it; a range may be written with the slash of ISO 8601 too."""
    return value.replace(_ISO_RANGE, "..") if field == "date" else value


def _moment(text: str | None) -> str | None:
    """The day or time as typed, where it is one."""
    if text is not None:
        try:
            moment(text)
        except InputError as fault:
            raise InputError(fault.code, fault.what, where="as_of", fix=fault.fix) from fault
    return text


def _limit(text: str | None) -> int:
    if text is None:
        return _LIMIT
    if text.isascii() and text.isdecimal() and len(text) < 5 and 1 <= int(text) <= _MOST:
        return int(text)
    raise InputError("limit-range", f"limit is {text!r}", where="limit", fix=f"Give 1 to {_MOST}.")


def _include(text: str | None) -> frozenset[str]:
    wanted = frozenset(part.strip() for part in (text or "").split(",") if part.strip())
    odd = sorted(wanted - set(INCLUDES))
    if odd:
        raise InputError("include-unknown", f"include has {odd[0]!r}", where="include", fix=f"Known: {', '.join(INCLUDES)}.")
    return wanted
