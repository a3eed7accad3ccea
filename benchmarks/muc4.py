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
from dateline.find.decode import decode
from dateline.model import Document, Incident
from dateline.text.case import lowered

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
        document: in mixed case, from which the words come.
        small: the same in small letters, which the finder reads.
        extracts: the entities of the whole document by slot.
    """

    document: Document
    small: Document
    templates: tuple[Template, ...]
    extracts: Mapping[str, Entities]


def documents(paths: Sequence[Path]) -> list[Filled]:
    """The documents of files in the simplified shape of GTT.

    The key's strings come from the text as it stands there, lower-cased. The finder reads it so: on 40 training documents the mapping's GTT F1 is 12.1 from
    capitals, 29.4 from mixed case and 33.8 from small letters. What is a name in the words it tells is seen in mixed case.
    """
    recaser = Recaser.of_documents(FOLDER / f"{name}.jsonl" for name in ORDINARY)
    return [filled(row, recaser) for row in rows_of(paths)]


def filled(row: Mapping[str, object], recaser: Recaser) -> Filled:
    """One document of a row."""
    templates, extracts = row["templates"], row.get("extracts")
    assert isinstance(templates, list)
    gold = tuple(Template(str(t["incident_type"]), _slots(t)) for t in templates)
    whole = _slots(extracts) if isinstance(extracts, dict) else document_entities(gold)
    text = str(row["text"])
    mixed, small = (Document(id=str(row["id"]), text=t, language="en") for t in (recaser.recased(text), lowered(text)))
    return Filled(mixed, small, gold, whole)


def incidents(finder: Finder, one: Filled) -> tuple[Incident, ...]:
    """What the finder tells of the small letters, in the words of the mixed case."""
    found = finder.network.read(one.small)
    return decode(one.document, found, finder.network.settings) if found else ()


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
    mapped = [muc4_mapping.templates(incidents(finder, g)) for g in gold]
    out: Record = {"documents": len(gold), "digest": digest(paths)}
    mapping = compared(mapped, gold)
    reason = unfit(head, states_digest(finder.network))
    if reason:
        return out | {"by": "mapping", "head": reason} | mapping
    learned = Head(head)
    told = [learned.templates(finder.network, g.small) for g in gold]
    return out | {"by": "head", "head": digest([head])} | compared(told, gold) | {"mapping": mapping}


def unfit(head: Path, finder: str) -> str | None:
    """Why a head cannot be used; None where it can."""
    if not head.exists():
        return f"absent: {head.name} is made by training.muc_head"
    made_for = Head(head).finder
    return None if made_for == finder else f"left out: made for the finder {made_for[:23]}; run training.muc_head again"
