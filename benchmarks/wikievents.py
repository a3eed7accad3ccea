"""WikiEvents: arguments of all events in news behind articles on attacks.

In scope are attacks, demonstrations, deaths, injuries, damage and arrests of the KAIROS ontology. All events are marked, so end to end whatever we tell elsewhere
is wrong, the statements and background that the set leaves out among it.
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
        r"Conflict\.(?:Attack|Demonstrate)|Life\.(?:Die|Injure)|ArtifactExistence\.DamageDestroyDisableDismantle|Justice\.ArrestJailDetain"
    ),
    {
        **dict.fromkeys(
            ("attacker", "killer", "injurer", "damager", "destroyer", "damagerdestroyer", "demonstrator", "jailer"), "perpetrator"
        ),
        **dict.fromkeys(("target", "victim", "artifact", "detainee"), "target"),
        **dict.fromkeys(("instrument", "explosivedevice"), "weapon"),
        "place": "place",
    },
)


def marked(row: Mapping[str, object]) -> Marked:
    """One document with its events in scope."""
    entities, events = row["entities"], row["events"]
    assert isinstance(entities, list)
    assert isinstance(events, list)
    at = {e["id"]: (e["start"], e["end"]) for e in entities}
    kept = []
    for event in events:
        if SCHEME.types.match(event["type"]):
            named = [(SCHEME.role(event["type"], a["role"]), a["entity"]) for a in event["arguments"]]
            own = tuple(Argument(role, *at[entity]) for role, entity in named if role)
            kept.append(GoldEvent(event["start"], event["end"], own))
    return Marked(Document(id=str(row["id"]), text=str(row["text"]), language="en"), tuple(kept))


def benchmark(finder: Finder, paths: Sequence[Path]) -> Record:
    """The figures of some files."""
    rows = rows_of(paths)
    kinds = [(e["type"], [a["role"] for a in e["arguments"]]) for row in rows for e in row["events"]]  # type: ignore[attr-defined]
    out: Record = {"documents": len(rows), "digest": digest(paths), "mapped": shares(kinds, SCHEME)}
    return out | measured(finder, [marked(row) for row in rows], all_told=True)
