"""Bonds: which of people's decisions on pairs of incidents hold together, and what stands in the way of the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.model import Bond, Incident, IncidentRef, Misfit

__all__ = ["Settled", "settle"]


@dataclass(frozen=True, slots=True)
class Settled:
    """Bonds sorted out.

    Args:
        kept: those that hold, all of them at once; in the order in which they were given.
        misfits: the others, each with what stands in its way; in the order in which they were given.
    """

    kept: tuple[Bond, ...] = ()
    misfits: tuple[Misfit, ...] = ()


def settle(incidents: Iterable[Incident], bonds: Sequence[Bond]) -> Settled:
    """The bonds that hold together, and those that do not.

    A later bond wins over an earlier one. No bond makes one event of two incidents that one document tells as two, nor of an
    occurrence and a total over several. Days and countries that differ do not stand in the way: they were read by a machine, and
    a person who joins the incidents has judged them.

    Args:
        incidents: at least those that the bonds name, as far as they are there; their order does not matter.
        bonds: in the order in which they were decided.
    """
    if not bonds:
        return Settled()
    named = {ref for bond in bonds for ref in (bond.left, bond.right)}
    board = _Board(incident for incident in incidents if incident.ref in named)
    verdicts = [(bond, board.place(bond)) for bond in reversed(bonds)]
    verdicts.reverse()
    return Settled(
        tuple(bond for bond, misfit in verdicts if misfit is None),
        tuple(misfit for _, misfit in verdicts if misfit is not None),
    )


_Group = dict[str, IncidentRef]


class _Board:
    """The bonds placed so far, the latest first: groups of incidents held together, and pairs kept apart.

    A group is its incidents by their documents, since it has at most one of each. Work on two groups goes over the smaller one,
    so that n bonds cost n log n whatever the groups grow to.
    """

    def __init__(self, incidents: Iterable[Incident]) -> None:
        self._incidents = {incident.ref: incident for incident in incidents}
        self._group: dict[IncidentRef, _Group] = {ref: {ref.document: ref} for ref in self._incidents}
        self._links: dict[IncidentRef, list[tuple[IncidentRef, str]]] = {}
        self._apart: dict[IncidentRef, dict[IncidentRef, str]] = {}

    def place(self, bond: Bond) -> Misfit | None:
        """Take in a bond; what stands in its way, where it does not fit."""
        lost = [ref for ref in (bond.left, bond.right) if ref not in self._incidents]
        if lost:
            return Misfit(bond, f"{' and '.join(map(str, lost))} {'is' if len(lost) == 1 else 'are'} not told any more")
        return self._join(bond) if bond.joined else self._part(bond)

    def _join(self, bond: Bond) -> Misfit | None:
        left, right = self._group[bond.left], self._group[bond.right]
        if left is not right:
            small, large = (left, right) if len(left) < len(right) else (right, left)
            if misfit := self._clash(bond, small, large) or self._fact(bond, small, large):
                return misfit
            large |= small
            self._group.update(dict.fromkeys(small.values(), large))
        self._links.setdefault(bond.left, []).append((bond.right, bond.decision))
        self._links.setdefault(bond.right, []).append((bond.left, bond.decision))
        return None

    def _part(self, bond: Bond) -> Misfit | None:
        if self._group[bond.left] is self._group[bond.right]:
            return self._held(bond)
        self._apart.setdefault(bond.left, {})[bond.right] = bond.decision
        self._apart.setdefault(bond.right, {})[bond.left] = bond.decision
        return None

    def _clash(self, bond: Bond, small: _Group, large: _Group) -> Misfit | None:
        """A decision that keeps a member of the one group apart from one of the other."""
        pairs = ((ref, other) for ref in small.values() for other in self._apart.get(ref, ()) if self._group[other] is large)
        kept = sorted((min(pair), max(pair)) for pair in pairs)
        if not kept:
            return None
        (one, other), ids = kept[0], tuple(sorted({self._apart[a][b] for a, b in kept}))
        return Misfit(bond, f"{one} and {other} were decided to be two events by {', '.join(ids)}", ids)

    def _fact(self, bond: Bond, small: _Group, large: _Group) -> Misfit | None:
        twice = min((name for name in small if name in large), default=None)
        if twice is not None:
            one, other = sorted((small[twice], large[twice]))
            return Misfit(bond, f"one document tells {one} and {other} as two")
        if self._incidents[bond.left].aggregate != self._incidents[bond.right].aggregate:
            total = bond.left if self._incidents[bond.left].aggregate else bond.right
            return Misfit(bond, f"{total} is a total over several occurrences")
        return None

    def _held(self, bond: Bond) -> Misfit:
        """What holds together two incidents that the bond keeps apart: the decisions on the shortest way from one to the other."""
        if bond.left == bond.right:
            return Misfit(bond, f"{bond.left} is one incident")
        came: dict[IncidentRef, tuple[IncidentRef, str]] = {}
        queue = deque([bond.left])
        while bond.right not in came:
            at = queue.popleft()
            for ref, decision in self._links[at]:
                if ref not in came and ref != bond.left:
                    came[ref] = (at, decision)
                    queue.append(ref)
        ids, at = set(), bond.right
        while at != bond.left:
            at, decision = came[at]
            ids.add(decision)
        names = tuple(sorted(ids))
        return Misfit(bond, f"{bond.left} and {bond.right} were decided to be one event by {', '.join(names)}", names)
