"""Merging at any size: time, memory and agreement over an invented stream, what adding to it costs, and two other ways beside it.

usage: python -m benchmarks.merge synthetic [--incidents N] [--add N] [--per-day N] [--only ours|window|splink] [--json]

Reports are made from their numbers (`benchmarks.invented_stream`) and made again when an event is made of them, as a store reads them
again; making them is not counted. `cpu_s` is time on the processor, `wall_s` includes waiting for it. `adding` files the stream in the
block tables of an SQLite store, then adds reports of its last days and of the days after, with the search that a run uses.
Splink is used where it can be imported: `python3 -m venv /tmp/splink && /tmp/splink/bin/pip install splink`, then
`PYTHONPATH=$(echo /tmp/splink/lib/python3*/site-packages)` in front of the command.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sqlalchemy import insert

from benchmarks.invented_stream import Happening, happenings, report
from benchmarks.merge import b3, pairwise
from benchmarks.merge_others import by_splink, by_window
from dateline import merge
from dateline import store as stores
from dateline.merge.copies import witnesses
from dateline.merge.explain import match, spanning
from dateline.merge.ledger import Ledger
from dateline.merge.resolve import event
from dateline.merge.sketch import Sketch, sketch
from dateline.merge.testimony import testimony
from dateline.merge.whole import Whole
from dateline.model import Document, Incident, IncidentRef
from dateline.run.merging import _refiling
from dateline.run.touching import _Search
from dateline.store.blocks import refile
from dateline.store.schema import block_members, filed, filing_rules

RULES = merge.load()
_CHUNK = 200_000
_PORTION = 5_000


class Stream:
    """Reports that are made when they are asked for, and the events that they tell of."""

    def __init__(self, n: int, per_day: float) -> None:
        self.events = list(happenings(n, per_day=per_day))
        self.of = [one for one in self.events for _ in range(one.n_reports)]

    def __len__(self) -> int:
        return len(self.of)

    def __getitem__(self, n: int) -> Incident:
        one: Happening = self.of[n]
        return report(one, n - one.first)

    def some(self, rows: Iterable[int]) -> list[Incident]:
        """The reports with these numbers."""
        return [self[n] for n in rows]

    def gold(self, rows: Iterable[int]) -> dict[IncidentRef, int]:
        """The event of each report."""
        return {IncidentRef(f"s{n:08d}", "i000"): self.of[n].number for n in rows}


class Clock:
    """Seconds by step, on the processor and on the wall; what stands under `untimed` is left out."""

    def __init__(self) -> None:
        self.cpu_s: dict[str, float] = {}
        self.wall_s: dict[str, float] = {}
        self._out = (0.0, 0.0)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time the block."""
        self._out = (0.0, 0.0)
        cpu, wall = time.process_time(), time.perf_counter()
        yield
        self.cpu_s[name] = time.process_time() - cpu - self._out[0]
        self.wall_s[name] = time.perf_counter() - wall - self._out[1]
        print(f"{name}: {self.cpu_s[name]:.1f} s on the processor, {peak_mb():.0f} MB at most", file=sys.stderr, flush=True)

    def untimed(self, make: Callable[[], Any]) -> Any:
        """What is made, the making left out of the step that it stands in."""
        cpu, wall = time.process_time(), time.perf_counter()
        made = make()
        self._out = (self._out[0] + time.process_time() - cpu, self._out[1] + time.perf_counter() - wall)
        return made

    def figures(self, n: int) -> dict[str, object]:
        """Seconds in all and by step, and milliseconds for each of `n` reports."""
        cpu, wall = sum(self.cpu_s.values()), sum(self.wall_s.values())
        steps = {name: round(seconds, 2) for name, seconds in self.cpu_s.items()}
        return {"cpu_s": round(cpu, 2), "wall_s": round(wall, 2), "cpu_ms_each": round(1000 * cpu / n, 3), "cpu_s_by_step": steps}


