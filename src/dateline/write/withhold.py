"""What is withheld from every export: names of private persons unless told otherwise, and by choice close places and long quotes."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.write.coarsen import Coarsening, coarsened
from dateline.write.excerpt import excerpted
from dateline.write.private import RULE, without_private_names
from dateline.write.record import EventRecord, Withheld

__all__ = ["Withholding", "withhold"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withholding:
    """What is withheld.

    Args:
        with_names: whether private persons are named all the same.
        coarsen: how closely places are told; as they are known where None.
        excerpts: code points of a quote that are told, 0 for none; quotes are whole where None.
    """

    with_names: bool = False
    coarsen: Coarsening | None = None
    excerpts: int | None = None

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of the rules that are in force."""
        names = () if self.with_names else (RULE,)
        coarse = () if self.coarsen is None else (self.coarsen.rule,)
        return (*names, *coarse, *(() if self.excerpts is None else (f"excerpts-{self.excerpts}",)))


def withhold(record: EventRecord, rules: Withholding | None = None) -> tuple[EventRecord, tuple[Withheld, ...]]:
    """The record without what the rules withhold, and how many values of which field were withheld by which rule.

    Args:
        record: the record.
        rules: what is withheld; names of private persons where None.
    """
    chosen = rules or Withholding()
    # Names come first: they are found by the words that the other rules take away.
    shown, names = (record, ()) if chosen.with_names else without_private_names(record)
    shown, places = coarsened(shown, chosen.coarsen) if chosen.coarsen else (shown, ())
    shown, quotes = (shown, ()) if chosen.excerpts is None else excerpted(shown, chosen.excerpts)
    return shown, (*names, *places, *quotes)
