"""Explain: why two incidents are one event, or are not, as weights with words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from dateline.merge.compare import apart_km, days_between, veto
from dateline.merge.rules import Rules
from dateline.merge.score import evidence
from dateline.merge.sketch import Sketch
from dateline.model import HarmKind, Match, Reason

__all__ = ["match", "spanning", "weakest"]


def match(a: Sketch, b: Sketch, rules: Rules) -> Match:
    """Two incidents compared: each piece of evidence in words, with the weight that it adds.

    Weightless comparisons (both sides silent) are left out.
    """
    left, right = (a, b) if a.ref <= b.ref else (b, a)
    parts = evidence(left, right, rules)
    reasons = tuple(Reason(_words(name, level, left, right), weight) for name, level, weight in parts if weight)
    prior = Reason("before comparing", rules.weights.prior)
    score = round(rules.weights.prior + sum(weight for _, _, weight in parts), 3)
    return Match(left=left.ref, right=right.ref, score=score, reasons=(prior, *reasons), vetoed=veto(left, right, rules))


def weakest(matches: Iterable[Match]) -> Match | None:
    """The comparison at which an event would come apart first, those that a person decided last; None where there is none."""
    return min(matches, key=lambda m: (m.decision is not None, m.score, m.left, m.right), default=None)


def spanning(
    members: Sequence[int], scores: Mapping[tuple[int, int], int], decided: Collection[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """The pairs that hold a group together: those that people decided on, then its strongest comparisons (Kruskal).

    Args:
        members: of the group, in order.
        scores: of the pairs that were compared.
        decided: pairs of the group that are decided to be one event.
    """
    inside = set(members)
    strongest = sorted((-score, a, b) for (a, b), score in _among(members, scores))
    pairs = [*((0, a, b) for a, b in sorted(decided)), *strongest]
    parent = {n: n for n in inside}

    def root(n: int) -> int:
        while parent[n] != n:
            n = parent[n]
        return n

    kept = []
    for _, a, b in pairs:
        ra, rb = root(a), root(b)
        if ra != rb:
            parent[max(ra, rb)] = min(ra, rb)
            kept.append((a, b))
    return kept


def _among(members: Sequence[int], scores: Mapping[tuple[int, int], int]) -> list[tuple[tuple[int, int], int]]:
    """The scores within a group, found in the shorter of two ways."""
    if len(members) ** 2 > len(scores):
        inside = set(members)
        return [(pair, score) for pair, score in scores.items() if pair[0] in inside and pair[1] in inside]
    pairs = ((a, b) for a in members for b in members if a < b)
    return [(pair, scores[pair]) for pair in pairs if pair in scores]


# --- words ---------------------------------------------------------------------------------------------------------------

_WORDS: dict[str, dict[str, str]] = {
    "place": {
        "same_name": "same place",
        "same_point": "places at one point",
        "near": "places near each other",
        "inside_town": "one place inside the other",
        "inside_district": "one place in the other's district",
        "inside_province": "one place in the other's province",
        "told_beside": "one names the other's place beside its own",
        "same_parent": "two sites of one town or district",
        "same_area": "same province, no common town",
        "country_only": "one names only the country",
        "unknown": "place unknown",
        "unlocated": "different places, one of them on no map",
        "elsewhere": "different places",
        "far": "places far apart",
    },
    "time": {
        "same_day": "same day",
        "overlap": "days overlap",
        "loose_overlap": "months overlap",
        "told_soon": "day unknown, told soon after",
        "unknown": "day unknown",
        "told_later": "day unknown, told weeks later",
        "told_before": "told before the other happened",
    },
    "action": {
        "same": "same action",
        "vague": "one says only attack",
        "kindred": "kindred actions",
        "other_violence": "different violence",
        "distinct": "different actions",
    },
    "status": {"same": "same status", "differs": "status differs", "planned_or_done": "one planned, one done"},
    "perpetrator": {
        "same_name": "same perpetrator",
        "same_kind": "perpetrators of one kind",
        "unknown": "perpetrator open",
        "swapped": "one's perpetrator is the other's target",
        "other_name": "different perpetrators named",
        "other_kind": "perpetrators of different kinds",
    },
    "target": {
        "same_name": "same target",
        "same_words": "target described alike",
        "same_kind": "targets of one kind",
        "unknown": "target open",
        "other_name": "different targets named",
        "other_kind": "targets of different kinds",
    },
    "captives": {
        "same": "same number taken or driven out",
        "close": "close numbers taken or driven out",
        "unknown": "no captives told",
        "one_sided": "only one tells of captives",
        "apart": "different numbers taken or driven out",
    },
    "words": {
        "verbatim": "a passage shared word for word",
        "many": "half of the words shared",
        "some": "many words shared",
        "few": "some words shared",
        "unknown": "different languages",
        "none": "hardly a word shared",
    },
}


def _words(name: str, level: str, a: Sketch, b: Sketch) -> str:
    if name == "time" and level not in _WORDS["time"]:
        gap = days_between(a, b) or 0
        return "one day apart" if gap == 1 else f"{gap} days apart"
    if name == "place" and level in ("near", "elsewhere", "far") and (km := apart_km(a, b)) is not None:
        return f"{_WORDS['place'][level]}, {km:.0f} km"
    if name == "killed":
        return _tolls("toll", a.figures.get(HarmKind.KILLED), b.figures.get(HarmKind.KILLED))
    if name == "wounded":
        return _tolls("wounded", a.figures.get(HarmKind.WOUNDED), b.figures.get(HarmKind.WOUNDED))
    if name == "weapon":
        return _weapon(a, b)
    return _WORDS[name][level]


def _tolls(what: str, left: frozenset[int] | None, right: frozenset[int] | None) -> str:
    if not left or not right:
        return f"{what} open"
    if left & right:
        return f"both {what} {max(left & right)}"
    return f"{what} {_listed(left)} against {_listed(right)}"


def _weapon(a: Sketch, b: Sketch) -> str:
    shared = a.weapons & b.weapons
    if shared:
        return f"both name {_listed(shared)}"
    return f"{_listed(a.weapons)} against {_listed(b.weapons)}" if a.weapons and b.weapons else "weapon open"


def _listed(values: Iterable[object]) -> str:
    return " or ".join(str(v).replace("_", " ") for v in sorted(values, key=str))
