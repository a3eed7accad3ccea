"""ISAF press releases: killed, captured and province against the coding of researchers. Only measured, never trained on.

The coding gives the least number killed and captured in one incident of one release; 4 captured stands for "numerous". Ours is the sum of the low ends over the
incidents of the release that are no aggregates, each counted by its claim with the highest figure: killed persons of any kind but civilians and the coalition's own, and
persons arrested. The provinces are those of the incidents' places.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from benchmarks.counting import Counts, digest, percent, report, rows_of
from dateline import link
from dateline.find import Finder
from dateline.model import ActorKind, Document, HarmKind, Incident
from dateline.text.normal import fold

Record = dict[str, object]
NUMEROUS = 4
"""What the coding gives for "numerous captured". Source: the set's description."""

NOT_COUNTED = frozenset((ActorKind.CIVILIANS, ActorKind.FOREIGN_FORCES, ActorKind.MILITARY, ActorKind.POLICE))
"""Kinds of dead that the coding's insurgents killed are not."""

DATELINE = re.compile(r"\(([A-Z][a-z]{2,8})\.? (\d{1,2}), (\d{4})\)")
SPELLED_ALIKE = {
    "paktya": "paktia",
    "jowzjan": "jawzjan",
    "sar-e pul": "sar-e pol",
    "nimroz": "nimruz",
    "uruzgan": "oruzgan",
    "helmand": "hilmand",
}
"""Provinces that the coding and the gazetteer spell differently."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Least numbers of one release."""

    killed: int
    captured: int


def published(text: str) -> date | None:
    """The date of a release's dateline."""
    found = DATELINE.search(text)
    if not found:
        return None
    month, day, year = found.groups()
    try:
        return datetime.strptime(f"{month[:3]} {day} {year}", "%b %d %Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def numbers(incidents: Iterable[Incident]) -> Numbers:
    """The least numbers that the incidents give together."""
    own = [i for i in incidents if not i.aggregate]
    return Numbers(
        sum(_most(i, HarmKind.KILLED) for i in own),
        sum(max(_most(i, HarmKind.ARRESTED), _most(i, HarmKind.ABDUCTED)) for i in own),
    )


def _most(incident: Incident, kind: HarmKind) -> int:
    """The highest low end of an incident's claims."""
    sums = [
        sum(h.count.low or h.count.best or 0 for h in c.harm if h.kind is kind and h.who not in NOT_COUNTED)
        for c in incident.claims
    ]
    return max(sums, default=0)


def provinces(incidents: Iterable[Incident]) -> frozenset[str]:
    """The names that the incidents' places lie in, folded."""
    return frozenset(_spelling(part) for i in incidents for part in (i.place.name, *i.place.chain) if part)


def _spelling(name: str) -> str:
    plain = re.sub(r"\s*(?:province|wilayat|velayat)$", "", fold(name))
    return {fold(k): fold(v) for k, v in SPELLED_ALIKE.items()}.get(plain, plain)


def agreement(told: Sequence[int], gold: Sequence[int]) -> Record:
    """How often a number is the gold one, over all releases and where the gold one is not 0; and the F1 of there being any."""
    rows = list(zip(told, gold, strict=True))
    some = [(t, g) for t, g in rows if g]
    return {
        "exact": percent(sum(t == g for t, g in rows), len(rows)),
        "exact_interval": _interval([t == g for t, g in rows]),
        "exact_where_any": percent(sum(t == g for t, g in some), len(some)),
        "within_1_where_any": percent(sum(abs(t - g) <= 1 for t, g in some), len(some)),
        "any": report([Counts(int(bool(t and g)), int(bool(t)), int(bool(t and g)), int(bool(g))) for t, g in rows]),
        "total": [sum(told), sum(gold)],
    }


def _interval(hits: Sequence[bool]) -> list[float]:
    """The 95 % interval of a share. Source: Wilson (1927)."""
    n, z = len(hits), 1.96
    if not n:
        return [0.0, 100.0]
    p = sum(hits) / n
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return [round(100 * (middle - half) / (1 + z * z / n), 1), round(100 * (middle + half) / (1 + z * z / n), 1)]


def coded(finder: Finder, row: Mapping[str, object]) -> tuple[Incident, ...]:
    """The linked incidents of a release."""
    text = str(row["text"])
    doc = Document(id=str(row["id"]), text=text, language="en", published=published(text))
    return link.incidents(doc, finder.incidents(doc))


def benchmark(finder: Finder, paths: Sequence[Path]) -> Record:
    """The figures of some files."""
    rows = rows_of(paths)
    records = [row["record"] for row in rows]
    told = [coded(finder, row) for row in rows]
    ours = [numbers(incidents) for incidents in told]
    gold = [Numbers(r["min_killed"], r["min_captured"]) for r in records]  # type: ignore[index]
    captured = [min(n.captured, NUMEROUS) if g.captured == NUMEROUS else n.captured for n, g in zip(ours, gold, strict=True)]
    places = [frozenset(map(_spelling, r["province"])) for r in records]  # type: ignore[index]
    hits = [bool(p & provinces(t)) for p, t in zip(places, told, strict=True) if p]
    return {
        "documents": len(rows),
        "digest": digest(paths),
        "silent": percent(sum(not t for t in told), len(rows)),
        "killed": agreement([n.killed for n in ours], [g.killed for g in gold]),
        "captured": agreement(captured, [g.captured for g in gold]),
        "province": {"named": percent(sum(hits), len(hits)), "interval": _interval(hits)},
    }
