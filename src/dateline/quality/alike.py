"""When two places or two actors count as the same, and how far two passages cover one another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from dateline.model import distance_km
from dateline.quality.names import fold, same_name, words
from dateline.quality.telling import ActorTold, Bounds, PlaceTold

__all__ = ["overlap", "same_actor", "same_place", "within_a_day"]

# Source of every threshold here: the project's measure, `score.py` of the data kit, codebook 1.2.
LONG_PASSAGE = 400  # code points from which quoting more must not pay
LONGEST_MENTION = 200  # code points beyond which a quote points at no single actor or place
NEARBY_KM = 25.0
SAME_PLACE_RATIO = 0.85
SAME_DIVISION_RATIO = 0.5


def overlap(a: Bounds, b: Bounds) -> float:
    """Share of the shorter passage that both cover, 0 to 1; for long passages the Dice share.

    The Dice share keeps a coder from gaining by quoting the whole text.
    """
    shared = min(a[1], b[1]) - max(a[0], b[0])
    if shared <= 0:
        return 0.0
    left, right = a[1] - a[0], b[1] - b[0]
    return shared / min(left, right) if max(left, right) <= LONG_PASSAGE else 2 * shared / (left + right)


def same_actor(left: Sequence[ActorTold], right: Sequence[ActorTold]) -> bool:
    """Whether any mention of the one is the same actor as any mention of the other.

    They are if the names are the same, or if the kinds are and they point at the same words or are both unnamed.
    """
    return any(_same_mention(a, b) for a in left for b in right)


def same_place(a: PlaceTold | None, b: PlaceTold | None) -> bool:
    """Whether two places are the same.

    They are if they have the same country, are both areas or both points, and lie within 25 km or have the same name or
    words in the text that the divisions between name and country do not contradict.
    """
    if a is None or b is None or a.country != b.country or a.is_area != b.is_area:
        return False
    if a.point and b.point and distance_km(a.point, b.point) <= NEARBY_KM:
        return True
    if _contradict(a.chain[1:-1], b.chain[1:-1]):
        return False
    left, right = (fold(place.name).replace(" ", "") for place in (a, b))
    alike = left and right and (_ratio(left, right) >= SAME_PLACE_RATIO or words(a.name) == words(b.name))
    return bool(alike) or _same_words(a.at, b.at)


def within_a_day(a: object, b: object) -> bool:
    """Whether two ISO dates are at most one day apart; False for what is no date."""
    if not isinstance(a, str) or not isinstance(b, str):
        return False
    try:
        return abs((date.fromisoformat(a) - date.fromisoformat(b)).days) <= 1
    except ValueError:
        return False


def _same_mention(a: ActorTold, b: ActorTold) -> bool:
    if same_name(a.name, b.name):
        return True
    return a.kind == b.kind and (_same_words(a.at, b.at) or (a.is_unnamed and b.is_unnamed))


def _same_words(a: Bounds | None, b: Bounds | None) -> bool:
    if a is None or b is None or max(a[1] - a[0], b[1] - b[0]) > LONGEST_MENTION:
        return False
    return overlap(a, b) > 0


def _contradict(a: Sequence[str], b: Sequence[str]) -> bool:
    if not a or not b:
        return False
    return not any(_ratio(fold(x), fold(y)) >= SAME_DIVISION_RATIO for x in a for y in b)


@lru_cache(maxsize=65_536)
def _ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b).ratio()
