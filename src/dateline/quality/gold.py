"""Gold documents: JSONL files in the codebook's shape, whole or the folds of them that are wanted."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from pathlib import Path

from dateline.errors import InputError
from dateline.model import Document, Incident
from dateline.model.shape import document_from_json, incident_from_json

__all__ = ["Coded", "fold_ids", "gold", "gold_records"]

Coded = tuple[Document, tuple[Incident, ...]]
"""A document and its incidents."""


def gold_records(paths: Iterable[Path], ids: Collection[str] | None = None) -> list[dict[str, object]]:
    """The documents of the files as codebook objects; only those with the ids, where ids are given.

    Raises:
        InputError: a line is no JSON object.
    """
    return [doc for path in paths for doc in _lines(path) if ids is None or doc.get("id") in ids]


def gold(paths: Iterable[Path], ids: Collection[str] | None = None) -> list[Coded]:
    """The documents of the files with their gold incidents; only those with the ids, where ids are given.

    Raises:
        InputError: a line is no JSON object, or breaks the codebook.
    """
    out = []
    for node in gold_records(paths, ids):
        doc = document_from_json(node)
        incidents = node.get("incidents")
        if not isinstance(incidents, list):
            raise InputError(
                "gold-shape", "incidents is no list", where=f"document {doc.id}", fix="Give a list, empty where nothing is told."
            )
        out.append((doc, tuple(incident_from_json(i, doc) for i in incidents)))
    return out


def fold_ids(folds: Path, *names: str) -> frozenset[str]:
    """The ids of the documents in the named folds; all that the file lists where none is named.

    Raises:
        InputError: the file does not list a fold of that name.
    """
    listed: dict[str, list[str]] = json.loads(folds.read_text(encoding="utf-8"))
    unknown = [name for name in names if name not in listed]
    if unknown:
        raise InputError(
            "fold-unknown", f"there is no fold {unknown[0]!r}", where=str(folds), fix=f"Folds are: {', '.join(listed)}."
        )
    return frozenset(i for name in names or listed for i in listed[name])


def _lines(path: Path) -> list[dict[str, object]]:
    documents: list[dict[str, object]] = []
    for n, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            node = json.loads(line)
        except ValueError as fault:
            raise InputError("gold-json", f"no JSON: {fault}", where=f"{path}:{n}", fix="Mend the line.") from fault
        if not isinstance(node, dict):
            raise InputError("gold-json", "a line is no object", where=f"{path}:{n}", fix="Give one document a line.")
        documents.append(node)
    return documents
