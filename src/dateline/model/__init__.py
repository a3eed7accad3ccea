"""The nouns of dateline: frozen values, named as in the codebook."""

from dateline.model.actor import Actor
from dateline.model.bond import Bond, Misfit
from dateline.model.claim import Claim, Source, Weapon
from dateline.model.codes import (
    CODEBOOK_VERSION,
    Action,
    ActorKind,
    Code,
    EventState,
    HarmKind,
    PlacePrecision,
    SourceKind,
    Stance,
    Status,
    TimePrecision,
    WeaponKind,
)
from dateline.model.count import Count, Harm
from dateline.model.decision import Decided, Decision
from dateline.model.document import Document, document_id, text_digest
from dateline.model.event import Event, HarmEstimate, Match, Reason, Value
from dateline.model.incident import ClaimRef, Incident, IncidentRef
from dateline.model.place import Place, Point, distance_km
from dateline.model.problem import Problem
from dateline.model.span import Quote, Span
from dateline.model.when import When

__all__ = [
    "CODEBOOK_VERSION",
    "Action",
    "Actor",
    "ActorKind",
    "Bond",
    "Claim",
    "ClaimRef",
    "Code",
    "Count",
    "Decided",
    "Decision",
    "Document",
    "Event",
    "EventState",
    "Harm",
    "HarmEstimate",
    "HarmKind",
    "Incident",
    "IncidentRef",
    "Match",
    "Misfit",
    "Place",
    "PlacePrecision",
    "Point",
    "Problem",
    "Quote",
    "Reason",
    "Source",
    "SourceKind",
    "Span",
    "Stance",
    "Status",
    "TimePrecision",
    "Value",
    "Weapon",
    "WeaponKind",
    "When",
    "distance_km",
    "document_id",
    "text_digest",
]
