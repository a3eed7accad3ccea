"""A proposal: what somebody wants to decide, before it is checked against what is there."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Proposal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What somebody wants to decide; each judgement reads the fields that its line names, and needs those without a question mark.

    | judgement | fields |
    |---|---|
    | `join` | event, events: the others |
    | `split` | event, incidents: those that leave |
    | `choose` | event, field, and value or claim |
    | `edit` | event, field, value, and words or why; source? |
    | `code` | event, values; blind? |
    | `accept`, `reject` | event |
    | `withdraw` | event, why |
    | `state` | event, state |
    | `comment` | event, why: the text; field? claim? |
    | `same` | kind, names |
    | `undo` | undo_of |

    Args:
        by: who decides.
        why: the reason.
        revision: of the event, as the coder saw it; the decision is refused where there is a newer one. None to decide anyway.
        event: its id.
        events, incidents: as `Project.join` and `Project.split` take them.
        field, value, claim: as `Project.choose` takes them.
        values: field and value as typed; "claim:C-4TP9MXQ2" takes what a claim says.
        words, source: the words that an edited value rests on, and where they stand: the id of a stored document, or what names it.
        state: "machine", "coded", "checked" or "final".
        kind: "actor" or "place".
        names: of what is one; the first stays.
        blind: whether the coder saw neither the machine's values nor another coder's.
        undo_of: id of the decision that is taken back.
        key: names the attempt: what the same person sends again under it, because no answer came, is decided once.
    """

    judgement: str
    by: str
    why: str | None = None
    revision: int | None = None
    event: str | None = None
    events: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    field: str | None = None
    value: str | None = None
    claim: str | None = None
    values: tuple[tuple[str, str], ...] = ()
    words: str | None = None
    source: str | None = None
    state: str | None = None
    kind: str | None = None
    names: tuple[str, ...] = ()
    blind: bool = False
    undo_of: str | None = None
    key: str | None = None
