"""What went wrong in a coding, by cause: the list that says what to mend first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.quality.alike import overlap, same_actor, same_place
from dateline.quality.pairing import matching_size, paired
from dateline.quality.telling import HarmTold, IncidentTold, Node, rows, telling

__all__ = ["CodingError", "coding_errors", "counts"]

REPEATED = 0.3
"""A predicted incident whose words overlap a gold one by this share, but that found no partner, tells one twice.

Source: the pairing threshold of the project's measure, codebook 1.2.
"""


@dataclass(frozen=True, slots=True)
class CodingError:
    """One error.

    Args:
        cause: its kind, "incident missed", "action wrong".
        detail: what exactly, "bombing for attack".
        document: id of the document.
        words: the passage of the text.
    """

    cause: str
    detail: str
    document: str
    words: str


def counts(errors: Iterable[CodingError]) -> dict[str, int]:
    """How many errors of each cause, the commonest first."""
    return dict(Counter(e.cause for e in errors).most_common())


def coding_errors(gold: Sequence[Node], predicted: Sequence[Node]) -> list[CodingError]:
    """Every error of a coding against gold documents, in their order."""
    by_id = {node.get("id"): node for node in predicted}
    return [error for doc in gold for error in _of_document(doc, by_id.get(doc.get("id"), {}))]


def _of_document(doc: Node, coded: Mapping[str, object]) -> Iterator[CodingError]:
    text = str(doc.get("text", ""))
    gold, told = ([telling(i, text) for i in rows(node, "incidents")] for node in (doc, coded))
    pairs = paired(gold, told)
    seen_gold, seen_told = {id(g) for g, _ in pairs}, {id(p) for _, p in pairs}

    def error(cause: str, detail: object, incident: IncidentTold) -> CodingError:
        start, end = incident.evidence[0] if incident.evidence else (0, 0)
        return CodingError(cause, str(detail), str(doc.get("id")), text[start:end])

    for g in (g for g in gold if id(g) not in seen_gold):
        merged = any(_overlaps(g, p) for p in told)
        yield error("incident taken into another" if merged else "incident missed", g.action, g)
    for p in (p for p in told if id(p) not in seen_told):
        repeated = any(_overlaps(g, p) for g in gold)
        cause = "incident told twice" if repeated else "incident where gold has none"
        yield error(cause, p.action, p)
    for g, p in pairs:
        for cause, detail in _of_pair(g, p):
            yield error(cause, detail, g)


def _overlaps(a: IncidentTold, b: IncidentTold) -> bool:
    return any(overlap(x, y) >= REPEATED for x in a.evidence for y in b.evidence)


def _of_pair(g: IncidentTold, p: IncidentTold) -> Iterator[tuple[str, str]]:
    """The errors of one incident that was found: cause and detail."""
    for name in ("action", "status", "country"):
        wanted, got = getattr(g, name), getattr(p, name)
        if wanted != got:
            yield f"{name} wrong", f"{got} for {wanted}"
    if g.aggregate != p.aggregate:
        yield "aggregate wrong", f"{p.aggregate} for {g.aggregate}"
    if g.start != p.start:
        yield "date wrong" if p.start and g.start else "date missing or too many", f"{p.start} for {g.start}"
    if (g.place or p.place) and not same_place(g.place, p.place):
        yield "place wrong" if g.place and p.place else "place missing or too many", f"{_name(p)} for {_name(g)}"
    for role in ("perpetrators", "targets"):
        wanted, got = getattr(g, role), getattr(p, role)
        right = matching_size(wanted, got, same_actor)
        yield from [(f"{role} missed", ", ".join(m[0].name for m in wanted))] * (len(wanted) - right)
        yield from [(f"{role} too many", ", ".join(m[0].name for m in got))] * (len(got) - right)
    yield from ((f"{h.kind} figure missed", f"{h.low}-{h.best}-{h.high} {h.who}") for h in _given(g) - _given(p))
    yield from ((f"{h.kind} figure too many", f"{h.low}-{h.best}-{h.high} {h.who}") for h in _given(p) - _given(g))
    wanted_claims, got_claims = (Counter((c.source_kind, c.stance) for c in i.claims) for i in (g, p))
    yield from (("claim missed", " ".join(map(str, c))) for c in (wanted_claims - got_claims).elements())
    yield from (("claim too many", " ".join(map(str, c))) for c in (got_claims - wanted_claims).elements())


def _given(incident: IncidentTold) -> frozenset[HarmTold]:
    return incident.figures("killed", "wounded", "missing", "abducted", "arrested", "displaced")


def _name(incident: IncidentTold) -> str | None:
    return incident.place.name if incident.place else None
