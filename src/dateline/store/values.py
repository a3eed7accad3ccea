"""The values of an event as rows, each with the claims for and against it, and the event from its rows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.model import (
    Action,
    Actor,
    ClaimRef,
    Event,
    EventState,
    HarmEstimate,
    IncidentRef,
    Match,
    Place,
    Status,
    Value,
    WeaponKind,
    When,
)
from dateline.model.codec import decode, decode_json, encode
from dateline.model.codes import HarmKind
from dateline.model.count import Count
from dateline.model.decision import Decided

__all__ = ["ValueRow", "body_of", "event_in", "event_of", "value_rows", "with_head"]

_SINGLE: dict[str, type] = {"action": Action, "status": Status, "time": When, "place": Place, "weapon": WeaponKind}
_LISTS = ("perpetrators", "targets")
_IN_ROW = ("id", "version", "state")
_VALUE_ROLES = ("supports", "contradicts")
_HARM_ROLES = {"low": "low_claims", "best": "best_claims", "high": "high_claims", "contradicts": "contradicts"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRow:
    """One value of an event.

    Args:
        field: "action", "status", "time", "place", "weapon", "perpetrators", "targets" or "harm".
        n: its place in the field, from 0.
        value: as JSON value.
        claims: role ("supports", "contradicts", "low", "best", "high") and claim, in order.
        decided: who chose it, where a person did.
    """

    field: str
    n: int
    value: Any
    rule: str
    confidence: float | None
    claims: tuple[tuple[str, ClaimRef], ...]
    decided: Decided | None = None


def value_rows(event: Event) -> tuple[ValueRow, ...]:
    """The event's values, field after field."""
    rows = [_row(field, 0, getattr(event, field)) for field in _SINGLE]
    rows += [_row(field, n, value) for field in _LISTS for n, value in enumerate(getattr(event, field))]
    return (*rows, *(_harm_row(n, harm) for n, harm in enumerate(event.harm)))


def event_of(head: Mapping[str, Any], rows: Sequence[ValueRow], incidents: Sequence[IncidentRef]) -> Event:
    """The event that the row of `events`, its values and its members make.

    Args:
        head: the row's columns.
        rows: its values, each field's in order.
        incidents: its members.
    """
    single: dict[str, Any] = {row.field: _value(row, _SINGLE[row.field]) for row in rows if row.field in _SINGLE}
    lists: dict[str, Any] = {field: tuple(_value(row, Actor) for row in rows if row.field == field) for field in _LISTS}
    return Event(
        id=head["id"],
        version=head["version"],
        state=EventState(head["state"]),
        joined_into=head["joined_into"],
        aggregate=head["aggregate"],
        harm=tuple(_harm(row) for row in rows if row.field == "harm"),
        incidents=tuple(sorted(incidents)),
        n_documents=head["n_documents"],
        n_independent=head["n_independent"],
        conflicts=tuple(head["conflicts"]),
        matches=decode(tuple[Match, ...], head["matches"]),
        **single,
        **lists,
    )


def body_of(event: Event) -> str:
    """All that the event says, as JSON text; its name, version, state and matches stand in its row."""
    told = encode(replace(event, matches=(), joined_into=None))
    return json.dumps({name: part for name, part in told.items() if name not in _IN_ROW})


def event_in(body: str, *, id: str, version: int, state: str, matches: str | None) -> Event:  # noqa: A002 - the field's name
    """The event whose body this is, without the id of one that it may have been joined into.

    Args:
        body: what `body_of` made.
        id: as its row has it.
        version: likewise.
        state: likewise.
        matches: JSON of its matches; None to leave them out.
    """
    told = f'"matches": {matches}, {body[1:]}' if matches is not None else body[1:]
    return decode_json(Event, with_head(f"{{{told}", id, version, state))


def with_head(body: str, name: str, version: int, state: str) -> str:
    """The JSON of the whole event: the row's own columns go in front, so that one reading of the text makes the whole."""
    return f'{{"id": "{name}", "version": {version}, "state": "{state}", {body[1:]}'


def _row(field: str, n: int, value: Value[Any]) -> ValueRow:
    claims = tuple((role, ref) for role in _VALUE_ROLES for ref in getattr(value, role))
    return ValueRow(
        field=field,
        n=n,
        value=encode(value.value),
        rule=value.rule,
        confidence=value.confidence,
        claims=claims,
        decided=value.decided,
    )


def _harm_row(n: int, harm: HarmEstimate) -> ValueRow:
    claims = tuple((role, ref) for role, name in _HARM_ROLES.items() for ref in getattr(harm, name))
    value = {"kind": harm.kind.value} | encode(harm.count)
    return ValueRow(
        field="harm", n=n, value=value, rule=harm.rule, confidence=harm.confidence, claims=claims, decided=harm.decided
    )


def _value(row: ValueRow, kind: type) -> Value[Any]:
    claims = {role: tuple(ref for r, ref in row.claims if r == role) for role in _VALUE_ROLES}
    value = None if row.value is None else decode(kind, row.value)
    return Value(value=value, rule=row.rule, confidence=row.confidence, decided=row.decided, **claims)


def _harm(row: ValueRow) -> HarmEstimate:
    claims = {name: tuple(ref for r, ref in row.claims if r == role) for role, name in _HARM_ROLES.items()}
    return HarmEstimate(
        kind=HarmKind(row.value["kind"]),
        count=decode(Count, row.value),
        rule=row.rule,
        confidence=row.confidence,
        decided=row.decided,
        **claims,
    )
