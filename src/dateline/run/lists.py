"""Outside lists that a project keeps: files in its folder `lists`, put there by hand or by the desk."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from dateline.errors import InputError, StoreError

__all__ = ["FOLDER", "KeptLists"]

FOLDER = "lists"
_ENDINGS = frozenset((".csv", ".tsv", ".txt", ".xlsx"))
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.ASCII)
_ZIP = b"PK\x03\x04"  # how a workbook begins


class KeptLists:
    """The lists of a project.

    Args:
        folder: of the project; None for one without a folder, which keeps none.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = None if folder is None else folder / FOLDER

    @property
    def can_keep(self) -> bool:
        """Whether the project has a folder to keep lists in."""
        return self._folder is not None

    def names(self) -> tuple[str, ...]:
        """The names of the files, sorted."""
        if self._folder is None or not self._folder.is_dir():
            return ()
        return tuple(sorted(file.name for file in self._folder.iterdir() if self._is_list(file)))

    def _is_list(self, file: Path) -> bool:
        return file.suffix.lower() in _ENDINGS and not file.name.startswith(".") and file.is_file() and not file.is_symlink()

    def get(self, name: str) -> Path:
        """The file of a list.

        Raises:
            InputError: there is none of this name.
        """
        if self._folder is None or name not in self.names():
            raise InputError("list-missing", f"no list {name!r} is kept", where="list", fix=f"Put the file into {FOLDER}/.")
        return self._folder / name

    def add(self, name: str, data: bytes) -> str:
        """The name of the file that a list was kept as.

        Args:
            name: small letters, figures and hyphens.
            data: what the list's file holds.
        Raises:
            InputError: the name is none, or taken, or the project has no folder.
            StoreError: the file cannot be written.
        """
        if self._folder is None:
            raise InputError("list-folder", "this project has no folder", where="keep", fix="Compare without keeping the list.")
        if not _NAME.fullmatch(name):
            raise InputError("list-name", f"{name!r} is no name", where="keep", fix="Use small letters, figures and hyphens.")
        file = self._folder / f"{name}{'.xlsx' if data.startswith(_ZIP) else '.csv'}"
        try:
            self._folder.mkdir(exist_ok=True)
            with file.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        except FileExistsError as fault:
            raise InputError("list-taken", f"{file.name} is kept already", where="keep", fix="Give another name.") from fault
        except OSError as fault:
            with suppress(OSError):
                file.unlink(missing_ok=True)
            what = f"the list cannot be kept: {fault.strerror}"
            raise StoreError("list-unwritten", what, where=str(file), fix="Check the disk and its permissions.") from fault
        return file.name

    def remove(self, name: str) -> None:
        """The project without a list.

        Raises:
            InputError: there is none of this name.
        """
        self.get(name).unlink(missing_ok=True)
