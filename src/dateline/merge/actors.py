"""Actors: the union of who is named, the unnamed merged into the named of a kind that fits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from dateline.merge.names import Name, is_same_name
from dateline.merge.testimony import Telling, Testimony
from dateline.model import Actor, ActorKind, ClaimRef, Stance, Value

__all__ = ["actors", "meant", "named_differently"]

Role = Literal["perpetrators", "targets"]

# Kinds that an unnamed mention may stand for: "gunmen" of unknown kind may be any, "militants" an armed group or a militia.
_FIT = {
    ActorKind.ARMED_GROUP: {ActorKind.ARMED_GROUP, ActorKind.MILITIA, ActorKind.GANG, ActorKind.UNKNOWN},
    ActorKind.MILITIA: {ActorKind.MILITIA, ActorKind.ARMED_GROUP, ActorKind.UNKNOWN},
    ActorKind.GANG: {ActorKind.GANG, ActorKind.ARMED_GROUP, ActorKind.UNKNOWN},
}
# Kinds whose plain names ("group", "army", "gunmen") refer back; "people" and "a market" are whoever and whatever they say.
_BODIES = frozenset(ActorKind) - {
    ActorKind.PROTESTERS,
    ActorKind.CIVILIANS,
    ActorKind.JOURNALISTS,
    ActorKind.AID_WORKERS,
    ActorKind.HEALTH_WORKERS,
    ActorKind.PRISONERS,
    ActorKind.PROPERTY,
}


@dataclass(slots=True)
class _Party:
    """The mentions of one actor."""

    mentions: list[tuple[Telling, Actor]] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)

    @property
    def kind(self) -> ActorKind:
        return min(
            Counter(a.kind for _, a in self.mentions).items(), key=lambda kv: (-kv[1], kv[0] is ActorKind.UNKNOWN, kv[0].value)
        )[0]

    def is_of(self, actor: Actor, name: Name) -> bool:
        if any(actor.actor_id is not None and actor.actor_id == a.actor_id for _, a in self.mentions):
            return True
        return any(is_same_name(name, own) for own in self.names)

    def add(self, telling: Telling, actor: Actor, name: Name | None = None) -> None:
        self.mentions.append((telling, actor))
        if name is not None:
            self.names.append(name)


def actors(said: Testimony, role: Role, rule: str) -> tuple[Value[Actor], ...]:
    """The event's actors in one role, most witnesses first.

    Args:
        said: all claims of the event.
        role: "perpetrators" or "targets".
        rule: name shown beside each.
    """
    parties = _parties(said, role)
    values = [(_n_witnesses(p), _value(p, said, role, rule)) for p in parties]
    return tuple(
        value for _, value in sorted(values, key=lambda nv: (-nv[0], nv[1].value.name if nv[1].value else "", nv[1].supports))
    )


def named_differently(said: Testimony) -> bool:
    """Whether independent sources name different perpetrators, and no claim names them together."""
    parties = [p for p in _parties(said, "perpetrators") if p.names and _affirming(p)]
    for i, p in enumerate(parties):
        for q in parties[i + 1 :]:
            ours, theirs = ({t.ref for t in _affirming(x)} for x in (p, q))
            if not ours & theirs and {t.source for t in _affirming(p)} != {t.source for t in _affirming(q)}:
                return True
    return False


def _affirming(party: _Party) -> list[Telling]:
    return [t for t, _ in party.mentions if t.claim.stance is not Stance.DENIES]


def _mentions(said: Testimony, role: Role) -> list[tuple[Telling, Actor]]:
    found = [(t, a) for t in said.tellings for a in (t.claim.perpetrators if role == "perpetrators" else t.claim.targets)]
    return sorted(found, key=lambda ta: (ta[0].ref, ta[1].name, ta[1].kind.value))


def _parties(said: Testimony, role: Role) -> list[_Party]:
    """Named mentions grouped by name, longest names first, so that the grouping does not depend on the order; then the rest."""
    mentions = [(t, a, Name.of(a.name)) for t, a in _mentions(said, role)]
    named = sorted((m for m in mentions if _is_named(m[1], m[2])), key=lambda m: (-len(m[2].core), sorted(m[2].core), m[0].ref))
    parties: list[_Party] = []
    for telling, actor, name in named:
        party = next((p for p in parties if p.is_of(actor, name)), None)
        if party is None:
            parties.append(party := _Party())
        party.add(telling, actor, name)
    by_document = _named_by_document(parties)
    for telling, actor, name in mentions:
        if not _is_named(actor, name):
            _place_unnamed(parties, by_document[telling.ref.document], (telling, actor))
    return parties


def _named_by_document(parties: Sequence[_Party]) -> dict[str, list[_Party]]:
    """The parties that each document names."""
    found: dict[str, list[_Party]] = defaultdict(list)
    for party in parties:
        for document in dict.fromkeys(t.ref.document for t, _ in party.mentions):
            found[document].append(party)
    return found


def _is_named(actor: Actor, name: Name) -> bool:
    return actor.actor_id is not None or bool((name.core and any(c.isupper() for c in actor.name)) or not actor.name.isascii())


def _place_unnamed(parties: list[_Party], named_here: Sequence[_Party], mention: tuple[Telling, Actor]) -> None:
    """Put a mention without a name to the only party of a fitting kind that its document names, else to the first that fits."""
    actor = mention[1]
    here = [p for p in named_here if _fits(actor.kind, p.kind)]
    fitting = here if len(here) == 1 else [p for p in parties if _fits(actor.kind, p.kind)]
    party = next(iter(fitting), None)
    if party is None:
        parties.append(party := _Party())
    party.add(*mention)


def _fits(unnamed: ActorKind, named: ActorKind) -> bool:
    return unnamed is named or unnamed in _FIT.get(named, ())


def meant(actor: Actor, told: Iterable[Actor]) -> Actor:
    """The actor whom one without a name stands for ("the group", "the army"): itself where it is named, or where that is not clear.

    Args:
        actor: of a claim.
        told: the actors that the claims of its document give in the same role.
    Source: rule "union-by-name" of the rule sets: whoever has no name is the only one of a fitting kind that the document names.
    """
    if actor.kind not in _BODIES or _is_named(actor, Name.of(actor.name)):
        return actor
    fitting = [a for a in told if _is_named(a, Name.of(a.name)) and _fits(actor.kind, a.kind)]
    return fitting[0] if len({a.actor_id or a.name for a in fitting}) == 1 else actor


def _n_witnesses(party: _Party) -> int:
    return len({t.witness for t, _ in party.mentions})


def _value(party: _Party, said: Testimony, role: Role, rule: str) -> Value[Actor]:
    supports = {t.ref for t in _affirming(party)}
    denied = {t.ref for t, _ in party.mentions} - supports
    return Value(
        value=_shown(party),
        rule=rule,
        supports=tuple(sorted(supports)),
        contradicts=tuple(sorted(denied | _rivals(party, said, role))),
    )


def _rivals(party: _Party, said: Testimony, role: Role) -> set[ClaimRef]:
    """Claims that accuse another by name."""
    if role == "targets" or not party.names:
        return set()
    own = {t.ref for t, _ in party.mentions}
    return {
        t.ref
        for t in said.tellings
        if t.claim.stance is Stance.ACCUSES
        and t.ref not in own
        and any(_is_named(a, Name.of(a.name)) for a in t.claim.perpetrators)
    }


def _shown(party: _Party) -> Actor:
    """The mention to show: linked, then the name most used, then the longest, then the surest."""
    named: Sequence[tuple[Telling, Actor]] = [
        (t, a) for t, a in party.mentions if _is_named(a, Name.of(a.name))
    ] or party.mentions
    used = Counter(a.name for _, a in named)

    def order(mention: tuple[Telling, Actor]) -> tuple[object, ...]:
        telling, actor = mention
        sure = -(actor.confidence or 0.0)
        return actor.actor_id is None, -used[actor.name], -len(actor.name), actor.name, sure, telling.ref

    _, actor = min(named, key=order)
    return replace(actor, kind=party.kind)
