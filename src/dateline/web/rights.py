"""Rights: what whoever looks at a page may do, so that no page offers what would be refused."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from dateline.review import Judgement

__all__ = ["ALL", "Rights", "rights_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What somebody may do.

    Args:
        name: who; None on a desk without accounts, where the person at the machine may do everything.
        judgements: that they may make.
        refused: pages that they may not open.
        undoes_all: whether they may take back what others decided.
        reads_all: whether they read texts whole where the project's exports tell excerpts.
    """

    name: str | None
    judgements: frozenset[str]
    refused: frozenset[str] = frozenset()
    undoes_all: bool
    reads_all: bool

    def may(self, judgement: str) -> bool:
        """Whether they may decide so."""
        return judgement in self.judgements

    def may_undo(self, by: str) -> bool:
        """Whether they may take back what somebody decided."""
        return self.may(Judgement.UNDO) and (self.undoes_all or by == self.name)

    def may_open(self, path: str) -> bool:
        """Whether they may open a page."""
        return path not in self.refused


ALL = Rights(name=None, judgements=frozenset(Judgement), undoes_all=True, reads_all=True)


def rights_of(request: Request) -> Rights:
    """The rights of whoever asks."""
    found: Rights = getattr(request.state, "rights", ALL)
    return found
