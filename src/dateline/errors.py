"""Every error that dateline raises on purpose, as one tree.

DatelineError
├── InputError      (ValueError)    a value breaks the codebook or a command was given the wrong thing
├── ReadError       (ValueError)    bytes could not be made into a Document
├── FindError       (RuntimeError)  the finder's model is missing, damaged or of another version
├── LinkError       (LookupError)   the gazetteer or the registry is missing, damaged or lacks an entry
├── StoreError      (OSError)       the database cannot be opened, read or written
├── ConflictError   (RuntimeError)  a write was based on a revision that is no longer the latest
├── ConfigError     (ValueError)    the project file is wrong
└── QualityError    (AssertionError) a score fell below its floor

Each leaf also derives from the built-in that fits, so that callers may catch either.
"""

from __future__ import annotations

from functools import partial

__all__ = [
    "ConfigError",
    "ConflictError",
    "DatelineError",
    "FindError",
    "InputError",
    "LinkError",
    "QualityError",
    "ReadError",
    "StoreError",
]


class DatelineError(Exception):
    """What went wrong, where, and what to do about it.

    Its text is `code: what. In where. fix`, so that a log line alone is enough to act on.

    Args:
        code: stable, searchable name of the fault, in kebab case; listed in docs/reference/errors.md.
        what: what is wrong, with the value.
        where: file, document, span or field; empty where there is no place.
        fix: what the reader can do.
    """

    def __init__(self, code: str, what: str, *, where: str = "", fix: str = "") -> None:
        super().__init__(code, what, where, fix)
        self.code = code
        self.what = what
        self.where = where
        self.fix = fix

    def __reduce__(self) -> tuple[object, ...]:
        """What makes the error again in another process; an exception's own way would pass `where` and `fix` by position."""
        return (partial(type(self), where=self.where, fix=self.fix), (self.code, self.what))

    def __str__(self) -> str:
        parts = [f"{self.code}: {self.what.rstrip('.')}."]
        if self.where:
            parts.append(f"In {self.where}.")
        if self.fix:
            parts.append(self.fix)
        return " ".join(parts)


class InputError(DatelineError, ValueError):
    """A value breaks the codebook, or a command was given the wrong thing."""


class ReadError(DatelineError, ValueError):
    """Bytes could not be made into a Document."""


class FindError(DatelineError, RuntimeError):
    """The finder's model is missing, damaged or of another version."""


class LinkError(DatelineError, LookupError):
    """The gazetteer or the registry is missing, damaged or lacks an entry."""


class StoreError(DatelineError, OSError):
    """The database cannot be opened, read or written."""

    def __str__(self) -> str:
        return DatelineError.__str__(self)


class ConflictError(DatelineError, RuntimeError):
    """A write was based on a revision that is no longer the latest."""


class ConfigError(DatelineError, ValueError):
    """The project file is wrong."""


class QualityError(DatelineError, AssertionError):
    """A score fell below its floor."""
