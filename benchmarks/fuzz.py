"""Readers on broken inputs: whether anything but a document or a problem comes out, or it takes over 5 seconds of processor time or over 1 GB.

usage: python -m benchmarks.fuzz [--inputs N] [--reader NAME ...] [--first N] [--keep FOLDER] [--json]

Inputs are made from their numbers (`benchmarks.fuzz_inputs`), so that a failure is seen again with `--reader NAME --first N --inputs 1`.
Each reader works in a process of its own with a limit on its memory; where that dies or hangs, the input counts as failed and another
process goes on behind it.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType

from benchmarks.fuzz_inputs import SAMPLES, broken

LIMIT_S = 5.0
LIMIT_BYTES = 1 << 30
_SILENT_S = 60.0  # after which a process counts as hanging in a library that no signal reaches
_CONTEXT = multiprocessing.get_context("spawn")


class TooSlowError(BaseException):
    """An input took longer than the limit."""


@dataclass(slots=True)
class Report:
    """What came of the inputs of one reader."""

    reader: str
    inputs: int = 0
    readings: int = 0
    problems: int = 0
    slowest_ms: float = 0.0
    seconds: float = 0.0
    memory_mb: int = 0
    failures: list[tuple[int, str]] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)

    def to_json(self) -> dict[str, object]:
        """The report as a JSON object."""
        return {
            "reader": self.reader,
            "inputs": self.inputs,
            "documents": self.readings,
            "problems": self.problems,
            "failures": len(self.failures),
            "first_failures": self.failures[:5],
            "slowest_ms": round(self.slowest_ms, 1),
            "inputs_per_s": round(self.inputs / self.seconds, 1) if self.seconds else None,
            "memory_mb": self.memory_mb,
        }


def fuzzed(reader: str, first: int, n_inputs: int) -> Report:
    """What came of so many inputs of a reader, from a number on."""
    report, at, start_s = Report(reader), first, time.monotonic()
    while at < first + n_inputs:
        at = _worked(report, at, first + n_inputs)
    report.seconds = time.monotonic() - start_s
    return report


def _worked(report: Report, first: int, end: int) -> int:
    """The number that another process has to go on with, after one has worked on these inputs."""
    here, there = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_work, args=(there, report.reader, first, end), daemon=True)
    process.start()
    there.close()
    at = first
    try:
        while here.poll(_SILENT_S if at > first else 2 * _SILENT_S):
            number, n_readings, n_problems, spent_s, memory_mb, failure = here.recv()
            at = number + 1
            report.inputs += 1
            report.readings += n_readings
            report.problems += n_problems
            report.slowest_ms = max(report.slowest_ms, 1000 * spent_s)
            report.memory_mb = max(report.memory_mb, memory_mb)
            if failure:
                report.failures.append((number, failure))
            if at == end:
                return end
        reason = "hangs"
    except EOFError:
        process.join(1)
        reason = f"the process ended with {process.exitcode}"
    finally:
        process.kill()
    report.inputs += 1
    report.failures.append((at, reason))
    return at + 1


def _work(out: Connection, reader: str, first: int, end: int) -> None:
    import dateline.read.formats  # noqa: F401 - loaded before the limit is set

    came_out(*broken(reader, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (LIMIT_BYTES, LIMIT_BYTES))
    signal.signal(signal.SIGPROF, _too_slow)
    for number in range(first, end):
        given = broken(reader, number)
        start_s = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, LIMIT_S)
        try:
            n_readings, n_problems = came_out(*given)
            failure = None
        except TooSlowError:
            n_readings, n_problems, failure = 0, 0, f"over {LIMIT_S} s"
        except BaseException as fault:  # noqa: BLE001 - whatever gets out is what is looked for
            n_readings, n_problems, failure = 0, 0, f"{type(fault).__name__}: {fault}"[:300]
        signal.setitimer(signal.ITIMER_PROF, 0)
        memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        out.send((number, n_readings, n_problems, time.process_time() - start_s, memory_mb, failure))
    out.close()


def came_out(name: str, data: bytes) -> tuple[int, int]:
    """How many documents and problems come out of an input.

    Raises:
        TypeError: something else comes out.
        ValueError: nothing comes out, or a document without text.
    """
    from dateline.model import Problem
    from dateline.read import Reading
    from dateline.read.formats import readings

    found = list(readings(io.BufferedReader(io.BytesIO(data)), name))
    n_problems = sum(isinstance(one, Problem) for one in found)
    documents = [one for one in found if isinstance(one, Reading)]
    if len(documents) + n_problems != len(found):
        raise TypeError("something else than a document or a problem came out")
    if not found and data.strip():
        raise ValueError("nothing came out")
    if any(not one.document.text.strip() for one in documents):
        raise ValueError("a document without text came out")
    return len(documents), n_problems


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError


def _kept(report: Report, folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for number, _ in report.failures:
        name, data = broken(report.reader, number)
        file = folder / f"{report.reader}-{number}-{name}"
        file.write_bytes(data)
        yield file


def main() -> int:
    """The command line; 1 where an input failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=1000, help="inputs for each reader")
    parser.add_argument("--reader", nargs="*", choices=sorted(SAMPLES), help="readers; all without it")
    parser.add_argument("--first", type=int, default=1, help="number of the first input")
    parser.add_argument("--keep", type=Path, help="folder for inputs that failed")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    given = parser.parse_args()
    reports = []
    for reader in given.reader or SAMPLES:
        report = fuzzed(reader, given.first, given.inputs)
        reports.append(report)
        if not given.json:
            print(json.dumps(report.to_json()), flush=True)
        if given.keep:
            list(_kept(report, given.keep))
    if given.json:
        print(json.dumps({"readers": [report.to_json() for report in reports]}))
    return int(any(report.failures for report in reports))


if __name__ == "__main__":
    sys.exit(main())
