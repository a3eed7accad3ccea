"""The finder: Document -> incidents, by the shipped model."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dateline.find.decode import decode
from dateline.find.network import Network, shipped_folder
from dateline.find.relevance import relevant
from dateline.model import Document, Incident

__all__ = ["Finder", "finder", "incidents", "model_digest"]


class Finder:
    """A loaded model that codes documents.

    Args:
        folder: the model's folder; the shipped one where None.
        threads: threads that one document may use.
    Raises:
        FindError: the model is missing, damaged or of another version.
    """

    def __init__(self, folder: Path | None = None, *, threads: int = 1) -> None:
        self.network = Network(folder or shipped_folder(), threads=threads)

    def incidents(self, doc: Document) -> tuple[Incident, ...]:
        """What the document reports: incidents with claims, each with its quotes; empty if nothing is in scope.

        Times, places and names stand as the text has them; `dateline.link` resolves them.
        """
        found = self.network.read(doc)
        return decode(doc, found, self.network.settings) if found is not None else ()

    @property
    def digest(self) -> str:
        """SHA-256 over the model's files."""
        return self.network.digest()


@lru_cache(maxsize=1)
def finder() -> Finder:
    """The shipped finder, loaded once in each process."""
    return Finder()


def incidents(doc: Document, *, relevance: bool = True) -> tuple[Incident, ...]:
    """What a document reports, by the shipped model; see `Finder.incidents`.

    Args:
        doc: a report.
        relevance: whether the relevance test comes first: what it turns away costs no pass of the model, and gives nothing. `relevant`
            says which documents these are.
    Example:
        >>> incidents(document)[0].claims[0].quote.text in document.text
        True
    Raises:
        FindError: the model is missing, damaged or of another version.
    """
    if relevance and not relevant(doc).passed:
        return ()
    return finder().incidents(doc)


def model_digest() -> str:
    """SHA-256 over the shipped model's files."""
    return finder().digest
