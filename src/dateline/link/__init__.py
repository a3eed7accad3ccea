"""Linking: names and time phrases of incidents to places, days and actors of the world."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Document, Incident

__all__ = ["incidents"]


def incidents(doc: Document, incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    """The incidents of a document with their places, days and actors linked; quotes stay as they are.

    Places come first, since actors are told apart by country; days come second, since actors change with them.

    Raises:
        LinkError: the gazetteer or the registry is missing or damaged.
    """
    from dateline.link import actor, place, when

    linked = tuple(incidents)
    for linker in (place, when, actor):
        linked = linker.resolve(doc, linked)
    return linked
