"""Make the shipped model from the data kit, in one command that goes on after a stop.

usage: python -m training.make --data AUTHORED_DIR --out WORK_DIR --version N [--model DIR]

Fold 0 is left out of training; thresholds are chosen on it. multi-dev and merge-dense-1 are only measured.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

DOCUMENTS = Path("training/documents")
OWN = ("languages", "negatives")
"""The files of invented documents that version 1 was trained on, in the order in which they were read."""

SHIPPED = Path("src/dateline/data/finder")


def step(module: str, *arguments: str | Path) -> None:
    """Run one step as its own process, so that its memory is given back."""
    command = [sys.executable, "-m", f"training.{module}", *map(str, arguments)]
    print("$", *command[1:], flush=True)
    subprocess.run(command, check=True)  # noqa: S603 - our own modules with paths from the command line


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    args = parser.parse_args()
    encoder, run, folds = args.out / "encoder", args.out / "run", args.data / "folds.json"
    kit = [args.data / f"train-{part}.jsonl" for part in "abcd"]
    if not (encoder / "tokenizer.json").exists():
        step("encoder", "--out", encoder)
    own = [DOCUMENTS / f"{name}.jsonl" for name in OWN]
    step("train", "--data", *kit, *own, "--folds", folds, "--encoder", encoder, "--out", run)
    step("export", "--checkpoint", run / "last.pt", "--encoder", encoder, "--out", args.model, "--version", args.version)
    step("tune", "--model", args.model, "--data", *kit, "--folds", folds, "--write")
    sets = {
        "authored fold 0": f"{','.join(map(str, kit))}@{folds}:0",
        "merge-dense-1": str(args.data / "merge-dense-1.jsonl"),
        "multi-dev": str(args.data / "multi-dev.jsonl"),
    }
    step("card", "--model", args.model, *(word for name, where in sets.items() for word in ("--set", f"{name}={where}")))


if __name__ == "__main__":
    main()
