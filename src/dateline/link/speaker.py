"""Sources to names: who is speaking where the text says "the ministry", "a spokesman for the group" or "he"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.link.full_name import apposed, full_name
from dateline.link.named import Name
from dateline.link.noun_phrase import NounPhrase, described, is_generic, noun_phrase
from dateline.link.office import MINISTRY, office
from dateline.link.registry import Country, word_list
from dateline.link.scene import Scene
from dateline.link.state_body import StateBody, state_body
from dateline.model import ActorKind, Place, PlacePrecision, Source, SourceKind
from dateline.text.normal import fold

__all__ = ["Speaker", "Stage", "speaker"]

_FORCES = {SourceKind.MILITARY: ActorKind.MILITARY, SourceKind.POLICE: ActorKind.POLICE}
_REBELS = frozenset((SourceKind.PERPETRATOR, SourceKind.ARMED_GROUP))
_BODIES = _REBELS | {SourceKind.IGO, SourceKind.MONITOR, SourceKind.MEDIA, SourceKind.MEDICAL, *_FORCES}
_PLACED = frozenset((SourceKind.WITNESS, SourceKind.MEDICAL, SourceKind.GOVERNMENT))
_SPOKESMAN = re.compile(r"\bspokes\w+|porte-parole|portavoz|vocero|porta-voz|представител|речник|المتحدث", re.IGNORECASE)
_SPOKESPERSON = re.compile(r"^(?:[Tt]he |[Aa]n? )?(\S.*?) spokes\w+,? ((?:[A-Z][\w.’'-]+[ ]*){2,5})$")
_OF_STATE = frozenset((SourceKind.MILITARY, SourceKind.POLICE, SourceKind.PERPETRATOR, SourceKind.ARMED_GROUP))
_UN = re.compile(r"\bU\.?N\.?\b|\bUnited Nations\b")
_MISSION = re.compile(rf"(?:the |a )?(?:(?:{_UN.pattern})(?:['’]s)? )?(?:peacekeeping )?mission(?: itself)?", re.IGNORECASE)
# "the army's Third Division": the army and the unit.
_UNIT = re.compile(
    r"\barmy['’]s ((?:\d+(?:st|nd|rd|th)|[A-Z][a-z]+) (?:[A-Z][a-z]+ )*(?:Division|Brigade|Corps|Battalion|Regiment|Command))$"
)
# One officer who speaks is described; the body does not speak through everyone.
_OFFICER = re.compile(r"\b(?:police (?:officers?|officials?|superintendents?|sources?)|policem[ae]n)\b", re.IGNORECASE)
# Nouns by which a body is spoken of again: the last name that bears the noun is meant.
# Nouns that only say that somebody spoke: the last source of the kind is meant.
# Who lives at a place, and who holds an office of it.
_PEOPLE = re.compile(
    r"^(residents?|villagers?|inhabitants|neighbours?|neighbors?|merchants?|traders?|shopkeepers?|survivors?|townspeople|elders|farmers?|deacon|teacher|schoolteacher|"
    r"medics?|nurses?|doctors?|surgeon|hospital|mayor|local authorities)$",
    re.IGNORECASE,
)
_OWNER = re.compile(r"^(?:city|town|village|municipality|district|area)['’]s ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source named earlier in the document."""

    start: int
    end: int
    kind: SourceKind
    quote: str
    name: str


@dataclass(frozen=True, slots=True)
class Stage:
    """What is known when a source speaks.

    Args:
        scene: what the document says of its actors.
        told: the sources named before it in the text, in order.
        place: where its incident happened.
        focus: country in focus, ISO 3166-1 alpha-3.
        groups: the armed groups that the document names, in order.
    """

    scene: Scene
    told: Sequence[Speaker]
    place: Place
    focus: str | None
    groups: Sequence[Name]


def speaker(source: Source, stage: Stage) -> str | None:
    """The name of a source; None where it is the outlet or has none.

    Source: codebook, Source ("the innermost identifiable source") and Actor (the resolved name, else a description).
    """
    if source.quote is None:
        return source.name
    text = source.quote.text
    phrase = noun_phrase(text)
    alike = [other for other in stage.told if other.kind is source.kind and other.start < source.quote.start]
    if phrase.is_pronoun:
        return alike[-1].name if alike else _group(source, phrase, stage) or text
    return (
        _again(phrase, alike)
        or _mission(text, source.kind, stage)
        or _spelt_out(phrase, source, stage)
        or apposed(text)
        or _body(text, source.kind, stage)
        or _person(phrase, alike)
        or _group(source, phrase, stage)
        or _described(text, source.kind, stage)
    )


def _body(text: str, kind: SourceKind, stage: Stage) -> str | None:
    """The registry's, the acronym's or the state's name, where the words hold one."""
    if (person := _SPOKESPERSON.match(text)) and (body := _body(person[1], kind, stage)):
        return f"{body} ({' '.join(person[2].split())})"
    scene, spelt = stage.scene, noun_phrase(text).words
    hits = scene.organisations_in(text, spelt)
    if hits and kind in _BODIES and (len(spelt) <= 6 or hits[0].first <= 3 or _SPOKESMAN.search(text)):
        entry = scene.entry(hits[0], stage.focus)
        return scene.spelling(entry) + scene.wing(text, hits[0])
    long = next((scene.acronyms[word.text] for word in spelt if word.text in scene.acronyms), None)
    if long and len(spelt) <= 4:
        return long
    return _state(text, kind, stage)


