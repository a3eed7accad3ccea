"""Figures: what each source says of one kind of harm, the parts of one account added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.merge.growth import counts_attacker, is_share, last_of, tells_growth
from dateline.merge.testimony import Telling, Testimony
from dateline.model import Action, ActorKind, ClaimRef, Count, Harm, HarmKind, SourceKind, Stance

__all__ = ["Figure", "sides"]

_STATE = frozenset((ActorKind.MILITARY, ActorKind.POLICE, ActorKind.GOVERNMENT, ActorKind.FOREIGN_FORCES, ActorKind.PEACEKEEPERS))
_REBEL = frozenset((ActorKind.ARMED_GROUP, ActorKind.GANG))
_STATE_SOURCES = frozenset((SourceKind.MILITARY, SourceKind.POLICE, SourceKind.GOVERNMENT, SourceKind.ANONYMOUS_OFFICIAL))
_REBEL_SOURCES = frozenset((SourceKind.PERPETRATOR, SourceKind.ARMED_GROUP))


@dataclass(frozen=True, slots=True)
class Figure:
    """What one source says in one document of one kind of harm.

    Args:
        tellings: its claims; several where each counts another camp.
        count: in persons, the parts added.
        is_of_enemy: whether a party to the conflict counts its enemy's losses.
        parts: the kinds of people counted, each with its number.
    """

    tellings: tuple[Telling, ...]
    count: Count
    is_of_enemy: bool
    parts: tuple[tuple[ActorKind, int], ...] = ()

    @property
    def telling(self) -> Telling:
        """The claim that stands for all."""
        return self.tellings[0]

    @property
    def refs(self) -> tuple[ClaimRef, ...]:
        """The names of its claims."""
        return tuple(t.ref for t in self.tellings)

    @property
    def day(self) -> date:
        """The day of publication; undated figures come first."""
        return self.telling.published or date.min

    @property
    def is_floor(self) -> bool:
        """Whether it only says "at least"."""
        return self.count.low is not None and self.count.high is None

    @property
    def number(self) -> int:
        """The number that it comes to: best, else low, else high."""
        return _number(self.count) or 0

    @property
    def tells_growth(self) -> bool:
        """Whether its words say that the toll has grown."""
        return any(tells_growth(t.claim) for t in self.tellings)

    @property
    def counts_attacker(self) -> bool:
        """Whether its words say that it holds the attacker too."""
        return any(counts_attacker(t.claim) for t in self.tellings)

    @property
    def is_share(self) -> bool:
        """Whether its words count some of those who are told elsewhere."""
        return any(is_share(h) for t in self.tellings for h in t.claim.harm if (h.who, _number(h.count)) in self.parts)

    @property
    def least(self) -> int:
        """The lowest number that it allows, as far as it says."""
        return self.number if self.count.low is None else self.count.low

    @property
    def most(self) -> int:
        """The highest number that it names."""
        return self.number if self.count.high is None else self.count.high

    def is_of_side(self, kind: ActorKind) -> bool:
        """Whether the speaker belongs to the camp of an actor of this kind: the state's forces, or its armed enemies."""
        speaker = self.telling.kind
        return (speaker in _STATE_SOURCES and kind in _STATE) or (speaker in _REBEL_SOURCES and kind in _REBEL)


def sides(said: Testimony, kind: HarmKind, action: Action) -> list[list[Figure]]:
    """The figures of one kind of harm: one list, or two where a clash is told side by side and no claim gives one total for both.

    Args:
        said: all claims of the event.
        kind: the harm.
        action: the event's action.
    """
    whole = _figures(said, lambda t: _parts(t, kind))
    if _is_one_toll(whole):
        return [whole]
    if action is not Action.ARMED_CLASH or any(h.who is ActorKind.UNKNOWN for t in said.tellings for h in _parts(t, kind)):
        return [whole]
    rebels = _figures(said, lambda t: [h for h in _parts(t, kind) if h.who in _REBEL])
    others = _figures(said, lambda t: [h for h in _parts(t, kind) if h.who not in _REBEL])
    return [others, rebels] if others and rebels else [whole]


def _is_one_toll(figures: Sequence[Figure]) -> bool:
    """Whether sources agree on how many died and not on who they were: one parts the number that another gives to one camp."""
    parted = {f.number for f in figures if len({_camp_of(who) for who, _ in f.parts}) > 1}
    return any(f.number in parted for f in figures if len(f.parts) == 1)


def _parts(telling: Telling, kind: HarmKind) -> list[Harm]:
    """The figures of a kind in one telling; the same words are not counted twice, and one victim told as the third is three."""
    found = {(h.quote or n): h for n, h in enumerate(telling.claim.harm) if h.kind is kind and h.count.is_known}
    return [replace(h, count=Count(total, total, total)) if (total := last_of(h)) else h for h in found.values()]


def _figures(said: Testimony, parts_of: Callable[[Telling], list[Harm]]) -> list[Figure]:
    """One figure for each claim; claims of one source in one document that count different camps are one figure."""
    found: dict[tuple[str, str], list[tuple[list[Telling], list[Harm]]]] = {}
    for telling in said.tellings:
        parts = parts_of(telling)
        if not parts:
            continue
        own = found.setdefault((telling.source, telling.ref.document), [])
        other_camp = next((f for f in own if _are_apart(f[1], parts)), None)
        if other_camp is None or telling.claim.stance is not Stance.REPORTS:
            own.append(([telling], parts))
        else:
            other_camp[0].append(telling)
            other_camp[1].extend(parts)
    return [_figure(tuple(tellings), parts) for figures in found.values() for tellings, parts in figures]


def _are_apart(parts: Sequence[Harm], others: Sequence[Harm]) -> bool:
    """Whether two lists count different camps; people of unknown kind may be of any."""
    ours, theirs = ({_camp_of(h.who) for h in side} for side in (parts, others))
    return None not in ours | theirs and not ours & theirs


def _camp_of(who: ActorKind) -> str | None:
    if who is ActorKind.UNKNOWN:
        return None
    return "rebels" if who in _REBEL else "others"


def _number(count: Count) -> int | None:
    return next((n for n in (count.best, count.low, count.high) if n is not None), None)


def _figure(tellings: tuple[Telling, ...], parts: Sequence[Harm]) -> Figure:
    """The sum of the parts; an end that one part leaves open is taken from what the part does say, but for "at least"."""
    counts = [h.count for h in parts]
    of_enemy = all(_is_of_enemy(tellings[0], h.who) for h in parts)
    told = tuple((h.who, _number(h.count) or 0) for h in parts)
    if len(counts) == 1:
        return Figure(tellings, counts[0], of_enemy, told)
    lows = [c.best if c.low is None else c.low for c in counts]
    highs = [c.best if c.high is None and c.low is None else c.high for c in counts]
    low, best, high = (_sum(numbers) for numbers in (lows, [c.best for c in counts], highs))
    if low is best is high is None:
        best = sum(n for c in counts for n in (c.best, c.low, c.high) if n is not None)
    return Figure(tellings, Count(low, best, high), of_enemy, told)


def _sum(numbers: Sequence[int | None]) -> int | None:
    return None if None in numbers else sum(n for n in numbers if n is not None)


def _is_of_enemy(telling: Telling, who: ActorKind) -> bool:
    """Whether a party speaks of losses that it says it inflicted.

    Source: codebook 1.2, Stance: `claims_responsibility` is for the source's own violent act.
    """
    if telling.claim.stance is Stance.CLAIMS_RESPONSIBILITY:
        return True
    return (telling.kind in _STATE_SOURCES and who in _REBEL) or (telling.kind in _REBEL_SOURCES and who in _STATE)
