"""Blindness: whether a page would show a second coder what they are to code without having seen it."""

from __future__ import annotations

from starlette.requests import Request

from dateline.review import Judgement
from dateline.web.desk import desk_of
from dateline.web.forms import coder_of
from dateline.web.rights import rights_of

__all__ = ["is_hidden"]


def is_hidden(request: Request, event: str) -> bool:
    """Whether another person has coded an event, and whoever asks is still to code it; never for those who do not code.

    Raises:
        InputError: there is no such event.
    """
    return rights_of(request).may(Judgement.CODE) and desk_of(request).project.review.is_blind(event, by=coder_of(request))
