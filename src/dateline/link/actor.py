"""Actors and sources to names: registry entry, state body by rule, name told before, or a plain description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.link.cast import Cast
from dateline.model import Claim, Document, Incident

__all__ = ["resolve"]


def resolve(doc: Document, incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    """The incidents with their actors and sources named; quotes and kinds stay as they are.

    A phrase that holds a name gets the registry's name or its own; a phrase for a state's force gets the country's; a
    pronoun or "the group" gets the name that the document last gave to an actor of its kind; the rest is described.

    Args:
        doc: the document that the incidents were found in.
        incidents: as found, with their places linked: the place's country says whose army "the army" is.
    Raises:
        LinkError: the registry's data files are missing or damaged.
    Source: codebook, Actor ("the resolved name, or a description if unnamed") and Other languages.
    """
    if not incidents:
        return ()
    cast = Cast(doc, incidents)
    return tuple(
        replace(incident, claims=tuple(_linked(cast, n, claim) for claim in incident.claims))
        for n, incident in enumerate(incidents)
    )


def _linked(cast: Cast, n: int, claim: Claim) -> Claim:
    """A claim of the nth incident with its actors and its source named."""
    return replace(
        claim,
        perpetrators=tuple(cast.actor(n, "perpetrators", actor, claim) for actor in claim.perpetrators),
        targets=tuple(cast.actor(n, "targets", actor, claim) for actor in claim.targets),
        source=cast.source(claim.source),
    )
