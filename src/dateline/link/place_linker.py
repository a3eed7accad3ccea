"""Which place the words of each quote of one document give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.link.gazetteer import KINDS, Gazetteer
from dateline.link.place_answer import Target, country_place, focus_place, listed_place, province_place, unlisted_place
from dateline.link.place_choice import Choice, point
from dateline.link.place_mentions import Mention
from dateline.link.place_offset import middle
from dateline.link.place_quote import Name, Reading, read_quote
from dateline.link.place_scene import Scene
from dateline.link.place_words import capital_words
from dateline.model import Document, Incident, Place, PlacePrecision, Quote, Status, distance_km
from dateline.text.normal import fold

__all__ = ["PlaceLinker"]

# Within this distance of an incident with a place, in the same paragraph, an incident without one is told of the same place:
# so it was for 22 of 34 such incidents of folds 1-4 of the authored set.
SAME_PLACE_CHARACTERS = 250
# From so many places on, all in one province, an incident without a place is told of that province: 8 of 11 on folds 1-4.
LEAST_TOLD = 3
FARTHEST_ENDS_KM = 400.0  # the ends of a road that an occurrence lies between
LEAST_SHARE = 0.1  # of the document that is about a place's country, for a phrase without a name to point back to it
_POINTED_AT = (PlacePrecision.EXACT, PlacePrecision.NEAR)
_TOWNS = frozenset(("settlement", "site", "district"))
_UNITS = frozenset(("province", "district"))
# What kinds of place a phrase without a name may point back to, the likelier first.
_POINTS_TO = {
    None: (_TOWNS, frozenset(KINDS)),
    "site": (_TOWNS, frozenset(KINDS)),
    "settlement": (_TOWNS,),
    "district": (frozenset(("district",)), _UNITS, _TOWNS),
    "province": (frozenset(("province",)), _UNITS, frozenset(("region",))),
}


class PlaceLinker:
    """Links the places of one document; `by_weight` is that of Scene."""

    def __init__(self, doc: Document, gazetteer: Gazetteer, by_weight: Sequence[float] | None = None) -> None:
        self.scene = Scene(doc, gazetteer, by_weight)
        self.lists = self.scene.page.lists
        self._told: list[tuple[Quote, Place]] = []

    def places(self, quotes: Sequence[Quote]) -> dict[Quote, Place]:
        """The places of quotes in the order of the text: first those with a name, then those that point back to one."""
        readings = {q: self.read(q) for q in quotes}
        out = {q: self._place(q, r) for q, r in readings.items() if r.head is not None}
        self._told = [(q, place) for q, place in out.items() if place.name and place.precision in _POINTED_AT]
        return out | {q: self._place(q, r) for q, r in readings.items() if r.head is None}

    def read(self, quote: Quote) -> Reading:
        """The words of a quote, read; a country's namesake is no country."""
        reading = read_quote(quote.text, self.lists, before=self._before(quote), language=self.scene.doc.language or "en")

        def settled(name: Name) -> Name:
            return replace(name, country=None) if quote.start + name.start in self.scene.namesakes else name

        head = settled(reading.head) if reading.head else None
        return replace(reading, head=head, others=tuple(map(settled, reading.others)))

    def _before(self, quote: Quote) -> str:
        """The words of the same clause right before a quote."""
        ahead = self.scene.doc.text[max(0, quote.start - 40) : quote.start]
        return re.split(r"[.,;:!?\n()«»\"“”]", ahead)[-1]

    def _place(self, quote: Quote, reading: Reading) -> Place:
        head = reading.head
        if reading.many:
            return focus_place(self.scene, quote, quote.start, why="its words speak of many places; the country in focus")
        if head is None:
            return self._pointing(quote, reading)
        if head.country and not any(not n.country for n in reading.others):
            return self._in_country(quote, reading, head.country)
        if reading.several and not reading.near and (covered := self._covering(quote, reading)):
            return covered
        target = Target(head.text, self.scene.unit_of(head.text, head.unit), quote.start + head.start, "named")
        return self._named(quote, reading, target)

    def _named(self, quote: Quote, reading: Reading, target: Target) -> Place:
        choice = self.scene.choose(target.name, target.unit, target.at)
        if choice is None:
            return unlisted_place(self.scene, quote, reading, target=target, in_town=self._in_town(reading))
        place = listed_place(self.scene, quote, reading, target=target, choice=choice)
        return self._between(place, choice, reading) if reading.between and reading.near else place

    def _between(self, place: Place, choice: Choice, reading: Reading) -> Place:
        """The place with the point halfway to the next name, where both have one."""
        other = next((n for n in reading.others if not n.country), None)
        found = self.scene.choose(other.text, other.unit, None) if other is not None else None
        ends = [p for c in (choice, found) if c is not None and (p := point(c.entry)) is not None]
        if len(ends) < 2 or (apart := distance_km(*ends)) > FARTHEST_ENDS_KM:
            return place
        latitude, longitude = middle(*ends)
        return replace(place, latitude=latitude, longitude=longitude, radius_km=round(max(apart / 2.0, 5.0), 1))

    def _in_town(self, reading: Reading) -> bool:
        """Whether the name lies in a town that the words name ("Kyiv's Solomianskyi district")."""
        for other in reading.others:
            unit = self.scene.unit_of(other.text, other.unit)
            choice = self.scene.choose(other.text, unit, None)
            if choice is not None and choice.entry.kind == "settlement" and unit not in ("province", "district"):
                return True
        return False

    def _in_country(self, quote: Quote, reading: Reading, code: str) -> Place:
        """A quote whose only names are countries: the country, its capital, a known part of it, or a border."""
        head = reading.head
        form = self.lists.forms.get(fold(head.text)) if head else None
        if (reading.near and form is not None and form.role == "form") or {n.country for n in reading.others} - {code}:
            return focus_place(
                self.scene, quote, quote.start, why="its words name a border or several countries; the country in focus"
            )
        if not capital_words().isdisjoint(fold(quote.text).split()):
            return self._capital(quote, reading, code)
        whole = quote.text.removeprefix("the ")
        part = self.scene.choose(whole, "province", quote.start) if reading.direction else None
        if part is not None:
            return listed_place(self.scene, quote, reading, target=Target(whole, "province", quote.start, "named"), choice=part)
        return country_place(self.scene, quote, code)

    def _capital(self, quote: Quote, reading: Reading, code: str) -> Place:
        capital = self.scene.gazetteer.countries[code].capital
        if capital is None:
            return country_place(self.scene, quote, code)
        name = self.scene.spelling(capital)
        choice = Choice(self.scene.gazetteer.entry(capital), fold(name), 1.0, 0, 0.9, "the words say the capital")
        return listed_place(
            self.scene, quote, reading, target=Target(name, "settlement", quote.start, "the capital"), choice=choice
        )

    def _covering(self, quote: Quote, reading: Reading) -> Place | None:
        """The province or country that covers several places named side by side."""
        names = [n for n in (reading.head, *reading.others) if n is not None and not n.country]
        chosen = [self.scene.choose(n.text, n.unit, quote.start + n.start) for n in names]
        entries = [c.entry for c in chosen if c is not None]
        provinces = {self.scene.province_of(e.id) for e in entries}
        lands = {e.country for e in entries}
        if len(entries) < 2:
            return None
        if len(provinces) == 1 and (province := provinces.pop()) is not None:
            return replace(province_place(self.scene, province, reason=f"the places named lie in {province.name}"), quote=quote)
        land = next(iter(lands))
        if len(lands) > 1 or land is None:
            return Place(quote=quote, confidence=0.5, reason="places in several countries")
        return country_place(self.scene, quote, land, confidence=0.6, reason="several places; the country covers them")

    def _pointing(self, quote: Quote, reading: Reading) -> Place:
        """The place of words without a name: what they point back to, else the country in focus."""
        country = self.scene.page.focus.country(quote.start)[0]
        if country and not capital_words().isdisjoint(fold(quote.text).split()):
            return self._capital(quote, reading, country)
        target = self._pointed_at(quote, reading.unit)
        if again := self._told_before(quote, reading, target):
            return again
        if target is None:
            return focus_place(self.scene, quote, quote.start, why="its words name no place; the country in focus")
        return self._named(quote, reading, target)

    def _pointed_at(self, quote: Quote, unit: str | None) -> Target | None:
        """The place named last before the quote that is of the kind which the quote points to."""
        if unit == "country":
            return None
        for kinds in _POINTS_TO[unit]:
            fitting = [m for m in self.scene.page.mentions if self._fits(m, unit, kinds)]
            before = [m for m in fitting if m.start < quote.start]
            if fitting:
                found = before[-1] if before else fitting[0]
                return Target(found.text, unit or found.unit, found.start, "pointed back to")
        return None

    def _told_before(self, quote: Quote, reading: Reading, target: Target | None) -> Place | None:
        """The place of an earlier quote, where it stands nearer than any other name: it may be a village that no list has."""
        if reading.unit not in (None, "settlement", "site"):
            return None
        before = [(q, p) for q, p in self._told if q.end <= quote.start]
        if not before or (target is not None and before[-1][0].end < target.at < quote.start):
            return None
        place = before[-1][1]
        precision = PlacePrecision.NEAR if reading.near else PlacePrecision.EXACT if reading.unit else place.precision
        confidence = round(0.9 * (place.confidence or 0.5), 2)
        return replace(
            place,
            quote=quote,
            precision=precision,
            confidence=confidence,
            reason=f"points back to {place.name!r}; {place.reason}",
        )

    def _fits(self, m: Mention, unit: str | None, kinds: frozenset[str]) -> bool:
        if not m.ids or m.weak:
            return False
        choice = self.scene.choose(m.text, m.unit or unit, m.start)
        return choice is not None and choice.share >= LEAST_SHARE and choice.entry.kind in kinds

    def without_quote(self, incident: Incident, at: int, told: Sequence[tuple[int, Place]]) -> Place:
        """The place of an incident whose words give none.

        Args:
            incident: the incident, for its status.
            at: where it is first told, in code points.
            told: the places that quotes of the document give, with the positions of their incidents, in order.
        """
        if not incident.aggregate and incident.status is Status.OCCURRED and (same := self._just_told(at, told)):
            return same
        return self._province_throughout([place for _, place in told]) or focus_place(
            self.scene, None, at, why="no words give a place; the country in focus"
        )

    def _just_told(self, at: int, told: Sequence[tuple[int, Place]]) -> Place | None:
        """The place told right before a position, in the same paragraph."""
        found = next(((since, place) for since, place in reversed(told) if since < at), None)
        if found is None or at - found[0] > SAME_PLACE_CHARACTERS or "\n" in self.scene.doc.text[found[0] : at]:
            return None
        place = found[1]
        confidence = round(0.6 * (place.confidence or 0.5), 2)
        return replace(place, quote=None, confidence=confidence, reason=f"told right after {place.name!r}; {place.reason}")

    def _province_throughout(self, told: Sequence[Place]) -> Place | None:
        """The province in which all places told lie, if they are several and the document names it."""
        ids = [p.geonames_id for p in told if p.geonames_id and p.precision is not PlacePrecision.COUNTRY]
        provinces = {self.scene.province_of(number) for number in ids}
        province = provinces.pop() if len(provinces) == 1 else None
        if province is None or len(ids) < LEAST_TOLD or province.id not in self.scene.named:
            return None
        return province_place(
            self.scene, province, reason=f"no words give a place; all {len(ids)} places told lie in {province.name}"
        )
