"""Gold documents told a little differently, so that the network learns the telling and not the names.

Each change keeps the coding right: it replaces words that no label depends on (names of places and groups, numbers, days
of the week) or words by others of the same kind (words.tsv), drops what no quote stands in, or changes how the page looks. Every quote is moved with its words.
"""

from __future__ import annotations

import random
import re
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from dateline.model import Document, Incident, Quote, Span
from dateline.quality import Coded
from dateline.text.sentences import sentences
from training.page import CAPTIONS, PROMPTS

DATA = Path("src/dateline/data")
HERE = Path(__file__).parent
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORDS = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "fifteen",
    "twenty",
    "thirty",
)
NUMBER = re.compile(rf"(?<![\w.,:/-])(?:[1-9]\d{{0,2}}|{'|'.join(WORDS)})(?![\w,:/-]|\.\d)")
LATIN = frozenset(("en", "fr", "es", "pt"))
GROUPS = frozenset(("armed_group", "militia", "gang"))


@dataclass(frozen=True, slots=True)
class Edit:
    """A range of the text and what stands there instead."""

    start: int
    end: int
    text: str


def varied(doc: Document, incidents: Sequence[Incident], rng: random.Random, *, with_words: bool = False) -> Coded:
    """The document with some of the changes, by chance, and its coding moved along.

    Args:
        doc: a gold document.
        incidents: its coding.
        rng: the chance.
        with_words: whether words may give way to others of their kind.
    """
    coded = doc, tuple(incidents)
    if rng.random() < 0.35:
        coded = without_some(*coded, rng)
    edits: list[Edit] = []
    if doc.language in LATIN or doc.language is None:
        edits += names(*coded, rng)
    if (doc.language or "en") == "en":
        edits += words(*coded, rng) if with_words and rng.random() < 0.7 else []
        edits += numbers(*coded, rng) if rng.random() < 0.5 else []
        edits += weekdays(coded[0], rng) if rng.random() < 0.5 else []
        edits += furniture(coded[0], rng) if rng.random() < 0.2 else []
    return look(*edited(*coded, edits), rng)


# --- quotes move with their words ------------------------------------------------------------------------------------------


def quotes(node: Any) -> Iterator[Quote]:
    """Every quote in a coding, depth first."""
    if isinstance(node, Quote):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from quotes(item)
    elif is_dataclass(node):
        for f in fields(node):
            yield from quotes(getattr(node, f.name))


def moved(node: Any, move: Callable[[Quote], Quote]) -> Any:
    """The coding with every quote put through `move`."""
    if isinstance(node, Quote):
        return move(node)
    if isinstance(node, tuple):
        return tuple(moved(item, move) for item in node)
    if is_dataclass(node) and not isinstance(node, type):
        changed = {f.name: new for f in fields(node) if (new := moved(old := getattr(node, f.name), move)) is not old}
        return replace(node, **changed) if changed else node
    return node


def edited(doc: Document, incidents: tuple[Incident, ...], edits: Sequence[Edit]) -> Coded:
    """The document after those edits that cut into no quote and overlap no earlier one; the title gets the same words."""
    spans = [(q.start, q.end) for q in quotes(incidents)]
    kept: list[Edit] = []
    for e in sorted(edits, key=lambda e: (e.start, -e.end)):
        if (kept and e.start < kept[-1].end) or any(_cuts(e, s) for s in spans):
            continue
        kept.append(e)
    if not kept:
        return doc, incidents
    text, ends, shift = "", [], []
    at = total = 0
    for e in kept:
        text += doc.text[at : e.start] + e.text
        at, total = e.end, total + len(e.text) - (e.end - e.start)
        ends.append(e.end)
        shift.append(total)
    text += doc.text[at:]
    begins = [e.start for e in kept]

    def place(offset: int, *, end: bool) -> int:
        # An insertion at a quote's first character stands before it, one at its end after it.
        k = bisect_right(ends, offset) - 1
        if end and k >= 0 and ends[k] == offset == begins[k]:
            k -= 1
        return offset + (shift[k] if k >= 0 else 0)

    def move(q: Quote) -> Quote:
        start, stop = place(q.start, end=False), place(q.end, end=True)
        return Quote(q.doc, start, stop, text[start:stop])

    out = replace(doc, text=text, title=_retitled(doc, kept))
    return out, moved(incidents, move)


def _cuts(e: Edit, span: tuple[int, int]) -> bool:
    """Whether an edit would tear a quote: its range reaches over one end of it, or swallows it while holding more."""
    start, end = span
    if e.start == e.end:
        return start < e.start < end
    return e.start < end and start < e.end and not (start <= e.start and e.end <= end)


def _retitled(doc: Document, edits: Sequence[Edit]) -> str | None:
    title = doc.title
    for old, new in {doc.text[e.start : e.end]: e.text for e in edits if len(e.text) > 2 and e.end - e.start > 2}.items():
        title = re.sub(rf"\b{re.escape(old)}\b", lambda _, new=new: new, title) if title else title
    return title


