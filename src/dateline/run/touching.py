"""What a run must merge anew: what was added, changed, withdrawn or decided, and all whose events change with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.model import Bond, Document, Incident, IncidentRef
from dateline.run.shelf import Around, Shelf
from dateline.store import Filed

if TYPE_CHECKING:
    from dateline.merge import Rules
    from dateline.merge.part import Bound
    from dateline.review import Replay
    from dateline.store import Store

__all__ = ["Touched", "touched", "touched_by"]

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


def touched(store: Store, rules: Rules, digest: str, named: Collection[IncidentRef], *, bonds: Sequence[Bond] = ()) -> Touched:
    """What is to be merged anew.

    Args:
        store: with the blocks as the last run left them.
        rules: by which incidents are filed.
        digest: of all that decides how incidents are merged; where the blocks were made by another, everything is merged.
        named: the incidents that decisions are about.
        bonds: what people decided on pairs of incidents.
    """
    blocks = store.blocks
    decided = frozenset(blocks.rows_of(named).values())
    if blocks.rules() != digest:
        return _everything(store, rules, decided)
    fresh = blocks.fresh()
    if len(fresh) > max(_MANY, _SHARE * blocks.n_filed()):
        return _everything(store, rules, decided)
    return _Search(store, rules, fresh, blocks.stale()).result(decided, bonds)


def touched_by(store: Store, rules: Rules, ends: Collection[IncidentRef], replayed: Replay) -> Touched:
    """What is to be merged anew where nothing has changed but decisions on some incidents.

    Args:
        store: with the blocks as the last run left them, and no coding that it did not know.
        rules: by which incidents are filed.
        ends: the incidents of these decisions.
        replayed: the decisions that may decide what becomes of them.
    """
    named = {ref for refs in replayed.found.values() for ref in refs}
    decided, changed = (frozenset(store.blocks.rows_of(refs).values()) for refs in (named, ends))
    return _Search(store, rules, (), ()).result(decided, replayed.bonds, ends=changed)


def _everything(store: Store, rules: Rules, decided: frozenset[int]) -> Touched:
    shelf = Shelf(store, rules)
    rows = store.blocks.current()
    shelf.take(rows)
    return Touched(
        is_all=True,
        rows={shelf.incidents[row].ref: row for row in rows},
        incidents=tuple(shelf.incidents[row] for row in rows),
        documents=tuple(shelf.documents.values()),
        pairs=None,
        come=_entries(shelf, rows),
        decided=decided,
    )


class _Search:
    """From what came and what left to everything that it touches."""

    def __init__(self, store: Store, rules: Rules, fresh: Sequence[int], stale: Sequence[int]) -> None:
        self._store, self._rules = store, rules
        self._fresh, self._stale = fresh, stale
        self._shelf = Shelf(store, rules)
        self._shelf.take([*fresh, *stale])
        self._come, self._gone = _entries(self._shelf, fresh), _entries(self._shelf, stale)
        self._before = store.blocks.blocks({key for key, _, _ in (*self._come, *self._gone)})
        self._after = self._changed()

    def result(self, decided: frozenset[int], bonds: Sequence[Bond], *, ends: Collection[int] | None = None) -> Touched:
        from dateline.merge.part import regrouped

        bound = self._bound(decided, bonds)
        around = Around(
            self._store, self._rules, self._shelf, changed=self._after, joined={row for pair in bound.together for row in pair}
        )
        rows = regrouped(self._opened(decided, ends), around, self._rules, bound).rows
        shelf = self._shelf
        incidents = tuple(shelf.incidents[row] for row in rows)
        own = set(rows)
        return Touched(
            is_all=False,
            rows={shelf.incidents[row].ref: row for row in rows},
            incidents=incidents,
            documents=tuple(shelf.documents[name] for name in sorted({incident.document for incident in incidents})),
            pairs=tuple((shelf.incidents[a].ref, shelf.incidents[b].ref) for a, b in around.scores(rows) if {a, b} <= own),
            come=self._come,
            gone=self._gone,
            left=self._stale,
            coded=frozenset(shelf.incidents[row].document for row in (*self._fresh, *self._stale)),
            decided=decided,
            filed=self._store.blocks.filed(rows),
        )

    def _bound(self, decided: Collection[int], bonds: Sequence[Bond]) -> Bound:
        """The bonds that hold, as pairs of rows."""
        from dateline.merge import settle
        from dateline.merge.part import Bound

        self._shelf.take(decided)
        row = {self._shelf.incidents[row].ref: row for row in decided}
        pairs: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
        for bond in settle((self._shelf.incidents[one] for one in decided), bonds).kept:
            pairs[bond.joined].append((row[bond.left], row[bond.right]))
        return Bound(pairs[True], pairs[False])

    def _changed(self) -> dict[int, list[tuple[bytes, int]]]:
        """The blocks that change, as they are from now on."""
        leaving = {(key, row) for key, _, row in self._gone}
        after = {key: [entry for entry in block if (key, entry[1]) not in leaving] for key, block in self._before.items()}
        for key, place, row in self._come:
            after.setdefault(key, []).append((place, row))
        for block in after.values():
            block.sort()
        return after

    def _opened(self, decided: Collection[int], only: Collection[int] | None) -> set[int]:
        """What is new, and all of the events that something changes in: a member leaves, a decision is about one, or a pair comes or goes.

        Where only some incidents are given, their events alone.
        """
        blocks = self._store.blocks
        changed = {*self._stale, *decided, *blocks.decided()} if only is None else set(only)
        ends = changed.union(*self._pairs_changed())
        events = blocks.events({one.part for one in blocks.filed(ends).values()})
        return {*self._fresh}.union(*events) - set(self._stale)

    def _pairs_changed(self) -> set[tuple[int, int]]:
        """Pairs of stored incidents that a block gives from now on and did not before, or the other way round."""
        from dateline.merge.refile import open_pairs, refiled

        found: set[tuple[int, int]] = set()
        places: dict[int, bytes] = {}
        for key, block in self._after.items():
            if pairs := refiled(self._before.get(key, ()), block, self._rules.blocking):
                found |= pairs
                places.update((row, place) for place, row in block)
        return open_pairs(found, places, self._rules.veto_days)


def _entries(shelf: Shelf, rows: Iterable[int]) -> list[Entry]:
    return [(key, filing.place, row) for row in rows for filing in (shelf.filing(row),) for key in filing.keys]
