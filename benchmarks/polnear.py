"""PolNeAR: who is quoted in political news.

The set marks every attribution; the finder marks a source only where it tells of violence or contention, so recall over all attributions is low by design, and the
figures are to be read beside `reach`: the attributions whose content shares words with a claim that we tell. The cue ("said", "told reporters")
is no field of a claim; `cue` says how often the cue of a matched attribution stands next to our source, so that a reader sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.counting import Counts, digest, percent, report, rows_of
from dateline.find import Finder
from dateline.find.decode import decode
from dateline.find.labels import LAYERS
from dateline.find.tags import spans_of
from dateline.find.trim import trimmed
from dateline.model import Document, Incident, Span
from dateline.quality.pairing import matching_size

Record = dict[str, object]
SOURCE = LAYERS.index("source")
NEXT_TO_CHARACTERS = 40
"""A cue this near to a source belongs to it in the eye of a reader."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: the hull of its source's pieces, of its cue's, and the pieces of its content."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What we tell of a document.

    Args:
        tagged: spans of the source layer.
        claims: of each claim its source (None: the outlet's own voice) and its quote.
    """

    tagged: tuple[Span, ...]
    claims: tuple[tuple[Span | None, Span], ...]

    @property
    def sources(self) -> tuple[Span, ...]:
        """The sources of claims, each once."""
        return tuple(dict.fromkeys(s for s, _ in self.claims if s))


def attributions(row: Mapping[str, object]) -> tuple[Attribution, ...]:
    """The attributions of a document."""
    nodes = row["attributions"]
    assert isinstance(nodes, list)
    return tuple(Attribution(_hull(n["source"]), _hull(n["cue"]), _pieces(n["content"])) for n in nodes)


def _pieces(node: Iterable[Mapping[str, int]]) -> tuple[Span, ...]:
    return tuple(Span(p["start"], p["end"]) for p in node)


def _hull(node: Sequence[Mapping[str, int]]) -> Span | None:
    pieces = _pieces(node)
    return Span(min(p.start for p in pieces), max(p.end for p in pieces)) if pieces else None


def told_of(finder: Finder, doc: Document) -> Told:
    """What the finder tells of a document."""
    encoded = finder.network.encode(doc)
    assert encoded is not None
    settings = finder.network.settings
    tokens = encoded.tokens
    rows = spans_of(encoded.tags, threshold=settings.tag_thresholds[SOURCE])[SOURCE]
    ranges = [trimmed(doc.text, int(tokens.starts[s.start]), int(tokens.ends[s.end - 1])) for s in rows]
    found = finder.network.found(encoded, settings)
    return Told(tuple(Span(a, b) for a, b in ranges if a < b), claims_of(decode(doc, found, settings) if found else ()))


def claims_of(incidents: Iterable[Incident]) -> tuple[tuple[Span | None, Span], ...]:
    """Source and quote of each claim."""
    claims = [c for i in incidents for c in i.claims]
    return tuple((c.source.quote.span if c.source.quote else None, c.quote.span) for c in claims)


def source_counts(told: Sequence[Span], gold: Sequence[Span], same: Callable[[Span, Span], bool]) -> Counts:
    """Sources matched one to one; a span that several attributions share counts once."""
    once = tuple(dict.fromkeys(gold))
    n = matching_size(told, once, same)
    return Counts(n, len(told), n, len(once))


def equal(a: Span, b: Span) -> bool:
    """Whether two spans are one range."""
    return a == b


def within_reach(told: Told, gold: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """The attributions with a source whose content shares words with a claim of ours."""
    quotes = [q for _, q in told.claims]
    return tuple(a for a in gold if a.source and any(q.overlaps(p) for q in quotes for p in a.content))


def content_counts(told: Told, gold: Sequence[Attribution]) -> Counts:
    """Claims with a source whose quote shares words with the content of an attribution to that source.

    Told are the claims with a source; gold are the attributions within reach.
    """
    reach = within_reach(told, gold)
    spoken = [(s, q) for s, q in told.claims if s]
    right = sum(any(_is_content(s, q, a) for a in gold) for s, q in spoken)
    found = sum(any(_is_content(s, q, a) for s, q in spoken) for a in reach)
    return Counts(right, len(spoken), found, len(reach))


def _is_content(source: Span, quote: Span, gold: Attribution) -> bool:
    return gold.source is not None and source.overlaps(gold.source) and any(quote.overlaps(p) for p in gold.content)


def cues_beside(told: Told, gold: Iterable[Attribution]) -> tuple[int, int]:
    """Of the attributions whose source we tell: how many have their cue beside it, and how many there are."""
    met = [(s, a.cue) for a in gold if a.source and a.cue for s in told.sources if s.overlaps(a.source)]
    near = sum(min(abs(c.start - s.end), abs(s.start - c.end)) <= NEXT_TO_CHARACTERS for s, c in met)
    return near, len(met)


def benchmark(finder: Finder, paths: Sequence[Path]) -> Record:
    """The figures of some files."""
    rows = rows_of(paths)
    golds = [attributions(row) for row in rows]
    tolds = [told_of(finder, Document(id=str(row["id"]), text=str(row["text"]), language="en")) for row in rows]
    pairs = list(zip(tolds, golds, strict=True))
    sources = [[a.source for a in gold if a.source] for gold in golds]
    reach = [within_reach(t, g) for t, g in pairs]
    near, met = map(sum, zip(*(cues_beside(t, g) for t, g in pairs), strict=True))
    sides = {
        "tagged": [(t.tagged, s) for t, s in zip(tolds, sources, strict=True)],
        "told": [(t.sources, s) for t, s in zip(tolds, sources, strict=True)],
        "told_within_reach": [(t.sources, [a.source for a in r if a.source]) for t, r in zip(tolds, reach, strict=True)],
    }
    return {
        "documents": len(rows),
        "digest": digest(paths),
        "attributions": sum(map(len, golds)),
        "reach": percent(sum(map(len, reach)), sum(map(len, sources))),
        "source": {
            name: {
                how: report([source_counts(t, g, same) for t, g in side])
                for how, same in (("span", equal), ("overlap", Span.overlaps))
            }
            for name, side in sides.items()
        },
        "content": report([content_counts(t, g) for t, g in pairs]),
        "cue": {"beside_source": percent(near, met), "of": met},
    }
