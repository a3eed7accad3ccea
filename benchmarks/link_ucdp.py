"""UCDP's names of actors against the registry: `python -m benchmarks.link_ucdp --data FILE... --json`.

Event lists, not texts: how many sides of events the registry knows by name, whether it has UCDP's own id for them, and whether
the groups that headlines of the events name are linked to a side of the event.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dateline.link.look_up import CIVILIANS, look_up
from dateline.link.registry import Organisation, registry, words
from dateline.link.scene import Scene
from dateline.model import ActorKind, Document

_GROUPS = frozenset((ActorKind.ARMED_GROUP, ActorKind.MILITIA, ActorKind.GANG))
_KIB = 1 if sys.platform == "darwin" else 1024


class Side(NamedTuple):
    """One side of an event: UCDP's name and id, and the registry's ids for the name."""

    name: str
    ucdp_id: int | None
    ids: tuple[str, ...]


@dataclass
class Tally:
    """What was counted: sides of events, and mentions in headlines."""

    sides: int = 0
    known: int = 0
    civilians: int = 0
    with_id: int = 0
    right_id: int = 0
    mentions: int = 0
    of_side: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    strange: Counter[tuple[str, str]] = field(default_factory=Counter)


def main() -> None:
    """Print the figures of the files given; the last line is one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path, required=True, help="JSONL files of UCDP GED events or UCDP-AEC records")
    parser.add_argument(
        "--errors", type=int, default=0, help="print this many of the commonest unknown names and strange mentions"
    )
    parser.add_argument("--json", action="store_true", help="kept for all benchmarks; the last line is always JSON")
    options = parser.parse_args()
    tally = Tally()
    for file in options.data:
        for line in file.read_text(encoding="utf-8").splitlines():
            _measure(json.loads(line), tally)
    for name, count in tally.unknown.most_common(options.errors):
        print(count, "unknown", name, sep="\t")
    for mention, count in tally.strange.most_common(options.errors):
        print(count, "no side", *mention, sep="\t")
    print(json.dumps(_figures(tally)))


def _measure(event: Mapping[str, object], tally: Tally) -> None:
    country, day = _country(event), date.fromisoformat(str(event.get("date_start") or event.get("start_date")))
    sides = list(_sides(event, country, day.year))
    for side in sides:
        tally.sides += 1
        tally.known += bool(side.ids)
        tally.civilians += side.ids == (CIVILIANS,)
        if not side.ids:
            tally.unknown[side.name] += 1
        if side.ucdp_id and side.ids != (CIVILIANS,) and len(side.ids) == 1:
            tally.with_id += 1
            tally.right_id += _ucdp_id(side.ids[0]) == side.ucdp_id
    meant = {key for side in sides for one in side.ids for key in _family(one)}
    for headline in _headlines(event):
        _mentions(Document(id="h", text=headline, published=day), country, meant, tally)


def _sides(event: Mapping[str, object], country: str | None, year: int) -> Iterator[Side]:
    for key in ("side_a", "side_b"):
        side = event.get(key)
        name, number = (side["name"], side["id"]) if isinstance(side, dict) else (event[f"{key}_name"], None)
        yield Side(str(name), number, look_up(str(name), country, year))


def _country(event: Mapping[str, object]) -> str | None:
    where = event.get("where")
    name = where["country"] if isinstance(where, dict) else event["location_root_name"]
    hits = registry().countries_in(words(str(name).split(" (")[0]))
    return hits[0].countries[0].iso3 if hits else None


def _headlines(event: Mapping[str, object]) -> Iterator[str]:
    sources = event.get("sources")
    for source in sources if isinstance(sources, list) else ():
        if headline := source.get("headline"):
            yield headline


def _mentions(doc: Document, country: str | None, meant: set[str], tally: Tally) -> None:
    """Count the groups that a headline names, and those that are a side of the event."""
    scene = Scene(doc, registry(), [country] if country else ())
    for hit in scene.organisations:
        entry = scene.entry(hit, country)
        if entry.kind in _GROUPS:
            tally.mentions += 1
            is_side = bool(meant & set(_family(entry.id)))
            tally.of_side += is_side
            if not is_side:
                tally.strange[entry.id, ",".join(sorted(meant))[:60]] += 1


def _family(key: str) -> Iterator[str]:
    """An id and those of the bodies that it belongs to."""
    entry: Organisation | None = registry().organisations.get(key)
    yield key
    if entry and entry.parent:
        yield from _family(entry.parent)


def _ucdp_id(key: str) -> int | None:
    entry = registry().organisations.get(key)
    if entry is None and key.startswith("gov-"):
        return registry().countries[key[4:7].upper()].ucdp_id
    return entry.ucdp_id if entry else None


def _figures(tally: Tally) -> dict[str, object]:
    return {
        "sides": tally.sides,
        "known": _share(tally.known, tally.sides),
        "known_without_civilians": _share(tally.known - tally.civilians, tally.sides - tally.civilians),
        "right_id": _share(tally.right_id, tally.with_id),
        "sides_with_id": tally.with_id,
        "headline_mentions": tally.mentions,
        "mentions_of_a_side": _share(tally.of_side, tally.mentions),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIB / 1e6),
    }


def _share(part: int, whole: int) -> float:
    return round(100 * part / max(whole, 1), 1)


if __name__ == "__main__":
    main()
