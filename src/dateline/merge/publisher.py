"""Publisher: of what kind a document's publisher is, also where only its name says so."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dateline.model import Document, SourceKind
from dateline.text.normal import latin

__all__ = ["publisher_kind"]


def publisher_kind(doc: Document) -> SourceKind:
    """The kind of source that the document's own voice is: as it is given, else as the outlet's name says; `media` where nothing does.

    Source: codebook 1.2, Source: the own voice of the publisher of a report or communiqué is read as the kind of the publisher.
    """
    if doc.outlet_kind is not None:
        return doc.outlet_kind
    return _by_name(doc.outlet) if doc.outlet else SourceKind.MEDIA


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of which a name must hold one; acronyms as they are written, the rest folded."""

    acronyms: re.Pattern[str]
    folded: re.Pattern[str]

    @classmethod
    def of(cls, phrases: list[str]) -> _Words:
        return cls(_any_of([p for p in phrases if p.isupper()]), _any_of([latin(p) for p in phrases if not p.isupper()]))

    def stand_in(self, name: str) -> bool:
        return bool(self.acronyms.search(name) or self.folded.search(latin(name)))


@lru_cache(maxsize=4096)
def _by_name(outlet: str) -> SourceKind:
    media, kinds = _lists()
    found = next((kind for kind, words in kinds if words.stand_in(outlet)), SourceKind.MEDIA)
    # What an organisation calls its news is its own voice still ("UN News"); of others the title of a paper makes a paper.
    return found if found is SourceKind.IGO or not media.stand_in(outlet) else SourceKind.MEDIA


@lru_cache(maxsize=1)
def _lists() -> tuple[_Words, tuple[tuple[SourceKind, _Words], ...]]:
    node = tomllib.loads((files("dateline") / "data" / "rules" / "publishers.toml").read_text(encoding="utf-8"))
    return _Words.of(node["media"]), tuple((SourceKind(kind), _Words.of(words)) for kind, words in node["kinds"].items())


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)" if phrases else r"(?!)")
