"""The chain of decisions: each holds the digest of itself and of the one before it, so that no change to the log goes unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from dateline.model import Decision

__all__ = ["FIRST", "Audit", "Flaw", "audit", "link"]

FIRST = "sha256:" + "0" * 64


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with the log: the decision where it shows, and what it shows, in words."""

    decision: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What the log shows when it is read from its beginning.

    Args:
        n_decisions: that it holds.
        head: digest of the last one; whoever keeps it can later prove that all up to here are as they were.
        flaws: none where it is whole.
    """

    n_decisions: int
    head: str
    flaws: tuple[Flaw, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed and nothing is missing."""
        return not self.flaws


def link(previous: str, decision: Decision) -> str:
    """SHA-256 of a decision and of the digest of the one before it.

    Source: the construction, S. Haber and W. S. Stornetta, How to time-stamp a digital document (1991).
    """
    at = (decision.at.astimezone(UTC) if decision.at.tzinfo else decision.at).replace(tzinfo=None).isoformat()
    said = [decision.id, decision.target, decision.judgement, decision.value, decision.by, at, decision.reason, decision.undo_of]
    return "sha256:" + hashlib.sha256(json.dumps([previous, *said], ensure_ascii=False).encode()).hexdigest()


def audit(rows: Iterable[tuple[Decision, str | None, str | None]], *, count: int, head: str, kept: str | None = None) -> Audit:
    """What the log shows.

    Args:
        rows: each decision with the digest of the one before it and its own, in their order.
        count: how many were ever stored.
        head: digest of the last that was stored.
        kept: a head that somebody noted earlier and that must still be there.
    """
    flaws: list[Flaw] = []
    last, name, number = FIRST, "", 0
    seen = {FIRST}
    for number, (decision, previous, digest) in enumerate(rows, start=1):  # noqa: B007 - the last number is how many there are
        if link(previous or "", decision) != digest:
            flaws.append(Flaw(decision.id, "was changed after it was stored"))
        if previous != last:
            gap = _missing(name, decision.id)
            flaws.append(
                Flaw(decision.id, gap or f"does not follow {name or 'the beginning'}: one before it was changed or taken out")
            )
        last, name = digest or "", decision.id
        seen.add(last)
    if last != head:
        flaws.append(Flaw(name, f"is not the last one that was stored: what came after {name or 'the beginning'} is missing"))
    elif number != count and not flaws:
        flaws.append(Flaw(name, f"{count} were stored, and {number} are there"))
    if kept is not None and kept not in seen:
        flaws.append(Flaw(name, f"the noted digest {kept} is nowhere in the log"))
    return Audit(n_decisions=number, head=last, flaws=tuple(flaws))


def _missing(before: str, after: str) -> str | None:
    """Which decisions lie between two that do not follow each other, in words, where their numbers tell."""
    numbers = [_number(name) for name in (before or "D-0", after)]
    if None in numbers:
        return None
    first, last = (int(n or 0) for n in numbers)
    lost = [f"D-{n}" for n in range(first + 1, last)]
    if not lost:
        return None
    return f"does not follow {before or 'the beginning'}: {lost[0] if len(lost) == 1 else f'{lost[0]} to {lost[-1]}'} missing"


def _number(name: str) -> int | None:
    return int(name[2:]) if name.startswith("D-") and name[2:].isdecimal() else None
