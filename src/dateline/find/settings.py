"""The thresholds of decoding, chosen on development data and shipped beside the model."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields

from dateline.errors import FindError
from dateline.find.labels import LAYERS

__all__ = ["Settings"]

SMALLEST = 1e-4
"""Probabilities nearer to 0 or 1 than this are taken as this, so that odds stay finite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How sure the model must be.

    Args:
        labels: digest of the label lists that the model was trained for.
        tag_thresholds: by layer, the probability of a token's being inside a span.
        anchor: probability that an anchor tells an incident (tag and class together).
        role: probability that an actor or weapon belongs to a claim.
        harm: the same for a figure.
        same: natural-log odds above which two groups of claims are one incident (mean over their pairs).
        incident_slope, incident_offset: an incident's confidence has slope x log odds + offset of what the model says of it.
        claim_slope, claim_offset: the same for a claim.
        action_signs, action_words, kind_words, source_words, harmed_targets, stance_sources: what each table of `dateline.find.evidence`
            counts beside the network, whose logs count 1.
        version: of the model.
    Source: chosen on fold 0 of the authored corpora by training.tune and training.calibrate; see docs/why/errors.md.
    """

    labels: str
    tag_thresholds: tuple[float, ...] = field(default=(0.5,) * len(LAYERS))
    anchor: float = 0.5
    role: float = 0.5
    harm: float = 0.5
    same: float = 0.0
    incident_slope: float = 1.0
    incident_offset: float = 0.0
    claim_slope: float = 1.0
    claim_offset: float = 0.0
    action_signs: float = 0.0
    action_words: float = 0.0
    kind_words: float = 0.0
    source_words: float = 0.0
    harmed_targets: float = 0.0
    stance_sources: float = 0.0
    version: str = "0"

    def incident_confidence(self, told: float) -> float:
        """The calibrated confidence of an incident, from the probability that the model gives it."""
        return _calibrated(told, self.incident_slope, self.incident_offset)

    def claim_confidence(self, told: float) -> float:
        """The calibrated confidence of a claim, from the probability that the model gives it."""
        return _calibrated(told, self.claim_slope, self.claim_offset)

    @classmethod
    def from_json(cls, node: Mapping[str, object]) -> Settings:
        """The settings of a file.

        Raises:
            FindError: a field is missing, unknown or no number where one belongs.
        """
        names = {f.name for f in fields(cls)}
        values = dict(node)
        thresholds = values.pop("tag_thresholds", None)
        wrong = sorted(names.symmetric_difference(node)) or [name for name, value in values.items() if not _fits(name, value)]
        if (
            wrong
            or not isinstance(thresholds, list)
            or len(thresholds) != len(LAYERS)
            or not all(_fits("", t) for t in thresholds)
        ):
            raise FindError(
                "model-settings",
                f"{', '.join(wrong) or 'tag_thresholds'} missing, unknown or of the wrong type",
                where="settings.json",
                fix="Use the model that came with this version.",
            )
        return cls(tag_thresholds=tuple(float(t) for t in thresholds), **values)  # type: ignore[arg-type]

    def to_json(self) -> dict[str, object]:
        """The fields of a settings file."""
        return asdict(self) | {"tag_thresholds": list(self.tag_thresholds)}


def _calibrated(told: float, slope: float, offset: float) -> float:
    odds = math.log(max(told, SMALLEST) / max(1 - told, SMALLEST))
    return round(1 / (1 + math.exp(-(slope * odds + offset))), 3)


def _fits(name: str, value: object) -> bool:
    """Whether a field's value is of its type: text for names, a number for all thresholds."""
    return (
        isinstance(value, str)
        if name in {"labels", "version"}
        else isinstance(value, (int, float)) and not isinstance(value, bool)
    )
