"""Fit the finder's confidences to how often its incidents and claims are right on development documents.

usage: python -m training.calibrate --model DIR --data FILE... [--folds FOLDS.json --fold 0] [--write]

Prints the expected calibration error before and after, the latter with each fifth of the documents judged by a fit on the other four;
with --write the fit on all goes into MODEL/settings.json.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from dateline.find.network import Network
from dateline.find.settings import SMALLEST, Settings
from dateline.quality import Judged, expected_error, fold_ids, gold, judged
from training.tune import Tuner

PARTS = 5
RIDGE = 1e-2
STEPS = 50


def odds(values: Sequence[Judged]) -> np.ndarray:
    """Natural-log odds of the confidences."""
    p = np.clip([v.confidence for v in values], SMALLEST, 1 - SMALLEST)
    return np.log(p / (1 - p))


def fitted(values: Sequence[Judged]) -> tuple[float, float]:
    """Slope and offset of the log odds that fit best.

    Source: Platt, Probabilistic Outputs for Support Vector Machines (1999): logistic regression of right on score; Newton's steps.
    """
    x = np.stack((odds(values), np.ones(len(values))), 1)
    y = np.asarray([v.right for v in values], float)
    w = np.asarray([1.0, 0.0])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (p - y) + RIDGE * (w - [1, 0])
        curve = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(2)
        w = w - np.linalg.solve(curve, slope)
    return round(float(w[0]), 4), round(float(w[1]), 4)


def calibrated(values: Sequence[Judged], fit: tuple[float, float]) -> list[Judged]:
    """The values with the confidences that a fit gives them."""
    return [
        replace(v, confidence=float(1 / (1 + np.exp(-(fit[0] * o + fit[1]))))) for v, o in zip(values, odds(values), strict=True)
    ]


def crossed(values: Sequence[Judged]) -> list[Judged]:
    """The values, each calibrated by a fit on the documents of the other parts."""
    part = [zlib.crc32(v.document.encode()) % PARTS for v in values]
    out = []
    for k in range(PARTS):
        fit = fitted([v for v, n in zip(values, part, strict=True) if n != k])
        out += calibrated([v for v, n in zip(values, part, strict=True) if n == k], fit)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", nargs="+", type=Path, required=True)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--fold", default="0")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    tuner = Tuner(Network(args.model, threads=2), gold(args.data, fold_ids(args.folds, args.fold) if args.folds else None))
    plain = replace(tuner.network.settings, incident_slope=1.0, incident_offset=0.0, claim_slope=1.0, claim_offset=0.0)
    both: dict[str, list[Judged]] = {"incident": [], "claim": []}
    for told, coded in zip(tuner.gold, tuner.coded(plain), strict=True):
        incidents, claims = judged(told, coded)
        both["incident"] += incidents
        both["claim"] += claims
    fits: dict[str, float] = {}
    for name, values in both.items():
        slope, offset = fitted(values)
        fits |= {f"{name}_slope": slope, f"{name}_offset": offset}
        errors = {"before": expected_error(values), "after": expected_error(crossed(values))}
        print(
            json.dumps(
                {"of": name, "values": len(values), "right": sum(v.right for v in values), **errors, "fit": [slope, offset]}
            )
        )
    if args.write:
        settings: Settings = replace(plain, **fits)  # type: ignore[arg-type]
        (args.model / "settings.json").write_text(json.dumps(settings.to_json(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
