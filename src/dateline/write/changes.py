"""What changed between two releases: an index of each, and the two compared, event by event.

An index has a line of JSON for each event, in the order of ids: id, version, and the cells of the flat table by group. Indexes are read side
by side, so that memory does not grow with them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.write import csv
from dateline.write.columns import COLUMNS, cells
from dateline.write.record import EventRecord, Withheld

__all__ = ["Change", "Fate", "changes", "changes_table", "changes_text", "index_line"]

# Columns that are told together, by the first of them; the others stand alone. Version and what was withheld say nothing of the event.
_GROUPS = {
    "time": ("start", "end", "time_precision"),
    "place": ("place", "place_chain", "country", "place_precision", "latitude", "longitude", "radius_km", "geonames_id"),
    "perpetrators": ("perpetrators", "perpetrator_kinds", "perpetrator_ids"),
    "targets": ("targets", "target_kinds", "target_ids"),
    "killed": ("killed_low", "killed_best", "killed_high"),
    "wounded": ("wounded_low", "wounded_best", "wounded_high"),
    "missing": ("missing_low", "missing_best", "missing_high"),
    "abducted": ("abducted_low", "abducted_best", "abducted_high"),
    "arrested": ("arrested_low", "arrested_best", "arrested_high"),
    "displaced": ("displaced_low", "displaced_best", "displaced_high"),
    "documents": ("n_documents", "n_independent", "incidents", "outlets", "first_published", "last_published"),
}
_ALONE = ("state", "action", "status", "aggregate", "weapon", "conflicts")
_AT = {column.name: n for n, column in enumerate(COLUMNS)}
_SHOWN = 50  # events of each kind that the page names; the table has all


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an event that a later release does not have.

    Args:
        kind: "joined", "withdrawn", or "left out" where it is there but does not fit what the release asks for.
        successors: ids of the events that it lives on in.
    """

    kind: str
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One event that differs between two releases.

    Args:
        kind: "added", "split", "changed", "joined", "withdrawn" or "left out".
        fields: of a changed one, the groups of columns that differ, each with what it was and what it is.
        others: successors of a joined one; the event that a split one was a part of.
    """

    event: str
    kind: str
    fields: Mapping[str, tuple[str, str]]
    others: tuple[str, ...] = ()


def index_line(record: EventRecord, withheld: tuple[Withheld, ...]) -> bytes:
    """The line of an event in the index of a release."""
    told = [csv.flat(cell) for cell in cells(record, withheld)]
    fields = {name: told[_AT[name]] for name in _ALONE}
    fields |= {name: " | ".join([told[_AT[column]] for column in columns]) for name, columns in _GROUPS.items()}
    node = {"id": record.event.id, "version": record.event.version, "fields": fields}
    return json.dumps(node, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def changes(
    before: Iterable[bytes], now: Iterable[bytes], *, fates: Mapping[str, Fate], parents: Mapping[str, str]
) -> Iterator[Change]:
    """The events that differ, in the order of their ids.

    Args:
        before: index of the earlier release.
        now: index of the later one.
        fates: what became of events; those without an entry were left out.
        parents: for events that were split off, the event that they were a part of.
    """
    old, new = map(_read, (before, now))
    was, is_ = next(old, None), next(new, None)
    while was is not None or is_ is not None:
        if is_ is None or (was is not None and was["id"] < is_["id"]):
            assert was is not None
            fate = fates.get(was["id"], Fate("left out"))
            yield Change(was["id"], fate.kind, {}, fate.successors)
            was = next(old, None)
        elif was is None or is_["id"] < was["id"]:
            parent = parents.get(is_["id"])
            yield Change(is_["id"], "split" if parent else "added", {}, (parent,) if parent else ())
            is_ = next(new, None)
        else:
            if fields := _differing(was["fields"], is_["fields"]):
                yield Change(is_["id"], "changed", fields)
            was, is_ = next(old, None), next(new, None)


def _read(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in lines)


def _differing(was: Mapping[str, str], is_: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    names = dict.fromkeys((*was, *is_))
    return {name: (was.get(name, ""), is_.get(name, "")) for name in names if was.get(name, "") != is_.get(name, "")}


def changes_table(found: Iterable[Change]) -> Iterator[bytes]:
    """The changes as CSV, one row for each event and field."""
    yield csv.line(["event_id", "change", "field", "before", "now", "others"])
    for one in found:
        others = csv.LIST_SEPARATOR.join(one.others)
        for field, (was, is_) in (one.fields or {"": ("", "")}).items():
            yield csv.line([one.event, one.kind, field, csv.text(was), csv.text(is_), others])


def changes_text(found: Iterable[Change], *, name: str, against: str | None) -> str:
    """The changes as a page: how many of each kind, changed events by field, and the first of each kind by name.

    Args:
        found: the changes.
        name: of the release.
        against: name of the release that it is compared with; None for the first.
    """
    if against is None:
        return f"# Changes in {name}\n\nThe first release: there is none before it to compare with.\n"
    kinds: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    shown: dict[str, list[str]] = {}
    for one in found:
        kinds[one.kind] += 1
        fields.update(one.fields)
        if kinds[one.kind] <= _SHOWN:
            shown.setdefault(one.kind, []).append(_line(one))
    head = [
        f"# Changes in {name}\n\nAgainst {against}. `changes.csv` has every event and field.\n\n| change | events |\n|---|---|"
    ]
    head += [f"| {kind} | {kinds[kind]} |" for kind in _KINDS if kinds[kind]] or ["| none | 0 |"]
    if fields:
        head += ["\n| changed field | events |\n|---|---|", *(f"| {field} | {n} |" for field, n in fields.most_common())]
    return "\n".join((*head, *_lists(kinds, shown))) + "\n"


_KINDS = {
    "added": "Added",
    "changed": "Changed",
    "joined": "Joined into another",
    "split": "Split off from another",
    "withdrawn": "Withdrawn",
    "left out": "Left out: there, but outside what this release asks for",
}


def _lists(kinds: Mapping[str, int], shown: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for kind, title in _KINDS.items():
        if kind not in shown:
            continue
        yield f"\n## {title}\n"
        yield from (f"* {line}" for line in shown[kind])
        if kinds[kind] > len(shown[kind]):
            yield f"* … and {kinds[kind] - len(shown[kind])} more"


def _line(one: Change) -> str:
    if one.fields:
        return f"{one.event}: " + "; ".join(f"{field}: {_short(was)} → {_short(is_)}" for field, (was, is_) in one.fields.items())
    return one.event + (f" ({'from' if one.kind == 'split' else 'into'} {', '.join(one.others)})" if one.others else "")


def _short(text: str) -> str:
    return (text if len(text) <= 80 else text[:79] + "…") or "unknown"
