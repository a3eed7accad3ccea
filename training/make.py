"""Make the shipped model from the data kit, in one command that goes on after a stop.

usage: python -m training.make --data DATA_DIR --out WORK_DIR --version N [--model DIR]

DATA_DIR is the folder of all data sets. The encoder is read out of its package and taught on public corpora (training.pretrain). Two
networks are trained on authored and own documents (training.train); the mean of their weights is trained once more, on what coders said
and on what both say, of coded documents and of uncoded texts. It is exported with its tables of evidence, and its thresholds are chosen.
Fold 0 is left out of training and serves for the thresholds; multi-dev and merge-dense-1 are only measured.
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
"""Files that the first teacher does not know: the two teachers are to differ in what they know."""

LAST = frozenset(("status", "stories-2"))
"""Files that the second teacher meets from its third epoch on."""

SHIPPED = Path("src/dateline/data/finder")


def step(module: str, *arguments: str | Path) -> None:
    """Run one step as its own process, so that its memory is given back."""
    command = [sys.executable, "-m", f"training.{module}", *map(str, arguments)]
    print("$", *command[1:], flush=True)
    subprocess.run(command, check=True)  # noqa: S603 - our own modules with paths from the command line


def teachers(out: Path, kit: list[Path], encoder: Path, folds: Path) -> tuple[Path, Path]:
    """The runs of the two teachers, which know different documents and were told them in different ways."""
    first, second = out / "first", out / "second"
    known = [path for path in sorted(DOCUMENTS.glob("*.jsonl")) if path.stem not in LATER]
    step("train", "--data", *kit, *known, "--folds", folds, "--encoder", encoder, "--out", first)
    early = [path for path in sorted(DOCUMENTS.glob("*.jsonl")) if path.stem not in LAST]
    late = [path for path in sorted(DOCUMENTS.glob("*.jsonl")) if path.stem in LAST]
    step(
        *("train", "--data", *early, "--twice", *kit, "--late", *late, "--late-from", "2", "--words"),
        *("--folds", folds, "--encoder", encoder, "--out", second, "--epochs", "5"),
    )
    return first, second


def export(run: Path, encoder: Path, model: Path, *, kit: list[Path], folds: Path, version: str) -> None:
    """A run's network and the tables of evidence as a model's folder."""
    own = sorted(DOCUMENTS.glob("*.jsonl"))
    step(
        *("export", "--checkpoint", run / "last.pt", "--encoder", encoder, "--out", model, "--version", version),
        *("--settings", SHIPPED / "settings.json"),
    )
    step("evidence", "--data", *kit, *own, "--folds", folds, "--out", model / "evidence.tsv")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    args = parser.parse_args()
    authored = args.data / "authored"
    encoder, taught, folds = args.out / "encoder", args.out / "taught", authored / "folds.json"
    kit = [authored / f"train-{part}.jsonl" for part in "abcd"]
    if not (encoder / "tokenizer.json").exists():
        step("encoder", "--out", encoder)
    if not (taught / "tokenizer.json").exists():
        step("pretrain", "--data", args.data, "--encoder", encoder, "--out", taught)
    first, second = teachers(args.out, kit, taught, folds)
    start, run = args.out / "mean.pt", args.out / "run"
    if not start.exists():
        step("mean", "--out", start, first / "last.pt", second / "last.pt")
    models = [args.out / f"model-of-{teacher.name}" for teacher in (first, second)]
    for teacher, model in zip((first, second), models, strict=True):
        if not (model / "settings.json").exists():
            export(teacher, taught, model, kit=kit, folds=folds, version="0")
    own = sorted(DOCUMENTS.glob("*.jsonl"))
    step(
        *("train", "--data", *own, *kit, "--words", "--folds", folds, "--encoder", taught, "--start", start, "--out", run),
        *("--teachers", *models, "--texts", args.data, "--epochs", "2", "--rate", "1.2e-4"),
    )
    export(run, taught, args.model, kit=kit, folds=folds, version=args.version)
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
