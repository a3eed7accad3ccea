"""Shelf: incidents taken out of the store, with what merging looks up around them: their blocks, pairs, scores and events."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from dateline.model import Document, Incident

if TYPE_CHECKING:
    from dateline.merge import Filing, Rules
    from dateline.merge.part import Group, Pair
    from dateline.merge.refile import Entry
    from dateline.merge.sketch import Sketch
    from dateline.store import Store

__all__ = ["Around", "Shelf"]


class Shelf:
    """Incidents with their documents, sketches and filings, by row."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self._store, self._rules = store, rules
        self.incidents: dict[int, Incident] = {}
        self.documents: dict[str, Document] = {}
        self.sketches: dict[int, Sketch] = {}
        self._filings: dict[int, Filing] = {}

    def take(self, rows: Iterable[int]) -> None:
        """Take those that are not here yet."""
        from dateline.merge.sketch import sketch

        wanted = sorted(set(rows) - self.incidents.keys())
        new = dict(zip(wanted, self._store.codings.rows(wanted), strict=True))
        lacking = {incident.document for incident in new.values()} - self.documents.keys()
        self.documents.update((doc.id, doc) for doc in self._store.documents.many(lacking))
        for row, incident in new.items():
            self.incidents[row] = incident
            self.sketches[row] = sketch(incident, self.documents[incident.document])

    def filing(self, row: int) -> Filing:
        """Where an incident that is here stands in the blocks."""
        from dateline.merge import filing

        found = self._filings.get(row)
        if found is None:
            found = self._filings[row] = filing(self.sketches[row], self._rules)
        return found


class Around:
    """What clustering looks up in a store (`merge.part.Surroundings`), the blocks as they are from now on.

    Args:
        shelf: takes in whatever is looked at.
        changed: the blocks in which something changes, as they are from now on.
        joined: rows that people joined with others; their pairs are looked at where facts bar them too.
    """

    def __init__(
        self, store: Store, rules: Rules, shelf: Shelf, *, changed: Mapping[int, Sequence[Entry]], joined: Collection[int] = ()
    ) -> None:
        self._store, self._rules, self._shelf = store, rules, shelf
        self._blocks: dict[int, Sequence[Entry]] = dict(changed)
        self._joined = frozenset(joined)
        self._of: dict[int, dict[Pair, int]] = {}
        self._inside: dict[Group, dict[Pair, int]] = {}
        self._score: dict[Pair, int | None] = {}
        self._home: dict[int, Group | None] = {}

    def sketches(self, rows: Collection[int]) -> Mapping[int, Sketch]:
        """See `Surroundings`."""
        self._shelf.take(rows)
        return self._shelf.sketches

    def groups(self, rows: Collection[int]) -> Collection[Group]:
        """See `Surroundings`."""
        asked = set(rows) - self._home.keys()
        if asked:
            blocks = self._store.blocks
            filed = blocks.filed(asked)
            members = blocks.events({one.part for one in filed.values()})
            self._home |= dict.fromkeys(asked)
            self._home |= {row: group for group in members for row in group}
        return {group for row in rows if (group := self._home[row]) is not None}

    def scores(self, rows: Collection[int]) -> Mapping[Pair, int]:
        """See `Surroundings`."""
        from dateline.merge.refile import around

        new = set(rows) - self._of.keys()
        if new:
            self._shelf.take(new)
            keys = {key for row in new for key in self._shelf.filing(row).keys}
            found = around(new, self._members(keys), self._rules, kept=self._joined)
            self._of |= {row: {} for row in new}
            for (a, b), score in self._scored(found).items():
                for row in new.intersection((a, b)):
                    self._of[row][a, b] = score
        return {pair: score for row in rows for pair, score in self._of[row].items()}

    def inside(self, groups: Collection[Group]) -> Mapping[Pair, int]:
        """See `Surroundings`."""
        from dateline.merge.refile import within

        new = [group for group in groups if group not in self._inside]
        if new:
            self._shelf.take(row for group in new for row in group)
            blocks = self._members(self._shared(new))
            home = {row: group for group in new for row in group}
            self._inside |= {group: {} for group in new}
            found = within(new, blocks, self._rules, kept=self._joined)
            for (a, b), score in self._scored(found).items():
                self._inside[home[a]][a, b] = score
        return {pair: score for group in groups for pair, score in self._inside[group].items()}

    def _shared(self, groups: Iterable[Group]) -> set[int]:
        """The blocks in which at least two of a group stand."""
        found: set[int] = set()
        for group in groups:
            seen: set[int] = set()
            for row in group:
                keys = set(self._shelf.filing(row).keys)
                found |= keys & seen
                seen |= keys
        return found

    def _members(self, keys: Collection[int]) -> list[Sequence[Entry]]:
        lacking = set(keys) - self._blocks.keys()
        if lacking:
            self._blocks |= dict.fromkeys(lacking, ())
            self._blocks |= self._store.blocks.blocks(lacking)
        return [self._blocks[key] for key in sorted(keys)]

    def _scored(self, pairs: Collection[Pair]) -> dict[Pair, int]:
        """The scores of those pairs that are worth one."""
        self._shelf.take({row for pair in pairs for row in pair})
        self._score |= {pair: self._score_of(*pair) for pair in pairs if pair not in self._score}
        return {pair: score for pair in pairs if (score := self._score[pair]) is not None}

    def _score_of(self, a: int, b: int) -> int | None:
        """The score of a pair; None where it is barred."""
        from dateline.merge.block import is_barred
        from dateline.merge.part import score_of

        one, other = self._shelf.sketches[a], self._shelf.sketches[b]
        is_kept = a in self._joined or b in self._joined
        if one.ref.document == other.ref.document or (is_barred(one, other, self._rules) and not is_kept):
            return None
        return score_of(one, other, self._rules)
