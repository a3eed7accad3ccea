"""Values as numbers, in the order in which they were first met, so that a column of a million of them is an array of small numbers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["UNKNOWN", "Casts", "Spot", "Spots", "Vocabulary"]

V = TypeVar("V")

UNKNOWN = -1  # the number of what is not known; arrays of numbers have no None


class Vocabulary(Generic[V]):
    """Values and their numbers, from 0; it only grows, so that numbers which are given stay right.

    Attributes:
        values: each at the place of its number.
    """

    def __init__(self) -> None:
        self.values: list[V] = []
        self._numbers: _Numbers[V] = _Numbers(self.values)

    def coded(self, values: Iterable[V | None]) -> list[int]:
        """The numbers of values; new ones get the next, and None is UNKNOWN."""
        numbers = self._numbers
        return [UNKNOWN if value is None else numbers[value] for value in values]

    def numbers(self, values: Iterable[V]) -> list[int]:
        """The numbers of those of the values that were met before."""
        return [self._numbers[value] for value in values if value in self._numbers]


class _Numbers(dict[V, int]):
    def __init__(self, values: list[V]) -> None:
        super().__init__()
        self._values = values

    def __missing__(self, value: V) -> int:
        self._values.append(value)
        self[value] = number = len(self._values) - 1
        return number


class Spot(NamedTuple):
    """Where events lie: coordinates in WGS 84 degrees and the place's name."""

    latitude: float
    longitude: float
    place: str | None


class Spots(Vocabulary[Spot]):
    """Where events lie.

    Attributes:
        places: the names of the spots' places.
    """

    def __init__(self) -> None:
        super().__init__()
        self.places: Vocabulary[str] = Vocabulary()
        self._tables = lru_cache(maxsize=1)(self._listed)

    def table(self) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int32]]:
        """Latitude, longitude and number of the place of every spot."""
        return self._tables(len(self.values))

    def _listed(self, n_spots: int) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int32]]:
        spots = self.values[:n_spots]
        latitudes, longitudes = (np.array([spot[n] for spot in spots], np.float64) for n in (0, 1))
        return latitudes, longitudes, np.array(self.places.coded(spot.place for spot in spots), np.int32)


class Casts(Vocabulary[str]):
    """The actors of events, each cast a text with a folded name on each line, as `events.actors` holds it.

    Attributes:
        names: the names in the casts.
        spellings: of folded names, one that an event has.
    """

    def __init__(self) -> None:
        super().__init__()
        self.names: Vocabulary[str] = Vocabulary()
        self.spellings: dict[str, str] = {}
        self._with_part = lru_cache(maxsize=256)(self._look)
        self._roles = lru_cache(maxsize=1)(self._listed)

    def having(self, part: str) -> NDArray[np.bool_]:
        """Of each cast, whether a name of it has this part.

        Args:
            part: folded.
        """
        return self._with_part(part, len(self.values))

    def naming(self, name: str) -> NDArray[np.bool_]:
        """Of each cast, whether this is a name of it.

        Args:
            name: folded.
        """
        return np.fromiter((name in cast.split("\n") for cast in self.values), bool, count=len(self.values))

    def by_name(self, counts: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many events name each actor, in the order of `names`.

        Args:
            counts: how many events have each cast.
        """
        cast, name = self._roles(len(counts))
        found: NDArray[np.int64] = np.bincount(name, weights=counts[cast], minlength=len(self.names.values)).astype(np.int64)
        return found

    def _look(self, part: str, n_casts: int) -> NDArray[np.bool_]:
        return np.fromiter((part in cast for cast in self.values[:n_casts]), bool, count=n_casts)

    def _listed(self, n_casts: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Cast and name of every name in a cast."""
        pairs = [(at, name) for at, cast in enumerate(self.values[:n_casts]) for name in cast.split("\n") if name]
        casts, names = np.array([at for at, _ in pairs], np.int64), self.names.coded(name for _, name in pairs)
        return casts, np.array(names, np.int64)
