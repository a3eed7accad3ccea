"""Exports at any size: time and memory to write a store of invented events, format by format.

usage: python -m benchmarks.export_scale [--events N] [--format F ...] [--workers N] [--store FILE] [--profile] [--json]

The store is made by `benchmarks.invented_store`, and kept where `--store` names a file, so that it is made once. `wall_s` includes waiting
for the processor, `cpu_s` does not; both include starting the processes. Formats that follow another in one call share its counts of `cpu_s` and memory: give one
at a time for these. `memory_mb` is the most that this process had, `workers_mb` the
most that one of the others had. `extrapolated_s` is the wall time of a million events at the same pace.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import json
import pstats
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, cast

from benchmarks.invented_store import fill
from dateline.run import open_project
from dateline.run.exporting import write_events
from dateline.store import EventQuery
from dateline.write.formats import WRITERS

_MILLION = 1_000_000


def measured(store: Path, format_: str, workers: int) -> dict[str, object]:
    """What writing the events of a store in a format costs."""
    with open_project(store) as project, tempfile.TemporaryFile() as out:
        start_s = time.perf_counter()
        written = write_events(project, format_, EventQuery(), cast(BinaryIO, out), workers=workers)
        wall_s = time.perf_counter() - start_s
        size_mb = out.tell() / 1e6
    total = written.n_events + len(written.left_out)
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "format": format_,
        "workers": workers,
        "events": total,
        "written": written.n_events,
        "wall_s": round(wall_s, 2),
        "cpu_s": round(own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime, 2),
        "extrapolated_s": round(wall_s * _MILLION / total, 1) if total else None,
        "file_mb": round(size_mb, 1),
        "memory_mb": own.ru_maxrss // 1024,
        "workers_mb": others.ru_maxrss // 1024,
    }


def profiled(store: Path, format_: str) -> str:
    """The functions that writing in a format spends most time in, by one process."""
    with open_project(store) as project:
        profile = cProfile.Profile()
        profile.enable()
        write_events(project, format_, EventQuery(), io.BytesIO())
        profile.disable()
    out = io.StringIO()
    pstats.Stats(profile, stream=out).sort_stats("tottime").print_stats(30)
    return out.getvalue()


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000, help="events in the store, where it is made")
    parser.add_argument("--format", nargs="*", choices=list(WRITERS), default=["parquet", "acled"], help="formats")
    parser.add_argument("--workers", type=int, default=2, help="processes that write")
    parser.add_argument("--store", type=Path, help="file of the store; made where it is not there")
    parser.add_argument("--profile", action="store_true", help="say where the time goes, in one process")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        store = given.store or Path(folder) / "invented.db"
        if not store.exists():
            fill(store, given.events)
        rows = []
        for format_ in given.format:
            rows.append(measured(store, format_, given.workers))
            if not given.json:
                print(json.dumps(rows[-1]), flush=True)
            if given.profile:
                print(profiled(store, format_))
        if given.json:
            print(json.dumps({"exports": rows}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
