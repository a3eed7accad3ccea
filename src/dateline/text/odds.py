"""Weights of evidence in words: natural-log odds as "odds of about 100 to 1", and how strong one piece of evidence is."""

from __future__ import annotations

import math

__all__ = ["odds_words", "strength_words"]

# How strong a weight of evidence is, by its size in natural-log odds.
# Source: I. J. Good, "Weight of evidence: a brief survey" (1985), after Jeffreys' scale of odds: 3, 10, 100 to 1.
_STRENGTHS = ((math.log(100), "decisive"), (math.log(10), "strong"), (math.log(3), "fair"), (0.0, "slight"))
_MOST_ODDS = 1_000_000


def odds_words(score: float) -> str:
    """A sum of weights as odds: natural-log odds of 4.6 are 100 to 1."""
    odds = math.exp(min(abs(score), 20.0))
    side = "that both are one occurrence" if score >= 0 else "that they are two"
    number = f"more than {_MOST_ODDS:,}" if odds > _MOST_ODDS else f"about {odds:,.0f}"
    return f"odds of {number} to 1 {side}"


def strength_words(weight: float) -> str:
    """One weight as its strength and side: "strong, against"."""
    size = next(words for least, words in _STRENGTHS if abs(weight) >= least)
    return f"{size}, {'for' if weight >= 0 else 'against'}"
