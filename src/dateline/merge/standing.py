"""Standing: which figures still hold at the end, after parts, bounds and what later reports replaced are taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.merge.figures import Figure
from dateline.model import ActorKind, SourceKind, Stance

__all__ = ["standing"]

_STATE = frozenset((SourceKind.GOVERNMENT, SourceKind.POLICE, SourceKind.MILITARY))

_Rule = Callable[[Sequence[Figure], Sequence[Figure]], list[Figure]]


def standing(figures: Sequence[Figure]) -> list[Figure]:
    """The figures that nothing replaced; never none where there are any.

    Rules, in this order; each takes some away, and none the last:

    * `portrait`: one victim told by itself, where more are told by then, is no figure.
    * `last-word`: a source's later figure replaces its earlier one; of several in one document the highest holds.
    * `part`: what another account gives as one of its parts ("16 civilians" beside "16 civilians and two gendarmes"), what is told as a share
      ("three of the dead"), one less than a figure that holds the attacker too ("six including the bomber"), and what lies below half of the whole in the same document.
    * `at-least`: "at least 5" gives way to figures that say how many, unless it is higher, was told when a higher one was known, or disputes another account.
    * `superseded`: a lower figure gives way to a higher one whose words tell of growth ("a sixth died of his wounds"), to one above all
      told before that came up on a later day from a source of no less worth, and an authority's to a later one of another authority of the
      state; a first day's lower one of anyone else to any later higher one. It stands where it was told again, where two independent
      sources gave it, and where its source held to it against a higher one.

    Args:
        figures: of credible sources, copies left out.
    Source: codebook 1.2, Harm; UCDP GED codebook, "best, low and high estimates": later reports of the same count replace earlier ones.
    """
    figures = [f for f in figures if not _is_portrait(f, figures)] or figures
    kept = _last_words(figures)
    rules: tuple[_Rule, ...] = (_without_parts, _without_floors, _without_superseded)
    for rule in rules:
        kept = rule(kept, figures) or kept
    return kept


def _last_words(figures: Sequence[Figure]) -> list[Figure]:
    last: dict[str, list[Figure]] = {}
    for f in sorted(figures, key=lambda f: f.telling.order):
        own = last.setdefault(f.telling.source, [])
        if own and own[0].telling.ref.document != f.telling.ref.document:
            own.clear()
        own.append(f)
    return [f for own in last.values() for f in own if not _is_stage(f, own)]


def _is_stage(f: Figure, own: Sequence[Figure]) -> bool:
    """Whether a source gives a higher figure in the same document: then this one is a stage on the way, or a part."""
    return f.telling.claim.stance is Stance.REPORTS and any(g.number > f.number and not g.is_floor for g in own)


def _is_portrait(f: Figure, figures: Sequence[Figure]) -> bool:
    is_one = f.number == 1 and not f.is_floor and f.telling.kind not in _STATE and f.telling.claim.stance is not Stance.DISPUTES
    return is_one and any(g.number > 1 and g.day <= f.day for g in figures)


def _without_parts(kept: Sequence[Figure], figures: Sequence[Figure]) -> list[Figure]:
    """Source: half of the whole is the bound below which a figure in the same document is read as a part of it."""
    whole: dict[str, int] = {}
    for f in figures:
        whole[f.telling.ref.document] = max(f.number, whole.get(f.telling.ref.document, 0))
    least = {
        f.telling.source: whole[f.telling.ref.document]
        for f in figures
        if 2 * f.number < whole[f.telling.ref.document] and f.telling.claim.stance is Stance.REPORTS
    }
    parts = {part for f in figures if len(f.parts) > 1 and f.count.best is not None for part in f.parts}
    parts |= {(who, n - 1) for f in figures if len(f.parts) == 1 and f.counts_attacker for _, n in f.parts for who in ActorKind}

    def is_part(f: Figure) -> bool:
        is_one_camp = len(f.parts) == 1 and f.number > 0
        return 2 * f.number < least.get(f.telling.source, 0) or (is_one_camp and (f.is_share or f.parts[0] in parts))

    return [f for f in kept if not is_part(f)]


def _without_floors(kept: Sequence[Figure], figures: Sequence[Figure]) -> list[Figure]:
    most = max((f.most for f in kept if not f.is_floor), default=-1)

    def holds(f: Figure) -> bool:
        higher = [g.day for g in figures if not g.is_floor and g.number > f.number]
        disputes = f.telling.claim.stance is Stance.DISPUTES
        return (
            not f.is_floor or f.number > most or disputes or (f.count.best is not None and bool(higher) and min(higher) < f.day)
        )

    return [f for f in kept if holds(f)]


def _without_superseded(kept: Sequence[Figure], figures: Sequence[Figure]) -> list[Figure]:
    times = _Times.of(figures)
    return [f for f in kept if not times.is_superseded(f, kept)]


@dataclass(frozen=True, slots=True)
class _Times:
    """When the first figure was told, and each number last."""

    figures: Sequence[Figure]
    first_day: date
    last: Mapping[int, date]

    @classmethod
    def of(cls, figures: Sequence[Figure]) -> _Times:
        last: dict[int, date] = {}
        for f in figures:
            for n in (f.number, f.least):
                last[n] = max(f.day, last.get(n, f.day))
        return cls(figures, min((f.day for f in figures), default=date.min), last)

    def is_superseded(self, f: Figure, kept: Sequence[Figure]) -> bool:
        until = self.last[f.number]
        higher = [g for g in kept if g.number > f.number and g.count.best is not None]
        if f.telling.kind in _STATE and any(g.telling.kind in _STATE and g.day > until for g in higher):
            return True
        if self.is_agreed(f):
            return False
        if any(g.day >= until and g.tells_growth for g in higher):
            return True
        if self.is_held(f):
            return False
        if f.telling.kind not in _STATE and until == self.first_day and any(g.day > until for g in higher):
            return True
        most = max(g.number for g in self.figures if g.day <= until)
        return any(g.number > most and g.telling.reliability >= f.telling.reliability for g in higher)

    def is_agreed(self, f: Figure) -> bool:
        """Whether two independent sources gave the figure."""
        others = (g.telling for g in self.figures if g.number == f.number and g.telling.witness != f.telling.witness)
        return any(set(f.telling.source.split()).isdisjoint(other.source.split()) for other in others)

    def is_held(self, f: Figure) -> bool:
        """Whether the source held to its figure against a higher one."""
        return f.telling.claim.stance is Stance.DISPUTES and (
            f.is_floor or any(g.number > f.number and g.day <= f.day for g in self.figures)
        )
