"""What one document tells the linker of places: its mentions, the kinds it gives to names, and which entry each name is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.link.gazetteer import Entry, Gazetteer
from dateline.link.place_choice import Choice, Surroundings, candidates, choose, same_key, weights
from dateline.link.place_mentions import Mention, Page, read_page
from dateline.link.place_tokens import shown
from dateline.model import Document
from dateline.text.normal import fold

__all__ = ["Scene"]

FARTHEST = 24  # code points between a name and the unit that holds it
_HOLDS = re.compile(r",? ?(?:\(|in|of|en|au|в|у|في)? ?(?:the )?(?:(?:north|south|east|west|central)[a-z-]* )?", re.IGNORECASE)
_OWNS = re.compile(r"['’]s (?:\w+ ){0,2}| (?:city|town|village|district|province|state|capital) of ", re.IGNORECASE)
SURE_OF_NAMESAKE = 0.7  # of a place, for a country's name not to be the country
SURE = 0.5  # of a place, for others to be measured against it
MOST_POINTS = 20  # entries that others are measured against; more cost time and tell little


class Scene:
    """The places of one document, as far as its own words settle them.

    Args:
        doc: the document.
        gazetteer: where its names are looked up.
        by_weight: the weight of each evidence in choosing among namesakes; the learned ones where none are given.
    """

    def __init__(self, doc: Document, gazetteer: Gazetteer, by_weight: Sequence[float] | None = None) -> None:
        self.doc = doc
        self.gazetteer = gazetteer
        self.by_weight = weights() if by_weight is None else by_weight
        self.page: Page = read_page(doc, gazetteer)
        self._chosen: dict[tuple[str, str | None, int | None], Choice | None] = {}
        self._points: tuple[Entry, ...] = ()
        self.named = self._named()
        self._units = self._kinds_told()
        self._points, _ = self._settled()
        self.namesakes = self._namesakes()
        self._points, votes = self._settled()
        self.page = self.page.corrected(self.page.mentions, votes)

    def _named(self) -> frozenset[int]:
        return frozenset(n for m in self.page.mentions if not m.weak for n in m.ids)

    def _namesakes(self) -> frozenset[int]:
        """Where the text names a country's namesake ("Atlanta, Georgia"); its mentions and focus are corrected."""
        found = {}
        for n, m in enumerate(self.page.mentions):
            if m.country is not None and not m.adjective and (ids := self.gazetteer.ids(fold(m.text))):
                choice = self.choose(m.text, m.unit, m.start)
                if choice is not None and choice.entry.kind != "country" and choice.probability >= SURE_OF_NAMESAKE:
                    found[n] = replace(m, country=None, ids=ids)
        self._chosen.clear()
        if found:
            self.page = self.page.corrected(tuple(found.get(n, m) for n, m in enumerate(self.page.mentions)))
            self.named = self._named()
        return frozenset(m.start for m in found.values())

    def _kinds_told(self) -> dict[str, set[str]]:
        """The kinds that type words give each name anywhere in the document ("Diyala province")."""
        out: dict[str, set[str]] = {}
        for m in self.page.mentions:
            if m.unit:
                out.setdefault(fold(m.text), set()).add(m.unit)
        return out

    def _settled(self) -> tuple[tuple[Entry, ...], dict[int, dict[str, float]]]:
        """What the document's place names were taken for, and by the start of each how surely it speaks for its country.

        The first time without regard to each other, the second time with it: a name of many countries then speaks for one.
        """
        out: dict[int, Entry] = {}
        votes: dict[int, dict[str, float]] = {}
        for m in (m for m in self.page.mentions if m.ids and not m.weak):
            choice = self.choose(m.text, m.unit, m.start)
            if choice is not None and choice.probability >= SURE:
                if len(out) < MOST_POINTS:
                    out.setdefault(choice.entry.id, choice.entry)
                if choice.entry.country:
                    votes[m.start] = {choice.entry.country: choice.probability}
        self._chosen.clear()
        return tuple(out.values()), votes

    def unit_of(self, name: str, unit: str | None) -> str | None:
        """The kind of place a name is used for: as the words beside it say, else as the document says elsewhere."""
        told = self._units.get(fold(name), set())
        if unit is None and len(told) == 1 and told <= {"province", "district"}:
            return next(iter(told))
        return unit

    def unit_at(self, at: int) -> str | None:
        """The kind that a type word gives the name which the text has at a position."""
        return next((m.unit for m in self.page.mentions if m.start == at), None)

    def choose(self, name: str, unit: str | None, at: int | None) -> Choice | None:
        """The entry that a name at a position stands for; None where none is likely."""
        wanted = (fold(name), unit, at)
        if wanted not in self._chosen:
            around = self.surroundings(name, unit, at)
            self._chosen[wanted] = choose(name, self.gazetteer, around, by_weight=self.by_weight, country=self.country(name))
        return self._chosen[wanted]

    def country(self, name: str) -> Entry | None:
        """The country whose name this is; None for an adjective, a short form and all else."""
        form = self.page.lists.forms.get(fold(name))
        return self.gazetteer.entry(self.gazetteer.countries[form.code].id) if form is not None and form.role == "name" else None

    def surroundings(self, name: str, unit: str | None, at: int | None) -> Surroundings:
        """What the document tells about a name at a position."""
        own = {e.id for _, entries in candidates(name, self.gazetteer) for e in entries}
        return Surroundings(
            shares=self.page.focus.around(at, fold(name)),
            unit=unit,
            named=self.named - own,
            points=tuple(p for p in self._points if p.id not in own),
            beside=None if at is None else self._beside(at, at + len(name)),
        )

    def _beside(self, start: int, end: int) -> Mention | None:
        """The unit or country that stands right after a stretch of the text ("Paris, Texas"), or owns it ("Syria's Homs")."""
        for m in self.page.mentions:
            if end <= m.start <= end + FARTHEST and self._is_holder(m) and _HOLDS.fullmatch(self.doc.text[end : m.start]):
                return m
            if start - FARTHEST <= m.end <= start and self._is_holder(m) and _OWNS.fullmatch(self.doc.text[m.end : start]):
                return m
        return None

    def _is_holder(self, m: Mention) -> bool:
        units = ("province", "district", "region")
        return m.country is not None or any(self.gazetteer.entry(n).kind in units for n in m.ids[:12])

    def chain(self, name: str, entry: Entry, country: str | None) -> tuple[str, ...]:
        """The levels that the document names, in its own spelling, and the country's English name."""
        chain = [name]
        for unit in self.gazetteer.above(entry):
            spelt = self._spelling(unit, name) if unit.kind != "country" else None
            if spelt and not any(same_key(spelt, c) for c in chain):
                chain.append(spelt)
        return (*chain, *self.country_name(country))

    def _spelling(self, unit: Entry, name: str) -> str | None:
        """How the document spells a unit, where it names it; a spelling in capitals only where there is no other."""
        mentions = [m for m in self.page.mentions if unit.id in m.ids and not m.weak and not same_key(m.text, name)]
        found = [self._shown(m, unit) for m in mentions]
        return next((text for text in found if not text.isupper()), found[0].title() if found else None)

    def _shown(self, m: Mention, unit: Entry) -> str:
        return next((shown(m.text, key) for key, entries in candidates(m.text, self.gazetteer) if unit in entries), m.text)

    def spelling(self, number: int) -> str:
        """How the document first spells an entry, else the entry's own name."""
        entry = self.gazetteer.entry(number)
        found = next((m for m in self.page.mentions if number in m.ids), None)
        return self._shown(found, entry) if found else entry.name

    def province_of(self, number: int) -> Entry | None:
        """The first-order division of an entry, which may be the entry itself."""
        entry = self.gazetteer.entry(number)
        return next((u for u in (entry, *self.gazetteer.above(entry)) if u.kind == "province"), None)

    def country_name(self, code: str | None) -> tuple[str, ...]:
        """The English name of a country as the end of a chain; nothing for None."""
        return (self.gazetteer.countries[code].name,) if code is not None else ()
