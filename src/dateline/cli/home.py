"""The folder of the project that a command is about."""

from __future__ import annotations

from pathlib import Path

from dateline.errors import ConfigError

__all__ = ["home_of"]


def home_of(project: str | None) -> Path:
    """The folder of a project, in which its own registry and gazetteer lie.

    Args:
        project: the project's folder, its project file or a database file beside it; None for the one in this folder or the
            nearest above it.
    Raises:
        ConfigError: there is no project, or it is a database without a folder.
    """
    from dateline.config import FILE_NAME

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
            f"no {FILE_NAME}, beside which a project's own data could lie",
            where=project or str(here),
            fix="Make a project with `dateline new NAME`, or name its folder with --project PATH.",
        )
    return home
