"""Compare: what two incidents have in common, as one level for each point of comparison.

A level is a short name ("same_name", "day_apart"); its weight stands in the weights file, its words in `explain`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import sqrt

from dateline.merge.names import Name, is_alike, is_same_name
from dateline.merge.rules import Rules
from dateline.merge.sketch import Sketch
from dateline.model import Action, HarmKind, PlacePrecision, Status, TimePrecision, distance_km

__all__ = ["COMPARISONS", "LEVELS", "apart_km", "days_between", "levels", "veto"]

# Every level that a comparison can give, best first: the training script fits one weight for each, and a weights file must hold them all.
LEVELS: dict[str, tuple[str, ...]] = {
    "place": (
        "same_name", "same_point", "near", "inside_town", "inside_district", "inside_province", "told_beside", "same_parent", "same_area", "country_only",
        "unknown", "unlocated", "elsewhere", "far",
    ),
    "time": (
        "same_day", "overlap", "loose_overlap", "told_soon", "unknown", "day_apart", "days_apart", "told_later", "told_before", "week_apart", "far",
    ),
    "action": ("same", "vague", "kindred", "other_violence", "distinct"),
    "status": ("same", "differs", "planned_or_done"),
    "perpetrator": ("same_name", "same_kind", "unknown", "swapped", "other_name", "other_kind"),
    "target": ("same_name", "same_words", "same_kind", "unknown", "other_name", "other_kind"),
    "killed": ("same", "same_small", "close", "both_none", "unknown", "none_or_some", "apart", "far"),
    "wounded": ("same", "close", "unknown", "apart"),
    "captives": ("same", "close", "unknown", "one_sided", "apart"),
    "weapon": ("same", "unknown", "other"),
    "words": ("verbatim", "many", "some", "few", "unknown", "none"),
}  # fmt: skip

_POINTS = (PlacePrecision.EXACT, PlacePrecision.NEAR)
_SOFT_DAYS = {
    TimePrecision.DAY: 0,
    TimePrecision.FEW_DAYS: 1,
    TimePrecision.WEEK: 2,
    TimePrecision.MONTH: 5,
    TimePrecision.YEAR: 15,
}


def levels(a: Sketch, b: Sketch, rules: Rules) -> tuple[str, ...]:
    """The level of each comparison, in the order of `COMPARISONS`."""
    return tuple(compare(a, b, rules) for compare in _COMPARE.values())


def veto(a: Sketch, b: Sketch, rules: Rules) -> str | None:
    """The hard fact that forbids joining two incidents, in words; None where there is none.

    Source: codebook 1.2, "the four things" (an incident is all that one document tells of one occurrence) and
    "Incidents" (an aggregate has its own key beside what is told by itself).
    """
    if a.ref.document == b.ref.document:
        return "one document tells them as two"
    if a.story and b.story and a.story != b.story:
        return "their documents belong to different stories"
    countries = {c for one in (a, b) if (c := one.sure_country(rules.country_confidence))}
    if len(countries) > 1:
        return f"different countries: {a.country} and {b.country}"
    if a.aggregate != b.aggregate:
        return "one is a total over several occurrences"
    return _other_total(a, b) if a.aggregate else _other_day(a, b, rules)


def _other_day(a: Sketch, b: Sketch, rules: Rules) -> str | None:
    gap = days_between(a, b)
    is_known = a.is_day_precise and b.is_day_precise
    return f"both days are known and lie {gap} days apart" if gap is not None and gap > rules.veto_days and is_known else None


def _other_total(a: Sketch, b: Sketch) -> str | None:
    if a.n_incidents and b.n_incidents and a.n_incidents != b.n_incidents:
        return f"totals over {a.n_incidents} and {b.n_incidents} occurrences"
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return None
    shared = min(a.end, b.end) - max(a.start, b.start) + 1
    longer = max(a.end - a.start, b.end - b.start) + 1
    # Half of the longer span: a count to Friday and one to Sunday of the same month are the same count, a week's is none of a month's.
    return "totals over different spans" if 2 * shared < longer else None


# --- place ---------------------------------------------------------------------------------------------------------------


def _place(a: Sketch, b: Sketch, _rules: Rules) -> str:
    is_one_entry = a.geonames_id is not None and a.geonames_id == b.geonames_id
    if a.names and b.names and (is_one_entry or is_alike(a.names[0], b.names[0])):
        return "same_area" if _is_province(a) and _is_province(b) else "same_name"
    return _inside(a, b) or _inside(b, a) or _apart(a, b)


def _apart(a: Sketch, b: Sketch) -> str:
    """The level of two places of which neither names the other."""
    if a.country and b.country and a.country != b.country:
        return "far"
    km = apart_km(a, b)
    if km is not None and a.place_precision in _POINTS and b.place_precision in _POINTS:
        by_distance = _by_distance(max(0.0, km - a.radius_km - b.radius_km))
        return "told_beside" if by_distance in ("elsewhere", "far") and _told_beside(a, b) else by_distance
    if not a.names or not b.names:
        return "country_only" if a.country and a.country == b.country else "unknown"
    if km is not None and (inside := _within(a, b, km) or _within(b, a, km)):
        return inside
    return _by_names(a, b)


def _by_names(a: Sketch, b: Sketch) -> str:
    if a.names[1:2] and a.names[1:2] == b.names[1:2]:
        return "same_parent"
    if set(a.names[1:]) & set(b.names[1:]):
        return "same_area"
    if _told_beside(a, b):
        return "told_beside"
    return "unlocated" if (a.latitude is None) != (b.latitude is None) else "elsewhere"


def _told_beside(a: Sketch, b: Sketch) -> bool:
    """Whether the words of the one name the other's place."""
    return a.names[0] in b.told or b.names[0] in a.told


