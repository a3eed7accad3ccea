"""From our incidents to MUC-4 templates, by rules that the training documents bear out.

| ours | MUC-4 |
|---|---|
| bombing, suicide_bombing | bombing |
| abduction | kidnapping |
| arson_looting | robbery where its words say that something was taken, else arson |
| attack, shooting, melee_attack, grenade_attack, chemical_attack, execution | attack |
| all other actions; aggregates; what is only possible | no template |
| perpetrator that is a body ("the army", "Red Front") | PerpOrg, its bracketed abbreviation a second mention |
| perpetrator described ("three men") | PerpInd |
| both in one ("Red Front guerrillas") | PerpInd with all words, PerpOrg with the name |
| target that is property | Target |
| target that is a person with a name | Victim, the name without its title |
| weapon | Weapon, without number |

The key lists human targets by description as well; the simplified templates carry names only. Incidents of one type are told as one template:
in the training documents seven of ten have no second one of their type. An optional template or filler counts as any other, as for the measures' authors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.muc4_metrics import SLOTS, Entity, Template, entity
from dateline.model import Action, Actor, ActorKind, Claim, Incident, Status

KINDS = {
    Action.BOMBING: "bombing",
    Action.SUICIDE_BOMBING: "bombing",
    Action.ABDUCTION: "kidnapping",
    Action.ARSON_LOOTING: "arson",
    **dict.fromkeys(
        (
            Action.ATTACK,
            Action.SHOOTING,
            Action.MELEE_ATTACK,
            Action.GRENADE_ATTACK,
            Action.CHEMICAL_ATTACK,
            Action.EXECUTION,
        ),
        "attack",
    ),
}
SILENT = frozenset((Status.HYPOTHETICAL, Status.THREATENED))
TAKEN = re.compile(r"\b(?:rob|stole|steal|loot|theft|took away)", re.IGNORECASE)

LEAD = re.compile(
    r"^(?:(?:an?|the|some|several|about|around|at least|more than|over|nearly|approximately|his|her|their|its|these|those|other|\d[\d,.]*"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|dozens? of|hundreds of)\s+)+",
    re.IGNORECASE,
)
"""Determiners and numbers; fewer than 8 in 100 mentions of the training key begin with one."""

BRACKET = re.compile(r"\s*[(\[]([^)\]]*)[)\]]?")
NAME = re.compile(r"[A-ZÁÉÍÓÚÑ][\w'’.-]*(?:\s+(?:(?:de|del|la|las|los|y|e|da|do|dos|of|the)\s+)*[A-ZÁÉÍÓÚÑ][\w'’.-]*)*")
"""A run of capitalised words, with the small words that stand inside names."""

PEOPLE = re.compile(
    r"\b(?:members?|guerrillas?|rebels?|terrorists?|soldiers?|troops?|men|man|individuals?|persons?|people|gunm[ae]n|youths?|commandos?|assassins?"
    r"|columns?|militants?|extremists?|subversives?|criminals?|policem[ae]n|officers?|traffickers?|units?|patrols?|leaders?|hitm[ae]n)\b",
    re.IGNORECASE,
)
BODY = re.compile(
    r"\b(?:army|armed forces|air force|navy|military|government|police|guard|front|movement|party|cartel|mafias?|death squads?|union|group|organization"
    r"|path|battalion|brigade|extraditables|shining)\b",
    re.IGNORECASE,
)
"""Words for bodies; "death squads" stands in the key as one."""

TITLES = re.compile(
    r"^(?:(?:former|ex|general|gen|colonel|col|lieutenant|lt|major|maj|captain|capt|sergeant|sgt|president|minister|deputy|senator|mayor|governor|judge"
    r"|justice|father|reverend|bishop|archbishop|monsignor|msgr|priests?|dr|doctor|engineer|mr|mrs|ms|ambassador|leader|jesuit|attorney|secretary|vice"
    r"|congressman|representative|peasant|journalist|candidate|director|chief|police|army|navy|us|u\.s|salvadoran|colombian|peruvian|guatemalan|honduran"
    r"|chilean|spanish|american|liberal|presidential|foreign|defense|interior)\.?[\s-]+)+",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Draft:
    """A template in the making."""

    kind: str
    slots: dict[str, list[Entity]] = field(default_factory=lambda: {slot: [] for slot in SLOTS})

    def add(self, slot: str, one: Entity) -> None:
        """Add an entity, unless it is part of one that is there, or one that is there is part of it."""
        words = frozenset(" ".join(sorted(one)).split())
        known = [frozenset(" ".join(sorted(e)).split()) for e in self.slots[slot]]
        if any(one) and not any(words <= k or k <= words for k in known):
            self.slots[slot].append(one)

    def template(self) -> Template:
        """The finished template."""
        return Template(self.kind, {slot: tuple(entities) for slot, entities in self.slots.items()})


def templates(incidents: Iterable[Incident]) -> tuple[Template, ...]:
    """The templates that a document's incidents amount to, one of each type."""
    drafts: dict[str, Draft] = {}
    for incident in incidents:
        kind = kind_of(incident)
        if kind is None:
            continue
        draft = drafts.setdefault(kind, Draft(kind))
        for claim in incident.claims:
            fill(draft, claim)
    return tuple(d.template() for d in drafts.values())


def kind_of(incident: Incident) -> str | None:
    """The MUC-4 type of an incident; None where it makes no template."""
    if incident.aggregate or incident.status in SILENT:
        return None
    kind = KINDS.get(incident.action)
    if kind == "arson" and any(TAKEN.search(c.quote.text) for c in incident.claims):
        return "robbery"
    return kind


def fill(draft: Draft, claim: Claim) -> None:
    """Add the fillers of one claim."""
    for actor in claim.perpetrators:
        for slot, mentions in perpetrator(actor.name):
            draft.add(slot, entity(mentions))
    for actor in claim.targets:
        victim = person(actor)
        if actor.kind is ActorKind.PROPERTY:
            draft.add("Target", entity([bare(actor.name)]))
        elif victim:
            draft.add("Victim", entity([victim]))
    if claim.weapon and claim.weapon.quote:
        draft.add("Weapon", entity([bare(claim.weapon.quote.text)]))


def bare(words: str) -> str:
    """Words without determiner, number and bracket."""
    return LEAD.sub("", BRACKET.sub("", words)).strip()


def perpetrator(words: str) -> list[tuple[str, list[str]]]:
    """The slots that a perpetrator fills, each with its mentions."""
    inside = BRACKET.search(words)
    short = [inside[1]] if inside and inside[1].isupper() else []
    name = bare(words)
    bodies = [m[0] for m in NAME.finditer(name) if BODY.search(m[0]) or m[0].isupper()]
    if not PEOPLE.search(name) and (BODY.search(name) or name.isupper()):
        return [("PerpOrg", [name, *short])]
    organisation = [("PerpOrg", [max(bodies, key=len), *short])] if bodies else []
    return [("PerpInd", [name]), *organisation]


def person(actor: Actor) -> str | None:
    """The name of a person without titles; None where the words hold none."""
    names = [m[0] for m in NAME.finditer(TITLES.sub("", bare(actor.name))) if " " in m[0]]
    return TITLES.sub("", names[-1]) if names else None
