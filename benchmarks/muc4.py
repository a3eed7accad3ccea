"""MUC-4 documents, and how well the finder fills their templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import muc4_mapping
from benchmarks.counting import Counts, digest, report, rows_of, total
from benchmarks.muc4_head import PATH, Head, states_digest
from benchmarks.muc4_metrics import KIND, SLOTS, Entities, Template, ceaf_ree, ceaf_rme, document_entities, entity, gtt
from benchmarks.recase import Recaser
from dateline.find import Finder
from dateline.model import Document

Record = dict[str, object]
FOLDER = Path(__file__).parents[1] / "training" / "documents"
ORDINARY = (
    "briefs",
    "claims",
    "contention",
    "east-africa",
    "europe",
    "latin-america",
    "long",
    "middle-east",
    "negatives",
    "south-asia",
    "south-east-asia",
    "war",
    "west-africa",
)
"""Invented documents in mixed case, from which the use of capitals is learned."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A document and its gold templates.

    Args:
        extracts: the entities of the whole document by slot.
    """

    document: Document
    templates: tuple[Template, ...]
    extracts: Mapping[str, Entities]


def documents(paths: Sequence[Path]) -> list[Filled]:
    """The documents of files in the simplified shape of GTT, their text in mixed case.

    The key's strings come from the text as it stands there, lower-cased, so this is the text that is read.
    """
    recaser = Recaser.of_documents(FOLDER / f"{name}.jsonl" for name in ORDINARY)
    return [filled(row, recaser) for row in rows_of(paths)]


def filled(row: Mapping[str, object], recaser: Recaser) -> Filled:
    """One document of a row."""
    templates, extracts = row["templates"], row.get("extracts")
    assert isinstance(templates, list)
    gold = tuple(Template(str(t["incident_type"]), _slots(t)) for t in templates)
    whole = _slots(extracts) if isinstance(extracts, dict) else document_entities(gold)
    text = recaser.recased(str(row["text"]))
    return Filled(Document(id=str(row["id"]), text=text, language="en"), gold, whole)


def _slots(node: Mapping[str, list[list[list[str]]]]) -> dict[str, Entities]:
    return {slot: tuple(entity(mention[0] for mention in one) for one in node[slot] if one) for slot in SLOTS}


def compared(told: Sequence[tuple[Template, ...]], gold: Sequence[Filled]) -> Record:
    """The three measures of templates told for some documents."""
    by_slot = [gtt(t, g.templates) for t, g in zip(told, gold, strict=True)]
    ree = [total(ceaf_ree(document_entities(t), g.extracts).values()) for t, g in zip(told, gold, strict=True)]
    return {
        "gtt": report([total(row.values()) for row in by_slot])
        | {"slots": {slot: total(row[slot] for row in by_slot).to_json() for slot in (KIND, *SLOTS)}},
        "ceaf_ree": report(ree),
        "ceaf_rme": report([ceaf_rme(t, g.templates) for t, g in zip(told, gold, strict=True)]),
        "relevant": _relevant(told, gold).to_json(),
    }


def _relevant(told: Sequence[tuple[Template, ...]], gold: Sequence[Filled]) -> Counts:
    """Documents for which any template is told, against those that have one."""
    right = sum(bool(t) and bool(g.templates) for t, g in zip(told, gold, strict=True))
    return Counts(right, sum(map(bool, told)), right, sum(bool(g.templates) for g in gold))


def benchmark(finder: Finder, paths: Sequence[Path], head: Path = PATH) -> Record:
    """The measures on some files: by the learned head where it fits this finder, and by the mapping of our incidents."""
    gold = documents(paths)
    mapped = [muc4_mapping.templates(finder.incidents(g.document)) for g in gold]
    out: Record = {"documents": len(gold), "digest": digest(paths)}
    mapping = compared(mapped, gold)
    reason = unfit(head, states_digest(finder.network))
    if reason:
        return out | {"by": "mapping", "head": reason} | mapping
    learned = Head(head)
    told = [learned.templates(finder.network, g.document) for g in gold]
    return out | {"by": "head", "head": digest([head])} | compared(told, gold) | {"mapping": mapping}


def unfit(head: Path, finder: str) -> str | None:
    """Why a head cannot be used; None where it can."""
    if not head.exists():
        return f"absent: {head.name} is made by training.muc_head"
    made_for = Head(head).finder
    return None if made_for == finder else f"left out: made for the finder {made_for[:23]}; run training.muc_head again"
