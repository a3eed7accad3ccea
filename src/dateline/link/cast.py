"""The cast of a document: every name that it gives to an actor, and who is meant where it gives none."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.link import confidence
from dateline.link.force import adversary, body_of, is_adversary, is_part, office_of
from dateline.link.named import Name, bodies, name_in
from dateline.link.noun_phrase import described, noun_phrase
from dateline.link.registry import is_provisional, registry, words
from dateline.link.scene import Scene
from dateline.link.speaker import Speaker, Stage, speaker
from dateline.link.state_body import branch
from dateline.model import Actor, ActorKind, Claim, Document, Incident, PlacePrecision, Source, SourceKind

__all__ = ["Cast"]

_STATE = frozenset((ActorKind.MILITARY, ActorKind.POLICE, ActorKind.GOVERNMENT))
_GROUPS = frozenset((ActorKind.ARMED_GROUP, ActorKind.MILITIA, ActorKind.GANG))
_ORGANISED = _STATE | _GROUPS | {ActorKind.FOREIGN_FORCES, ActorKind.PEACEKEEPERS}
_REBELS = frozenset((SourceKind.PERPETRATOR, SourceKind.ARMED_GROUP))
# Words that say that the actor is not known, or is one person: no name is put in their place.
_NAMELESS = re.compile(
    r"\b(unknown|unidentified|unnamed|gunm[ae]n|armed (?:men|man|group|groups|persons|youths?|elements)|assailants?|attackers?|masked|hooded|suspects?|suspected|"
    r"alleged|some|another|rival|certain|(?:a|one|the) (?:man|woman|girl|boy|youth)|bombers?|accomplice|smugglers?|accused)\b"
    r"|présumés?|inconnus?|hommes armés|presunt[oa]s?|supuest[oa]s?|desconocid[oa]s?|hombres armados|homens armados|desconhecid[oa]s?|um grupo|un grupo|un groupe"
    r"|предполага|неизвестн|невідом|مجهول|ملثم",
    re.IGNORECASE,
)
# Some men, told by what they carry or wear: anybody, whatever group the document has named.
_MEN = re.compile(
    r"(?:\W*\b(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|about|some|around|\d+|fifteen|twenty)\b)+ (?:young )?m[ae]n\b(?! of)",
    re.IGNORECASE,
)
# A part of a body that is named elsewhere: "its Red River Command".
_PART = re.compile(r"(its|their|his|our|\w+ \w+s?['’]s?|the \w+['’]s?)\s", re.IGNORECASE)
# A unit by its number: "8th Division", "5th Brigade".
_UNIT = re.compile(
    r"(?:the )?(?:\d+(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth) \w+(?: \w+)?$"
)
# Several groups together are none of them.
_SEVERAL = re.compile(
    r"(?:(?:the|two|three|four|rival|these|those|both|other|armed|local|some|several) )*"
    r"(gangs|militias|clans|armed groups)$",
    re.IGNORECASE,
)
# "30 jihadists" and "a camp" are the group's that the document speaks of; a bare "jihadists" may be anybody.
_COUNTED = re.compile(
    r"(\d[\d,.]*|a|an|one|two|three|four|five|six|seven|eight|nine|ten|some|about|all|at least)\b", re.IGNORECASE
)
# Fighters of no group that is told: where the document tells of one group alone, they are its.
_FIGHTERS = re.compile(r"(?:the )?(?:guerrillas?|rebels?|militiamen|fighters?|subversives?)", re.IGNORECASE)
_EMPTY = re.compile(
    r"((?:of )?(?:them|these|those)|others?|men|man|women|woman|people|persons|dead|bod(?:y|ies)|boys?|girls?|[\d., ]+|the|all|both|two|of the \w+)?",
    re.IGNORECASE,
)
_OTHER = {"perpetrators": "targets", "targets": "perpetrators"}


@dataclass(frozen=True, slots=True)
class _Mention:
    """One actor of one claim: its incident's number, its role, its words and where they stand, and who says so."""

    incident: int
    role: str
    kind: ActorKind
    text: str
    start: int
    speaker: SourceKind


