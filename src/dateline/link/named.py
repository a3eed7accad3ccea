"""The names that phrases and documents give to actors: registry entries, state bodies, explained acronyms, names not known yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.link import confidence
from dateline.link.noun_phrase import noun_phrase, proper_name
from dateline.link.office import MINISTRY
from dateline.link.registry import CountryHit, OrganisationHit, Word, provisional_id, words
from dateline.link.scene import Scene
from dateline.link.state_body import branch, rebels_of, state_body
from dateline.model import ActorKind

__all__ = ["Name", "bodies", "name_in"]

_BEYOND = 4
_BODY_NOUNS = re.compile(
    r"\b(force|forces|guard|guards|army|brigade|division|battalion|regiment|corps|unit|service|police|agency|directorate|command|ministry|intelligence|office|committee|council|"
    r"court|operation|levies|rifles|constabulary|congress|parliament|assembly|administration|commission|patrol|department|bureau|staff|fleet|company|squadron|battery|party)\b",
    re.IGNORECASE,
)
_STATES = frozenset(
    (ActorKind.MILITARY, ActorKind.POLICE, ActorKind.GOVERNMENT, ActorKind.FOREIGN_FORCES, ActorKind.PEACEKEEPERS)
)
_FORCES = (ActorKind.MILITARY, ActorKind.FOREIGN_FORCES)


@dataclass(frozen=True, slots=True)
class Name:
    """A name for an actor, with the entry that it leads to.

    Args:
        start: where in the text it stands, in code points.
        name: as the codebook wants it.
        kind: what sort of actor the name says, where it says so.
        id: the registry's id.
        country: ISO 3166-1 alpha-3 code, of state bodies.
        confidence: 0 to 1.
        reason: why this name, in words.
    """

    start: int
    name: str
    kind: ActorKind | None
    id: str | None
    country: str | None
    confidence: float
    reason: str


def name_in(scene: Scene, start: int, text: str, *, kind: ActorKind | None, focus: str | None) -> Name | None:
    """The name that a phrase holds in its own words; None where it holds none.

    Args:
        scene: the document's.
        start: where the phrase stands, in code points.
        text: the phrase.
        kind: what sort of actor it is, where known.
        focus: country in focus, ISO 3166-1 alpha-3.
    """
    spelt = noun_phrase(text).words
    hits = scene.organisations_in(text, spelt)
    return (
        _organisation(scene, start, text, hits, focus=focus, kind=kind)
        or _acronym(scene, start, spelt)
        or _state(scene, start, text, kind=kind, focus=focus)
        or _proper(scene, start, text, kind)
    )


def _organisation(
    scene: Scene, start: int, text: str, hits: Sequence[OrganisationHit], *, focus: str | None, kind: ActorKind | None = None
) -> Name | None:
    for hit in hits:
        entry = scene.entry(hit, focus)
        if kind is ActorKind.PEACEKEEPERS and not entry.countries:
            entry = scene.mission_of(entry, focus) or entry
        if entry.kind or entry.source_kind:
            country = entry.countries[0] if entry.id.startswith("gov-") else None
            return Name(
                start,
                scene.spelling(entry) + scene.wing(text, hit),
                entry.kind,
                entry.id,
                country,
                confidence.REGISTRY,
                f"registry: {text!r} names {entry.name}",
            )
    return None


def _acronym(scene: Scene, start: int, spelt: Sequence[Word]) -> Name | None:
    long = next((scene.acronyms[word.text] for word in spelt if word.text in scene.acronyms), None)
    return (
        Name(start, long, None, _provisional(scene, long), None, confidence.EXPLAINED, "the document explains the acronym")
        if long
        else None
    )


def _state(scene: Scene, start: int, text: str, *, kind: ActorKind | None, focus: str | None) -> Name | None:
    spelt = noun_phrase(text).words
    hits = scene.countries_in(text, spelt)
    if not hits or kind is None or not (_bare_of_names(spelt, hits) or (kind in _FORCES and MINISTRY.search(text))):
        return None
    country = hits[0].country(focus)
    if kind is ActorKind.GOVERNMENT and not (hits[0].is_seat or len(spelt) <= 2 + hits[0].last - hits[0].first):
        return None
    if kind is ActorKind.PEACEKEEPERS and (mission := scene.mission_here(focus)):
        return Name(
            start,
            f"{mission.name} ({country.name})",
            kind,
            mission.id,
            None,
            confidence.STATE,
            f"{country.name} in {mission.name}",
        )
    body = rebels_of(country, text) if kind is ActorKind.ARMED_GROUP else state_body(country, kind, text)
    if body is None:
        return None
    return Name(start, body.name, kind, body.id, country.iso3, confidence.STATE, f"{country.name} and the words {text!r}")


def _proper(scene: Scene, start: int, text: str, kind: ActorKind | None) -> Name | None:
    name = None if scene.shouting else proper_name(text)
    if name is None or not _names_a_body(scene, name, text, kind):
        return None
    key = _provisional(scene, name)
    entry = scene.registry.organisations.get(key)
    if entry is not None:
        return Name(start, entry.name, entry.kind, key, None, confidence.JOINED_NAME, f"{name!r} was joined to {entry.name}")
    return Name(start, name, kind, key, None, confidence.UNKNOWN, "a name that the registry does not know")


def _provisional(scene: Scene, name: str) -> str:
    """The id of a name that the registry does not know: the same in every document, until somebody joins it to an entry."""
    key = provisional_id(name)
    return scene.registry.joined.get(key, key)


def _names_a_body(scene: Scene, name: str, text: str, kind: ActorKind | None) -> bool:
    """Whether a proper name is that of a body: no place, no nation, no first word of a sentence."""
    spelt = words(name)
    capitals = [word for word in spelt if word.text[0].isupper()]
    if len(capitals) == 1 and text.startswith(name) and not scene.is_name(capitals[0].text):
        return False
    if kind in _STATES and not (_BODY_NOUNS.search(name) or name.isupper()):
        return False
    if kind is not ActorKind.GOVERNMENT and name.endswith("Ministry"):
        return False  # the ministry's soldiers or police, not the ministry
    covered = {n for hit in scene.registry.countries_in(spelt) for n in range(hit.first, hit.last)}
    return any(n not in covered for n, word in enumerate(spelt) if word.text[0].isupper())


def bodies(scene: Scene, focus: str | None) -> tuple[Name, ...]:
    """The registry's names and the state forces named anywhere in the text, in order."""
    found = [_at_hit(scene, hit, focus) for hit in scene.organisations]
    found += [_force_at(scene, hit, focus) for hit in scene.countries]
    return tuple(sorted((name for name in found if name is not None), key=lambda name: name.start))


