"""A project's own data beside its project file: a registry of actors and a gazetteer, which need not be there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.run.coding import Coding, code, code_every

if TYPE_CHECKING:
    from dateline.model import Document
    from dateline.run.pipeline import Coder

__all__ = ["GAZETTEER", "REGISTRY", "Own"]

REGISTRY = "registry.tsv"
GAZETTEER = "gazetteer.sqlite"


@dataclass(frozen=True, slots=True)
class Own:
    """What a project knows beside what the package knows.

    Args:
        folder: where its files lie; None for a project without a folder, which has none.
    """

    folder: Path | None = None

    @property
    def registry(self) -> Path | None:
        """The file of its registry; None where it has none."""
        return self._file(REGISTRY)

    @property
    def gazetteer(self) -> Path | None:
        """The file of its gazetteer; None where it has none."""
        return self._file(GAZETTEER)

    def _file(self, name: str) -> Path | None:
        file = None if self.folder is None else self.folder / name
        return file if file is not None and file.is_file() else None

    def digest(self) -> str:
        """SHA-256 over its files; empty where it has none, so that adding one has documents coded again."""
        whole = hashlib.sha256()
        for file in (self.registry, self.gazetteer):
            if file is not None:
                known = file.stat()
                whole.update(f"{file.name} {_file_digest(file, known.st_mtime_ns, known.st_size)}\n".encode())
        return whole.hexdigest() if self.registry or self.gazetteer else ""

    def use(self) -> None:
        """Makes the linkers of this process read these files, from now on."""
        from dateline.link import gazetteer, registry

        registry.use_own(self.registry)
        gazetteer.use_own(self.gazetteer)

    def coder(self, *, relevance: bool) -> Coder:
        """What codes one document with these files, in whichever process.

        Args:
            relevance: whether the relevance test comes before the finder.
        """
        return partial(_code, self, relevance)


@lru_cache(maxsize=16)
def _file_digest(file: Path, changed_ns: int, size_bytes: int) -> str:  # noqa: ARG001 - another file under the name is another answer
    """SHA-256 of a file, read once for as long as it is the same."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _code(own: Own, relevance: bool, doc: Document) -> Coding:  # noqa: FBT001 - bound by `partial`, which takes no keywords by position
    own.use()
    return code(doc) if relevance else code_every(doc)
