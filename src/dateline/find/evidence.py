"""What coded reports show of what goes with what: actions with weapons and words, kinds of people with words, stances with sources.

A small network meets too few documents to learn that an arrest is the act of police, or which kind of people "colectivos" are. Tables
counted over the training documents say it; a decision adds them, with a weight, to what the network says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.errors import FindError
from dateline.find.labels import ANCHOR_HEADS, MENTION_HEADS
from dateline.model import Claim

__all__ = ["NOTHING", "SIZES", "Evidence", "Table", "signs", "stems", "trigger_stems"]

Floats = NDArray[np.float64]

_LETTERS = re.compile(r"[^\W\d_]+")
STEM = 6
"""Letters of a word that are looked at: forms of one word share them in most of the languages read."""

LABELS = {head.name: head.labels for head in (*ANCHOR_HEADS, *MENTION_HEADS)}


class Table(StrEnum):
    """The tables, by what they say of what."""

    ACTION_SIGNS = "action by sign"
    ACTION_WORDS = "action by word"
    KIND_WORDS = "actor kind by word"
    SOURCE_WORDS = "source kind by word"
    HARMED_TARGETS = "harmed by target"
    STANCE_SOURCES = "stance by source"


SIZES = {
    Table.ACTION_SIGNS: len(LABELS["action"]) - 1,
    Table.ACTION_WORDS: len(LABELS["action"]) - 1,
    Table.KIND_WORDS: len(LABELS["actor_kind"]),
    Table.SOURCE_WORDS: len(LABELS["source_kind"]),
    Table.HARMED_TARGETS: len(LABELS["harm_who"]),
    Table.STANCE_SOURCES: len(LABELS["stance"]),
}
"""How many labels a table's rows have a number for; actions without "none"."""

NO_SIGN = ""
"""The row of signs that holds what the absence of all of them says."""


def stems(text: str) -> set[str]:
    """The beginnings of a text's words, in small letters."""
    return {word.lower()[:STEM] for word in _LETTERS.findall(text)}


def trigger_stems(claims: Iterable[Claim]) -> set[str]:
    """The stems of the claims' triggers."""
    return {stem for claim in claims if claim.trigger for stem in stems(claim.trigger.text)}


def signs(claims: Iterable[Claim]) -> set[str]:
    """What claims tell that may say which action it was: weapons, kinds of actors, harm and who was harmed."""
    found: set[str] = set()
    for claim in claims:
        if claim.weapon:
            found.add(f"weapon {claim.weapon.kind}")
        found.update(f"perpetrator {actor.kind}" for actor in claim.perpetrators)
        found.update(f"target {actor.kind}" for actor in claim.targets)
        found.update(sign for harm in claim.harm for sign in (f"harm {harm.kind}", f"harmed {harm.who}"))
    return found


def _row(line: str) -> tuple[Table, str, Floats]:
    """The table, what is given, and the numbers of a line; ValueError where it has not their form."""
    name, given, values = line.split("\t")
    row = np.asarray([float(v) for v in values.split()])
    if len(row) != SIZES[Table(name)] or not np.isfinite(row).all():
        raise ValueError(f"{len(row)} numbers where {SIZES[Table(name)]} belong")
    return Table(name), given, row


@dataclass(frozen=True, slots=True)
class Evidence:
    """The tables.

    Args:
        rows: by table and what is given, natural logs for each label: how much likelier the label is than without it.
    Source: naive Bayes over the training documents, smoothed; made by training.evidence.
    """

    rows: Mapping[Table, Mapping[str, Floats]]

    @classmethod
    def load(cls, path: Path) -> Evidence:
        """The tables of a file of lines "table, given, numbers", separated by tabs.

        Raises:
            FindError: a line is not of this form.
        """
        rows: dict[Table, dict[str, Floats]] = {table: {} for table in Table}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                table, given, row = _row(line)
            except ValueError as fault:
                raise FindError(
                    "model-damaged",
                    f"line {number} is no row of a table: {fault}",
                    where=str(path),
                    fix="Install dateline again.",
                ) from fault
            rows[table][given] = row
        return cls(rows)

    def lines(self) -> Iterator[str]:
        """The lines of the file, in the order of tables and of what is given."""
        for table in Table:
            for given, row in sorted(self.rows[table].items()):
                yield f"{table}\t{given}\t" + " ".join(f"{value:.2f}" for value in row)

    def of_signs(self, found: Iterable[str]) -> Floats:
        """Logs over actions of what is told and what is not; the likeliest is 0."""
        table = self.rows[Table.ACTION_SIGNS]
        logs = table.get(NO_SIGN, np.zeros(SIZES[Table.ACTION_SIGNS])).copy()
        for sign in found:
            if sign in table:
                logs += table[sign]
        return np.asarray(logs - logs.max())

    def of_words(self, table: Table, words: Iterable[str]) -> Floats:
        """Logs over a table's labels for words: their sum over the root of how many are known, since words of one phrase repeat each other."""
        known = [self.rows[table][word] for word in sorted(words) if word in self.rows[table]]
        return np.asarray(np.sum(known, 0) / np.sqrt(len(known))) if known else np.zeros(SIZES[table])

    def of_all(self, table: Table, given: Iterable[str]) -> Floats:
        """The mean of the logs for each thing given; zeros for none."""
        known = [self.rows[table][name] for name in given if name in self.rows[table]]
        return np.asarray(np.mean(known, 0)) if known else np.zeros(SIZES[table])


NOTHING = Evidence({table: {} for table in Table})
"""Tables without a row: the network decides alone."""
