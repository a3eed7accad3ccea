"""The event side by side: for each field our value and its rule, and what each voice says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.model import ClaimRef, HarmEstimate, HarmKind, Status, Value
from dateline.run import EventView
from dateline.text.words import actor_words, code_words, count_words, place_words, when_words
from dateline.web.voices import Said, Voice, said_of

__all__ = ["Ours", "Row", "rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """A value of ours: in words, by which rule, how sure, who decided it, why.

    Args:
        n_for, n_against: claims.
    """

    words: str
    rule: str | None = None
    confidence: float | None = None
    decided_by: str | None = None
    n_for: int = 0
    n_against: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field of an event.

    Args:
        conflict: whether its independent claims disagree.
        cells: what each voice says, in the order of the voices.
    """

    label: str
    ours: tuple[Ours, ...]
    conflict: bool
    cells: tuple[tuple[Said, ...], ...]


def rows(view: EventView, speaking: Sequence[Voice]) -> tuple[Row, ...]:
    """The fields of an event, those of harm first.

    Args:
        view: the event.
        speaking: its voices.
    """
    return tuple(
        Row(
            label=label,
            ours=ours,
            conflict=bool(marks & set(view.conflicts)),
            cells=tuple(said_of(field, voice, against) for voice in speaking),
        )
        for field, label, ours, marks, against in _fields(view)
    )


_Field = tuple[str, str, tuple[Ours, ...], set[str], tuple[ClaimRef, ...]]


def _fields(view: EventView) -> Iterator[_Field]:
    event = view.event
    for estimate in event.harm:
        label = "deaths" if estimate.kind is HarmKind.KILLED else code_words(estimate.kind)
        yield estimate.kind.value, label, (_figure(estimate),), {f"harm.{estimate.kind.value}"}, estimate.contradicts
    yield "action", "action", (_ours(event.action, code_words(event.action.value)),), {"action"}, event.action.contradicts
    if event.status.value is not Status.OCCURRED or event.status.contradicts:
        yield "status", "status", (_ours(event.status, code_words(event.status.value)),), {"status"}, event.status.contradicts
    yield "when", "when", (_ours(event.time, _when(view), _reason(event.time)),), {"time"}, event.time.contradicts
    yield "where", "where", (_ours(event.place, _where(view), _reason(event.place)),), {"place"}, event.place.contradicts
    for field, actors in (("perpetrators", event.perpetrators), ("targets", event.targets)):
        named = tuple(_ours(v, actor_words(v.value) if v.value else "unknown", _reason(v)) for v in actors)
        yield field, field, named or (Ours(words="unknown"),), {field}, tuple(ref for v in actors for ref in v.contradicts)
    if event.weapon.value:
        yield "weapon", "weapon", (_ours(event.weapon, code_words(event.weapon.value)),), {"weapon"}, event.weapon.contradicts
    yield "account", "account", (), {"occurrence"}, ()


def _ours(value: Value[Any], words: str, reason: str | None = None) -> Ours:
    return Ours(
        words=words,
        rule=value.rule,
        confidence=value.confidence,
        decided_by=value.decided.by if value.decided else None,
        n_for=len(value.supports),
        n_against=len(value.contradicts),
        reason=reason,
    )


def _figure(estimate: HarmEstimate) -> Ours:
    behind = {*estimate.low_claims, *estimate.best_claims, *estimate.high_claims}
    return Ours(
        words=count_words(estimate.count),
        rule=estimate.rule,
        confidence=estimate.confidence,
        decided_by=estimate.decided.by if estimate.decided else None,
        n_for=len(behind),
        n_against=len(estimate.contradicts),
    )


def _when(view: EventView) -> str:
    when = view.event.time.value
    return f"{when_words(when)} ({code_words(when.precision)})" if when else "unknown"


def _where(view: EventView) -> str:
    place = view.event.place.value
    if place is None:
        return "unknown"
    whole = ", ".join(place.chain) if place.chain and place.precision != "near" else place_words(place)
    point = (
        f" · {place.latitude:.3f}, {place.longitude:.3f}" if place.latitude is not None and place.longitude is not None else ""
    )
    return f"{whole} ({code_words(place.precision)}){point}"


def _reason(value: Value[Any]) -> str | None:
    return None if value.value is None else value.value.reason
