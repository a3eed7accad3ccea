"""Events and an outside list paired: rows of UCDP GED as our events, and the same rows spoilt as the outside list.

`python -m benchmarks.compare --data ../shared/data/ucdp_ged/sample.train.jsonl ...`: one JSON object on the last line.

Of the rows, one part is only ours, one part only theirs, the rest is in both. In the outside list dates are moved, places are
spelt otherwise and moved by some kilometres, sides bear other names, and deaths are changed. A pair is right where both come from
one row. Seeds are fixed, so that the same data give the same figures.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.counting import Counts, percent
from dateline.merge import load
from dateline.model import Action, Event, EventState, HarmEstimate, HarmKind, IncidentRef, Status, Value
from dateline.quality.assignment import assign
from dateline.quality.likeness import side_of_event, side_of_row
from dateline.quality.list_rules import list_rules
from dateline.quality.outside import OutsideEvent
from dateline.quality.outside_read import read_outside

_COLUMNS = (
    "id", "date_start", "date_end", "date_prec", "type_of_violence", "event_clarity", "where_coordinates", "adm_1", "adm_2", "country", "latitude", "longitude",
    "where_prec", "side_a", "side_b", "low", "best", "high",
)  # fmt: skip
_ONLY = 0.2  # share of the rows that is only ours, and share that is only theirs
# How the lists of the field differ: chance of each kind of change.
_MOVED_DAY, _MOVED_DAYS, _MOVED_PLACE, _SPELT, _RENAMED, _DEATHS, _UNNAMED = 0.25, 0.05, 0.3, 0.4, 0.25, 0.35, 0.1
_OTHER_NAMES = {
    "Government of Syria": ("Syrian army", "Military Forces of Syria (2000-)", "Syrian Arab Army"),
    "IS": ("Islamic State", "Islamic State (Syria)", "ISIS"),
    "Government of Ukraine": ("Military Forces of Ukraine", "Ukrainian army"),
    "DPR": ("Donetsk People's Republic",),
    "Civilians": ("Civilians (Syria)", "civilians"),
    "Taleban": ("Taliban",),
    "SDF": ("Syrian Democratic Forces",),
    "JAS": ("Boko Haram",),
}


def row_of(node: dict[str, Any]) -> dict[str, object]:
    """A row of UCDP GED, as its CSV has it."""
    where, deaths = node["where"], node["deaths"]
    return {
        "id": node["id"], "date_start": node["date_start"], "date_end": node["date_end"], "date_prec": node["date_prec"],
        "type_of_violence": node["type_of_violence"], "event_clarity": node["event_clarity"], "where_coordinates": where["coordinates_name"],
        "adm_1": where["adm_1"], "adm_2": where["adm_2"], "country": where["country"], "latitude": where["lat"], "longitude": where["lon"],
        "where_prec": where["prec"], "side_a": node["side_a"]["name"], "side_b": node["side_b"]["name"],
        "low": deaths["low"], "best": deaths["best"], "high": deaths["high"],
    }  # fmt: skip


def spoilt(row: dict[str, object], chance: random.Random) -> dict[str, object]:
    """The row as another project might have coded the same occurrence."""
    out = dict(row)
    if chance.random() < _MOVED_DAY + _MOVED_DAYS:
        days = timedelta(
            chance.choice((-1, 1)) if chance.random() < _MOVED_DAY / (_MOVED_DAY + _MOVED_DAYS) else chance.choice((-3, -2, 2, 3))
        )
        out |= {name: (date.fromisoformat(str(row[name])) + days).isoformat() for name in ("date_start", "date_end")}
    if chance.random() < _MOVED_PLACE and row["latitude"] is not None:
        out |= {name: round(float(str(row[name])) + chance.uniform(-0.1, 0.1), 4) for name in ("latitude", "longitude")}
    if chance.random() < _SPELT:
        out["where_coordinates"] = respelt(str(row["where_coordinates"]), chance)
    for side in ("side_a", "side_b"):
        names = _OTHER_NAMES.get(str(row[side]))
        if chance.random() < _UNNAMED:
            out[side] = "Unidentified armed group"
        elif names and chance.random() < _RENAMED / 0.5:
            out[side] = chance.choice(names)
    if chance.random() < _DEATHS:
        best = int(str(row["best"]))
        changed = max(0, best + chance.choice((-1, 1)) * max(1, round(best * chance.uniform(0.1, 0.5))))
        out |= {"low": min(changed, int(str(row["low"]))), "best": changed, "high": max(changed, int(str(row["high"])))}
    return out


def respelt(name: str, chance: random.Random) -> str:
    """A place's name without its kind, and with other vowels or doubled letters, as transliterations differ."""
    words = [word for word in name.split() if word.lower() not in {"town", "village", "city", "district", "province"}]
    swaps = (("ou", "u"), ("a", "e"), ("i", "y"), ("iy", "i"), ("q", "k"), ("ee", "i"), ("kh", "h"))
    old, new = chance.choice(swaps)
    return " ".join(words).replace(old, new, 1) or name


