"""Places: from the words of a quote and what the document is about to an entry of the gazetteer, a chain and a precision.

Source: codebook 1.2, "Incident" (place) and "Time and place".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.link.gazetteer import KINDS, Entry, gazetteer
from dateline.link.place_choice import Choice, choose, same_key
from dateline.link.place_choice import candidates as _candidates
from dateline.link.place_mentions import Mention, Page, read_page
from dateline.link.place_quote import Name, Reading, read_quote
from dateline.link.place_tokens import shown
from dateline.model import Document, Incident, Place, PlacePrecision, Quote, Status
from dateline.text.normal import fold

__all__ = ["Mention", "candidates", "mentions", "resolve"]

# How far from the point a place may lie, in kilometres, where the entry itself has no extent.
RADIUS_KM = {"settlement": 5.0, "site": 3.0, "region": 100.0, "water": 100.0}
NEAR_KM = 25.0
PRECISION = {
    "country": PlacePrecision.COUNTRY,
    "province": PlacePrecision.PROVINCE,
    "region": PlacePrecision.PROVINCE,
    "district": PlacePrecision.DISTRICT,
    "settlement": PlacePrecision.EXACT,
    "site": PlacePrecision.EXACT,
    "water": PlacePrecision.NEAR,
}
MOST_POINTS = 12
# Within this distance of an incident with a place, in the same paragraph, an incident without one is told of the same place:
# so it was for 22 of 34 such incidents of folds 1-4 of the authored set.
SAME_PLACE_CHARACTERS = 250
# From so many places on, all in one province, an incident without a place is told of that province: 8 of 11 on folds 1-4.
LEAST_TOLD = 3
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


def candidates(name: str) -> tuple[Entry, ...]:
    """The entries that a name may stand for, likelier spellings and larger places first."""
    return tuple(entry for _, entries in _candidates(name, gazetteer()) for entry in entries)


def mentions(doc: Document) -> tuple[Mention, ...]:
    """The stretches of a document that name places and countries, in order."""
    return read_page(doc, gazetteer()).mentions


def resolve(doc: Document, incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    """The incidents with their places filled in; quotes stay as they are.

    An incident without a place quote takes the place of the one told right before it in the same paragraph, if it is a
    single occurrence; else the country in focus.
    """
    if not incidents:
        return ()
    linker = _Linker(doc)
    quotes = sorted({i.place.quote for i in incidents if i.place.quote is not None}, key=lambda q: (q.start, q.end))
    placed = linker.places(quotes)
    quoted = {n: placed[i.place.quote] for n, i in enumerate(incidents) if i.place.quote is not None}
    told = sorted((_starts(incidents[n]), n) for n in quoted)
    out = []
    for n, incident in enumerate(incidents):
        place = quoted.get(n) or linker.without_quote(incident, [(at, quoted[m]) for at, m in told])
        out.append(replace(incident, place=place))
    return tuple(out)


def _starts(incident: Incident) -> int:
    return min((c.quote.start for c in incident.claims), default=0)


@dataclass(frozen=True, slots=True)
class _Target:
    """A name that stands for the place: the one in the quote, or one that the quote points back to."""

    name: str
    unit: str | None
    at: int
    how: str


class _Linker:
    """Links the places of one document."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.gazetteer = gazetteer()
        self.page: Page = read_page(doc, self.gazetteer)
        self.named = frozenset(n for m in self.page.mentions if not m.weak for n in m.ids)
        self._chosen: dict[tuple[str, str | None, int | None], Choice | None] = {}
        self.units = self._units()
        self.points: tuple[Entry, ...] = ()
        self.points = self._points()
        self.named_before: list[tuple[Quote, Place]] = []

    def _units(self) -> dict[str, set[str]]:
        """The kinds that type words give each name anywhere in the document ("Diyala province")."""
        out: dict[str, set[str]] = {}
        for m in self.page.mentions:
            if m.unit:
                out.setdefault(fold(m.text), set()).add(m.unit)
        return out

    def _unit_of(self, name: str, unit: str | None) -> str | None:
        """The kind of place a name is used for: as the words beside it say, else as the document says elsewhere."""
        told = self.units.get(fold(name), set())
        if unit is None and len(told) == 1 and told <= {"province", "district"}:
            return next(iter(told))
        return unit

    def _points(self) -> tuple[Entry, ...]:
        """What the document's own place names were taken for, without regard to each other."""
        out: dict[int, Entry] = {}
        for m in self.page.mentions:
            if m.ids and not m.weak and len(out) < MOST_POINTS:
                choice = self._choose(m.text, m.unit, m.start)
                if choice is not None and choice.share >= 0.1:
                    out.setdefault(choice.entry.id, choice.entry)
        self._chosen.clear()
        return tuple(out.values())

    def _choose(self, name: str, unit: str | None, at: int | None) -> Choice | None:
        wanted = (fold(name), unit, at)
        if wanted not in self._chosen:
            own = {e.id for _, entries in _candidates(name, self.gazetteer) for e in entries}
            self._chosen[wanted] = choose(
                name,
                self.gazetteer,
                shares=self.page.focus.around(at, fold(name)),
                unit=unit,
                named=self.named - own,
                points=tuple(p for p in self.points if p.id not in own),
            )
        return self._chosen[wanted]

    def places(self, quotes: Sequence[Quote]) -> dict[Quote, Place]:
        """The places of quotes in the order of the text: first those with a name, then those that point back to one."""
        readings = {q: read_quote(q.text, self.page.lists, before=self._before(q)) for q in quotes}
        out = {q: self._place(q, r) for q, r in readings.items() if r.head is not None}
        self.named_before = [(q, place) for q, place in out.items() if place.name and place.precision in _POINTED_AT]
        return out | {q: self._place(q, r) for q, r in readings.items() if r.head is None}

    def _place(self, quote: Quote, reading: Reading) -> Place:
        if reading.many:
            return self._focus(quote, quote.start, "its words speak of many places; the country in focus")
        if reading.head is not None and reading.head.country and not self._others(reading):
            return self._country_of(quote, reading)
        if reading.several and not reading.near and (covered := self._covering(quote, reading)):
            return covered
        target = self._target(quote, reading)
        if reading.head is None and (again := self._told_before(quote, reading, target)):
            return again
        if target is None:
            return self._focus(quote, quote.start, "its words name no place; the country in focus")
        return self._named(quote, reading, target)

    def _before(self, quote: Quote) -> str:
        """The words of the same clause right before a quote."""
        ahead = self.doc.text[max(0, quote.start - 40) : quote.start]
        return re.split(r"[.,;:!?\n()«»\"“”]", ahead)[-1]

    def _others(self, reading: Reading) -> bool:
        return any(not n.country for n in reading.others)

    def _country_of(self, quote: Quote, reading: Reading) -> Place:
        head = reading.head
        assert head is not None and head.country
        codes = {n.country for n in (head, *reading.others)}
        form = self.page.lists.forms.get(fold(head.text))
        if (reading.near and form is not None and form.role == "form") or len(codes) > 1:
            return self._focus(quote, quote.start, "its words name a border or several countries; the country in focus")
        if reading.unit == "settlement" or "capital" in fold(quote.text).split():
            return self._capital(quote, reading, head.country)
        whole = quote.text.removeprefix("the ")
        part = self._choose(whole, "province", quote.start) if reading.direction else None
        if part is not None:
            target = _Target(whole, "province", quote.start, "named")
            return self._placed(quote, reading, target, part)
        return self._country(quote, head.country)

    def _capital(self, quote: Quote, reading: Reading, code: str) -> Place:
        capital = self.gazetteer.countries[code].capital
        if capital is None:
            return self._country(quote, code)
        entry = self.gazetteer.entry(capital)
        spelt = next((m.text for m in self.page.mentions if capital in m.ids), entry.name)
        target = _Target(spelt, "settlement", quote.start, "the capital")
        return self._placed(quote, reading, target, Choice(entry, fold(spelt), 1.0, 0))

    def _covering(self, quote: Quote, reading: Reading) -> Place | None:
        """The province or country that covers several places named side by side."""
        assert reading.head is not None
        names = [n for n in (reading.head, *reading.others) if not n.country]
        chosen = [self._choose(n.text, n.unit, quote.start + n.start) for n in names]
        entries = [c.entry for c in chosen if c is not None]
        if len(entries) < 2:
            return None
        provinces = {next((u.id for u in (e, *self.gazetteer.above(e)) if u.kind == "province"), None) for e in entries}
        lands = {e.country for e in entries}
        if len(provinces) == 1 and None not in provinces:
            entry = self.gazetteer.entry(provinces.pop() or 0)
            spelt = next((m.text for m in self.page.mentions if entry.id in m.ids and m.unit == "province"), entry.name)
            target = _Target(spelt, "province", quote.start, "covers the places named")
            return self._placed(quote, replace(reading, others=()), target, Choice(entry, fold(spelt), 0.6, 0))
        land = next(iter(lands))
        if len(lands) > 1 or land is None:
            return Place(quote=quote, confidence=0.5, reason="places in several countries")
        return self._country(quote, land, confidence=0.6, reason="several places; the country covers them")

    def _target(self, quote: Quote, reading: Reading) -> _Target | None:
        if reading.head is not None:
            head = reading.head
            return _Target(head.text, self._unit_of(head.text, head.unit), quote.start + head.start, "named")
        return self._pointed_at(quote, reading.unit)

    def _pointed_at(self, quote: Quote, unit: str | None) -> _Target | None:
        """The place named last before the quote that is of the kind which the quote points to."""
        if unit == "country":
            return None
        for kinds in _POINTS_TO[unit]:
            fitting = [m for m in self.page.mentions if self._fits(m, unit, kinds)]
            before = [m for m in fitting if m.start < quote.start]
            if fitting:
                found = before[-1] if before else fitting[0]
                return _Target(found.text, unit or found.unit, found.start, "pointed back to")
        return None

    def _told_before(self, quote: Quote, reading: Reading, target: _Target | None) -> Place | None:
        """The place of an earlier quote, where it stands nearer than any other name: it may be a village that no list has."""
        if reading.unit not in (None, "settlement", "site"):
            return None
        before = [(q, p) for q, p in self.named_before if q.end <= quote.start]
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
        choice = self._choose(m.text, m.unit or unit, m.start)
        return choice is not None and choice.share >= 0.1 and choice.entry.kind in kinds

    def _named(self, quote: Quote, reading: Reading, target: _Target) -> Place:
        choice = self._choose(target.name, target.unit, target.at)
        if choice is None:
            return self._unlisted(quote, reading, target)
        return self._placed(quote, reading, target, choice)

    def _placed(self, quote: Quote, reading: Reading, target: _Target, choice: Choice) -> Place:
        entry = choice.entry
        precision = _precision(entry.kind, reading, target)
        name = shown(target.name, choice.key)
        country = entry.country or self.page.focus.country(target.at)[0]
        return Place(
            quote=quote,
            name=name,
            chain=self._chain(name, entry, country),
            country=country,
            precision=precision,
            geonames_id=entry.geonames_id,
            latitude=entry.latitude,
            longitude=entry.longitude,
            radius_km=_radius_km(entry, precision),
            confidence=round(_confidence(choice), 2),
            reason=_reason(target, choice, self.gazetteer.countries),
        )

    def _unlisted(self, quote: Quote, reading: Reading, target: _Target) -> Place:
        country, share = self._container_country(reading) or self.page.focus.country(quote.start)
        if country is None:
            return Place(
                quote=quote,
                name=target.name,
                confidence=0.1,
                reason=f"{target.name!r} is in no list and the text names no country",
            )
        kind = "site" if target.unit == "district" and self._in_town(reading) else target.unit or "settlement"
        precision = _precision(kind, reading, target)
        return Place(
            quote=quote,
            name=target.name,
            chain=self._open_chain(target.name, reading, country),
            country=country,
            precision=precision,
            confidence=round(0.3 + 0.5 * share, 2),
            reason=f"{target.name!r} is in no list; {self.gazetteer.countries[country].name} is the country in focus",
        )

    def _in_town(self, reading: Reading) -> bool:
        """Whether the name lies in a town that the words name ("Kyiv's Solomianskyi district")."""
        for other in reading.others:
            unit = self._unit_of(other.text, other.unit)
            choice = self._choose(other.text, unit, None)
            if choice is not None and choice.entry.kind == "settlement" and unit not in ("province", "district"):
                return True
        return False

    def _container_country(self, reading: Reading) -> tuple[str, float] | None:
        return next(((n.country, 0.9) for n in reading.others if n.country), None)

    def _chain(self, name: str, entry: Entry, country: str | None) -> tuple[str, ...]:
        """The levels that the document names, in its own spelling, and the country's English name."""
        chain = [name]
        for unit in self.gazetteer.above(entry):
            if unit.kind == "country":
                continue
            spelt = self._spelling(unit, name)
            if spelt and not any(same_key(spelt, c) for c in chain):
                chain.append(spelt)
        return (*chain, *self._country_name(country))

    def _spelling(self, unit: Entry, name: str) -> str | None:
        """How the document spells a unit, where it names it; a spelling in capitals only where there is no other."""
        found = [
            self._shown(m, unit) for m in self.page.mentions if unit.id in m.ids and not m.weak and not same_key(m.text, name)
        ]
        return next((text for text in found if not text.isupper()), found[0].title() if found else None)

    def _shown(self, m: Mention, unit: Entry) -> str:
        return next((shown(m.text, key) for key, entries in _candidates(m.text, self.gazetteer) if unit in entries), m.text)

    def _open_chain(self, name: str, reading: Reading, country: str) -> tuple[str, ...]:
        head = reading.head
        holds = [n for n in reading.others if not n.country and head is not None and (n.start > head.start or n.owner)]
        levels = [n.text for n in holds] if not reading.several and not reading.near else []
        return (name, *levels[:2], *self._country_name(country))

    def _country_name(self, code: str | None) -> tuple[str, ...]:
        return (self.gazetteer.countries[code].name,) if code in self.gazetteer.countries else ()

    def _country(
        self, quote: Quote | None, code: str, reading: Reading | None = None, *, confidence: float = 0.9, reason: str = ""
    ) -> Place:
        land = self.gazetteer.countries[code]
        entry = self.gazetteer.entry(land.id)
        return Place(
            quote=quote,
            name=land.name,
            chain=(land.name,),
            country=code,
            precision=PlacePrecision.COUNTRY,
            geonames_id=entry.geonames_id,
            latitude=entry.latitude,
            longitude=entry.longitude,
            radius_km=entry.radius_km,
            confidence=round(confidence, 2),
            reason=reason or f"the words name {land.name}",
        )

    def _focus(self, quote: Quote | None, at: int | None, why: str) -> Place:
        country, share = self.page.focus.country(at)
        if country is None:
            return Place(quote=quote, name=quote.text if quote else None, confidence=0.1, reason="the text names no place")
        land = self.gazetteer.countries[country].name
        return self._country(quote, country, confidence=0.3 + 0.6 * share, reason=f"{why}, {land}")

    def without_quote(self, incident: Incident, told: Sequence[tuple[int, Place]]) -> Place:
        """The place of an incident whose words give none; `told` are the earlier places of the document with their positions."""
        at = _starts(incident)
        if told and not incident.aggregate and incident.status is Status.OCCURRED:
            since, before = next(((a, p) for a, p in reversed(told) if a < at), (-SAME_PLACE_CHARACTERS - 1, Place()))
            if at - since <= SAME_PLACE_CHARACTERS and "\n" not in self.doc.text[since:at] and before.name:
                confidence = round(0.6 * (before.confidence or 0.5), 2)
                return replace(
                    before, quote=None, confidence=confidence, reason=f"told right after {before.name!r}; {before.reason}"
                )
        return self._province_throughout([place for _, place in told]) or self._focus(
            None, at, "no words give a place; the country in focus"
        )

    def _province_throughout(self, told: Sequence[Place]) -> Place | None:
        """The province in which all places told so far lie, if they are several and the document names it."""
        ids = [p.geonames_id for p in told if p.geonames_id and p.precision is not PlacePrecision.COUNTRY]
        units = [next((u for u in self._upwards(n) if u.kind == "province"), None) for n in ids]
        province = units[0] if units else None
        if province is None or len(units) < LEAST_TOLD or any(u != province for u in units) or province.id not in self.named:
            return None
        spelt = next(m.text for m in self.page.mentions if province.id in m.ids)
        return Place(
            name=spelt,
            chain=(spelt, *self._country_name(province.country)),
            country=province.country,
            precision=PlacePrecision.PROVINCE,
            geonames_id=province.geonames_id,
            latitude=province.latitude,
            longitude=province.longitude,
            radius_km=province.radius_km,
            confidence=0.5,
            reason=f"no words give a place; all {len(units)} places told lie in {province.name}",
        )

    def _upwards(self, number: int) -> tuple[Entry, ...]:
        entry = self.gazetteer.entry(number)
        return (entry, *self.gazetteer.above(entry))


