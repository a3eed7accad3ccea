"""All benchmarks that have their data: `python -m benchmarks [--data FOLDER]`; the others are named as absent.

Each prints its figures as one JSON object; figures are recorded, never asserted. Run them on a quiet machine.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Benchmark:
    """One measurement: its module and set, and the files that it needs, relative to the data folder."""

    name: str
    data: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()

    def missing(self, folder: Path) -> list[Path]:
        """The files that are not there."""
        wanted = (*self.data, *(name for option, name in self.options if option != "--fold"))
        return [folder / name for name in wanted if not (folder / name).exists()]

    def command(self, folder: Path) -> list[str]:
        """What is run."""
        module, *rest = self.name.split()
        given = [str(folder / name) for name in self.data]
        options = [part for option, name in self.options for part in (option, name if option == "--fold" else str(folder / name))]
        return [sys.executable, "-m", f"benchmarks.{module}", *rest, "--data", *given, *options, "--json"]


_AUTHORED = tuple(f"authored/train-{part}.jsonl" for part in "abcd")
_DEVELOPMENT = (("--ids", "authored/folds.json"), ("--fold", "0"))
ALL = (
    Benchmark("read", ("article_extraction",)),
    Benchmark("text_numbers", _AUTHORED, (("--folds", "authored/folds.json"), ("--fold", "0"))),
    Benchmark("find authored", _AUTHORED, _DEVELOPMENT),
    Benchmark("find authored", ("authored/merge-dense-1.jsonl",)),
    Benchmark("find authored", ("authored/multi-dev.jsonl",)),
    Benchmark("find muc4", ("muc4/dev.gtt.jsonl",)),
    Benchmark("find rams", ("rams/dev.jsonl",)),
    Benchmark("find wikievents", ("wikievents/dev.jsonl",)),
    Benchmark("find polnear", ("polnear/dev.jsonl",)),
    Benchmark("find isaf", ("isaf/train.jsonl",)),
    Benchmark("relevance", (".",)),
    Benchmark("link_place authored", _AUTHORED, _DEVELOPMENT),
    Benchmark("link_actor authored", _AUTHORED, _DEVELOPMENT),
    Benchmark("link_ucdp", ("ucdp_ged/sample.train.jsonl", "ucdp_ged/syria.train.jsonl", "ucdp_ged/ukraine.train.jsonl")),
    Benchmark("link_ucdp", ("ucdp_aec/dev.jsonl",)),
    Benchmark("link_time authored", _AUTHORED, _DEVELOPMENT),
    Benchmark("link_time timenorm", ("timenorm_phrases/train.jsonl",)),
    Benchmark("link_time recognizers", ("recognizers_datetime/train.jsonl",)),
    Benchmark("link_time wikiwars", ("wikiwars/train.jsonl",)),
    Benchmark("merge authored", ("authored/merge-dense-1.jsonl",), (("--truth", "authored/merge-dense-1.truth.jsonl"),)),
    Benchmark("merge found", ("authored/merge-dense-1.jsonl",)),
    Benchmark("merge folds", ("authored",)),
    Benchmark("merge ecb", ("ecbplus/dev.jsonl",)),
    Benchmark("compare", ("ucdp_ged/sample.train.jsonl", "ucdp_ged/syria.train.jsonl", "ucdp_ged/ukraine.train.jsonl")),
    Benchmark("coding", _AUTHORED),
)


def main() -> int:
    """The command line; 1 where a benchmark that has its data failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the benchmark data")
    folder = parser.parse_args().data
    failed = False
    for one in ALL:
        missing = one.missing(folder)
        if missing:
            print(f"{one.name}: absent, {missing[0]} is not there", flush=True)
            continue
        print(f"{one.name}:", flush=True)
        failed |= subprocess.run(one.command(folder), check=False).returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