class Cast:
    """Who plays in a document.

    Args:
        doc: the document.
        incidents: as found, with their places linked.
    """

    def __init__(self, doc: Document, incidents: Sequence[Incident]) -> None:
        self._countries = _focus(incidents)
        self._places = [
            incident.place.name if incident.place.precision is PlacePrecision.EXACT else None for incident in incidents
        ]
        self._days = [incident.time.start or doc.published for incident in incidents]
        self._scene = Scene(doc, registry(), [country for country in self._countries if country])
        main = Counter(country for country in self._countries if country).most_common(1)
        self._main = main[0][0] if main else None
        self._told: list[Name] = list(bodies(self._scene, self._main))
        self._names: dict[_Mention, Name] = {}
        self._of_role: dict[tuple[int, str, ActorKind], list[Name]] = {}
        self._described: dict[tuple[int, ActorKind], str] = {}
        for mention in _mentions(incidents):
            self._meet(mention)
        if not any(name.kind in _GROUPS for name in self._told):
            self._told += self._named_by_speaking(incidents)
        self._told.sort(key=lambda name: name.start)
        for mention, name in list(self._names.items()):
            if is_provisional(name.id):
                self._names[mention] = self._fuller(mention, name)
        self._speakers = self._named_speakers(incidents)

    def actor(self, n: int, role: str, actor: Actor, claim: Claim) -> Actor:
        """An actor of the nth incident with its name, entry, confidence and reason."""
        mention = _mention(n, role, actor, claim)
        name = self._on_day(mention, self._names.get(mention) or self._meant(mention))
        if actor.quote is None:  # the finder's own words, which no text bears out; only the entry is added
            return replace(actor, actor_id=name.id if name else None)
        if name is not None:
            return replace(actor, name=name.name, actor_id=name.id, confidence=name.confidence, reason=name.reason)
        if _is_empty(mention.text) and (told := self._described.get((n, actor.kind))):
            return replace(
                actor,
                name=told,
                confidence=confidence.described(actor.kind),
                reason=f"stands for {told}, told in the same incident",
            )
        return replace(
            actor,
            name=self._description(mention),
            confidence=confidence.described(actor.kind),
            reason="no name is given; described in the text's words",
        )

    def _on_day(self, mention: _Mention, name: Name | None) -> Name | None:
        """The name with the id of the body that existed on the incident's day: a government's forces end with it."""
        if name is None or name.id is None:
            return name
        known, day = self._scene.registry, self._days[mention.incident]
        key = known.state_id(known.on_day(name.id, day, self._country(mention)), day)
        return name if key == name.id else replace(name, id=key, reason=f"{name.reason}; {key} on {day}")

    def source(self, source: Source) -> Source:
        """A source with its name; the outlet has none."""
        if source.quote is None:
            return source
        return replace(source, name=self._speakers.get((source.quote.start, source.quote.end, source.kind), source.name))

    def _meet(self, mention: _Mention) -> None:
        """Take down the name or the description that an actor bears in its own words."""
        if not _is_empty(mention.text):
            self._described.setdefault((mention.incident, mention.kind), self._description(mention))
        if mention.kind not in _ORGANISED:
            return
        name = name_in(self._scene, mention.start, mention.text, kind=mention.kind, focus=self._country(mention))
        if name is None:
            return
        self._names[mention] = name
        if mention.kind in _GROUPS and not is_provisional(name.id) and name.kind not in _GROUPS:
            return  # a mission or a ministry that was taken for a group: no antecedent of "the group"
        if not is_provisional(name.id) or not _PART.match(mention.text):
            named = replace(name, kind=mention.kind)
            self._told.append(named)
            self._of_role.setdefault((mention.incident, mention.role, mention.kind), []).append(named)

    def _named_by_speaking(self, incidents: Sequence[Incident]) -> Iterator[Name]:
        """Groups that the document names only where they speak: "it" and "the group" mean them where no other group is named.

        A name that the registry knows has been found anywhere in the text already.
        """
        for (start, _, kind), (source, incident) in _quoted(incidents).items():
            if source.quote is None or kind not in _REBELS:
                continue
            country = incident.place.country or self._main
            name = name_in(self._scene, start, source.quote.text, kind=ActorKind.ARMED_GROUP, focus=country)
            if name is not None and is_provisional(name.id):
                yield replace(name, kind=ActorKind.ARMED_GROUP)

    def _fuller(self, mention: _Mention, name: Name) -> Name:
        """A name that the registry does not know, as part of one that it does: short form, unit of an army, wing of a group."""
        told = {word.folded for word in words(name.name)}
        for other in reversed(self._told):
            if not is_provisional(other.id) and other.kind is mention.kind and told < {word.folded for word in words(other.name)}:
                return replace(
                    other, start=name.start, confidence=confidence.SHORT, reason=f"{name.name!r} is short for {other.name}"
                )
        whole: Name | None = None
        country = self._scene.registry.countries.get(self._country(mention) or "")
        if mention.kind is ActorKind.MILITARY and country and country.has_army and _UNIT.match(name.name):
            whole = body_of(self._scene, country, mention.kind, start=name.start, text="army")
        elif mention.kind in _GROUPS and _PART.match(mention.text):
            groups = [other for other in self._told if other.kind is mention.kind and not is_provisional(other.id)]
            whole = _again(groups, mention.start)
        if whole is None or is_provisional(whole.id):
            return name
        return replace(
            whole, name=f"{whole.name}, {name.name}", start=name.start, confidence=confidence.PART, reason=f"part of {whole.name}"
        )

    def _description(self, mention: _Mention) -> str:
        place = self._places[mention.incident]
        if place and mention.kind is ActorKind.GANG and mention.text.lower() == "the gangs":
            return f"gangs in {place}"
        return described(mention.text, mention.kind.value, self._scene.capitalised)

    def _country(self, mention: _Mention) -> str | None:
        return self._countries[mention.incident] or self._main

    def _meant(self, mention: _Mention) -> Name | None:
        """Who is meant by a phrase without a name; None where nobody in particular is."""
        phrase = noun_phrase(mention.text)
        if mention.kind in _GROUPS and (_SEVERAL.match(mention.text) or _MEN.match(mention.text)):
            return None
        if mention.kind in _STATE:
            return self._antecedent(mention) if phrase.is_pronoun else self._of_state(mention)
        if mention.kind is ActorKind.FOREIGN_FORCES:
            return self._of_abroad(mention)
        if mention.kind in _ORGANISED and (phrase.refers_back or not _NAMELESS.search(mention.text)):
            return self._antecedent(mention)
        return None

    def _of_state(self, mention: _Mention) -> Name | None:
        """The force or office of the country in focus."""
        country = self._scene.registry.countries.get(self._country(mention) or "")
        if country is None or is_part(mention.text, mention.kind):
            return None
        if mention.kind is ActorKind.GOVERNMENT:
            return office_of(country, mention.start, mention.text)
        other_side = is_adversary(mention.text) and mention.speaker not in _REBELS
        if other_side and (own := self._scene.registry.countries.get(self._main or "")) and own.adversary:
            country = own
        if other_side or (mention.kind is ActorKind.MILITARY and not country.has_army):
            return adversary(self._scene, self._told, country, start=mention.start, text=mention.text)
        return body_of(self._scene, country, mention.kind, start=mention.start, text=mention.text)

    def _of_abroad(self, mention: _Mention) -> Name | None:
        """The force of another country that was last told, its branch as the phrase has it."""
        focus = self._country(mention)
        abroad = [name for name in self._told if name.kind is ActorKind.MILITARY and name.country not in (None, focus)]
        name = self._antecedent(mention) or _again(abroad, mention.start)
        if name and name.country and branch(mention.text):
            country = self._scene.registry.countries[name.country]
            return body_of(self._scene, country, mention.kind, start=mention.start, text=mention.text)
        return name

    def _antecedent(self, mention: _Mention) -> Name | None:
        """The name last given to an actor of this kind: in this incident and role, else before it, else first after it."""
        here = self._of_role.get((mention.incident, mention.role, mention.kind))
        if here:
            return _again(here, mention.start)
        refers_back = noun_phrase(mention.text).refers_back
        alike = [name for name in self._told if name.kind is mention.kind]
        if mention.kind in _GROUPS and not refers_back and not _COUNTED.match(mention.text):
            is_only_one = len({name.id or name.name for name in alike}) == 1 and _FIGHTERS.fullmatch(mention.text)
            return _again(alike, mention.start) if is_only_one else None
        if not alike and mention.kind in _GROUPS and refers_back:
            alike = [name for name in self._told if name.kind in _GROUPS]
        opposed = {name.name for name in self._opposed(mention)}
        return _again([name for name in alike if name.name not in opposed] or alike, mention.start)

    def _opposed(self, mention: _Mention) -> Iterator[Name]:
        """The names on the other side of the incident: nobody attacks himself."""
        for (incident, role, _), names in self._of_role.items():
            if incident == mention.incident and role == _OTHER[mention.role]:
                yield from names

    def _named_speakers(self, incidents: Sequence[Incident]) -> dict[tuple[int, int, SourceKind], str]:
        """The sources' names by place and kind, made in the order of the text, so that each may stand for one before."""
        told: list[Speaker] = []
        groups = [name for name in self._told if name.kind in _GROUPS]
        for (start, _, kind), (source, incident) in _quoted(incidents).items():
            stage = Stage(self._scene, told, incident.place, incident.place.country or self._main, groups)
            name = speaker(source, stage)
            if name and source.quote:
                told.append(Speaker(start, source.quote.end, kind, source.quote.text, name))
        return {(one.start, one.end, one.kind): one.name for one in told}


