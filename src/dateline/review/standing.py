"""Standing: what has become of each decision."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dateline.model import Decision, IncidentRef, Misfit
from dateline.review.active import undone_by
from dateline.review.meaning import Judgement
from dateline.review.replay import Replay
from dateline.review.values import Applied

__all__ = ["Standing", "State", "standings"]


class State(StrEnum):
    """What has become of a decision."""

    HOLDS = "holds"
    PARTLY = "partly"
    OVERRULED = "overruled"
    CONFLICT = "conflict"
    UNDONE = "undone"


_ON_VALUES = (Judgement.CHOOSE, Judgement.EDIT, Judgement.CODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A decision and what has become of it.

    Args:
        state: `partly` where some of it still holds; `conflict` where nothing does, because of the reports as they are read now;
            `overruled` where nothing does, because of later decisions alone; `undone` where it was taken back.
        conflicts: what of the reports stands in its way, in words.
        overruled: what later decisions stand in its way, in words.
        against: ids of these, or of the one that took it back.
        incidents: those that it is about and that are there now.
    """

    decision: Decision
    state: State
    conflicts: tuple[str, ...] = ()
    overruled: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    incidents: tuple[IncidentRef, ...] = ()


def standings(
    decisions: Sequence[Decision], replayed: Replay, misfits: Sequence[Misfit], applied: Applied
) -> tuple[Standing, ...]:
    """Every decision with what has become of it, in their order.

    Args:
        decisions: all that are stored, in the order in which they were made.
        replayed: these, read for the present incidents.
        misfits: the bonds of these that cannot hold.
        applied: what became of the choices of these.
    """
    gone = undone_by(decisions)
    bonds = Counter(bond.decision for bond in replayed.bonds)
    clashes: dict[str, list[Misfit]] = defaultdict(list)
    for misfit in misfits:
        clashes[misfit.bond.decision].append(misfit)
    found = []
    for decision in decisions:
        name, lost = decision.id, replayed.lost.get(decision.id, ())
        if name in gone:
            found.append(Standing(decision=decision, state=State.UNDONE, against=(gone[name],)))
            continue
        left = bonds[name] - len(clashes[name])
        if decision.judgement in _ON_VALUES:
            left = applied.held.get(name, 0)
        elif decision.judgement not in (Judgement.JOIN, Judgement.SPLIT):
            left = 0 if name in applied.unfit else len(replayed.found.get(name, ()))
        found.append(_standing(decision, lost, clashes[name], applied, left=left, refs=replayed.found.get(name, ())))
    return tuple(found)


def _standing(
    decision: Decision,
    lost: Sequence[str],
    clashes: Sequence[Misfit],
    applied: Applied,
    *,
    left: int,
    refs: tuple[IncidentRef, ...],
) -> Standing:
    name = decision.id
    conflicts = [*lost, *(m.why for m in clashes if not m.against)] + ([applied.unfit[name]] if name in applied.unfit else [])
    overruled, against = [m.why for m in clashes if m.against], {one for m in clashes for one in m.against}
    for field, other in applied.against.get(name, ()):
        of = f" of {field.removeprefix('harm.')}" if decision.judgement == Judgement.CODE else ""
        overruled.append(f"{other} chose another value{of}")
        against.add(other)
    hindered = State.CONFLICT if conflicts else State.OVERRULED if overruled else State.HOLDS
    return Standing(
        decision=decision,
        state=State.PARTLY if left and hindered is not State.HOLDS else hindered,
        conflicts=tuple(dict.fromkeys(conflicts)),
        overruled=tuple(dict.fromkeys(overruled)),
        against=tuple(sorted(against)),
        incidents=refs,
    )
