"""The three public measures of MUC-4 template filling, each from its published definition.

All compare mentions as strings, lower case, without punctuation, articles and extra space. An entity is a set of such mentions; a told
entity is right where all its mentions are among those of one gold entity of the same slot.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.counting import Counts, total
from dateline.quality.pairing import matching_size

SLOTS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
KIND = "incident_type"

Entity = frozenset[str]
Entities = tuple[Entity, ...]

ARTICLE = re.compile(r"\b(?:a|an|the)\b")
PUNCTUATION = str.maketrans("", "", string.punctuation)


def normal(mention: str) -> str:
    """A mention as the measures compare it. Source: SQuAD's answer normalisation, as Du et al. (2021) use it."""
    return " ".join(ARTICLE.sub(" ", mention.lower().translate(PUNCTUATION)).split())


def entity(mentions: Iterable[str]) -> Entity:
    """An entity of some mentions."""
    return frozenset(normal(m) for m in mentions)


@dataclass(frozen=True, slots=True)
class Template:
    """One incident: its type ("bombing / attack" where the key allows both) and the entities of each slot."""

    kind: str
    slots: Mapping[str, Entities]

    def of(self, slot: str) -> Entities:
        """The entities of one slot."""
        return self.slots.get(slot, ())

    @property
    def kinds(self) -> frozenset[str]:
        """The types that are right."""
        return frozenset(k.strip() for k in self.kind.split("/"))


def is_right(told: Entity, gold: Entity) -> bool:
    """Whether every mention of a told entity is one of a gold entity."""
    return bool(told) and told <= gold


def slot_counts(told: Entities, gold: Entities) -> Counts:
    """Entities of one slot of two templates that were matched; an entity may serve several of the other side."""
    right = sum(any(is_right(t, g) for g in gold) for t in told)
    found = sum(any(is_right(t, g) for t in told) for g in gold)
    return Counts(right, len(told), found, len(gold))


# --- GTT template F1 -----------------------------------------------------------------------------------------------------


def gtt(told: Sequence[Template], gold: Sequence[Template]) -> dict[str, Counts]:
    """Counts by slot, the type among them, under the one-to-one matching of templates with the best F1 of the document.

    Only templates of one type are matched. What is not matched is spurious or missing with all it holds.

    Source: Du, Rush and Cardie (2021), Template Filling with Generative Transformers, NAACL, section 4 and its scorer; equal gold templates
    count once.
    """
    once = tuple({(t.kind, tuple((s, t.of(s)) for s in SLOTS)): t for t in gold}.values())
    gains = [[_template_gain(t, g) for g in once] for t in told]
    whole = sum((_size(t) for t in told), 0), sum((_size(g) for g in once), 0)
    pairs = best_matching(gains, lambda right, found: Counts(right, whole[0], found, whole[1]).f1)
    out = {KIND: Counts(len(pairs), len(told), len(pairs), len(once))}
    for slot in SLOTS:
        matched = total(slot_counts(told[i].of(slot), once[k].of(slot)) for i, k in pairs)
        told_n, gold_n = sum(len(t.of(slot)) for t in told), sum(len(g.of(slot)) for g in once)
        out[slot] = Counts(matched.right, told_n, matched.found, gold_n)
    return out


def _size(template: Template) -> int:
    return 1 + sum(len(template.of(slot)) for slot in SLOTS)


def _template_gain(told: Template, gold: Template) -> tuple[int, int] | None:
    if told.kind not in gold.kinds:
        return None
    counts = total(slot_counts(told.of(slot), gold.of(slot)) for slot in SLOTS)
    return 1 + counts.right, 1 + counts.found


# --- CEAF-REE ------------------------------------------------------------------------------------------------------------


def ceaf_ree(told: Mapping[str, Entities], gold: Mapping[str, Entities]) -> dict[str, Counts]:
    """Counts by slot over the entities of a whole document, matched one to one.

    Source: Du, Rush and Cardie (2021), GRIT, EACL, section 4: entity-based CEAF with the similarity 1 where the told mentions are a subset
    of the gold ones, else 0.
    """
    out = {}
    for slot in SLOTS:
        t, g = told.get(slot, ()), gold.get(slot, ())
        n = matching_size(t, g, is_right)
        out[slot] = Counts(n, len(t), n, len(g))
    return out


def document_entities(templates: Iterable[Template]) -> dict[str, Entities]:
    """The entities of a document's templates together; of two of which one is part of the other, the first stays.

    Source: the extracts of GRIT's data are made so.
    """
    out: dict[str, list[Entity]] = {slot: [] for slot in SLOTS}
    for template in templates:
        for slot in SLOTS:
            for one in template.of(slot):
                if not any(one <= known or known <= one for known in out[slot]):
                    out[slot].append(one)
    return {slot: tuple(entities) for slot, entities in out.items()}


# --- CEAF-RME ------------------------------------------------------------------------------------------------------------


def ceaf_rme(told: Sequence[Template], gold: Sequence[Template]) -> Counts:
    """Counts of entities under the one-to-one matching of templates in which most told entities are right.

    An entity is right where type and slot agree and its mentions are a subset of a gold entity's; several told entities may share a gold one. Types
    alone count nothing.

    Source: Chen, Gantt et al. (2023), Iterative Document-level Information Extraction via Imitation Learning, EACL (arXiv 2210.06600),
    appendix on metrics: CEAF-RME with the subset similarity; of a gold template with two types the better one is taken, as in its scorer.
    """
    gains = [[_entity_gain(t, g) for g in gold] for t in told]
    pairs = best_matching(gains, lambda right, found: right + found / 1000)
    picked = [gain for i, k in pairs if (gain := gains[i][k]) is not None]
    sizes = [sum(_size(t) - 1 for t in side) for side in (told, gold)]
    return Counts(sum(p[0] for p in picked), sizes[0], sum(p[1] for p in picked), sizes[1])


def _entity_gain(told: Template, gold: Template) -> tuple[int, int] | None:
    gain = _template_gain(told, gold)
    return (gain[0] - 1, gain[1] - 1) if gain is not None else None


# --- matching ------------------------------------------------------------------------------------------------------------


Gain = tuple[int, int] | None
Pairs = tuple[tuple[int, int], ...]


def best_matching(gains: Sequence[Sequence[Gain]], value: Callable[[int, int], float]) -> Pairs:
    """The one-to-one pairs of rows and columns with the best value of their summed gains.

    Args:
        gains: of each row and column two whole numbers; None where they may not be paired.
        value: grows with each of the two sums.
    """
    # For each set of used columns, the sums that no other sums exceed in both numbers.
    fronts: dict[int, list[tuple[int, int, Pairs]]] = {0: [(0, 0, ())]}
    for i, row in enumerate(gains):
        grown = {used: list(front) for used, front in fronts.items()}
        for used, front in fronts.items():
            for k, gain in enumerate(row):
                if gain is None or used >> k & 1:
                    continue
                more = [(a + gain[0], b + gain[1], (*pairs, (i, k))) for a, b, pairs in front]
                grown[used | 1 << k] = _undominated([*grown.get(used | 1 << k, ()), *more])
        fronts = grown
    return max((state for front in fronts.values() for state in front), key=lambda s: value(s[0], s[1]))[2]


def _undominated(states: list[tuple[int, int, Pairs]]) -> list[tuple[int, int, Pairs]]:
    kept: list[tuple[int, int, Pairs]] = []
    for state in sorted(states, key=lambda s: (-s[0], -s[1])):
        if not kept or state[1] > kept[-1][1]:
            kept.append(state)
    return kept
