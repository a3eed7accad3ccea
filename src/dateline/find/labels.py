"""What the finder's model predicts, and in which order: the one list that training and decoding share."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.codes import Action, ActorKind, HarmKind, SourceKind, Stance, Status, WeaponKind

__all__ = ["ANCHOR_HEADS", "BEGIN", "INSIDE", "LAYERS", "MENTION_HEADS", "OUTSIDE", "POINTERS", "ROLES", "Head", "Role"]

LAYERS = ("anchor", "actor", "source", "place", "time", "weapon", "harm")
"""Spans that are tagged; each layer is tagged by itself, so that spans of different layers may overlap."""

OUTSIDE, BEGIN, INSIDE = 0, 1, 2
"""The three tags of a layer."""

NONE = "none"


@dataclass(frozen=True, slots=True)
class Head:
    """A classification of one span.

    Args:
        name: the field that it fills.
        layer: the layer whose spans it reads.
        labels: its classes, in the order of the model's outputs.
    """

    name: str
    layer: str
    labels: tuple[str, ...]


ANCHOR_HEADS = (
    # "none": a word that looks like a trigger, but tells no incident.
    Head("action", "anchor", (NONE, *Action)),
    Head("status", "anchor", tuple(Status)),
    Head("aggregate", "anchor", ("no", "yes")),
    Head("stance", "anchor", tuple(Stance)),
    # "no": the anchor only holds the claim's place; the claim has no word that names the action.
    Head("is_trigger", "anchor", ("no", "yes")),
)

MENTION_HEADS = (
    Head("actor_kind", "actor", tuple(ActorKind)),
    Head("source_kind", "source", tuple(k for k in SourceKind if k is not SourceKind.OUTLET)),
    Head("weapon_kind", "weapon", tuple(WeaponKind)),
    Head("harm_kind", "harm", tuple(HarmKind)),
    Head("harm_who", "harm", tuple(ActorKind)),
)


@dataclass(frozen=True, slots=True)
class Role:
    """A relation between an anchor and a span of `layer`."""

    name: str
    layer: str


ROLES = (
    Role("perpetrator", "actor"),
    Role("target", "actor"),
    Role("weapon", "weapon"),
    Role("harm", "harm"),
    Role("source", "source"),
    Role("time", "time"),
    Role("place", "place"),
)

POINTERS = ("source", "time", "place")
"""Roles that an anchor fills at most once, chosen against "none of them"."""