def event_of(row: OutsideEvent) -> Event:
    """A row as an event of ours."""

    def value(content: Any) -> Any:
        return Value(value=content, rule="benchmark")

    harm = (HarmEstimate(kind=HarmKind.KILLED, count=row.killed, rule="benchmark"),) if row.killed.is_known else ()
    return Event(
        id=row.id,
        action=value(Action.ATTACK),
        status=value(Status.OCCURRED),
        aggregate=False,
        time=value(row.time),
        place=value(row.place),
        perpetrators=tuple(map(value, row.first)),
        targets=tuple(map(value, row.second)),
        weapon=value(None),
        harm=harm,
        incidents=(IncidentRef(str(row.id), "e"),),
        n_documents=1,
        n_independent=1,
        state=EventState.MACHINE,
    )


def _read(rows: Sequence[dict[str, object]]) -> tuple[OutsideEvent, ...]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "list.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, _COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        return read_outside(file).events


def measure(path: Path, seed: int = 7) -> dict[str, Any]:
    """Precision, recall and F1 of the pairs, and the time that pairing took."""
    chance = random.Random(seed)  # noqa: S311 - chooses what is spoilt, no secret
    raw = path.read_bytes()
    rows = [row_of(json.loads(line)) for line in raw.splitlines()]
    parts = [chance.random() for _ in rows]
    ours = _read([row for row, part in zip(rows, parts, strict=True) if part >= _ONLY])
    theirs = _read([spoilt(row, chance) for row, part in zip(rows, parts, strict=True) if not _ONLY <= part < 2 * _ONLY])
    both = {row.id for row in ours} & {row.id for row in theirs}
    began_s = time.process_time()
    sides = [side_of_event(event_of(row), n) for n, row in enumerate(ours)], [side_of_row(row) for row in theirs]
    found = assign(*sides, load(), list_rules())
    spent_s = time.process_time() - began_s
    right = [ours[one.ours].id == theirs[one.theirs].id for one in found.pairs]
    is_clear = [margin is None or margin >= list_rules().clear_from for margin in found.margins]
    scores = Counts(sum(right), len(right), sum(right), len(both)).to_json()
    return {
        "file": path.name,
        "sha256": hashlib.sha256(raw).hexdigest(),
        "ours": len(ours),
        "theirs": len(theirs),
        "in_both": len(both),
        "pairs": scores,
        "clear": _part(right, is_clear, wanted=True),
        "close": _part(right, is_clear, wanted=False),
        "cpu_s": round(spent_s, 2),
    }


def _part(right: Sequence[bool], is_clear: Sequence[bool], *, wanted: bool) -> dict[str, float]:
    """How many pairs are clear, or close, and what share of them is right."""
    chosen = [one for one, clear in zip(right, is_clear, strict=True) if clear is wanted]
    return {"pairs": len(chosen), "precision": percent(sum(chosen), len(chosen))}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="files of ucdp_ged")
    parser.add_argument("--json", action="store_true", help="accepted for uniformity; the last line is JSON in any case")
    print(json.dumps({"benchmark": "compare", "sets": [measure(path) for path in parser.parse_args().data]}))


if __name__ == "__main__":
    main()
