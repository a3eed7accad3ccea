"""The floors file: which gold sets are measured, the digest each is pinned to, and the least each figure may be."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from dateline.errors import InputError
from dateline.quality.gold import fold_ids, gold_records

__all__ = ["FLOORS", "Floor", "GoldSet", "read_floors", "read_gold", "write_floors"]

FLOORS = Path(__file__).parents[1] / "data" / "quality" / "floors.json"
"""The floors of dateline itself, beside the small gold set that comes with it."""

_FIX = "See docs/reference/floors.md for the shape of a floors file."


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that one figure may be, in percent.

    Args:
        figure: `record` for its F1, `document.recall` for a part of it; `silence` for the share of silent documents.
    """

    figure: str
    least: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSet:
    """One set of gold documents with its floors.

    Args:
        name: what reports call it.
        files: JSON Lines of gold documents, joined in this order.
        folds: a JSON file of document ids by fold; None where all documents count.
        fold: the fold that is measured.
        digest: SHA-256 over the bytes of all its files; None until it is pinned.
        tolerance: how far a figure may fall below its floor, in percent points: what another processor's rounding may move.
        is_outside: whether it is a part of the data kit, which may be absent.
    """

    name: str
    files: tuple[Path, ...]
    floors: tuple[Floor, ...]
    folds: Path | None = None
    fold: str | None = None
    digest: str | None = None
    tolerance: float = 0.0
    is_outside: bool = False

    @property
    def missing(self) -> Path | None:
        """The first of its files that is not there."""
        return next((path for path in self._all_files() if not path.is_file()), None)

    def actual_digest(self) -> str:
        """SHA-256 over the bytes of all its files as they are now."""
        whole = hashlib.sha256()
        for path in self._all_files():
            whole.update(hashlib.sha256(path.read_bytes()).digest())
        return "sha256:" + whole.hexdigest()

    def _all_files(self) -> tuple[Path, ...]:
        return (*self.files, self.folds) if self.folds else self.files


def read_floors(path: Path, outside: Path | None = None) -> tuple[GoldSet, ...]:
    """The gold sets of a floors file.

    Args:
        path: the floors file; the files of its own sets are looked for beside it.
        outside: folder of the data kit, for the sets that are parts of it.
    Raises:
        InputError: the file is not there, is no JSON, or lacks a field.
    """
    try:
        sets = json.loads(path.read_text(encoding="utf-8"))["sets"]
        return tuple(_set(node, path.parent, outside or Path()) for node in sets)
    except FileNotFoundError as fault:
        raise InputError("floors-absent", "there is no floors file", where=str(path), fix="Give its path.") from fault
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        what = f"the floors file cannot be read: {type(fault).__name__}: {fault}"
        raise InputError("floors-shape", what, where=str(path), fix=_FIX) from fault


def write_floors(sets: Sequence[GoldSet], path: Path, outside: Path | None = None) -> None:
    """A floors file that `read_floors` reads back as these sets; the paths in it are relative."""
    nodes = [_node(one, (outside or Path()) if one.is_outside else path.parent) for one in sets]
    path.write_text(json.dumps({"sets": nodes}, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def read_gold(one: GoldSet) -> list[dict[str, object]]:
    """The gold documents of a set, those of its fold where it has one.

    Raises:
        InputError: a line is no JSON object, or the fold is not in the folds file.
    """
    return gold_records(one.files, None if one.folds is None else fold_ids(one.folds, str(one.fold)))


def _set(node: Mapping[str, object], here: Path, outside: Path) -> GoldSet:
    is_outside = bool(node.get("outside", False))
    folder, folds = outside if is_outside else here, node.get("folds")
    floors = cast(Mapping[str, float], node["floors"])
    return GoldSet(
        name=str(node["name"]),
        files=tuple(folder / str(name) for name in cast(list[str], node["files"])),
        folds=folder / str(folds) if folds else None,
        fold=cast(str | None, node.get("fold")),
        digest=cast(str | None, node.get("digest")),
        tolerance=float(cast(float, node.get("tolerance", 0.0))),
        is_outside=is_outside,
        floors=tuple(Floor(name, float(least)) for name, least in floors.items()),
    )


def _node(one: GoldSet, folder: Path) -> dict[str, object]:
    def name(path: Path) -> str:
        return path.relative_to(folder).as_posix()

    node: dict[str, object] = {"name": one.name, "files": [name(path) for path in one.files]}
    if one.is_outside:
        node["outside"] = True
    if one.folds:
        node |= {"folds": name(one.folds), "fold": one.fold}
    return node | {"digest": one.digest, "tolerance": one.tolerance, "floors": {f.figure: f.least for f in one.floors}}
