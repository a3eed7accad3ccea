"""Gold documents as what the network is to say about them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.find.labels import ANCHOR_HEADS, BEGIN, INSIDE, LAYERS, MENTION_HEADS, POINTERS, ROLES, Head
from dateline.find.windows import Tokens, Window, tokenise, windows
from dateline.model import Actor, Claim, Document, Incident, Quote

IGNORE = -100
"""A target that is not scored."""

CUE = re.compile(
    r"\b(?:den(?:y|ie[sd])|reject|dismiss|disput|contradict|confirm|claim|blam|accus|toll|figure|responsib|count(?:s|ed|ing)?\b|put )",
    re.IGNORECASE,
)
"""Words on which a claim without a trigger is anchored, where it gives no figure."""

LAYER = {name: n for n, name in enumerate(LAYERS)}
ROLE = {role.name: n for n, role in enumerate(ROLES)}


@dataclass(slots=True)
class Example:
    """One document and its targets.

    Args:
        tags: (layers, tokens), as in `dateline.find.labels`.
        anchors: token ranges (anchors, 2), in text order.
        mentions: token ranges (mentions, 2); `layers` gives each one's layer.
        classes: target class of each anchor or mention, by head; IGNORE where the head does not apply.
        roles: (anchors, mentions, roles) of 0 and 1.
        pointers: (anchors, pointers), index of a mention, or -1 for none of them.
        incident: index of each anchor's incident (anchors,).
        quotes: token ranges (anchors, 2) of the claims' quotes.
    """

    doc: Document
    tokens: Tokens
    windows: tuple[Window, ...]
    tags: NDArray[np.int64]
    anchors: NDArray[np.int64]
    mentions: NDArray[np.int64]
    layers: NDArray[np.int64]
    classes: dict[str, NDArray[np.int64]]
    roles: NDArray[np.float32]
    pointers: NDArray[np.int64]
    incident: NDArray[np.int64]
    quotes: NDArray[np.int64]

    @property
    def size(self) -> int:
        """Tokens that the encoder reads for it."""
        return sum(len(w.ids) for w in self.windows)


def anchor_of(claim: Claim) -> Quote:
    """The words that stand for the claim: its trigger, else its first figure, else a cue word, else its first word."""
    if claim.trigger:
        return claim.trigger
    inside = [h.quote for h in claim.harm if h.quote and claim.quote.span.contains(h.quote.span)]
    if inside:
        return inside[0]
    text = claim.quote.text
    cue = CUE.search(text)
    start, end = cue.span() if cue else (0, len(re.split(r"\s", text, maxsplit=1)[0]))
    return Quote(claim.quote.doc, claim.quote.start + start, claim.quote.start + end, text[start:end])


@dataclass(slots=True)
class _Builder:
    """Collects the spans of one document."""

    tokens: Tokens
    anchors: dict[tuple[int, int], dict[str, str]] = field(default_factory=dict)
    mentions: dict[tuple[int, int, int], dict[str, str]] = field(default_factory=dict)
    links: list[tuple[tuple[int, int], int, tuple[int, int, int]]] = field(default_factory=list)
    incident: dict[tuple[int, int], int] = field(default_factory=dict)
    quotes: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def range(self, quote: Quote) -> tuple[int, int] | None:
        hit = np.flatnonzero(
            (self.tokens.ends > quote.start) & (self.tokens.starts < quote.end) & (self.tokens.ends > self.tokens.starts)
        )
        return (int(hit[0]), int(hit[-1]) + 1) if len(hit) else None

    def link(self, anchor: tuple[int, int], role: str, quote: Quote | None, **labels: str) -> None:
        if quote is None:
            return
        span = self.range(quote)
        if span is None:
            return
        layer = LAYER[ROLES[ROLE[role]].layer]
        key = (layer, *span)
        self.mentions.setdefault(key, {}).update(labels)
        self.links.append((anchor, ROLE[role], key))

    def claim(self, incident: Incident, number: int, claim: Claim) -> None:
        anchor, quote = self.range(anchor_of(claim)), self.range(claim.quote)
        if anchor is None or quote is None or anchor in self.anchors:
            return
        self.anchors[anchor] = {
            "action": incident.action,
            "status": incident.status,
            "aggregate": "yes" if incident.aggregate else "no",
            "stance": claim.stance,
            "is_trigger": "yes" if claim.trigger else "no",
        }
        self.incident[anchor] = number
        self.quotes[anchor] = quote
        for role, actors in (("perpetrator", claim.perpetrators), ("target", claim.targets)):
            for actor in actors:
                self._actor(anchor, role, actor)
        if claim.weapon:
            self.link(anchor, "weapon", claim.weapon.quote, weapon_kind=claim.weapon.kind)
        for harm in claim.harm:
            self.link(anchor, "harm", harm.quote, harm_kind=harm.kind, harm_who=harm.who)
        self.link(anchor, "source", claim.source.quote, source_kind=claim.source.kind)
        self.link(anchor, "time", (claim.time or incident.time).quote)
        self.link(anchor, "place", (claim.place or incident.place).quote)

    def _actor(self, anchor: tuple[int, int], role: str, actor: Actor) -> None:
        self.link(anchor, role, actor.quote, actor_kind=actor.kind)


def _classes(heads: Sequence[Head], rows: Sequence[dict[str, str]]) -> dict[str, NDArray[np.int64]]:
    index = {h.name: {label: n for n, label in enumerate(h.labels)} for h in heads}
    return {
        name: np.asarray([labels[row[name]] if row.get(name) in labels else IGNORE for row in rows], dtype=np.int64)
        for name, labels in index.items()
    }


def example(doc: Document, incidents: Sequence[Incident], tokenizer: Tokenizer) -> Example:
    """The targets of one gold document."""
    tokens = tokenise(tokenizer, doc)
    builder = _Builder(tokens)
    for number, incident in enumerate(incidents):
        for claim in incident.claims:
            builder.claim(incident, number, claim)
    anchors, mentions = sorted(builder.anchors), sorted(builder.mentions)
    row = {a: n for n, a in enumerate(anchors)}
    column = {m: n for n, m in enumerate(mentions)}
    roles = np.zeros((len(anchors), len(mentions), len(ROLES)), dtype=np.float32)
    pointers = np.full((len(anchors), len(POINTERS)), -1, dtype=np.int64)
    for anchor, role, mention in builder.links:
        roles[row[anchor], column[mention], role] = 1
        if ROLES[role].name in POINTERS:
            pointers[row[anchor], POINTERS.index(ROLES[role].name)] = column[mention]
    tags = np.zeros((len(LAYERS), len(tokens)), dtype=np.int64)
    for layer, start, end in [*((0, *a) for a in anchors), *mentions]:
        tags[layer, start] = BEGIN
        tags[layer, start + 1 : end] = INSIDE
    pair = lambda rows: np.asarray(rows, dtype=np.int64).reshape(-1, 2)  # noqa: E731 - one line serves three fields
    return Example(
        doc=doc,
        tokens=tokens,
        windows=windows(tokens, begin=tokenizer.token_to_id("<s>"), end=tokenizer.token_to_id("</s>")),
        tags=tags,
        anchors=pair(anchors),
        mentions=pair([m[1:] for m in mentions]),
        layers=np.asarray([m[0] for m in mentions], dtype=np.int64),
        classes=_classes(ANCHOR_HEADS, [builder.anchors[a] for a in anchors])
        | _classes(MENTION_HEADS, [builder.mentions[m] for m in mentions]),
        roles=roles,
        pointers=pointers,
        incident=np.asarray([builder.incident[a] for a in anchors], dtype=np.int64),
        quotes=pair([builder.quotes[a] for a in anchors]),
    )