def peak_mb() -> float:
    """The most memory that this process has had, in MB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


Group = tuple[int, ...]


def ours(stream: Stream, clock: Clock) -> tuple[dict[str, object], list[Group], Ledger]:
    """All reports merged at once: figures, the events as their reports, and where each report is filed."""
    ledger = Ledger(RULES)
    with clock.step("sketch and file"):
        for at in range(0, len(stream), _PORTION):
            for one in clock.untimed(partial(stream.some, range(at, min(at + _PORTION, len(stream))))):
                ledger.add(sketch(one))
    with clock.step("pairs"):
        low, high = ledger.pairs()
    with clock.step("score and cluster"):
        whole = Whole(partial(_sketched, stream, clock), ledger.order(), (low, high), rules=RULES)
    groups = []
    with clock.step("values"):
        for group, scores in whole.events():
            _event(clock.untimed(partial(stream.some, group)), group, scores)
            groups.append(group)
    figures = {"events": len(groups), "pairs_each": round(len(low) / len(stream), 1)}
    return figures | agreement(stream, groups), groups, ledger


def _sketched(stream: Stream, clock: Clock, rows: Sequence[int]) -> list[Sketch]:
    return [sketch(one) for one in clock.untimed(partial(stream.some, rows))]


def _event(told: Sequence[Incident], group: Group, scores: Mapping[tuple[int, int], int]) -> None:
    pairs = spanning(group, scores)
    sketches = {n: sketch(one) for n, one in zip(group, told, strict=True)} if pairs else {}
    matches = tuple(match(sketches[a], sketches[b], RULES) for a, b in pairs)
    event(testimony(told, {}, witnesses((), RULES.copies), RULES), matches, RULES)


def agreement(stream: Stream, groups: Iterable[Sequence[int]]) -> dict[str, object]:
    """B³ and pairwise scores against the events that the reports were made from."""
    gold = stream.gold(range(len(stream)))
    told = {ref: at for at, group in enumerate(groups) for ref in (IncidentRef(f"s{n:08d}", "i000") for n in group)}
    return {"b3": b3(gold, told), "pairwise": pairwise(gold, told)}


def adding(stream: Stream, n: int, found: Sequence[Group], ledger: Ledger) -> dict[str, object]:
    """What adding the reports from number `n` on to those before costs, with the block tables of a store."""
    with tempfile.TemporaryDirectory() as folder, stores.open(Path(folder) / "scale.db") as store:
        fill(store, found, ledger)
        fresh = list(range(n, len(stream)))
        shelf = SimpleNamespace(blocks=store.blocks, codings=_Codings(stream), documents=_Documents())
        clock = Clock()
        with clock.step("search"):
            work = _Search(shelf, RULES, fresh, ()).result(frozenset(), ())  # type: ignore[arg-type]
        with clock.step("merge"):
            done = merge.merged(work.incidents, work.documents, rules=RULES, pairs=work.pairs)
        with clock.step("file"), store._database.write() as connection:  # noqa: SLF001 - the tables alone are measured
            refiling = _refiling(work, done, "sha256:0")
            assert refiling is not None
            refile(connection, replace(refiling, filed=()))  # the stream's reports have no rows of their own
    return {"added": len(fresh), "merged_anew": len(work.rows), "events": len(done.events)} | clock.figures(len(fresh))


class _Codings:
    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def rows(self, rows: Collection[int]) -> tuple[Incident, ...]:
        return tuple(self._stream[n] for n in sorted(rows))


class _Documents:
    def many(self, names: Iterable[str]) -> tuple[Document, ...]:
        return tuple(Document(id=name, text=f"Invented report {name}.") for name in sorted(names))


def fill(store: Any, found: Sequence[Group], ledger: Ledger) -> None:
    """File all reports in the block tables, each under its number."""
    entries = ledger.entries()
    with store._database.write() as connection:  # noqa: SLF001 - filled in bulk
        connection.execute(insert(filing_rules).values(digest="sha256:0"))
        while some := list(islice(entries, _CHUNK)):
            connection.execute(insert(block_members), [{"key": k, "place": p, "incident": n} for k, p, n in some])
        rows = [
            {"incident": n, "coding": n, "part": group[0], "decided": False, "witness": None} for group in found for n in group
        ]
        connection.execute(insert(filed), rows)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the benchmark and prints its figures."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.merge synthetic", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--incidents", type=int, default=10_000)
    parser.add_argument("--add", type=int, default=1000, help="reports that are added to them; 0 for none")
    parser.add_argument("--per-day", type=float, default=274.0, help="reports a day: 274 make a million in ten years")
    parser.add_argument("--only", choices=("ours", "window", "splink"), action="append")
    parser.add_argument("--json", action="store_true", help="print nothing but the JSON object")
    args = parser.parse_args(argv)
    wanted = args.only or ["ours", "window", "splink"]
    whole = Stream(args.incidents + args.add, args.per_day)
    stream = Stream(args.incidents, args.per_day)
    result: dict[str, object] = {"incidents": len(stream), "per_day": args.per_day, "gold_events": len(stream.events)}
    if "ours" in wanted:
        clock = Clock()
        figures, found, ledger = ours(stream, clock)
        result["ours"] = clock.figures(len(stream)) | figures | {"peak_mb": peak_mb()}
        if args.add:
            result["adding"] = adding(whole, len(stream), found, ledger) | {"peak_mb": peak_mb()}
        del found, ledger
    for name, rule in (("window", by_window), ("splink", by_splink)):
        if name in wanted:
            records = stream.some(range(len(stream)))
            clock = Clock()
            with clock.step(name):
                groups = rule(records)
            result[name] = (
                "absent: it cannot be imported" if groups is None else clock.figures(len(stream)) | agreement(stream, groups)
            )
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