def _at_hit(scene: Scene, hit: OrganisationHit, focus: str | None) -> Name | None:
    start = scene.words[hit.first].start
    return _organisation(scene, start, scene.text[start : scene.words[hit.last - 1].end], [hit], focus=focus)


def _force_at(scene: Scene, hit: CountryHit, focus: str | None) -> Name | None:
    """The force named by a country's word and the few words after it ("Malian air force", "Chad's army")."""
    last = min(hit.last + _BEYOND - 1, len(scene.words) - 1)
    start, end = scene.words[hit.first].start, scene.words[last].end
    phrase = re.split(r"[.;:!?()]\s|\n", scene.text[start:end], maxsplit=1)[0]
    kind = branch(phrase)
    if kind is None:
        return None
    body = state_body(hit.country(focus), kind, phrase)
    country = hit.country(focus)
    return (
        None
        if body is None
        else Name(start, body.name, kind, body.id, country.iso3, confidence.BODY_TOLD, f"{phrase!r} is named in the document")
    )


def _bare_of_names(spelt: Sequence[Word], hits: Sequence[CountryHit]) -> bool:
    """Whether a phrase has no capital letter beside its country's and its first word's."""
    covered = {n for hit in hits for n in range(hit.first, hit.last)}
    return not any(word.text[0].isupper() for n, word in enumerate(spelt) if n and n not in covered) or any(
        word.text.isupper() for word in spelt
    )
