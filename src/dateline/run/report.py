"""What adding and running tell: counts when they end, progress while they go on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Literal

from dateline.model import Problem

__all__ = ["Added", "Progress", "ProgressCallback", "RunReport"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage is.

    Args:
        done: documents that are through.
        total: None where it is not known.
    """

    stage: Literal["read", "find", "merge"]
    done: int
    total: int | None


ProgressCallback = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of the files.

    Args:
        added: documents that are new.
        already: documents that were here already.
        problems: what could not be read.
        versions: of the new ones, those that are another text of a document that was here.
    """

    added: int
    already: int
    problems: tuple[Problem, ...]
    versions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What a run did.

    Args:
        number: of the run.
        documents: documents coded in this run.
        turned_away: of these, documents that the relevance test turned away, so that the model did not read them.
        claims: claims found in them.
        placed, without_place: of these claims, those whose incident has a known place, and the others.
        incidents: incidents of all documents, coded now or earlier.
        events: living events.
        new, changed, joined, withdrawn: events that got an id, that say something else now, that went into another, that no document
            tells of any more, in this run.
        independent: documents with an incident that are no copies of one another.
        copies: the other documents with an incident.
        copied: of the independent ones, those that have copies.
        problems: what went wrong in coding in this run.
        unfit: decisions that do not fit, or only partly, what the reports say now.
    """

    number: int
    documents: int
    turned_away: int
    claims: int
    placed: int
    without_place: int
    incidents: int
    events: int
    new: int
    changed: int
    joined: int
    withdrawn: int
    independent: int
    copies: int
    copied: int
    problems: int
    unfit: int = 0

    def to_json(self) -> str:
        """The report as JSON text."""
        return json.dumps(asdict(self))
