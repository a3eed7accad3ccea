"""Harm: low, best and high of an event's figures, from independent credible claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from dateline.merge.figures import Figure, sides
from dateline.merge.rules import HarmRules, Rules
from dateline.merge.standing import standing
from dateline.merge.testimony import Testimony
from dateline.model import Action, ClaimRef, Count, HarmEstimate, HarmKind, SourceKind, Stance

__all__ = ["figure", "harm"]

_AUTHORITIES = frozenset(
    (
        SourceKind.GOVERNMENT,
        SourceKind.POLICE,
        SourceKind.MILITARY,
        SourceKind.MEDICAL,
        SourceKind.MONITOR,
        SourceKind.IGO,
    )
)


def harm(said: Testimony, action: Action, rules: Rules) -> tuple[HarmEstimate, ...]:
    """The event's figures, one for each kind of harm that some claim gives a number for.

    Args:
        said: all claims of the event.
        action: the event's action; a clash has losses on both sides.
        rules: the rule set.
    """
    kinds = [kind for kind in HarmKind if any(h.kind is kind and h.count.is_known for t in said.tellings for h in t.claim.harm)]
    return tuple(figure(said, kind, action, rules=rules) for kind in kinds)


def figure(said: Testimony, kind: HarmKind, action: Action, *, rules: Rules) -> HarmEstimate:
    """Low, best and high for one kind of harm, by the rule set's harm rule.

    * A figure in a copy counts with its original, and not again.
    * A source's later figure replaces its earlier one. A first day's lower figure that nobody repeats is superseded, unless two
      independent sources gave it.
    * "At least 5" contradicts no higher figure, and gives way to figures that say how many.
    * A source that counts a part beside a larger whole in the same document ("two died in hospital") is no rival to it.
    * A party's figure for its enemy, a denier's, and those of sources of little worth widen the range upward and set
      nothing else; where there is no other figure, low is 0.
    * Low and high are the least and the most of the rest. Best is, by the rule "independent-range", the latest of them, at one date the
      most reliable; by "ucdp" the most reliable, of equals the lower; by "latest-official" the latest that an authority gave. By
      "acled" the lowest figure is low, best and high at once.
    * In a clash whose claims count each side by itself, the sides are estimated apart and added.

    Source: UCDP GED codebook, "best, low and high estimates"; codebook 1.2, Harm.
    """
    estimates = [_estimate(figures, kind, rules.harm) for figures in sides(said, kind, action)]
    return estimates[0] if len(estimates) == 1 else _added(estimates)


def _added(estimates: Sequence[HarmEstimate]) -> HarmEstimate:
    """Both sides of a clash as one figure; an end is unknown where it is unknown for a side."""

    def end(number: Callable[[Count], int | None]) -> int | None:
        numbers = [number(e.count) for e in estimates]
        return None if None in numbers else sum(n for n in numbers if n is not None)

    return HarmEstimate(
        kind=estimates[0].kind,
        count=Count(end(lambda c: c.low), end(lambda c: c.best), end(lambda c: c.high)),
        rule=estimates[0].rule,
        low_claims=_refs(r for e in estimates for r in e.low_claims),
        best_claims=_refs(r for e in estimates for r in e.best_claims),
        high_claims=_refs(r for e in estimates for r in e.high_claims),
        contradicts=_refs(r for e in estimates for r in e.contradicts),
    )


# --- the rule ------------------------------------------------------------------------------------------------------------


def _estimate(figures: Sequence[Figure], kind: HarmKind, rules: HarmRules) -> HarmEstimate:
    own = _originals(figures)
    trusted = [f for f in own if f.telling.reliability >= rules.credible_from and not f.is_of_enemy and not f.telling.denies]
    held = standing(trusted)
    if not held:
        return _unsupported(figures, own, kind, rules)
    best = _BEST[rules.rule](held)
    if rules.rule == "acled":
        return _result(figures, kind, rules.rule, (best.least, best.least, best.least))
    rest = [f for f in own if f not in trusted and not f.telling.denies]
    firm = [f for f in held if not f.is_floor or (f.count.best is not None and f.number <= best.number)] or held
    low = min([f.least for f in firm] + [f.most for f in rest if _is_admission(f, own)])
    highs = [f.most for f in (*held, *rest)]
    high = None if all(f.is_floor for f in (*held, *rest)) else max(highs)
    return _result(figures, kind, rules.rule, (low, best.count.best, high))


def _is_admission(f: Figure, own: Sequence[Figure]) -> bool:
    """Whether a side that others name as the perpetrator says how many it killed: so many are disputed by nobody."""
    return (
        not f.is_floor
        and f.number > 0
        and any(f.is_of_side(a.kind) for g in own if g is not f for t in g.tellings for a in t.claim.perpetrators)
    )


def _originals(figures: Sequence[Figure]) -> list[Figure]:
    """The figures without those that a copy repeats, nor those that a later version of the text replaced.

    A copy stands in where its original gives none.
    """
    documents: dict[str, tuple[bool, int, str]] = {}
    for f in figures:
        t = f.telling
        days = (t.published or date.max).toordinal()
        # Of a desk's own texts the latest says what it says now; of copies the first is as good as any.
        rank = (t.is_copy and not t.is_version, days if t.is_copy and not t.is_version else -days, t.ref.document)
        documents[t.witness] = min(rank, documents.get(t.witness, rank))
    return [f for f in figures if f.telling.ref.document == documents[f.telling.witness][2]]


def _says_how_many(f: Figure, held: Sequence[Figure]) -> tuple[bool, bool]:
    """An "at least" says how many where all others say fewer."""
    is_firm = not f.is_floor or all(f.number > g.number for g in held if not g.is_floor)
    return f.count.best is not None and is_firm, f.count.best is not None


def _latest(standing: Sequence[Figure]) -> Figure:
    """The latest that says how many; at one date the most reliable, then the one that corrects another."""

    def merit(f: Figure) -> tuple[object, ...]:
        disputes = f.telling.claim.stance is Stance.DISPUTES
        return (*_says_how_many(f, standing), f.day, f.telling.reliability, disputes, f.number, f.telling.order)

    return max(standing, key=merit)


def _most_reliable(standing: Sequence[Figure]) -> Figure:
    """The most reliable that says how many; of those equally reliable the lower.

    Source: UCDP GED codebook: where no source is more reliable than another, the lower figure is taken.
    """
    return max(standing, key=lambda f: (*_says_how_many(f, standing), f.telling.reliability, -f.number, f.day, f.telling.order))


def _lowest(standing: Sequence[Figure]) -> Figure:
    """The lowest figure that stands. Source: ACLED codebook, Fatalities: the most conservative estimate."""
    return min(standing, key=lambda f: (f.is_floor, f.least, f.telling.order))


def _latest_official(standing: Sequence[Figure]) -> Figure:
    """The latest of the authorities' figures; where none gave one, the latest of all."""
    return _latest([f for f in standing if f.telling.kind in _AUTHORITIES] or standing)


