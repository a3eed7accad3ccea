"""Text in capitals throughout, as old wires and telegrams have it."""

from __future__ import annotations

__all__ = ["is_one_case", "lowered"]

ONE_CASE_SHARE = 0.7
"""Text with this share of its letters in capitals is in one case; headlines and headings in running text stay far below."""


def is_one_case(text: str) -> bool:
    """Whether a text is written in capitals throughout; scripts without capitals never are."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) >= ONE_CASE_SHARE * len(letters)


def lowered(text: str) -> str:
    """The text in small letters, as long as before: every character stays at its place."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
