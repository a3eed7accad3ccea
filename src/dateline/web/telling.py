"""How much of a text is told: whole to those who code it, as excerpts to readers where the project gives excerpts alone."""

from __future__ import annotations

from starlette.requests import Request

from dateline.run.exporting import withholding_of
from dateline.web.desk import desk_of
from dateline.web.rights import rights_of

__all__ = ["longest_told", "most_told"]

_LONGEST = 160  # code points of a quotation in a list or table; the side of the page has the rest


def most_told(request: Request) -> int | None:
    """The code points of a quotation that whoever asks is told; None where they read the texts whole.

    The project file's `excerpts` is for what leaves the project. A reader of a desk with accounts stands outside in that sense; coders,
    and the person at the machine itself, need the texts to judge them.
    """
    return None if rights_of(request).reads_all else withholding_of(desk_of(request).project.withheld).excerpts


def longest_told(request: Request) -> int:
    """The code points of a quotation that a list or a table tells whoever asks."""
    most = most_told(request)
    return _LONGEST if most is None else min(_LONGEST, most)
