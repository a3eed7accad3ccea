"""The border to parsers of other people's formats: whatever broken bytes make them do becomes one clear error."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from dateline.errors import DatelineError, ReadError

__all__ = ["Deadline", "parsing", "xml"]

# One document is read in well under a second; what takes longer was made, or broken, to take longer.
_MOST_S: Final = 4.0
_MAX_DEPTH: Final = 200
_MAX_NODES: Final = 1_000_000


class Deadline:
    """The moment at which reading one document is given up.

    Args:
        where: name of the document, for the error.
        most_s: seconds from now.
    """

    def __init__(self, where: str, most_s: float = _MOST_S) -> None:
        self._where = where
        self._most_s = most_s
        self._at_s = time.monotonic() + most_s

    def check(self) -> None:
        """Nothing, as long as there is time.

        Raises:
            ReadError: the time is up.
        """
        if time.monotonic() > self._at_s:
            raise ReadError(
                "file-endless",
                f"reading it took more than {self._most_s:g} seconds",
                where=self._where,
                fix="Split it, or give its text as .txt.",
            )


@contextmanager
def parsing(kind: str, where: str) -> Iterator[None]:
    """A block in which any fault of a parser is an error that names the format.

    Parsers raise what they happen to stumble over: KeyError, AssertionError, RecursionError, struct.error. The bytes are at fault,
    so all of these are the same to whoever reads the problem.

    Raises:
        ReadError: the bytes could not be parsed.
    """
    try:
        yield
    except DatelineError:
        raise
    except Exception as fault:
        said = " ".join(str(fault).split())[:120]
        raise ReadError(
            "file-broken",
            f"the {kind} cannot be read: {type(fault).__name__}{': ' + said if said else ''}",
            where=where,
            fix="Save or fetch it again, or give its text as .txt.",
        ) from fault


def xml(data: bytes, kind: str, where: str) -> Any:
    """The root of an XML file, as lxml gives it; no entity is expanded, nothing is fetched.

    Raises:
        ReadError: it is no well-formed XML, or nested too deeply.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    with parsing(kind, where):
        root = etree.fromstring(data, parser)
        if root is None:
            raise ValueError("no element")
        depth = 0
        for n_nodes, (event, _) in enumerate(etree.iterwalk(root, events=("start", "end"))):
            depth += 1 if event == "start" else -1
            if depth > _MAX_DEPTH or n_nodes > 2 * _MAX_NODES:
                raise ValueError("nested too deeply" if depth > _MAX_DEPTH else "too many elements")
    return root
