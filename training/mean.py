"""The mean of the weights of networks that began from the same encoder: a start for a last run.

usage: python -m training.mean --out FILE CHECKPOINT...

Source: Wortsman and others 2022, "Model soups: averaging weights of multiple fine-tuned models improves accuracy without increasing
inference time".
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

PARTS = ("encoder", "heads")


def mean(states: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The mean of each weight; what is no floating number, as the first has it."""
    first = states[0]
    return {
        name: torch.stack([s[name].float() for s in states]).mean(0) if value.is_floating_point() else value
        for name, value in first.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoints", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    saved = [torch.load(path, weights_only=False, map_location="cpu") for path in args.checkpoints]
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({part: mean([s[part] for s in saved]) for part in PARTS}, args.out)


if __name__ == "__main__":
    main()
