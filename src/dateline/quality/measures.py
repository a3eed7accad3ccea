"""What is counted in one document: right, predicted and gold for each of the codebook's measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dateline.quality.alike import same_actor, same_place, within_a_day
from dateline.quality.names import fold, same_name
from dateline.quality.pairing import Pair, matching_size, paired
from dateline.quality.telling import ActorTold, IncidentTold

__all__ = ["WATCHED", "DocumentCount", "Tally", "counted"]

T = TypeVar("T")

# The figures whose mean F1 is `record`. Source: the project's measure, `score.py` of the data kit, codebook 1.2.
WATCHED = ("incident", "action", "date", "place", "perpetrator", "target", "killed", "account")
_OTHER_HARM = ("abducted", "arrested", "displaced", "missing")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are right, how many were predicted and how many there are."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)


@dataclass(frozen=True, slots=True)
class DocumentCount:
    """The tallies of one document, by measure in the order of the report, and its paired incidents."""

    tallies: tuple[tuple[str, Tally], ...]
    pairs: tuple[Pair, ...]


def counted(gold: Sequence[IncidentTold], predicted: Sequence[IncidentTold]) -> DocumentCount:
    """The tallies of one document.

    Only paired incidents give what is right; all incidents count as predicted or gold.
    Source: the project's measure, `score.py` of the data kit, codebook 1.2.
    """
    told = _Told(gold, predicted, paired(gold, predicted))
    tallies = (
        ("document", Tally(int(bool(gold) and bool(predicted)), int(bool(predicted)), int(bool(gold)))),
        ("incident", Tally(len(told.pairs), len(predicted), len(gold))),
        ("action", told.single(lambda i: i.action)),
        ("status", told.single(lambda i: (i.status, i.aggregate))),
        ("date", told.single(lambda i: i.start)),
        ("date+-1", told.single(lambda i: i.start, within_a_day)),
        ("date end", told.single(lambda i: i.end)),
        ("country", told.single(lambda i: i.country)),
        ("place", told.single(lambda i: i.place, same_place)),
        ("perpetrator", told.listed(lambda i: i.perpetrators, same_actor)),
        ("target", told.listed(lambda i: i.targets, same_actor)),
        ("actor name", told.listed(_named, lambda a, b: same_name(a.name, b.name))),
        ("weapon", told.bag(_weapons)),
        ("killed", told.bag(lambda i: i.killed)),
        ("wounded", told.bag(lambda i: i.figures("wounded"))),
        ("other harm", told.bag(lambda i: i.figures(*_OTHER_HARM))),
        ("claim", told.bag(lambda i: [(c.source_kind, c.stance) for c in i.claims])),
        ("source", told.listed(_sources, same_name)),
        ("account", told.bag(lambda i: [c.account for c in i.claims])),
        ("strict", Tally(sum(_is_right(g, p) for g, p in told.pairs), len(predicted), len(gold))),
    )
    return DocumentCount(tallies, told.pairs)


@dataclass(frozen=True, slots=True)
class _Told:
    """Both codings of one document, and three ways of counting a field of theirs."""

    gold: Sequence[IncidentTold]
    predicted: Sequence[IncidentTold]
    pairs: tuple[Pair, ...]

    def single(self, value: Callable[[IncidentTold], T | None], equal: Callable[[T, T], bool] = lambda a, b: a == b) -> Tally:
        """The tally of a field with at most one value."""
        both = ((value(g), value(p)) for g, p in self.pairs)
        right = sum(a is not None and b is not None and equal(a, b) for a, b in both)
        return Tally(right, *(sum(value(i) is not None for i in side) for side in (self.predicted, self.gold)))

    def bag(self, value: Callable[[IncidentTold], Iterable[Hashable]]) -> Tally:
        """The tally of a field with many values that are equal or not."""
        right = sum((Counter(value(g)) & Counter(value(p))).total() for g, p in self.pairs)
        return Tally(right, *(sum(len(list(value(i))) for i in side) for side in (self.predicted, self.gold)))

    def listed(self, value: Callable[[IncidentTold], Sequence[T]], equal: Callable[[T, T], bool]) -> Tally:
        """The tally of a field with many values that are alike or not."""
        right = sum(matching_size(value(g), value(p), equal) for g, p in self.pairs)
        return Tally(right, *(sum(len(value(i)) for i in side) for side in (self.predicted, self.gold)))


def _named(incident: IncidentTold) -> list[ActorTold]:
    firsts = (mentions[0] for mentions in (*incident.perpetrators, *incident.targets))
    return [actor for actor in firsts if not actor.is_unnamed]


def _weapons(incident: IncidentTold) -> set[Hashable]:
    return {claim.weapon for claim in incident.claims} - {None}


def _sources(incident: IncidentTold) -> list[str]:
    return sorted({fold(claim.source_name) for claim in incident.claims} - {""})


def _kinds(actors: Sequence[Sequence[ActorTold]]) -> set[Hashable]:
    return {mentions[0].kind for mentions in actors}


def _is_right(g: IncidentTold, p: IncidentTold) -> bool:
    """Whether a pair agrees in action, first day, country, kinds of perpetrators and targets, and deaths at once."""
    return (
        (g.action, g.start, g.country) == (p.action, p.start, p.country)
        and _kinds(g.perpetrators) == _kinds(p.perpetrators)
        and _kinds(g.targets) == _kinds(p.targets)
        and g.killed == p.killed
    )
