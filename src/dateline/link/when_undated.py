"""The time of an incident for which the text gives no time phrase: that of what is told beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from dateline.link.calendar.days import precision_by_length
from dateline.link.when_scene import Scene
from dateline.model import Action, Incident, Status, TimePrecision, When

__all__ = ["looks_ahead", "undated"]

Told = Sequence[tuple[Incident, When]]
# What follows an occurrence and runs on to publication. Source: the authored corpora.
_SEQUELS = frozenset((Action.ARREST, Action.DISPLACEMENT, Action.THREAT))
_NEWS_DAYS = 10  # days; the authored corpora's reports tell what is older as background


def looks_ahead(incident: Incident) -> bool:
    """Whether the incident lies in the future of the text; a threat is dated by when it was made.

    Source: codebook, an announced rally is dated to the planned day.
    """
    return incident.status in (Status.THREATENED, Status.HYPOTHETICAL) and incident.action is not Action.THREAT


def undated(scene: Scene, incident: Incident, told: Told) -> When:
    """The time of an incident without a time phrase: that of what is told beside it, else the days before publication.

    Args:
        scene: what the document's words say of time.
        incident: the incident without a time phrase.
        told: the incidents whose time the text gives, each with that time.
    Source: codebook, an undated recent occurrence runs from the day before publication to publication, few_days; the
        authored corpora for what hangs together in one document.
    """
    if incident.status is Status.HYPOTHETICAL:
        return When(reason="no time given for what may come or may be")
    if incident.aggregate:
        return _of_total(scene, incident)
    beside = _nearest(scene, incident, told)
    if beside is not None:
        return _beside(scene, incident, beside)
    if scene.published is None:
        return When(reason="no time given, and the day of publication is not known")
    start = scene.published - timedelta(days=1)
    reason = f"no time given: an undated recent occurrence, told on {scene.published}"
    return When(start=start, end=scene.published, precision=TimePrecision.FEW_DAYS, confidence=0.3, reason=reason)


def _of_total(scene: Scene, incident: Incident) -> When:
    """The period that a report covers; not for those who are displaced at its time, who fled before it."""
    is_stock = incident.action is Action.DISPLACEMENT and incident.status is Status.ONGOING
    if scene.period is None or is_stock:
        return When(reason="no time given for a total")
    period = scene.period
    precision = period.precision or precision_by_length(period.length)
    return When(
        start=period.start,
        end=period.end,
        precision=precision,
        confidence=0.7,
        reason="a total of the period that the title names",
    )


def _nearest(scene: Scene, incident: Incident, told: Told) -> When | None:
    """The time of the single occurrence that the incident's words go on from: the last one told before them, else the next one told.

    Occurrences of the days up to publication come before background of another time and before what is planned.
    """
    at = min((c.quote.start for c in incident.claims), default=None)
    if at is None:
        return None
    in_era = scene.is_of_another_time(at)
    found = [
        (
            not in_era and not _is_current(scene, when),
            start > at and not scene.in_one_sentence(at, start),
            abs(start - at),
            n,
            when,
        )
        for n, (other, when) in enumerate(told)
        if other.claims and not other.aggregate and when.start is not None
        for start in [min(c.quote.start for c in other.claims)]
    ]
    return min(found, key=lambda row: row[:4])[4] if found else None


def _is_current(scene: Scene, when: When) -> bool:
    """Whether a time is one that a report tells as news: a few days at most, and not long before publication nor after it."""
    if when.start is None or when.end is None or scene.published is None:
        return False
    return (when.end - when.start).days < _NEWS_DAYS and timedelta(0) <= scene.published - when.end <= timedelta(days=_NEWS_DAYS)


def _beside(scene: Scene, incident: Incident, beside: When) -> When:
    """What follows an occurrence (arrests, flight, threats) runs from it to publication; anything else shares its days."""
    published = scene.published
    is_sequel = incident.action in _SEQUELS or incident.status is Status.ONGOING
    if is_sequel and published is not None and beside.start is not None and beside.start <= published:
        length = (published - beside.start).days + 1
        precision = TimePrecision.FEW_DAYS if length <= 10 else precision_by_length(length)
        reason = f"no time given: between what is told beside it ({beside.start}) and publication ({published})"
        return When(start=beside.start, end=published, precision=precision, confidence=0.5, reason=reason)
    return replace(beside, quote=None, confidence=0.55, reason=f"no time given: the time told beside it ({beside.start})")