def _focus(incidents: Sequence[Incident]) -> list[str | None]:
    return [incident.place.country for incident in incidents]


def _quoted(incidents: Sequence[Incident]) -> dict[tuple[int, int, SourceKind], tuple[Source, Incident]]:
    """The sources that the text names, in its order, each with the first incident that it tells of."""
    found = {
        (claim.source.quote.start, claim.source.quote.end, claim.source.kind): (claim.source, incident)
        for incident in reversed(incidents)
        for claim in incident.claims
        if claim.source.quote
    }
    return dict(sorted(found.items(), key=lambda item: item[0]))


def _mentions(incidents: Sequence[Incident]) -> Iterator[_Mention]:
    for n, incident in enumerate(incidents):
        for claim in incident.claims:
            for role, actors in (("perpetrators", claim.perpetrators), ("targets", claim.targets)):
                yield from (_mention(n, role, actor, claim) for actor in actors)


def _mention(n: int, role: str, actor: Actor, claim: Claim) -> _Mention:
    text, start = (actor.quote.text, actor.quote.start) if actor.quote else (actor.name, claim.quote.start)
    return _Mention(n, role, actor.kind, text, start, claim.source.kind)


def _is_empty(text: str) -> bool:
    """Whether a phrase says nothing of who it is: a pronoun, a number, "three men"."""
    return noun_phrase(text).is_pronoun or bool(_EMPTY.fullmatch(described(text, "")))


def _again(names: Sequence[Name], start: int) -> Name | None:
    """The last name before a place in the text, else the first after it, as standing for what is said there."""
    if not names:
        return None
    ordered = sorted(names, key=lambda name: name.start)
    at = bisect.bisect_left([name.start for name in ordered], start)
    name = ordered[at - 1] if at else ordered[0]
    return replace(
        name, confidence=round(name.confidence * confidence.AGAIN, 2), reason=f"stands for {name.name}, named at {name.start}"
    )
