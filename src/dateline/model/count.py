"""Count and Harm: how many persons, with a low and a high."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.errors import InputError
from dateline.model.codes import ActorKind, HarmKind
from dateline.model.span import Quote

__all__ = ["Count", "Harm"]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of persons; unknown ends are None.

    "At least 5" is Count(5, 5, None), "dozens" Count(24, None, None), "no casualties" Count(0, 0, 0).

    Raises:
        InputError: a number is negative, or the ends are out of order.
    """

    low: int | None = None
    best: int | None = None
    high: int | None = None

    def __post_init__(self) -> None:
        given = [n for n in (self.low, self.best, self.high) if n is not None]
        # In order, and the first of them not below zero; most counts have one number or three equal ones.
        if given and (given[0] < 0 or given != sorted(given)):
            raise InputError(
                "count-order",
                f"low {self.low}, best {self.best}, high {self.high} are not in order",
                fix="Give 0 <= low <= best <= high, None for what is not known.",
            )

    @property
    def is_known(self) -> bool:
        """Whether any of the three numbers is given."""
        return (self.low, self.best, self.high) != (None, None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """One figure of one claim.

    Args:
        kind: what was done to the persons counted.
        count: how many persons.
        who: what sort of persons.
        quote: the words that give the figure.
        confidence: 0 to 1.
    """

    kind: HarmKind
    count: Count
    who: ActorKind = ActorKind.UNKNOWN
    quote: Quote | None = None
    confidence: float | None = None
