"""What one document tells the linker of places: its mentions, the kinds it gives to names, and which entry each name is."""

from __future__ import annotations

from dateline.link.gazetteer import Entry, Gazetteer
from dateline.link.place_choice import Choice, candidates, choose, same_key
from dateline.link.place_mentions import Mention, Page, read_page
from dateline.link.place_tokens import shown
from dateline.model import Document
from dateline.text.normal import fold

__all__ = ["Scene"]

MOST_POINTS = 12  # entries that others are measured against; more cost time and tell little


class Scene:
    """The places of one document, as far as its own words settle them."""

    def __init__(self, doc: Document, gazetteer: Gazetteer) -> None:
        self.doc = doc
        self.gazetteer = gazetteer
        self.page: Page = read_page(doc, gazetteer)
        self.named = frozenset(n for m in self.page.mentions if not m.weak for n in m.ids)
        self._chosen: dict[tuple[str, str | None, int | None], Choice | None] = {}
        self._units = self._kinds_told()
        self._points: tuple[Entry, ...] = ()
        self._points = self._settled()

    def _kinds_told(self) -> dict[str, set[str]]:
        """The kinds that type words give each name anywhere in the document ("Diyala province")."""
        out: dict[str, set[str]] = {}
        for m in self.page.mentions:
            if m.unit:
                out.setdefault(fold(m.text), set()).add(m.unit)
        return out

    def _settled(self) -> tuple[Entry, ...]:
        """What the document's own place names were taken for, without regard to each other."""
        out: dict[int, Entry] = {}
        for m in self.page.mentions:
            if m.ids and not m.weak and len(out) < MOST_POINTS:
                choice = self.choose(m.text, m.unit, m.start)
                if choice is not None and choice.share >= 0.1:
                    out.setdefault(choice.entry.id, choice.entry)
        self._chosen.clear()
        return tuple(out.values())

    def unit_of(self, name: str, unit: str | None) -> str | None:
        """The kind of place a name is used for: as the words beside it say, else as the document says elsewhere."""
        told = self._units.get(fold(name), set())
        if unit is None and len(told) == 1 and told <= {"province", "district"}:
            return next(iter(told))
        return unit

    def choose(self, name: str, unit: str | None, at: int | None) -> Choice | None:
        """The entry that a name at a position stands for; None where none is likely."""
        wanted = (fold(name), unit, at)
        if wanted not in self._chosen:
            own = {e.id for _, entries in candidates(name, self.gazetteer) for e in entries}
            self._chosen[wanted] = choose(
                name,
                self.gazetteer,
                shares=self.page.focus.around(at, fold(name)),
                unit=unit,
                named=self.named - own,
                points=tuple(p for p in self._points if p.id not in own),
            )
        return self._chosen[wanted]

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
