"""Agreement: how far coders, the machine among them, give the same values to the same events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from dateline.model import Count
from dateline.review.field import FIELDS, harm_kind
from dateline.review.held import chosen_words
from dateline.review.meaning import Chosen
from dateline.text.normal import fold

__all__ = ["MACHINE", "Agreement", "FieldAgreement", "Rating", "Unlike", "agreement"]

MACHINE = "machine"
_ROLES = ("perpetrators", "targets")


@dataclass(frozen=True, slots=True)
class Rating:
    """The value that a coder gives to a field of an event; the machine is a coder too."""

    event: str
    coder: str
    field: str
    chosen: Chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAgreement:
    """How far some coders agree on a field.

    Args:
        field: as `field_of` gives it.
        coders: all of them, or two.
        n_events: events that at least two of them coded in this field.
        n_pairs: pairs of values that two of them gave to one event.
        percent: of these, those that are the same, 0 to 100; None where there is no pair.
        alpha: Krippendorff's alpha; None where it is not defined, as where all values are the same.
    """

    field: str
    coders: tuple[str, ...]
    n_events: int
    n_pairs: int
    percent: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Unlike:
    """An event whose coders gave different values to a field: each with what they gave, in words."""

    event: str
    field: str
    told: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree.

    Args:
        fields: all coders together, one for each field that any two of them coded.
        pairs: the same for each two coders.
        unlike: the values that differ, event after event.
    """

    fields: tuple[FieldAgreement, ...] = ()
    pairs: tuple[FieldAgreement, ...] = ()
    unlike: tuple[Unlike, ...] = ()


def agreement(ratings: Iterable[Rating]) -> Agreement:
    """How far coders agree, field by field.

    Percent agreement counts an "unknown" as a value; alpha does so where values are names, and passes it over where they are numbers or
    days. Numbers of persons are compared by their best number (else the low, else the high one) at the ratio level, days by the first
    day at the interval level, actors as sets by the MASI distance, everything else at the nominal level.

    Args:
        ratings: one for each event, coder and field; of several the last counts.

    Source: K. Krippendorff, Content Analysis, 4th ed. (2018), chapter 12, by the package krippendorff; R. Passonneau, Measuring Agreement
    on Set-valued Items (MASI) for Semantic and Pragmatic Annotation (LREC 2006).
    """
    told: dict[str, dict[str, dict[str, Chosen]]] = {field: defaultdict(dict) for field in FIELDS}
    for rating in ratings:
        told[rating.field][rating.event][rating.coder] = rating.chosen
    fields, pairs, unlike = [], [], []
    for field, events in told.items():
        coders = sorted({coder for given in events.values() for coder in given})
        fields += _of(field, coders, events)
        for two in combinations(coders, 2):
            pairs += _of(field, two, events)
        unlike += [Unlike(event, field, _words(given)) for event, given in events.items() if len(_keys(field, given)) > 1]
    order = {field: n for n, field in enumerate(FIELDS)}
    unlike.sort(key=lambda one: (one.event, order[one.field]))
    return Agreement(tuple(fields), tuple(pairs), tuple(unlike))


def _of(field: str, coders: Sequence[str], events: Mapping[str, Mapping[str, Chosen]]) -> list[FieldAgreement]:
    """The agreement of some coders on a field; nothing where no two of them coded one event."""
    units = [[given[coder] for coder in coders if coder in given] for given in events.values()]
    units = [unit for unit in units if len(unit) > 1]
    if not units:
        return []
    same = [_key(field, a) == _key(field, b) for unit in units for a, b in combinations(unit, 2)]
    return [
        FieldAgreement(
            field=field,
            coders=tuple(coders),
            n_events=len(units),
            n_pairs=len(same),
            percent=100 * sum(same) / len(same),
            alpha=_alpha(field, units),
        )
    ]


def _keys(field: str, given: Mapping[str, Chosen]) -> set[Hashable]:
    return {_key(field, chosen) for chosen in given.values()}


def _words(given: Mapping[str, Chosen]) -> tuple[tuple[str, str], ...]:
    return tuple((coder, chosen_words(chosen)) for coder, chosen in sorted(given.items()))


def _key(field: str, chosen: Chosen) -> Hashable:
    """What makes two values of a field the same."""
    if harm_kind(field):
        return _number(chosen.count)
    if field in _ROLES:
        return frozenset(actor.actor_id or fold(actor.name) for actor in chosen.actors)
    if field == "time":
        return (chosen.time.start, chosen.time.end) if chosen.time else None
    if field == "place":
        place = chosen.place
        return place and (place.geonames_id or (fold(place.name or ""), place.country))
    value: Hashable = getattr(chosen, field)
    return value


def _number(count: Count | None) -> int | None:
    numbers = (count.best, count.low, count.high) if count else ()
    return next((number for number in numbers if number is not None), None)


def _alpha(field: str, units: Sequence[Sequence[Chosen]]) -> float | None:
    """Krippendorff's alpha over the values that coders gave to each event."""
    level, number = _level(field)
    rated = [[number(chosen) for chosen in unit] for unit in units]
    if level != "nominal":
        rated = [[value for value in unit if value is not None] for unit in rated]
    rated = [unit for unit in rated if len(unit) > 1]
    domain = sorted({value for unit in rated for value in unit}, key=lambda value: (str(type(value)), _sorting(value)))
    if len(domain) < 2:
        return None
    import krippendorff
    import numpy as np

    at = {value: n for n, value in enumerate(domain)}
    counts = np.zeros((len(rated), len(domain)), dtype=int)
    for n, unit in enumerate(rated):
        for value in unit:
            counts[n, at[value]] += 1
    if level == "masi":
        return float(krippendorff.alpha(value_counts=counts, level_of_measurement=_masi(domain)))
    values = domain if level != "nominal" else list(range(len(domain)))
    return float(krippendorff.alpha(value_counts=counts, value_domain=values, level_of_measurement=level))


def _level(field: str) -> tuple[Any, Any]:
    """The level at which a field is measured, and what is measured of a value."""
    if harm_kind(field):
        return "ratio", lambda chosen: _number(chosen.count)
    if field == "time":
        return "interval", lambda chosen: chosen.time.start.toordinal() if chosen.time and chosen.time.start else None
    return ("masi" if field in _ROLES else "nominal"), lambda chosen: _key(field, chosen)


def _sorting(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value if isinstance(value, (int, float)) else repr(value)


def _masi(domain: Sequence[frozenset[str]]) -> Any:
    """The distance of sets as the package asks for it, by their places in the domain."""
    import numpy as np

    table = np.array([[1 - _likeness(a, b) for b in domain] for a in domain])
    return lambda v1, v2, i1, i2, n_v, dtype=np.float64: table[i1, i2].astype(dtype)  # noqa: ARG005 - the package's arguments


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """MASI: the share of common members, weighted by whether one set holds the other.

    Source: Passonneau 2006, section 3: 1 for equal sets, 2/3 where one holds the other, 1/3 where they overlap, 0 where they do not.
    """
    if a == b:
        return 1.0
    common, whole = len(a & b), len(a | b)
    weight = 2 / 3 if a <= b or b <= a else 1 / 3 if common else 0.0
    return common / whole * weight