_AREAS = {PlacePrecision.PROVINCE: "inside_province", PlacePrecision.DISTRICT: "inside_district"}


def _within(small: Sketch, large: Sketch, km: float) -> str | None:
    """How precise the larger place is, where the smaller one lies in its circle; a province is told by its name alone."""
    if (
        large.place_precision not in _AREAS
        or small.place_precision is large.place_precision
        or large.radius_km <= small.radius_km
    ):
        return None
    return _AREAS[large.place_precision] if km <= large.radius_km else None


def _is_province(one: Sketch) -> bool:
    return one.place_precision is PlacePrecision.PROVINCE


def _inside(small: Sketch, large: Sketch) -> str | None:
    """How precise the larger place is, where the smaller one's chain names it."""
    if not large.names or not any(is_alike(name, large.names[0]) for name in small.names[1:]):
        return None
    return _AREAS.get(large.place_precision, "inside_town")


def _by_distance(km: float) -> str:
    """The level of a distance between two points whose names differ.

    Source: 25 km is the bound of the project's scoring of places; a town and its outskirts lie within 3 km.
    """
    if km <= 3:
        return "same_point"
    return "near" if km <= 25 else "elsewhere" if km <= 100 else "far"


def apart_km(a: Sketch, b: Sketch) -> float | None:
    """The distance in kilometres; None where a point is unknown."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    return distance_km((a.latitude, a.longitude), (b.latitude, b.longitude))


# --- time ----------------------------------------------------------------------------------------------------------------


def days_between(a: Sketch, b: Sketch) -> int | None:
    """Days from the end of the earlier interval to the start of the later, 0 where they overlap; None where one is unknown."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return None
    return max(0, a.start - b.end, b.start - a.end)


def _time(a: Sketch, b: Sketch, _rules: Rules) -> str:
    gap = days_between(a, b)
    if gap is None:
        return _by_publication(a, b)
    if gap == 0:
        if a.is_day_precise and b.is_day_precise:
            return "same_day"
        return "loose_overlap" if {a.time_precision, b.time_precision} & {TimePrecision.MONTH, TimePrecision.YEAR} else "overlap"
    gap = max(1, gap - _SOFT_DAYS.get(a.time_precision, 0) - _SOFT_DAYS.get(b.time_precision, 0))
    return "day_apart" if gap == 1 else "days_apart" if gap <= 3 else "week_apart" if gap <= 7 else "far"


def _by_publication(a: Sketch, b: Sketch) -> str:
    """The level where a day is unknown: how soon after the one the other was published.

    Source: news of an occurrence comes within three days of it, and after two weeks is looking back; bounds set by judgement.
    """
    told, day = (a, b) if a.start is None else (b, a)
    since = day.end if day.start is not None else day.published
    if told.published is None or since is None:
        return "unknown"
    lag = told.published - since if day.start is not None else abs(told.published - since)
    if day.start is not None and told.published < day.start:
        return "told_before"
    return "told_soon" if lag <= 3 else "unknown" if lag <= 14 else "told_later"


# --- action and status ---------------------------------------------------------------------------------------------------


def _action(a: Sketch, b: Sketch, rules: Rules) -> str:
    if a.action is b.action:
        return "same"
    if rules.family(a.action) != "violence" or rules.family(b.action) != "violence":
        return "kindred" if rules.is_kindred(a.action, b.action) else "distinct"
    if Action.ATTACK in (a.action, b.action):
        return "vague"
    return "kindred" if rules.is_kindred(a.action, b.action) else "other_violence"


_DONE = frozenset((Status.OCCURRED, Status.ONGOING))
_PLANNED = frozenset((Status.THREATENED, Status.HYPOTHETICAL))


def _status(a: Sketch, b: Sketch, _rules: Rules) -> str:
    if a.status is b.status or {a.status, b.status} <= _DONE:
        return "same"
    return "planned_or_done" if (a.status in _PLANNED) != (b.status in _PLANNED) else "differs"