_BEST: Mapping[str, Callable[[Sequence[Figure]], Figure]] = {
    "independent-range": _latest,
    "ucdp": _most_reliable,
    "acled": _lowest,
    "latest-official": _latest_official,
}


def _unsupported(figures: Sequence[Figure], own: Sequence[Figure], kind: HarmKind, rules: HarmRules) -> HarmEstimate:
    """Only a party's word on its enemy, a denier, or sources of little worth: the low is none at all."""
    told = [f for f in own if not f.telling.denies] or own
    best = max(told, key=lambda f: (f.count.best is not None, f.telling.reliability, f.day, f.telling.order)).count.best
    high = None if all(f.is_floor for f in told) else max(f.most for f in told)
    return _result(figures, kind, rules.rule, (0, best, high))


def _result(figures: Sequence[Figure], kind: HarmKind, rule: str, ends: tuple[int, int | None, int | None]) -> HarmEstimate:
    low, best, high = ends
    low = low if best is None else min(low, best)
    high = high if high is None or best is None else max(high, best)

    def who(number: int | None) -> tuple[ClaimRef, ...]:
        return _refs(ref for f in figures if number is not None and number in (f.number, f.least, f.most) for ref in f.refs)

    outside = [
        f for f in figures if (not f.is_floor and f.most < low) or (high is not None and f.least > high) or f.telling.denies
    ]
    return HarmEstimate(
        kind=kind,
        count=Count(low, best, high),
        rule=rule,
        low_claims=who(low),
        best_claims=who(best),
        high_claims=who(high),
        contradicts=_refs(ref for f in outside for ref in f.refs),
    )


def _refs(refs: Iterable[ClaimRef]) -> tuple[ClaimRef, ...]:
    return tuple(sorted(set(refs)))
