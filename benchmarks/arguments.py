"""Event arguments of public sets, mapped to our roles: with gold triggers given, and end to end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.counting import Counts, percent, report
from dateline.find import Finder
from dateline.find.decode import decode
from dateline.find.labels import BEGIN, INSIDE, LAYERS, OUTSIDE
from dateline.find.network import Encoded
from dateline.model import Document, Incident, Quote, Span
from dateline.quality.pairing import matching_size

Record = dict[str, object]
ROLES = ("perpetrator", "target", "weapon", "place")
ANCHOR = LAYERS.index("anchor")

HEAD_ENDS = re.compile(
    r"\s*(?:[,;:(\[–—]|\b(?:of|in|on|at|from|by|with|to|for|near|inside|outside|around|who|whom|whose|which|that|where|and|or|as|after|during|while)\b)"
)
"""What ends the noun phrase that a span begins with."""

WORD = re.compile(r"[\w'’.-]*\w")


@dataclass(frozen=True, slots=True)
class Argument:
    """A filler of one of our roles."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """A gold event in scope: its trigger and the arguments that map to our roles."""

    start: int
    end: int
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A document with its gold events in scope."""

    document: Document
    events: tuple[GoldEvent, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a set's types and roles become ours.

    Args:
        types: pattern of the event types that our actions cover.
        roles: a set's role, in lower case, and ours.
    """

    types: re.Pattern[str]
    roles: Mapping[str, str]

    def role(self, kind: str, role: str) -> str | None:
        """Our role for a role of an event type; None where there is none."""
        return self.roles.get(role.lower()) if self.types.match(kind) else None


def head_word(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of the last word of the noun phrase that a span begins with.

    The sets' own scorers take the head from a parser; this stands in for it where none is at hand.
    """
    ends = HEAD_ENDS.search(text, start + 1, end)
    stop = ends.start() if ends and ends.start() > start else end
    words = list(WORD.finditer(text, start, stop)) or list(WORD.finditer(text, start, end))
    return words[-1].span() if words else (start, end)


def same_span(text: str, told: Argument, gold: Argument) -> bool:
    """Whether both are the same words in the same role; articles in front do not count."""
    a, b = (_without_article(text, x.start, x.end) for x in (told, gold))
    return told.role == gold.role and a == b


def _without_article(text: str, start: int, end: int) -> tuple[int, int]:
    found = re.match(r"(?:the|an?)\s+", text[start:end], re.IGNORECASE)
    return (start + found.end() if found else start), end


def same_head(text: str, told: Argument, gold: Argument) -> bool:
    """Whether both have the same head word and role."""
    return told.role == gold.role and head_word(text, told.start, told.end) == head_word(text, gold.start, gold.end)


def with_triggers(encoded: Encoded, triggers: Iterable[tuple[int, int]]) -> Encoded:
    """The encoder's output with the given ranges of code points as the only anchors."""
    tags = encoded.tags.copy()
    tags[:, ANCHOR] = 0
    tags[:, ANCHOR, OUTSIDE] = 1
    for start, end in triggers:
        at = np.flatnonzero((encoded.tokens.starts < end) & (encoded.tokens.ends > start))
        tags[at, ANCHOR, OUTSIDE] = 0
        tags[at, ANCHOR, INSIDE] = 1
        tags[at[:1], ANCHOR] = np.eye(3)[BEGIN]
    return replace(encoded, tags=tags)


def given(finder: Finder, doc: Document, encoded: Encoded, event: GoldEvent) -> tuple[Argument, ...]:
    """The arguments that the heads give to a gold trigger."""
    settings = replace(finder.network.settings, anchor=0.0)
    found = finder.network.found(with_triggers(encoded, [(event.start, event.end)]), settings)
    return arguments(decode(doc, found, settings)) if found else ()


def each_alone(finder: Finder, doc: Document, encoded: Encoded) -> list[tuple[Span, tuple[Argument, ...]]]:
    """The triggers that the finder tells, each with its arguments; none is joined with another."""
    settings = replace(finder.network.settings, same=float("inf"))
    found = finder.network.found(encoded, settings)
    incidents = decode(doc, found, settings) if found else ()
    return [(i.claims[0].trigger.span, arguments([i])) for i in incidents if i.claims[0].trigger]


def arguments(incidents: Iterable[Incident]) -> tuple[Argument, ...]:
    """All that incidents name in our roles, each range once."""
    out: dict[Argument, None] = {}
    for incident in incidents:
        for claim in incident.claims:
            weapon = claim.weapon.quote if claim.weapon else None
            named = [("perpetrator", a.quote) for a in claim.perpetrators] + [("target", a.quote) for a in claim.targets]
            for role, quote in (*named, ("weapon", weapon), ("place", incident.place.quote)):
                if quote:
                    out[_argument(role, quote)] = None
    return tuple(out)


def _argument(role: str, quote: Quote) -> Argument:
    return Argument(role, quote.start, quote.end)


def measured(finder: Finder, documents: Sequence[Marked], *, all_told: bool) -> Record:
    """Argument F1 by span and by head word, with gold triggers and end to end.

    Args:
        finder: whose heads and decoder are measured.
        documents: with their events in scope.
        all_told: whether every event of the documents is marked, so that what we tell elsewhere is wrong; else only triggers that
            overlap a gold one are judged.
    """
    rows: dict[str, list[Counts]] = {}
    by_role: dict[str, Counts] = dict.fromkeys(ROLES, Counts())
    anchors: list[Counts] = []
    for marked in documents:
        text = marked.document.text
        encoded = finder.network.encode(marked.document)
        assert encoded is not None
        pairs = [(given(finder, marked.document, encoded, e), e.arguments) for e in marked.events]
        free, found = _end_to_end(each_alone(finder, marked.document, encoded), marked.events, all_told=all_told)
        anchors.append(found)
        for name, same in (("span", same_span), ("head", same_head)):
            rows.setdefault(f"gold_triggers.{name}", []).append(_counts(text, pairs, same))
            rows.setdefault(f"end_to_end.{name}", []).append(_counts(text, free, same))
        for role in ROLES:
            kept = [tuple(tuple(a for a in side if a.role == role) for side in pair) for pair in pairs]
            by_role[role] += _counts(text, kept, same_head)
    out: Record = {"gold_triggers": {}, "end_to_end": {"triggers": report(anchors)}}
    for name, counts in rows.items():
        where, how = name.split(".")
        part = out[where]
        assert isinstance(part, dict)
        part[how] = report(counts)
    return out | {"gold_triggers_by_role_head": {role: c.to_json() for role, c in by_role.items()}}


def _end_to_end(
    told: Sequence[tuple[Span, tuple[Argument, ...]]], events: Sequence[GoldEvent], *, all_told: bool
) -> tuple[list[tuple[tuple[Argument, ...], tuple[Argument, ...]]], Counts]:
    """Told and gold arguments side by side, by triggers that overlap; and the counts of triggers."""
    left = list(told)
    pairs = []
    hits = 0
    for event in events:
        match = next((t for t in left if t[0].overlaps(Span(event.start, event.end))), None)
        if match:
            left.remove(match)
            hits += 1
        pairs.append((match[1] if match else (), event.arguments))
    if all_told:
        pairs += [(arguments_, ()) for _, arguments_ in left]
    return pairs, Counts(hits, len(told) if all_told else hits, hits, len(events))


def _counts(text: str, pairs: Iterable[Sequence[Sequence[Argument]]], same: Callable[[str, Argument, Argument], bool]) -> Counts:
    out = Counts()
    for told, gold in pairs:
        n = matching_size(told, gold, lambda a, b: same(text, a, b))
        out += Counts(n, len(told), n, len(gold))
    return out


def shares(events: Iterable[tuple[str, Sequence[str]]], scheme: Scheme) -> Record:
    """What part of a set's events and arguments our scheme covers.

    Args:
        events: each event's type and the roles of its arguments.
        scheme: what maps to ours.
    """
    rows = list(events)
    inside = [roles for kind, roles in rows if scheme.types.match(kind)]
    mapped = sum(scheme.role(kind, r) is not None for kind, roles in rows for r in roles)
    own = sum(map(len, inside))
    return {
        "events": len(rows),
        "events_in_scope": percent(len(inside), len(rows)),
        "arguments_mapped": percent(mapped, sum(len(roles) for _, roles in rows)),
        "arguments_mapped_in_scope": percent(mapped, own),
    }
