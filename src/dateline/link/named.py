"""The names that a document gives to its actors: registry entries, state bodies, and acronyms that it explains itself."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.link import confidence
from dateline.link.noun_phrase import noun_phrase, proper_name
from dateline.link.office import MINISTRY
from dateline.link.registry import CountryHit, Organisation, OrganisationHit, Registry, Word, provisional_id, word_list, words
from dateline.link.state_body import branch, rebels_of, state_body
from dateline.model import ActorKind, Document
from dateline.text.case import is_one_case

__all__ = ["Name", "Scene"]

# "Karenni Nationalities Defence Force (KNDF)": the words in capitals before an acronym in brackets.
_EXPLAINED = re.compile(
    r"((?:[A-Z][\w'’-]+(?:\s+(?:of|for|the|and|de|du|des|da|do|del|la|y|et|e|in)\b)*[\s-]+){1,8})\(([A-Z][A-Za-z/-]{1,9})\)"
)
# The day or the month that a sentence begins with is no part of the name after it.
_WHEN = re.compile(
    r"^(?:(?:on|in|by|since|last|next) )?(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b[ ,]*",
    re.IGNORECASE,
)
_BEYOND = 4
# A body is named before the year in which the registry says that it began only where that year is not exact.
_EARLY = 1
_COLOURS = re.compile(
    r"\s*[-–](?:linked|allied|aligned|affiliated|inspired|backed|funded|supported|led|run|made|built|supplied|style|born|owned)\b|\s+affiliate\b",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"\b(?:linked|allied|affiliated|loyal|close|allegiance) (?:to|with) (?:the )?$|\b(?:pro|anti|ex)[-–]$", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:The|A|An|Our|Their|Local)\b ?")
# A spelling of a body that says which force it is; its headquarters' or its own short name does not.
_FORCE = re.compile(r"\b(army|military|forces?|police|gendarmerie|guards?|constabulary|(?-i:[A-Z]\w*[A-Z]))\b", re.IGNORECASE)
# "Lashkar-e-Karsa" is another name than the "Lashkar" in it.
_GOES_ON = re.compile(r"[-–](?:[aeiou]l?|ul|al|us|ur|uz)[-–]\w", re.IGNORECASE)
_LOCAL_POLICE = re.compile(r"\b([A-Z][\w-]+(?: [A-Z][\w-]+)?) [Pp]olice\b(?! [Ff]orce)")
_BODY_NOUNS = re.compile(
    r"\b(force|forces|guard|guards|army|brigade|division|battalion|regiment|corps|unit|service|police|agency|directorate|command|ministry|intelligence|office|committee|council|"
    r"court|operation|levies|rifles|constabulary|congress|parliament|assembly|administration|commission|patrol|department|bureau|staff|fleet|company|squadron|battery|party)\b",
    re.IGNORECASE,
)
_STATES = frozenset(
    (ActorKind.MILITARY, ActorKind.POLICE, ActorKind.GOVERNMENT, ActorKind.FOREIGN_FORCES, ActorKind.PEACEKEEPERS)
)
_FORCES = (ActorKind.MILITARY, ActorKind.FOREIGN_FORCES)
_WING = re.compile(r"['’]s ((?:[A-Z][\w-]+ )+\w+)$")
_ENDS = re.compile(r"[.!?:;\n\"“”]")


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


class Scene:
    """What one document says of its actors, looked up once.

    Args:
        doc: the document.
        known: the registry.
        countries: where its incidents happened, ISO 3166-1 alpha-3 codes.
    """

    def __init__(self, doc: Document, known: Registry, countries: Iterable[str] = ()) -> None:
        self.text = doc.text
        self.year = doc.published.year if doc.published else None
        self.language = doc.language
        self.registry = known
        self.shouting = is_one_case(doc.text)
        self.words = words(doc.text)
        self.acronyms = self._explained()
        self.countries = self.countries_in(self.text, self.words)
        self._near = frozenset(countries) | {country.iso3 for hit in self.countries for country in hit.countries}
        self._certain: frozenset[str] = frozenset()
        hits = self._hits(self.text, self.words)
        self._certain = frozenset(entry.id for hit in hits if not hit.is_weak for entry in hit.entries)
        self.organisations = self._borne(self.words, hits)
        self.capitalised = self._capitalised()
        self.spellings = self._spellings()
        self.local_police = self._local_police()

    def organisations_in(self, text: str, spelt: Sequence[Word]) -> tuple[OrganisationHit, ...]:
        """The registry's names in a text, but for those that only colour another ("the al-Qaeda-linked group")."""
        return self._borne(spelt, self._hits(text, spelt))

    def _hits(self, text: str, spelt: Sequence[Word]) -> list[OrganisationHit]:
        return [
            hit
            for hit in self.registry.organisations_in(spelt, shouting=self.shouting)
            if not _COLOURS.match(text, spelt[hit.last - 1].end)
            and not _GOES_ON.match(text, spelt[hit.last - 1].end)
            and not _LEANS.search(text, max(spelt[hit.first].start - 30, 0), spelt[hit.first].start)
        ]

    def _borne(self, spelt: Sequence[Word], hits: Sequence[OrganisationHit]) -> tuple[OrganisationHit, ...]:
        borne = (self._meant(hit, spelt[hit.first].text if hit.last - hit.first == 1 else "") for hit in hits)
        return tuple(hit for hit in borne if hit is not None)

    def _meant(self, hit: OrganisationHit, word: str) -> OrganisationHit | None:
        """An alias that may be meant in this document: in its countries, and as it explains the acronym itself."""
        entries = hit.entries
        if word in self.acronyms:
            entries = tuple(entry for entry in entries if _agree(self.acronyms[word], entry))
        if self.year is not None:
            entries = tuple(entry for entry in entries if entry.since is None or entry.since <= self.year + _EARLY)
        if hit.is_weak and self._near:
            entries = tuple(
                entry
                for entry in entries
                if not entry.countries or self._near.intersection(entry.countries) or entry.id in self._certain
            )
        return replace(hit, entries=entries) if entries else None

    def _local_police(self) -> str | None:
        """The one police that the document names by a place below the country ("Kerala Police"); None where none or several."""
        found = Counter(_ARTICLE.sub("", " ".join(match.split())) for match in _LOCAL_POLICE.findall(self.text))
        places = [
            name
            for name in found
            if not all(word.folded in word_list("generic_capital") for word in words(name))
            and all(self.is_name(part) for part in name.split())
            and not self.registry.countries_in(words(name))
        ]
        return f"{places[0]} police" if len(places) == 1 else None

    def countries_in(self, text: str, spelt: Sequence[Word]) -> tuple[CountryHit, ...]:
        """The countries in a text, but for those that only colour another word ("Turkish-made drones")."""
        hits = self.registry.countries_in(spelt, shouting=self.shouting)
        return tuple(hit for hit in hits if not _COLOURS.match(text, spelt[hit.last - 1].end))

    def _spellings(self) -> Mapping[str, str]:
        """The state bodies that the document names in full, by id, in its own spelling."""
        found: dict[str, str] = {}
        for hit in self.organisations if self.language in (None, "en") else ():
            self._spell(hit, found)
        return found

    def _spell(self, hit: OrganisationHit, found: dict[str, str]) -> None:
        """Take down how the document spells a state's body, where it says which force that is."""
        body, long = self.registry.present_id(hit.entries[0].id), hit.last - hit.first > 1
        name = " ".join(self.text[self.words[hit.first].start : self.words[hit.last - 1].end].split())
        if body.startswith("gov-") and _FORCE.search(name) and (long or body not in found):
            found[body] = name if long else hit.entries[0].name

    def _capitalised(self) -> frozenset[str]:
        """The words that stand with a capital inside a sentence, where only names have one."""
        inside = (b for a, b in itertools.pairwise(self.words) if not _ENDS.search(self.text, a.end, b.start))
        return frozenset() if self.shouting else frozenset(word.text for word in inside if word.text[0].isupper())

    def is_name(self, word: str) -> bool:
        """Whether a capitalised word is a name and not the first of a sentence."""
        return word in self.capitalised

    def _explained(self) -> Mapping[str, str]:
        """The acronyms that the document explains, with their long forms."""
        found: dict[str, str] = {}
        for match in _EXPLAINED.finditer(self.text):
            long = _WHEN.sub("", " ".join(match[1].split())).removeprefix("The ").removeprefix("the ")
            if match[2][0].lower() in {word[0].lower() for word in long.split()}:
                found.setdefault(match[2], long)
        return found

    def named(self, start: int, text: str, kind: ActorKind | None, focus: str | None) -> Name | None:
        """The name that a phrase holds in its own words; None where it holds none.

        Args:
            start: where the phrase stands, in code points.
            text: the phrase.
            kind: what sort of actor it is, where known.
            focus: country in focus, ISO 3166-1 alpha-3.
        """
        spelt = noun_phrase(text).words
        hits = self.organisations_in(text, spelt)
        return (
            self._organisation(start, text, hits, focus, kind=kind)
            or self._acronym(start, spelt)
            or self._state(start, text, kind, focus)
            or self._proper(start, text, kind)
        )

    def _mission(self, body: Organisation, country: str | None) -> Organisation | None:
        """The mission of an intergovernmental body: the one that the document names, else the only one in the country that year."""
        own = [
            one
            for one in self.registry.missions
            if one.parent in (body.id, body.parent or body.id)
            and country in one.countries
            and (self.year is None or one.lived(self.year))
        ]
        told = {entry.id for hit in self.organisations for entry in hit.entries}
        named = [one for one in own if one.id in told]
        return named[0] if named else own[0] if len(own) == 1 else None

    def mission_here(self, country: str | None) -> Organisation | None:
        """The one mission that the document names, of those in the country."""
        named = {
            entry.id: entry
            for hit in self.organisations
            for entry in hit.entries
            if entry.kind is ActorKind.PEACEKEEPERS or (entry.parent == "united-nations" and entry.countries)
        }
        here = [entry for entry in named.values() if country in entry.countries]
        return here[0] if len(here) == 1 else None

    def _organisation(
        self, start: int, text: str, hits: Sequence[OrganisationHit], focus: str | None, *, kind: ActorKind | None = None
    ) -> Name | None:
        for hit in hits:
            entry = self.entry(hit, focus)
            if kind is ActorKind.PEACEKEEPERS and not entry.countries:
                entry = self._mission(entry, focus) or entry
            if entry.kind or entry.source_kind:
                country = entry.countries[0] if entry.id.startswith("gov-") else None
                return Name(
                    start,
                    self.spelling(entry) + self.wing(text, hit),
                    entry.kind,
                    entry.id,
                    country,
                    confidence.REGISTRY,
                    f"registry: {text!r} names {entry.name}",
                )
        return None

    def wing(self, text: str, hit: OrganisationHit) -> str:
        """The part of a group that a phrase names after it, as ", West Karsa command"; empty where it names none."""
        last = words(text)[hit.last - 1] if hit.last <= len(words(text)) else None
        match = _WING.match(text, last.end) if last else None
        return f", {match[1]}" if match and match[1].split()[-1].lower() in word_list("after_name") else ""

    def spelling(self, entry: Organisation) -> str:
        """The name of an entry: of a state's body the document's own long form, of others the usual one."""
        return self.spellings.get(self.registry.present_id(entry.id), entry.name)

    def entry(self, hit: OrganisationHit, focus: str | None) -> Organisation:
        """The entry that an alias means: by the country, else by another of its names in the document."""
        entry = hit.entry(focus, self.year)
        if entry is not None:
            return entry
        told = {other.entries[0].id for other in self.organisations if len(other.entries) == 1}
        return next((candidate for candidate in hit.entries if candidate.id in told), hit.entries[0])

    def _acronym(self, start: int, spelt: Sequence[Word]) -> Name | None:
        long = next((self.acronyms[word.text] for word in spelt if word.text in self.acronyms), None)
        return (
            Name(start, long, None, self._provisional(long), None, confidence.EXPLAINED, "the document explains the acronym")
            if long
            else None
        )

    def _state(self, start: int, text: str, kind: ActorKind | None, focus: str | None) -> Name | None:
        spelt = noun_phrase(text).words
        hits = self.countries_in(text, spelt)
        if not hits or kind is None or not (_bare_of_names(spelt, hits) or (kind in _FORCES and MINISTRY.search(text))):
            return None
        country = hits[0].country(focus)
        if kind is ActorKind.GOVERNMENT and not (hits[0].is_seat or len(spelt) <= 2 + hits[0].last - hits[0].first):
            return None
        if kind is ActorKind.PEACEKEEPERS and (mission := self.mission_here(focus)):
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

    def _proper(self, start: int, text: str, kind: ActorKind | None) -> Name | None:
        name = None if self.shouting else proper_name(text)
        if name is None or not self._names_a_body(name, text, kind):
            return None
        key = self._provisional(name)
        entry = self.registry.organisations.get(key)
        if entry is not None:
            return Name(start, entry.name, entry.kind, key, None, confidence.JOINED_NAME, f"{name!r} was joined to {entry.name}")
        return Name(start, name, kind, key, None, confidence.UNKNOWN, "a name that the registry does not know")

    def _provisional(self, name: str) -> str:
        """The id of a name that the registry does not know: the same in every document, until somebody joins it to an entry."""
        key = provisional_id(name)
        return self.registry.joined.get(key, key)

    def _names_a_body(self, name: str, text: str, kind: ActorKind | None) -> bool:
        """Whether a proper name is that of a body: no place, no nation, no first word of a sentence."""
        spelt = words(name)
        capitals = [word for word in spelt if word.text[0].isupper()]
        if len(capitals) == 1 and text.startswith(name) and not self.is_name(capitals[0].text):
            return False
        if kind in _STATES and not (_BODY_NOUNS.search(name) or name.isupper()):
            return False
        if kind is not ActorKind.GOVERNMENT and name.endswith("Ministry"):
            return False  # the ministry's soldiers or police, not the ministry
        covered = {n for hit in self.registry.countries_in(spelt) for n in range(hit.first, hit.last)}
        return any(n not in covered for n, word in enumerate(spelt) if word.text[0].isupper())

    def bodies(self, focus: str | None) -> tuple[Name, ...]:
        """The registry's names and the state forces named anywhere in the text, in order."""
        found = [self._at_hit(hit, focus) for hit in self.organisations]
        found += [self._force_at(hit, focus) for hit in self.countries]
        return tuple(sorted((name for name in found if name is not None), key=lambda name: name.start))

    def _at_hit(self, hit: OrganisationHit, focus: str | None) -> Name | None:
        start = self.words[hit.first].start
        return self._organisation(start, self.text[start : self.words[hit.last - 1].end], [hit], focus)

    def _force_at(self, hit: CountryHit, focus: str | None) -> Name | None:
        """The force named by a country's word and the few words after it ("Malian air force", "Chad's army")."""
        last = min(hit.last + _BEYOND - 1, len(self.words) - 1)
        start, end = self.words[hit.first].start, self.words[last].end
        phrase = re.split(r"[.;:!?()]\s|\n", self.text[start:end], maxsplit=1)[0]
        if not branch(phrase):
            return None
        kind = ActorKind.POLICE if re.search(r"polic|gendarm|border|security", phrase, re.IGNORECASE) else ActorKind.MILITARY
        body = state_body(hit.country(focus), kind, phrase)
        country = hit.country(focus)
        return (
            None
            if body is None
            else Name(start, body.name, kind, body.id, country.iso3, confidence.BODY_TOLD, f"{phrase!r} is named in the document")
        )


def _agree(long: str, entry: Organisation) -> bool:
    """Whether the long form that a document gives for an acronym may be this entry's: no name of it is made of other words.

    "Karsa Liberation Army (KLA)" is not the one of Kosovo; "Ambazonian Defence Force (ADF)" is another spelling of a name.
    """
    told = _own_words(long)
    known = [_own_words(name) for name in (entry.name, *entry.aliases) if " " in name]
    return not told or not any(known) or any(a[:4] == b[:4] for a in told for name in known for b in name)


def _own_words(name: str) -> frozenset[str]:
    return frozenset(word.folded for word in words(name)) - word_list("common_name")


def _bare_of_names(spelt: Sequence[Word], hits: Sequence[CountryHit]) -> bool:
    """Whether a phrase has no capital letter beside its country's and its first word's."""
    covered = {n for hit in hits for n in range(hit.first, hit.last)}
    return not any(word.text[0].isupper() for n, word in enumerate(spelt) if n and n not in covered) or any(
        word.text.isupper() for word in spelt
    )
