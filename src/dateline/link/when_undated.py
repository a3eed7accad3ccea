"""The time of an incident for which the text gives no time phrase: that of what is told beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from dateline.link.when_scene import Scene
from dateline.model import Action, Incident, Status, TimePrecision, When

__all__ = ["looks_ahead", "undated"]

Told = Sequence[tuple[Incident, When]]
# What follows an occurrence and runs on to publication. Source: the authored corpora.
_SEQUELS = frozenset((Action.ARREST, Action.DISPLACEMENT, Action.THREAT))


def looks_ahead(incident: Incident) -> bool:
    """Whether the incident lies in the future of the text; a threat is dated by when it was made.

    Source: codebook, an announced rally is dated to the planned day.
    """
    return incident.status in (Status.THREATENED, Status.HYPOTHETICAL) and incident.action is not Action.THREAT


def undated(scene: Scene, incident: Incident, told: Told) -> When:
    """The time of an incident without a time phrase."""
    if incident.status is Status.HYPOTHETICAL:
        return When(reason="no time given for something that may come")
    if scene.published is None:
        return When(reason="no time given, and the day of publication is not known")
    recent = When(
        start=scene.published - timedelta(days=1), end=scene.published, precision=TimePrecision.FEW_DAYS, confidence=0.4,
        reason=f"an undated recent occurrence, told on {scene.published}",
    )
    return recent
