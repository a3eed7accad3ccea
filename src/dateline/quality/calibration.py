"""Whether a confidence says how often what bears it is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.quality.pairing import paired
from dateline.quality.telling import ClaimTold, IncidentTold, rows, telling

__all__ = ["Judged", "expected_error", "judged"]


@dataclass(frozen=True, slots=True)
class Judged:
    """One predicted value's confidence, 0 to 1, and whether the value was right; `document` says where."""

    document: str
    confidence: float
    right: bool


def judged(gold: Mapping[str, object], predicted: Mapping[str, object]) -> tuple[list[Judged], list[Judged]]:
    """The predicted incidents and claims of one document, each with its confidence and whether it is right.

    An incident is right where it is paired with a gold one of the same action; a claim where its incident is paired and the gold
    incident holds a claim of the same source kind and stance. What bears no confidence is left out.

    Args:
        gold: one document as a codebook object.
        predicted: the same document as a system coded it.
    """
    text, name = str(gold.get("text")), str(gold.get("id"))
    nodes = rows(predicted, "incidents")
    told = [telling(n, text) for n in nodes]
    partner = {id(p): g for g, p in paired([telling(n, text) for n in rows(gold, "incidents")], told)}
    incidents, claims = [], []
    for node, p in zip(nodes, told, strict=True):
        g = partner.get(id(p))
        if isinstance(sure := node.get("confidence"), (int, float)):
            incidents.append(Judged(name, float(sure), g is not None and g.action == p.action))
        for claim_node, claim in zip(rows(node, "claims"), p.claims, strict=True):
            if isinstance(sure := claim_node.get("confidence"), (int, float)):
                claims.append(Judged(name, float(sure), g is not None and _holds(g, claim)))
    return incidents, claims


def expected_error(values: Sequence[Judged], bins: int = 10) -> float:
    """Expected calibration error, 0 to 1: how far confidence and share of right ones lie apart, on average over the values.

    Source: Guo et al., On Calibration of Modern Neural Networks (ICML 2017), equation 3, with bins of equal width.
    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("no values to judge")
    total = 0.0
    for k in range(bins):
        inside = [v for v in values if min(int(v.confidence * bins), bins - 1) == k]
        if inside:
            total += abs(sum(v.confidence for v in inside) - sum(v.right for v in inside))
    return total / len(values)


def _holds(incident: IncidentTold, claim: ClaimTold) -> bool:
    return any(c.source_kind == claim.source_kind and c.stance == claim.stance for c in incident.claims)
