"""The event that somebody typed the id of, or one that they may have meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from dateline.cli.speech import say
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.run import EventView, Project

__all__ = ["find_event", "none_found"]

# Share of symbols that must agree for an id to be suggested: an id of nine signs with two of them mistyped has 0.78.
_LIKE = 0.7


def find_event(project: Project, typed: str) -> EventView:
    """The event with this id; one that was joined into another gives that other one, and says so.

    Raises:
        InputError: it is no event id, or there is no such event; names the likest id that there is.
    """
    try:
        view = project.event(typed)
    except InputError as fault:
        raise none_found(project, typed, fault) from fault
    if _bare(view.id) != _bare(typed):
        say(f"note: {typed} was joined into {view.id}.")
    return view


def none_found(project: Project, typed: str, fault: InputError) -> InputError:
    """The fault of an id that names no event, with the likest id that there is, or else what an id looks like."""
    likest = _likest(project, typed)
    listed = "List the events with `dateline events`."
    looks = f"{fault.fix} {listed}" if fault.code.startswith("id-") else listed
    return InputError(fault.code, fault.what, where=fault.where, fix=f"Did you mean {likest}?" if likest else looks)


def _likest(project: Project, typed: str) -> str | None:
    names = {_bare(one.id): one.id for one in project.store.events.named() if one.joined_into is None}
    near = get_close_matches(_bare(typed), names, n=1, cutoff=_LIKE)
    return names[near[0]] if near else None


def _bare(name: str) -> str:
    """An id's symbols, without `E` and dashes."""
    word = "".join(symbol for symbol in name.upper() if symbol.isalnum())
    return word[1:] if len(word) == 8 and word.startswith("E") else word
