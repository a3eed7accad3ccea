"""Stages of review: what kind of look an event waits for."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Stage"]


class Stage(StrEnum):
    """What an event waits for: a first coder, a second one, or somebody who decides between coders who differ."""

    FIRST = "first"
    SECOND = "second"
    SETTLE = "settle"