def _precision(kind: str, reading: Reading, target: _Target) -> PlacePrecision:
    """How closely the words give the place: the type word beside the name decides, then the kind of the entry."""
    level = PRECISION[kind]
    if kind == "settlement" and target.unit in ("province", "district"):
        level = PRECISION[target.unit]
    elif kind == "district" and target.unit != "district":
        level = PlacePrecision.EXACT  # a bare name stands for the town that its district is called after
    if reading.scattered and level is PlacePrecision.EXACT and not reading.near:
        return PlacePrecision.DISTRICT
    if reading.near and (level in (PlacePrecision.EXACT, PlacePrecision.DISTRICT) or kind == "region"):
        return PlacePrecision.NEAR
    return level


def _radius_km(entry: Entry, precision: PlacePrecision) -> float | None:
    if precision is PlacePrecision.NEAR:
        return NEAR_KM
    return entry.radius_km if entry.radius_km is not None else RADIUS_KM.get(entry.kind)


def _confidence(choice: Choice) -> float:
    return 0.35 + 0.5 * min(1.0, choice.share * 1.5) + (0.1 if choice.rivals == 0 else 0.0)


def _reason(target: _Target, choice: Choice, countries: object) -> str:
    entry = choice.entry
    rivals = f", of {choice.rivals + 1} so named" if choice.rivals else ""
    return f"{target.name!r} ({target.how}) is {entry.name}, {entry.kind} in {entry.country}{rivals}; {choice.share:.0%} of the text is about that country"
