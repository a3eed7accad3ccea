"""The hard things of reports, each as a slice of the gold incidents, and how much of each slice is found.

A slice has recall alone: what was told too much belongs to no slice. An incident may be in many slices, or in none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.quality import score
from dateline.quality.pairing import paired
from dateline.quality.telling import rows, telling
from dateline.text.sentences import sentences

Node = Mapping[str, object]

SHOWN = ("incident", "action", "date", "place", "perpetrator", "target", "killed", "claim", "account", "strict")

PRONOUN = re.compile(
    r"^(?:it|he|she|they|them|we|us|the (?:group|organi[sz]ation|movement|men|attackers|assailants|gunmen|statement))$",
    re.IGNORECASE,
)
SHORT, LONG = 60, 600
"""Words below which a document is a brief, and from which it is long."""


@dataclass(frozen=True, slots=True)
class Place:
    """One gold incident with what a slice may ask of it."""

    doc: Node
    incident: Node
    others: tuple[Node, ...]

    @property
    def claims(self) -> list[Node]:
        """Its claims."""
        return rows(self.incident, "claims")

    @property
    def text(self) -> str:
        """The document's text."""
        return str(self.doc["text"])

    @property
    def language(self) -> str:
        """The document's language; English where it does not say."""
        return str(self.doc.get("language") or "en")

    def figures(self) -> list[Node]:
        """All figures of harm."""
        return [h for c in self.claims for h in rows(c, "harm")]


def _stance(name: str) -> Callable[[Place], bool]:
    return lambda p: any(c.get("stance") == name for c in p.claims)


def _status(*names: str) -> Callable[[Place], bool]:
    return lambda p: p.incident.get("status") in names


def _at(node: Node) -> tuple[int, int]:
    at = node.get("at")
    return (int(at[0]), int(at[1])) if isinstance(at, list) else (0, 0)


def _in_sentences(claims: Sequence[Node], p: Place) -> set[int]:
    spans = [(s.start, s.end) for s in sentences(p.text, p.language)]
    return {n for n, (a, b) in enumerate(spans) for c in claims if _at(c)[0] < b and a < _at(c)[1]}


def _shares_a_sentence(p: Place) -> bool:
    others = [c for i in p.others for c in rows(i, "claims")]
    return bool(_in_sentences(p.claims, p) & _in_sentences(others, p))


def _over_paragraphs(p: Place) -> bool:
    return len({p.text.count("\n", 0, _at(c)[0]) for c in p.claims}) >= 3


def _contested(p: Place) -> bool:
    killed = {(h.get("low"), h.get("best"), h.get("high")) for h in p.figures() if h.get("kind") == "killed"}
    return len(killed) > 1


def _named_perpetrator(p: Place) -> bool:
    actors = [a for c in p.claims for a in rows(c, "perpetrators")]
    return any(a.get("kind") != "unknown" for a in actors)


def _spoken_of(p: Place) -> bool:
    actors = [a for c in p.claims for role in ("perpetrators", "targets") for a in rows(c, role)]
    return any(PRONOUN.match(str(a.get("quote") or "")) for a in actors)


def _nested(p: Place) -> bool:
    sources = [c.get("source") for c in p.claims]
    return any(isinstance(s, Mapping) and "(" in str(s.get("name") or "") for s in sources)


def _words(p: Place) -> int:
    return len(p.text.split())


SLICES: dict[str, Callable[[Place], bool]] = {
    "several incidents in one sentence": _shares_a_sentence,
    "one incident over three paragraphs or more": _over_paragraphs,
    "nested attribution": _nested,
    "claims_responsibility": _stance("claims_responsibility"),
    "confirms": _stance("confirms"),
    "accuses": _stance("accuses"),
    "denies": _stance("denies"),
    "disputes": _stance("disputes"),
    "contested toll": _contested,
    "no one killed": lambda p: any(h.get("kind") == "killed" and h.get("best") == 0 for h in p.figures()),
    "number in words": lambda p: any(not re.search(r"\d", str(h.get("quote"))) for h in p.figures()),
    "attempted or foiled": _status("attempted", "foiled"),
    "threatened or hypothetical": _status("threatened", "hypothetical"),
    "aggregate": lambda p: bool(p.incident.get("aggregate")),
    "no perpetrator with a kind": lambda p: not _named_perpetrator(p),
    "actor as a pronoun or the group": _spoken_of,
    "brief": lambda p: _words(p) < SHORT,
    "long document": lambda p: _words(p) >= LONG,
    "capitals": lambda p: p.text.isupper(),
    "not English": lambda p: p.language != "en",
}


def by_slice(gold: Sequence[Node], predicted: Sequence[Node]) -> dict[str, dict[str, float]]:
    """Of each slice how many incidents it has, and the recall of each figure in percent; empty slices are left out.

    Args:
        gold: documents as codebook objects, with `at` beside quotes.
        predicted: the same documents as coded.
    """
    by_id = {node["id"]: node for node in predicted}
    out = {}
    for name, belongs in SLICES.items():
        parts = [part for doc in gold if (part := _part(doc, by_id.get(doc["id"], {}), belongs))]
        wanted = sum(len(rows(g, "incidents")) for g, _ in parts)
        if wanted:
            figures = score([g for g, _ in parts], [p for _, p in parts]).to_json()
            out[name] = {"incidents": wanted, **{f: figures[f]["recall"] for f in SHOWN if f in figures}}
    return out


def _part(doc: Node, coded: Node, belongs: Callable[[Place], bool]) -> tuple[Node, Node] | None:
    """The document's gold incidents of one slice, and those predicted ones that are paired with them; None where it has none."""
    nodes, told = rows(doc, "incidents"), rows(coded, "incidents")
    kept = [n for n, node in enumerate(nodes) if belongs(Place(doc, node, tuple(o for o in nodes if o is not node)))]
    if not kept:
        return None
    text = str(doc["text"])
    gold_told, coded_told = [telling(n, text) for n in nodes], [telling(n, text) for n in told]
    number = {id(p): n for n, p in enumerate(coded_told)}
    partner = {id(g): number[id(p)] for g, p in paired(gold_told, coded_told)}
    found = [told[partner[id(gold_told[n])]] for n in kept if id(gold_told[n]) in partner]
    return {**doc, "incidents": [nodes[n] for n in kept]}, {"id": doc["id"], "incidents": found}


def lines(table: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """The slices as aligned lines of text."""
    yield f"{'recall in percent':44}{'n':>5}  " + "  ".join(f"{f[:8]:>8}" for f in SHOWN)
    for name, row in table.items():
        yield f"{name:44}{row['incidents']:5}  " + "  ".join(f"{row.get(f, float('nan')):8.1f}" for f in SHOWN)
