"""When: time phrases to intervals of inclusive days, by the codebook's rules."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from dateline.link.calendar import days, lexicon, reading
from dateline.link.calendar.days import Days
from dateline.link.calendar.grammar import Frame
from dateline.link.when_scene import Scene
from dateline.link.when_undated import looks_ahead, undated
from dateline.model import Claim, Document, Incident, Quote, Status, TimePrecision, When

__all__ = ["interval", "resolve"]

_MOST_OF_A_YEAR = 270  # days
# How safe a rule says it is, and how often such readings name the right first day. Source: authored corpora, folds 1 to 4
# (`python -m benchmarks.link_time authored`, "confidence").
_CALIBRATION = ((0.0, 0.3), (0.35, 0.5), (0.65, 0.55), (0.74, 0.78), (0.87, 0.9), (0.95, 0.975), (1.0, 0.99))


def interval(
    phrase: str, *, published: date | None, anchor: When | None = None, ahead: bool = False, language: str = "en"
) -> When:
    """The days that a time phrase means.

    Args:
        phrase: the words, "late on Tuesday", "two days earlier", "since mid-April".
        published: day of publication; without it only absolute dates resolve.
        anchor: the interval that phrases such as "two days earlier", "the next day" or "that evening" hang on.
        ahead: whether the text speaks of what is to come, so that "on Friday" is the next one.
        language: ISO 639-1 code of the words.
    Returns: inclusive days with precision, reason and confidence; unknown where the words cannot be fully explained.
    Source: codebook, "Time and place".
    Example: >>> interval("late on Saturday", published=date(2024, 2, 11)).start
        datetime.date(2024, 2, 10)
    """
    base = (
        None if anchor is None or anchor.start is None or anchor.end is None else Days(anchor.start, anchor.end, anchor.precision)
    )
    found = _read(phrase, Frame(published, base, ahead=ahead), language)
    return as_when(found) if found else When(reason=_unexplained(phrase, published))


def _unexplained(phrase: str, published: date | None) -> str:
    """Why a phrase gave no days, in words."""
    return (
        f"no rule explains {phrase!r}"
        if published
        else f"{phrase!r} gives no date by itself, and the day of publication is not known"
    )


@lru_cache(maxsize=4096)
def _read(phrase: str, frame: Frame, language: str) -> Days | None:
    found = reading.read(phrase, frame, language)
    if found is None or found.start > found.end:
        return None
    lies_ahead = frame.published is not None and found.start > frame.published
    if found.hanging and lies_ahead and not frame.ahead:  # what a text tells has happened by publication
        return replace(found, sure=round(found.sure / 2, 3), why=f"{found.why}; lies after publication")
    return found


def as_when(found: Days) -> When:
    """The days as the model's value."""
    precision = found.precision or days.precision_by_length(found.length)
    return When(
        start=found.start, end=found.end, precision=TimePrecision(precision), confidence=_calibrated(found.sure), reason=found.why
    )


def _calibrated(sure: float) -> float:
    """The share of readings as safe as this that are right, between the points of the table by straight lines."""
    for (low, low_share), (high, high_share) in itertools.pairwise(_CALIBRATION):
        if sure <= high:
            return round(low_share + (high_share - low_share) * (sure - low) / (high - low), 3)
    return _CALIBRATION[-1][1]


def resolve(doc: Document, incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    """The incidents with the days of their times and of their claims' own times, each with a reason and a confidence.

    Phrases are read against publication, the dateline, and the times told before them in the text; incidents without a time
    take that of what is told beside them.

    Source: codebook, "Time and place".
    """
    scene = Scene.of(doc)
    in_order = sorted(incidents, key=lambda incident: (_position(incident), incident.key))
    found: dict[str, When] = {}
    for incident in in_order:
        if incident.time.quote is not None:
            found[incident.key] = when = _of_quote(scene, incident.time.quote, incident)
            scene = scene.telling(incident.time.quote.end, when)
    told = [(incident, found[incident.key]) for incident in in_order if incident.key in found]
    for incident in in_order:
        if incident.key not in found:
            found[incident.key] = when = undated(scene, incident, told)
            told.append((incident, when))
    return tuple(replace(i, time=found[i.key], claims=tuple(_with_time(scene, c, i) for c in i.claims)) for i in incidents)


def _position(incident: Incident) -> int:
    if incident.time.quote is not None:
        return incident.time.quote.start
    return incident.claims[0].quote.start if incident.claims else 0


def _with_time(scene: Scene, claim: Claim, incident: Incident) -> Claim:
    if claim.time is None or claim.time.quote is None:
        return claim
    return replace(claim, time=_of_quote(scene, claim.time.quote, incident))


def _of_quote(scene: Scene, quote: Quote, incident: Incident) -> When:
    ahead = looks_ahead(incident)
    frame = scene.frame(quote.text, quote.start, ahead=ahead)
    found = _read(quote.text, frame, scene.language) or _of_occurrence(scene, quote)
    if found is not None and found.hanging and not ahead and scene.published is not None and found.start > scene.published:
        found = _before_publication(scene, quote, frame) or found
    found = _planned(scene, quote, incident, found) or found
    if found is None:
        return When(quote=quote, reason=_unexplained(quote.text, scene.published))
    return replace(as_when(found), quote=quote)


def _planned(scene: Scene, quote: Quote, incident: Incident, found: Days | None) -> Days | None:
    """The coming day of a date without year for what was foiled or threatened, where the last such day is most of a year back."""
    is_plan = incident.status in (Status.FOILED, Status.THREATENED)
    if (
        not is_plan
        or found is None
        or found.dated
        or scene.published is None
        or (scene.published - found.end).days < _MOST_OF_A_YEAR
    ):
        return None
    coming = _read(quote.text, scene.frame(quote.text, quote.start, ahead=True), scene.language)
    return coming if coming and coming.start > scene.published else None


def _before_publication(scene: Scene, quote: Quote, frame: Frame) -> Days | None:
    """A reading that does not lie ahead of the text, with the phrase hung on what was told further back."""
    for anchor in scene.earlier_anchors(quote.start):
        found = _read(quote.text, replace(frame, anchor=anchor), scene.language)
        if found is not None and scene.published is not None and found.start <= scene.published:
            return replace(found, sure=found.sure * 0.8)
    return None


def _of_occurrence(scene: Scene, quote: Quote) -> Days | None:
    """The days of a phrase that names an occurrence ("during the raid", "in the siege"): those of the one told before it."""
    told = scene.occurrence(quote.start)
    tokens = lexicon.tokens(quote.text, scene.language)
    if told is None or scene.published is None or any(t.code in "WMYDXNsj" for t in tokens):
        return None
    return told.because(f"hangs on the occurrence told before ({told.start})", sure=0.3)
