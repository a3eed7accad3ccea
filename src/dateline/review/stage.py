"""Stages of review: what kind of look an event waits for."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Stage"]


class Stage(StrEnum):
    """What an event waits for: a first coder, a second one, somebody who decides between coders who differ, or another look.

    Another look is for what was checked or made final, and was changed by a run since: by reports that came, or that were read anew.
    """

    FIRST = "first"
    SECOND = "second"
    SETTLE = "settle"
    AGAIN = "again"
