"""The registry's tables: rows of the data files that ship, and of a project's own file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from dateline.errors import LinkError
from dateline.text.normal import fold

__all__ = ["COLUMNS", "cells", "own_rows", "shipped_rows", "word_list"]

COLUMNS = {
    "organisations.tsv": ("id", "name", "kind", "source_kind", "countries", "parent", "since", "until", "ucdp_id", "aliases"),
    "words.tsv": ("sense", "words"),
    "countries.tsv": ("iso3", "name", "demonyms", "seats", "military", "police", "adversary", "ucdp_id", "other_forms"),
    "governments.tsv": ("country", "slug", "name", "since", "until"),
    "successions.tsv": ("id", "day", "successor", "countries"),
}


def shipped_rows(name: str) -> Iterator[tuple[str, ...]]:
    """The rows of a table that ships with the package.

    Raises:
        LinkError: it is missing or damaged.
    """
    try:
        text = files("dateline").joinpath("data", "registry", name).read_text(encoding="utf-8")
    except OSError as fault:
        raise LinkError(
            "registry-missing", f"{name} cannot be read", where="dateline/data/registry", fix="Install again."
        ) from fault
    yield from _rows(text, COLUMNS[name], where=name)


def own_rows(file: Path) -> Iterator[tuple[str, ...]]:
    """The rows of a project's own registry, of the same columns as `organisations.tsv`; none where there is no such file.

    Raises:
        LinkError: it cannot be read, or a line has too few or too many cells.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as fault:
        raise LinkError("registry-own", f"cannot be read: {fault}", where=str(file), fix="Store it as UTF-8 text.") from fault
    yield from _rows(text, COLUMNS["organisations.tsv"], where=str(file))


def _rows(text: str, columns: Sequence[str], *, where: str) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate(text.splitlines()):
        row = tuple(cell.strip() for cell in line.split("\t"))
        if len(row) != len(columns) or (number == 0 and row != tuple(columns)):
            raise LinkError(
                "registry-damaged",
                f"line {number + 1} has {len(row)} cells",
                where=where,
                fix=f"Give {len(columns)}, separated by tabs; the first line names them.",
            )
        if number:
            yield row


def cells(cell: str) -> tuple[str, ...]:
    """The parts of a cell that lists several, separated by semicolons."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@lru_cache(maxsize=1)
def _word_lists() -> Mapping[str, frozenset[str]]:
    return {sense: frozenset(map(fold, listed.split())) for sense, listed in shipped_rows("words.tsv")}


@lru_cache(maxsize=64)
def word_list(sense: str) -> frozenset[str]:
    """The words of one sense ("pronoun", "group"), folded, as `words.tsv` lists them.

    Raises:
        LinkError: a data file is missing or damaged, or lists no such sense.
    """
    try:
        return _word_lists()[sense]
    except KeyError as fault:
        raise LinkError(
            "registry-damaged", f"no words of the sense {sense!r}", where="words.tsv", fix="Install again."
        ) from fault
