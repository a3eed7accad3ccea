"""The day that is printed at the head of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from dateline.read.published import date_in

__all__ = ["printed_day"]

_HEAD_PARAGRAPHS: Final = 8
_HEAD_CHARS: Final = 120
_FULL_DAY: Final = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:de\s+)?[^\W\d_]{3,10}\.?,?\s+(?:de\s+)?\d{4}|[^\W\d_]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}-\d{2}-\d{2})\b"
)
_RANGE: Final = re.compile(
    r"(?:\d{1,2}(?:\s+[^\W\d_]{3,10})?(?:\s+\d{4})?\s*(?:[-–—]|to|au|al)\s*)(\d{1,2}\s+[^\W\d_]{3,10}\.?,?\s+\d{4})",
    re.IGNORECASE,
)


def printed_day(blocks: Sequence[str]) -> date | None:
    """The day printed in the short lines at the top; of "3-9 March 2026" the last. None where two lines give different days."""
    days: list[date] = []
    for block in blocks[:_HEAD_PARAGRAPHS]:
        if len(block) > _HEAD_CHARS:
            continue
        period = _RANGE.search(block)
        found = [period[1]] if period else _FULL_DAY.findall(block)
        days += filter(None, (date_in(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", raw)) for raw in found))
    return days[0] if len(set(days)) == 1 else None
