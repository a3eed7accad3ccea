"""What a command is about: the project that is given or that the current folder lies in, and the files that are named."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import ConfigError, InputError

if TYPE_CHECKING:
    from dateline.run import Project

__all__ = ["nearest_folder", "open_nearest", "require_there"]


def open_nearest(given: str | None) -> Project:
    """The project at the given path, or else in this folder or the nearest above it.

    Args:
        given: a folder, a database file or an address; None where none was named.
    Raises:
        ConfigError: there is no project, or its file is wrong.
        StoreError: its database cannot be opened.
    """
    from dateline.run import open_project

    return open_project(nearest_folder() if given is None else given)


def nearest_folder() -> Path:
    """The project folder that this folder lies in.

    Raises:
        ConfigError: there is none.
    """
    from dateline.config import FILE_NAME

    here = Path.cwd()
    home = next((folder for folder in (here, *here.parents) if (folder / FILE_NAME).is_file()), None)
    if home is None:
        raise ConfigError(
            "project-missing",
            f"no {FILE_NAME} in this folder or above it",
            where=str(here),
            fix="Make a project with `dateline new NAME`, or name one with --project PATH.",
        )
    return home


def require_there(names: Iterable[str]) -> None:
    """Nothing, where every file and folder that was typed is there; so a slip of the keyboard is told before anything is done.

    Raises:
        InputError: one is not there.
    """
    for name in names:
        if name != "-" and not Path(name).exists():
            if "://" in name:
                fix = "Give an http or https address, or save what is there and give the file."
                raise InputError("address-scheme", "addresses of this kind are not fetched", where=name, fix=fix)
            raise InputError(
                "file-missing", "there is no such file or folder", where=name, fix="Check the name; nothing was done."
            )
