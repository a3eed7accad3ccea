"""Codings joined without a store: each incident with the id of the event that it tells of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dateline.model import Event
from dateline.run.coding import Coding
from dateline.run.naming import anchor, name_events

__all__ = ["join"]


def join(codings: Sequence[Coding], *, rules: str | Path = "default") -> tuple[tuple[Coding, ...], tuple[Event, ...]]:
    """The codings, each incident with its `event_id`, and the events with the same ids.

    Ids are unique over the codings, and the same whatever the order of the codings.

    Args:
        codings: of different documents.
        rules: name or file of the rule set.
    Raises:
        ConfigError: there is no such rule set.
        InputError: two documents bear one id.
    """
    from dateline import merge

    incidents = [incident for coding in codings for incident in coding.incidents]
    merged = merge.events(incidents, (coding.document for coding in codings), merge.load(rules))
    anchors = [anchor(incident, coding.document) for coding in codings for incident in coding.incidents]
    events = tuple(event for event, _ in name_events(merged, anchors, ()).events)
    home = {ref: event.id for event in events for ref in event.incidents}
    return tuple(
        replace(coding, incidents=tuple(replace(incident, event_id=home[incident.ref]) for incident in coding.incidents))
        for coding in codings
    ), events