# --- actors --------------------------------------------------------------------------------------------------------------


def _perpetrator(a: Sketch, b: Sketch, _rules: Rules) -> str:
    if a.actor_ids & b.actor_ids or _share_name(a.perpetrators, b.perpetrators):
        return "same_name"
    if _share_name(a.perpetrators, b.targets) or _share_name(a.targets, b.perpetrators):
        return "swapped"
    return _by_kind(a.perpetrators, b.perpetrators, a.perpetrator_kinds, b.perpetrator_kinds)


def _target(a: Sketch, b: Sketch, _rules: Rules) -> str:
    if _share_name(a.targets, b.targets):
        return "same_name"
    if a.hit & b.hit:
        return "same_words"
    return _by_kind(a.targets, b.targets, a.target_kinds, b.target_kinds)


def _share_name(left: tuple[Name, ...], right: tuple[Name, ...]) -> bool:
    return any(is_same_name(a, b) for a in left for b in right)


def _by_kind(left: tuple[Name, ...], right: tuple[Name, ...], kinds: frozenset[str], others: frozenset[str]) -> str:
    if not kinds or not others:
        return "unknown"
    if left and right:
        return "other_name"
    if kinds & others:
        return "same_kind"
    return "unknown" if "unknown" in kinds | others else "other_kind"


# --- harm, weapon, words -------------------------------------------------------------------------------------------------


def _killed(a: Sketch, b: Sketch, _rules: Rules) -> str:
    left, right = a.figures.get(HarmKind.KILLED), b.figures.get(HarmKind.KILLED)
    if not left or not right:
        return "unknown"
    shared = left & right
    if shared:
        return "both_none" if max(shared) == 0 else "same" if max(shared) > 3 else "same_small"
    low, high = _closest(left, right)
    if low == 0:
        return "none_or_some"
    return "close" if _is_close(low, high) else "apart" if high <= 3 * low else "far"


def _closest(left: Iterable[int], right: Iterable[int]) -> tuple[int, int]:
    low, high = min(((min(x, y), max(x, y)) for x in left for y in right), key=lambda pair: ((pair[1] + 1) / (pair[0] + 1), pair))
    return low, high


def _is_close(low: int, high: int) -> bool:
    """Whether a toll may have grown from one to the other, or be miscounted: by two, or by a half."""
    return high - low <= 2 or 2 * high <= 3 * low


def _wounded(a: Sketch, b: Sketch, _rules: Rules) -> str:
    return _numbers(a.figures.get(HarmKind.WOUNDED), b.figures.get(HarmKind.WOUNDED))


_CAPTIVE = (HarmKind.ABDUCTED, HarmKind.ARRESTED, HarmKind.MISSING, HarmKind.DISPLACED)


def _captives(a: Sketch, b: Sketch, _rules: Rules) -> str:
    """People taken or driven out: the same kind with the same number tells much, one side alone a little."""
    kinds = [k for k in _CAPTIVE if k in a.figures and k in b.figures]
    if not kinds:
        has = (any(k in a.figures for k in _CAPTIVE), any(k in b.figures for k in _CAPTIVE))
        return "one_sided" if has[0] != has[1] else "unknown"
    found = {_numbers(a.figures[k], b.figures[k]) for k in kinds}
    return "same" if "same" in found else "close" if "close" in found else "apart"


def _numbers(left: frozenset[int] | None, right: frozenset[int] | None) -> str:
    if not left or not right:
        return "unknown"
    if left & right:
        return "same"
    return "close" if _is_close(*_closest(left, right)) else "apart"


def _weapon(a: Sketch, b: Sketch, _rules: Rules) -> str:
    if not a.weapons or not b.weapons:
        return "unknown"
    return "same" if a.weapons & b.weapons else "other"


def _words(a: Sketch, b: Sketch, _rules: Rules) -> str:
    """How many content words of the quotes are the same: their cosine, so that a short quote inside a long one says little.

    Source: bounds read off the authored stories; copies and close rewritings share half, independent reports of one
    occurrence an eighth to a half.
    """
    if a.quotes & b.quotes:
        return "verbatim"
    if not a.words or not b.words or (a.language and b.language and a.language != b.language):
        return "unknown"
    share = len(a.words & b.words) / sqrt(len(a.words) * len(b.words))
    return "many" if share >= 0.5 else "some" if share >= 0.3 else "few" if share >= 0.12 else "none"


_COMPARE: dict[str, Callable[[Sketch, Sketch, Rules], str]] = {
    "place": _place,
    "time": _time,
    "action": _action,
    "status": _status,
    "perpetrator": _perpetrator,
    "target": _target,
    "killed": _killed,
    "wounded": _wounded,
    "captives": _captives,
    "weapon": _weapon,
    "words": _words,
}
COMPARISONS = tuple(_COMPARE)
