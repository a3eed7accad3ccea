"""What a run must merge anew: what was added, changed, withdrawn or decided, and all that may come into or leave an event with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.model import Document, Incident, IncidentRef
from dateline.store import Filed

if TYPE_CHECKING:
    from dateline.merge import Filing, Rules
    from dateline.merge.sketch import Sketch
    from dateline.store import Store

__all__ = ["Touched", "touched"]

# Where so many come to so few, looking each up costs more than merging all.
_MANY = 2000
_SHARE = 0.5

Entry = tuple[int, bytes, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What is to be merged anew.

    Args:
        is_all: whether these are all incidents.
        rows: row of each incident.
        incidents, documents: in no particular order; a document for each incident.
        pairs: those that the blocks give among these incidents; None where these are all.
        come, gone: what changes in the blocks: key, place, row.
        left: rows of filed incidents that are not told any more.
        coded: ids of the documents that were coded, for the first time or again.
        decided: rows of the incidents that decisions are about.
        filed: the incidents as they are filed now.
    """

    is_all: bool
    rows: Mapping[IncidentRef, int]
    incidents: tuple[Incident, ...]
    documents: tuple[Document, ...]
    pairs: tuple[tuple[IncidentRef, IncidentRef], ...] | None
    come: Sequence[Entry]
    gone: Sequence[Entry] = ()
    left: Sequence[int] = ()
    coded: frozenset[str] = frozenset()
    decided: frozenset[int] = frozenset()
    filed: Mapping[int, Filed] = field(default_factory=dict)


def touched(store: Store, rules: Rules, digest: str, named: Collection[IncidentRef]) -> Touched:
    """What is to be merged anew.

    Args:
        store: with the blocks as the last run left them.
        rules: by which incidents are filed.
        digest: of all that decides how incidents are merged; where the blocks were made by another, everything is merged.
        named: the incidents that decisions are about.
    """
    blocks = store.blocks
    decided = frozenset(blocks.rows_of(named).values())
    if blocks.rules() != digest:
        return _everything(store, rules, decided)
    fresh = blocks.fresh()
    if len(fresh) > max(_MANY, _SHARE * blocks.n_filed()):
        return _everything(store, rules, decided)
    return _Search(store, rules, fresh, blocks.stale()).result(decided)


def _everything(store: Store, rules: Rules, decided: frozenset[int]) -> Touched:
    shelf = _Shelf(store, rules)
    rows = store.blocks.current()
    shelf.take(rows)
    return Touched(
        is_all=True,
        rows={shelf.incidents[row].ref: row for row in rows},
        incidents=tuple(shelf.incidents[row] for row in rows),
        documents=tuple(shelf.documents.values()),
        pairs=None,
        come=[(key, shelf.filings[row].place, row) for row in rows for key in shelf.filings[row].keys],
        decided=decided,
    )


class _Shelf:
    """Incidents taken out of the store, with their documents, sketches and filings."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self._store, self._rules = store, rules
        self.incidents: dict[int, Incident] = {}
        self.documents: dict[str, Document] = {}
        self.sketches: dict[int, Sketch] = {}
        self.filings: dict[int, Filing] = {}

    def take(self, rows: Iterable[int], *, is_sketch_enough: bool = False) -> None:
        """Take those that are not here yet."""
        from dateline.merge import filing
        from dateline.merge.sketch import sketch

        wanted = sorted(set(rows) - self.incidents.keys())
        new = dict(zip(wanted, self._store.codings.rows(wanted), strict=True))
        lacking = {incident.document for incident in new.values()} - self.documents.keys()
        self.documents.update((doc.id, doc) for doc in self._store.documents.many(lacking))
        for row, incident in new.items():
            self.incidents[row] = incident
            self.sketches[row] = sketch(incident, self.documents[incident.document])
        if not is_sketch_enough:
            self.filings.update((row, filing(self.sketches[row], self._rules)) for row in rows if row not in self.filings)


class _Search:
    """From what came and what left to everything that it touches."""

    def __init__(self, store: Store, rules: Rules, fresh: Sequence[int], stale: Sequence[int]) -> None:
        self._store, self._rules = store, rules
        self._fresh, self._stale = fresh, stale
        self._shelf = _Shelf(store, rules)
        self._shelf.take([*fresh, *stale])
        self._come, self._gone = self._entries(fresh), self._entries(stale)
        self._before = store.blocks.blocks({key for key, _, _ in (*self._come, *self._gone)})
        self._after = self._changed()

    def result(self, decided: frozenset[int]) -> Touched:
        rows = self._closed({*self._ends(), *self._stale, *decided, *self._store.blocks.decided()})
        shelf = self._shelf
        shelf.take(rows)
        incidents = tuple(shelf.incidents[row] for row in rows)
        return Touched(
            is_all=False,
            rows={shelf.incidents[row].ref: row for row in rows},
            incidents=incidents,
            documents=tuple(shelf.documents[name] for name in sorted({incident.document for incident in incidents})),
            pairs=tuple((shelf.incidents[a].ref, shelf.incidents[b].ref) for a, b in self._among(rows)),
            come=self._come,
            gone=self._gone,
            left=self._stale,
            coded=frozenset(shelf.incidents[row].document for row in (*self._fresh, *self._stale)),
            decided=decided,
            filed=self._store.blocks.filed(rows),
        )

    def _entries(self, rows: Iterable[int]) -> list[Entry]:
        filings = self._shelf.filings
        return [(key, filings[row].place, row) for row in rows for key in filings[row].keys]

    def _changed(self) -> dict[int, list[tuple[bytes, int]]]:
        """The blocks that change, as they are from now on."""
        leaving = {(key, row) for key, _, row in self._gone}
        after = {key: [entry for entry in block if (key, entry[1]) not in leaving] for key, block in self._before.items()}
        for key, place, row in self._come:
            after.setdefault(key, []).append((place, row))
        for block in after.values():
            block.sort()
        return after

    def _ends(self) -> set[int]:
        """Stored incidents that a pair links which is new, or that a pair held together which is there no more."""
        from dateline.merge.block import are_barred
        from dateline.merge.refile import linked, refiled

        come, gone = set[tuple[int, int]](), set[tuple[int, int]]()
        for key, block in self._after.items():
            change = refiled(self._before.get(key, ()), block, self._rules.blocking)
            gone |= change.gone
            places = {row: place for place, row in block} if change.come else {}
            come.update((a, b) for a, b in change.come if not are_barred(places[a], places[b], self._rules.veto_days))
        self._shelf.take({row for pair in come for row in pair}, is_sketch_enough=True)
        links = linked(sorted(come), self._shelf.sketches, self._rules)
        part = {row: one.part for row, one in self._store.blocks.filed({row for pair in gone for row in pair}).items()}
        return {row for pair in links for row in pair} | {a for a, b in gone if part[a] == part[b]}

    def _closed(self, ends: Collection[int]) -> list[int]:
        """These and the new incidents, with the whole parts that they are in."""
        blocks = self._store.blocks
        parts = {one.part for one in blocks.filed(ends).values()}
        return sorted({*blocks.members(parts), *self._fresh} - set(self._stale))

    def _among(self, rows: Sequence[int]) -> list[tuple[int, int]]:
        """The pairs that the blocks give among the incidents, from now on."""
        from dateline.merge.refile import among

        keys = {key for row in rows for key in self._shelf.filings[row].keys}
        others = self._store.blocks.blocks(keys - self._after.keys())
        blocks = (self._after.get(key) or others.get(key, []) for key in sorted(keys))
        return sorted(among(set(rows), blocks, self._rules.blocking))
