"""The scene of a document: the organisations and countries that it names, its acronyms, spellings and missions, looked up once."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dateline.link.registry import CountryHit, Organisation, OrganisationHit, Registry, Word, word_list, words
from dateline.model import ActorKind, Document
from dateline.text.case import is_one_case

__all__ = ["Scene"]

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
_WING = re.compile(r"['’]s ((?:[A-Z][\w-]+ )+\w+)$")
_ENDS = re.compile(r"[.!?:;\n\"“”]")


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

    def mission_of(self, body: Organisation, country: str | None) -> Organisation | None:
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


def _agree(long: str, entry: Organisation) -> bool:
    """Whether the long form that a document gives for an acronym may be this entry's: no name of it is made of other words.

    "Karsa Liberation Army (KLA)" is not the one of Kosovo; "Ambazonian Defence Force (ADF)" is another spelling of a name.
    """
    told = _own_words(long)
    known = [_own_words(name) for name in (entry.name, *entry.aliases) if " " in name]
    return not told or not any(known) or any(a[:4] == b[:4] for a in told for name in known for b in name)


def _own_words(name: str) -> frozenset[str]:
    return frozenset(word.folded for word in words(name)) - word_list("common_name")