# --- dropping --------------------------------------------------------------------------------------------------------------


def without_some(doc: Document, incidents: tuple[Incident, ...], rng: random.Random) -> Coded:
    """The document without some sentences in which no quote stands, and at times without one incident that stands by itself."""
    rows = sentences(doc.text, doc.language)
    keep = list(incidents)
    drop: set[int] = set()
    if len(keep) > 2 and rng.random() < 0.5:
        gone = rng.choice(keep)
        own = {n for n, s in enumerate(rows) for c in gone.claims if s.overlaps(c.quote.span)}
        others = [q.span for i in keep if i is not gone for q in quotes(i)]
        if not any(rows[n].overlaps(o) for n in own for o in others):
            keep.remove(gone)
            drop |= own
    told = [q.span for i in keep for q in quotes(i)]
    idle = [n for n, s in enumerate(rows) if not any(s.overlaps(q) for q in told)]
    drop |= {n for n in idle if rng.random() < 0.3}
    if len(drop) > len(rows) / 2:
        return doc, incidents
    ends = [s.start for s in rows[1:]] + [len(doc.text)]
    return edited(doc, tuple(keep), [Edit(rows[n].start, ends[n], "") for n in sorted(drop)])


# --- words that no label depends on ----------------------------------------------------------------------------------------


def names(doc: Document, incidents: tuple[Incident, ...], rng: random.Random) -> list[Edit]:
    """New names for some of the places and groups, the same one wherever an old one stands."""
    new: dict[str, str] = {}
    for incident in incidents:
        for place in (incident.place, *(c.place for c in incident.claims if c.place)):
            for level, name in enumerate(place.chain[:-1]):
                if name not in new and rng.random() < 0.5:
                    new[name] = rng.choice(settlements() if level == 0 and place.precision in {"exact", "near"} else provinces())
    for kind, alias_to_group in groups().items():
        for hit in dict.fromkeys(m.group() for m in _aliases(kind).finditer(doc.text)):
            if rng.random() < 0.5:
                others = list(alias_to_group.values())
                new[hit] = _like(hit, rng.choice(others))
    pattern = "|".join(re.escape(n) for n in sorted(new, key=len, reverse=True))
    if not pattern:
        return []
    found = re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
    out = []
    for m in found.finditer(doc.text):
        word = new.get(m.group())
        if word is None and m.group().isupper():
            word = next((v.upper() for k, v in new.items() if k.upper() == m.group()), None)
        if word:
            out.append(Edit(m.start(), m.end(), word))
    return out


def words(doc: Document, incidents: tuple[Incident, ...], rng: random.Random) -> list[Edit]:
    """Other words of the same meaning for some actors, sources and deeds, in the quotes that carry their kind.

    A word is put in the place of another that is said of the same kind, in the same number or form (words.tsv); the same
    one wherever the old one stands in a quote of that kind.
    """
    new: dict[tuple[str, str], str] = {}
    out = []
    for said_of, span in _kinds(incidents):
        pattern = _interchangeable().get(said_of)
        for m in pattern.finditer(doc.text, span.start, span.end) if pattern else ():
            old = m.group()
            if (said_of, old) not in new:
                fitting = [w for w in _others(said_of, old) if _same_article(doc.text, m.start(), old, w)]
                new[said_of, old] = rng.choice(fitting) if fitting and rng.random() < 0.5 else old
            if new[said_of, old] != old:
                out.append(Edit(m.start(), m.end(), new[said_of, old]))
    return out


def _kinds(incidents: tuple[Incident, ...]) -> Iterator[tuple[str, Span]]:
    """Each quote whose words carry a kind, with what it is said of in words.tsv."""
    for i in incidents:
        for claim in i.claims:
            for actor in (*claim.perpetrators, *claim.targets):
                if actor.quote is not None:
                    yield f"actor {actor.kind}", actor.quote.span
            if claim.trigger is not None:
                yield f"deed {i.action}", claim.trigger.span
            if claim.source.quote is not None:
                yield f"source {claim.source.kind}", claim.source.quote.span
            yield from ((f"actor {harm.who}", harm.quote.span) for harm in claim.harm if harm.quote is not None)


def _same_article(text: str, at: int, old: str, new: str) -> bool:
    """Whether "a" or "an" before the old word fits the new one."""
    article = re.search(r"\ban? $", text[max(0, at - 3) : at], re.IGNORECASE) is not None
    return not article or (old[0].lower() in "aeiou") == (new[0].lower() in "aeiou")


