"""Make the shipped model from the data kit, in one command that goes on after a stop.

usage: python -m training.make --data DATA_DIR --out WORK_DIR --version N [--model DIR]

DATA_DIR is the folder of all data sets. The encoder is read out of its package, taught on public corpora (training.pretrain), then
trained on authored and own documents (training.train), exported, and its thresholds are chosen. Fold 0 is left out of training and
serves for the thresholds; multi-dev and merge-dense-1 are only measured.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

DOCUMENTS = Path("training/documents")
LATER = frozenset(
    (
        "digests",
        "negatives-3",
        "official",
        "references",
        "status",
        "stories",
        "stories-2",
    )
)
"""Files written after the shipped version was trained; the next version takes them in."""

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
    authored = args.data / "authored"
    encoder, taught, run, folds = args.out / "encoder", args.out / "taught", args.out / "run", authored / "folds.json"
    kit = [authored / f"train-{part}.jsonl" for part in "abcd"]
    if not (encoder / "tokenizer.json").exists():
        step("encoder", "--out", encoder)
    if not (taught / "tokenizer.json").exists():
        step("pretrain", "--data", args.data, "--encoder", encoder, "--out", taught)
    own = [path for path in sorted(DOCUMENTS.glob("*.jsonl")) if path.stem not in LATER]
    step("train", "--data", *kit, *own, "--folds", folds, "--encoder", taught, "--out", run)
    step("export", "--checkpoint", run / "last.pt", "--encoder", taught, "--out", args.model, "--version", args.version)
    step("tune", "--model", args.model, "--data", *kit, "--folds", folds, "--write")
    step("calibrate", "--model", args.model, "--data", *kit, "--folds", folds, "--write")
    sets = {
        "authored fold 0": f"{','.join(map(str, kit))}@{folds}:0",
        "merge-dense-1": str(authored / "merge-dense-1.jsonl"),
        "multi-dev": str(authored / "multi-dev.jsonl"),
    }
    step("card", "--model", args.model, *(word for name, where in sets.items() for word in ("--set", f"{name}={where}")))


if __name__ == "__main__":
    main()
