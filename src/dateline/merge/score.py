"""Score: the log odds that two incidents are one occurrence, as a sum of evidence weights.

Source: Fellegi and Sunter, "A Theory for Record Linkage" (1969): independent comparisons add their log-likelihood ratios.
"""

from __future__ import annotations

from dateline.merge.compare import COMPARISONS, levels
from dateline.merge.rules import Rules
from dateline.merge.sketch import Sketch

__all__ = ["evidence", "score_millis"]


def evidence(a: Sketch, b: Sketch, rules: Rules) -> tuple[tuple[str, str, float], ...]:
    """Comparison, level and weight (natural-log odds) of each point of comparison."""
    table = rules.weights.levels
    return tuple((name, level, table[name][level]) for name, level in zip(COMPARISONS, levels(a, b, rules), strict=True))


def score_millis(a: Sketch, b: Sketch, rules: Rules) -> int:
    """The score in thousandths of a unit of log odds, the prior included.

    Whole numbers, because their sums do not depend on the order of adding; so neither do the events.
    """
    return round(1000 * rules.weights.prior) + sum(round(1000 * weight) for _, _, weight in evidence(a, b, rules))