@cache
def _lists() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The lists of interchangeable words by what they are said of."""
    out: dict[str, tuple[tuple[str, ...], ...]] = {}
    for line in (HERE / "words.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            said_of, listed = line.split("\t")
            out[said_of] = (*out.get(said_of, ()), tuple(listed.split("|")))
    return out


@cache
def _interchangeable() -> dict[str, re.Pattern[str]]:
    alternatives = {s: sorted({w for row in rows for w in row}, key=lambda w: (-len(w), w)) for s, rows in _lists().items()}
    return {s: re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ws))})(?![\w-])") for s, ws in alternatives.items()}


def _others(said_of: str, word: str) -> list[str]:
    """The other words of the first list that holds a word."""
    row = next(row for row in _lists()[said_of] if word in row)
    return [w for w in row if w != word]


def _like(old: str, group: tuple[str, ...]) -> str:
    """The form of a group's name that is an acronym where the old one is."""
    short = [a for a in group if a.isupper() and len(a) < 7]
    return short[0] if short and old.isupper() else group[0]


def numbers(doc: Document, incidents: tuple[Incident, ...], rng: random.Random) -> list[Edit]:
    """Other numbers of the same length, but not in times and places: the network reads that a number counts, not which."""
    fixed = [q.span for i in incidents for node in (i.time, i.place, *(c.time for c in i.claims)) for q in quotes(node)]
    out = []
    for m in NUMBER.finditer(doc.text):
        if any(f.overlaps(Span(m.start(), m.end())) for f in fixed) or _dated(doc.text, m):
            continue
        old = m.group()
        digits = len(old)
        new = (
            rng.choice(WORDS)
            if old in WORDS
            else str(rng.randint(max(2, 10 ** (digits - 1)), 10**digits - 1))
            if old != "1"
            else old
        )
        out.append(Edit(m.start(), m.end(), new))
    return out


def _dated(text: str, m: re.Match[str]) -> bool:
    """Whether a number stands beside a month."""
    around = text[max(0, m.start() - 10) : m.start()] + " " + text[m.end() : m.end() + 10]
    return (
        re.search(
            r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)", around
        )
        is not None
    )


def weekdays(doc: Document, rng: random.Random) -> list[Edit]:
    """All days of the week moved on by as many days."""
    on = rng.randint(1, 6)
    pattern = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")
    return [
        Edit(m.start(), m.end(), WEEKDAYS[(WEEKDAYS.index(m.group()) + on) % len(WEEKDAYS)]) for m in pattern.finditer(doc.text)
    ]


# --- how the page looks ----------------------------------------------------------------------------------------------------


def furniture(doc: Document, rng: random.Random) -> list[Edit]:
    """A caption or a prompt between two paragraphs."""
    breaks = [m.start() for m in re.finditer(r"\n\n", doc.text)]
    line = rng.choice(PROMPTS) if rng.random() < 0.6 else rng.choice(CAPTIONS).format(place=rng.choice(settlements()))
    at = rng.choice(breaks) if breaks else len(doc.text)
    return [Edit(at, at, "\n\n" + line)]


def look(doc: Document, incidents: tuple[Incident, ...], rng: random.Random) -> Coded:
    """Capitals of old wires, typographic quotation marks, one line for all, no title."""
    text, title = doc.text, doc.title
    chance = rng.random()
    if chance < 0.06 and len(text.upper()) == len(text):
        text, title = text.upper(), title.upper() if title else None
    elif chance < 0.25:
        text = re.sub(r'"([^"\n]*)"', "\N{LEFT DOUBLE QUOTATION MARK}\\1\N{RIGHT DOUBLE QUOTATION MARK}", text)
        text = text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    elif chance < 0.3:
        text = text.replace("\n", " ")
    if rng.random() < 0.15:
        title = None
    if text == doc.text and title == doc.title:
        return doc, incidents
    return replace(doc, text=text, title=title), moved(incidents, lambda q: Quote(q.doc, q.start, q.end, text[q.start : q.end]))


# --- names to choose from --------------------------------------------------------------------------------------------------


def _places(kinds: str, smallest: int) -> tuple[str, ...]:
    db = sqlite3.connect(f"file:{DATA / 'gazetteer' / 'gazetteer.sqlite'}?mode=ro", uri=True)
    rows = db.execute(f"SELECT DISTINCT name FROM place WHERE kind IN ({kinds}) AND population >= ? ORDER BY name", (smallest,))  # noqa: S608 - our own constants
    return tuple(name for (name,) in rows if re.fullmatch(r"[A-Z][^\W\d_]+(?:[ -][A-Z]?[^\W\d_]+)?", name))


@cache
def settlements() -> tuple[str, ...]:
    """Names of towns and villages."""
    return _places("3, 4", 5000)


@cache
def provinces() -> tuple[str, ...]:
    """Names of first-order divisions."""
    return _places("1", 0)


@cache
def groups() -> dict[str, dict[str, tuple[str, ...]]]:
    """By actor kind: each alias of a group, with all the forms of that group's name."""
    out: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in (DATA / "registry" / "organisations.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        _, name, kind, *_, aliases = line.split("\t")
        if kind in GROUPS:
            forms = (name, *(a.strip() for a in aliases.split(";") if re.fullmatch(r"[A-Z][\x20-\x7e]{2,}", a.strip())))
            out.setdefault(kind, {}).update(dict.fromkeys(forms, forms))
    return out


@cache
def _aliases(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(a) for a in sorted(groups()[kind], key=len, reverse=True))})\b")
