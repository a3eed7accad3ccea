"""A project's own registry of actors: its file, and coding with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import ConfigError

if TYPE_CHECKING:
    from dateline.model import Document
    from dateline.run import Coding
    from dateline.run.pipeline import Coder

__all__ = ["coder_with_own", "own_file"]


def own_file(project: str | None) -> Path:
    """The file of a project's own registry, which need not be there.

    Args:
        project: the project's folder, its project file or a database file beside it; None for the one in this folder or the
            nearest above it.
    Raises:
        ConfigError: there is no project, or it is a database without a folder.
    """
    from dateline.config import FILE_NAME
    from dateline.link.registry_own import FILE_NAME as OWN

    here = Path.cwd()
    if project is not None and "://" not in project:
        place = Path(project)
        folders = [place if place.is_dir() else place.parent]
    else:
        folders = [] if project else [here, *here.parents]
    home = next((folder for folder in folders if (folder / FILE_NAME).is_file()), None)
    if home is None:
        raise ConfigError(
            "project-missing",
            f"no {FILE_NAME}, beside which a registry could lie",
            where=project or str(here),
            fix="Make a project with `dateline new NAME`, or name its folder with --project PATH.",
        )
    return home / OWN


def coder_with_own(project: str | None, *, relevance: bool) -> Coder | None:
    """What codes a document with the project's own registry; None where the project has none.

    Args:
        project: as in `own_file`; an address has no file beside it.
        relevance: whether the relevance test comes before the finder.
    """
    try:
        file = own_file(project)
    except ConfigError:
        return None
    return partial(_code, file, relevance) if file.is_file() else None


def _code(file: Path, relevance: bool, doc: Document) -> Coding:
    from dateline.link.registry import use_own
    from dateline.run.coding import code, code_every

    use_own(file)
    return code(doc) if relevance else code_every(doc)
