"""Problem: why a document, or a part of one, could not be used."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.errors import DatelineError

__all__ = ["Problem"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A stored fault: the batch went on without this input, and nobody has to guess why.

    Args:
        code: stable name of the fault, in kebab case.
        what: what is wrong, with the value.
        where: file, line, document or span.
        fix: what the reader can do.
        stage: the stage that met it ("read", "find", "link", "merge").
        document: id of the document, where one was made.
    """

    code: str
    what: str
    where: str
    fix: str
    stage: str
    document: str | None = None

    @classmethod
    def of(cls, error: DatelineError, *, stage: str, document: str | None = None) -> Problem:
        """The problem that a caught error amounts to."""
        return cls(code=error.code, what=error.what, where=error.where, fix=error.fix, stage=stage, document=document)

    def __str__(self) -> str:
        return f"{self.code}: {self.what}. In {self.where}. {self.fix}"