def _state(text: str, kind: SourceKind, stage: Stage) -> str | None:
    """The name of a state's office or force, of the country that the words name or of the one in focus."""
    scene, spelt = stage.scene, noun_phrase(text).words
    named = scene.countries_in(text, spelt)
    country = named[0].country(stage.focus) if named else scene.registry.countries.get(stage.focus or "")
    if country is None:
        return None
    if kind is SourceKind.GOVERNMENT or (kind in _FORCES and MINISTRY.search(text)):
        return _office(text, country, stage, alone=bool(named) and named[0].last - named[0].first == len(spelt))
    covered = {n for hit in named for n in range(hit.first, hit.last)}
    plain = not any(word.text[0].isupper() and not is_generic(word) for n, word in enumerate(spelt) if n and n not in covered)
    if kind not in _FORCES or not plain or (kind is SourceKind.POLICE and _OFFICER.search(text) and not named):
        return None
    if not country.has_army and country.adversary and kind is SourceKind.MILITARY:
        country = scene.registry.countries[country.adversary]
    body = state_body(country, _FORCES[kind], text)
    if body and (unit := _UNIT.search(text)):
        return f"{scene.spellings.get(body.id, body.name)}, {unit[1]}"
    if body and body.name == country.police and scene.local_police:
        return scene.local_police
    return scene.spellings.get(body.id, body.name) if body else None


def _office(text: str, country: Country, stage: Stage, *, alone: bool) -> str | None:
    """The name of a country's office or of its authorities; its government where the words are the country `alone`."""
    if fold(text) in ("authorities", "the authorities"):
        return f"{country.adjective} authorities"
    return _as_spelt(state_body(country, ActorKind.GOVERNMENT, text) if alone else office(country, text), stage)


def _as_spelt(body: StateBody | None, stage: Stage) -> str | None:
    """The name of an office, American where the document writes it so."""
    if body is None:
        return None
    is_american = re.search(r"\b[Dd]efense\b", stage.scene.text) and not re.search(r"\b[Dd]efence\b", stage.scene.text)
    return body.name.replace("Defence", "Defense") if is_american else body.name


def _person(phrase: NounPhrase, alike: Sequence[Speaker]) -> str | None:
    """The fuller name of a person told again by surname or office."""
    tokens = {word.folded for word in phrase.words if word.folded not in word_list("title")}
    if not tokens or len(tokens) > 3 or not any(word.text[0].isupper() for word in phrase.words):
        return None
    fuller = [other for other in alike if tokens < set(fold(other.quote).split())]
    return fuller[-1].name if fuller else None


def _again(phrase: NounPhrase, alike: Sequence[Speaker]) -> str | None:
    """The name of a source spoken of again by a common noun ("the ministry", "the statement")."""
    folded = [word.folded for word in phrase.words]
    if (
        not alike
        or len(folded) > 3
        or (len(folded) == 3 and folded[0] in ("a", "an"))
        or folded[0] not in word_list("determiner")
        or any(word.text[0].isupper() for word in phrase.words[1:])
    ):
        return None
    noun = folded[-1]
    if noun in word_list("source_body"):
        bearing = [other for other in alike if set(folded[1:]) <= set(fold(f"{other.name} {other.quote}").split())]
        if bearing:
            return bearing[-1].name
    return alike[-1].name if noun in word_list("source_voice") else None


def _spelt_out(phrase: NounPhrase, source: Source, stage: Stage) -> str | None:
    """The full name elsewhere in the document of a body that a source's words call by its noun; an office by its state's name."""
    if source.quote is None or source.kind in _OF_STATE or stage.scene.shouting:
        return None
    name = full_name(stage.scene.text, source.quote.start, phrase)
    if name is None or source.kind is not SourceKind.GOVERNMENT:
        return name
    return _state(name, source.kind, stage) or name


def _mission(text: str, kind: SourceKind, stage: Stage) -> str | None:
    """The mission of the United Nations in the country, by its own name where the document gives one."""
    country = stage.scene.registry.countries.get(stage.focus or "")
    if kind is not SourceKind.IGO or country is None or not _MISSION.fullmatch(text):
        return None
    named = stage.scene.mission_here(country.iso3)
    if named:
        return named.name
    body = state_body(country, ActorKind.GOVERNMENT, "")
    where = body.name.removeprefix("Government of ") if body else country.name
    return f"United Nations mission in {where}" if _UN.search(stage.scene.text) else None


def _group(source: Source, phrase: NounPhrase, stage: Stage) -> str | None:
    """The armed group that was last named before, where one of its men or "the group" speaks."""
    assert source.quote is not None
    if source.kind not in _REBELS or not (phrase.is_pronoun or phrase.is_anaphor or _SPOKESMAN.search(phrase.text)):
        return None
    before = [name for name in stage.groups if name.start < source.quote.start] or list(stage.groups)
    return before[-1].name if before else None


def _described(text: str, kind: SourceKind, stage: Stage) -> str:
    """The words themselves, and the place where people are those of the incident's place."""
    bare = described(text, "source", stage.scene.capitalised)
    if (
        kind not in _PLACED
        or stage.place.name is None
        or stage.place.precision not in (PlacePrecision.EXACT, PlacePrecision.NEAR)
    ):
        return bare
    people = _PEOPLE.match(_OWNER.sub("", bare))
    return f"{people[1]} {'of' if people[1].lower() in word_list('resident') else 'in'} {stage.place.name}" if people else bare
