"""RAMS: arguments of one event in five sentences of news.

In scope are attacks, demonstrations, violent deaths and injuries, damage, arrests and executions of the AIDA ontology. Only one event is marked in each
window, so end to end only triggers that overlap it are judged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.arguments import Argument, GoldEvent, Marked, Record, Scheme, measured, shares
from benchmarks.counting import digest, rows_of
from dateline.find import Finder
from dateline.model import Document

SCHEME = Scheme(
    re.compile(
        r"conflict\.(?:attack|demonstrate)|life\.(?:die|injure)\.(?:n/a|deathcausedbyviolentevents|injurycausedbyviolentevents)"
        r"|artifactexistence\.damagedestroy|justice\.arrestjaildetain|justice\.judicialconsequences\.execute"
    ),
    {
        **dict.fromkeys(
            (
                "attacker",
                "killer",
                "injurer",
                "destroyer",
                "damager",
                "damagerdestroyer",
                "demonstrator",
                "jailer",
                "executioner",
                "agent",
            ),
            "perpetrator",
        ),
        **dict.fromkeys(("target", "victim", "artifact", "detainee", "defendant"), "target"),
        "instrument": "weapon",
        "place": "place",
    },
)


def marked(row: Mapping[str, object]) -> Marked:
    """One window with its event, where that is in scope."""
    document = Document(id=str(row["id"]), text=str(row["text"]), language="en")
    events = row["events"]
    assert isinstance(events, list)
    kept = []
    for event in events:
        if SCHEME.types.match(event["type"]):
            named = [(SCHEME.role(event["type"], a["role"]), a) for a in event["arguments"]]
            own = tuple(Argument(role, a["start"], a["end"]) for role, a in named if role)
            kept.append(GoldEvent(event["start"], event["end"], own))
    return Marked(document, tuple(kept))


def benchmark(finder: Finder, paths: Sequence[Path]) -> Record:
    """The figures of some files."""
    rows = rows_of(paths)
    documents = [m for m in map(marked, rows) if m.events]
    kinds = [(e["type"], [a["role"] for a in e["arguments"]]) for row in rows for e in row["events"]]  # type: ignore[attr-defined]
    out: Record = {"documents": len(documents), "digest": digest(paths), "mapped": shares(kinds, SCHEME)}
    return out | measured(finder, documents, all_told=False)
