"""The project file, project.toml: what it may say, and what is wrong with one that says something else."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from dateline.errors import ConfigError

__all__ = ["FILE_NAME", "Config", "load", "write"]

FILE_NAME = "project.toml"
_KEYS = ("name", "database", "rules", "relevance", "coarsen", "excerpts", "licence")
_NUMBERS = ("excerpts",)
_SWITCH = ("on", "off")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A project's settings.

    Args:
        name: of the project.
        database: an address like postgresql://host/karsa; a file NAME.db beside the project file where None. The file of a
            relative sqlite address lies beside the project file too.
        rules: name of a shipped rule set, or a .toml file beside the project file.
        relevance: "on", or "off" where the model is to read every document, those too that the relevance test would turn away.
        coarsen: name of the rule by which exports tell places less closely; as they are known where None.
        excerpts: code points of a quote that exports tell, 0 for none; quotes are whole where None.
        licence: under which the events are given, in words or as an address; None where that is not said.
    """

    name: str
    database: str | None = None
    rules: str = "default"
    relevance: str = "on"
    coarsen: str | None = None
    excerpts: int | None = None
    licence: str | None = None

    def location(self, folder: Path) -> str:
        """The database's file or address, for a project in this folder."""
        if self.database is None:
            return str(folder / f"{self.name}.db")
        scheme, _, path = self.database.partition(":///")
        if scheme.startswith("sqlite") and path and not Path(path).is_absolute():
            return f"{scheme}:///{folder / path}"
        return self.database

    def rule_set(self, folder: Path) -> str:
        """The rule set's name, or the path of its file, for a project in this folder."""
        return str(folder / self.rules) if self.rules.endswith(".toml") else self.rules


def load(file: Path) -> Config:
    """The settings in a project file.

    Raises:
        ConfigError: the file is missing or no TOML, or a key is unknown, missing or of the wrong type; the message names it.
    """
    try:
        node = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as fault:
        raise ConfigError(
            "project-missing",
            f"no {FILE_NAME} ({fault.strerror})",
            where=str(file),
            fix="Make a project with `dateline new NAME`.",
        ) from fault
    except UnicodeDecodeError as fault:
        raise ConfigError(
            "project-toml", f"not UTF-8: {fault.reason} at byte {fault.start}", where=str(file), fix="Store the file as UTF-8."
        ) from fault
    except tomllib.TOMLDecodeError as fault:
        raise ConfigError("project-toml", f"not TOML: {fault}", where=str(file), fix="Correct the line that is named.") from fault
    return _checked(node, file)


def write(file: Path, config: Config) -> None:
    """Store the settings as a project file; keys at their defaults are left out."""
    pairs = [
        ("name", config.name),
        ("database", config.database),
        ("rules", config.rules if config.rules != "default" else None),
        ("relevance", config.relevance if config.relevance != "on" else None),
        ("coarsen", config.coarsen),
        ("licence", config.licence),
    ]
    lines = [f"{key} = {_string(value)}" for key, value in pairs if value is not None]
    lines += [f"excerpts = {config.excerpts}"] if config.excerpts is not None else []
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _string(value: str) -> str:
    """A TOML basic string: a JSON string, but that TOML wants the delete character escaped too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _checked(node: dict[str, object], file: Path) -> Config:
    for key, value in node.items():
        if key not in _KEYS:
            near = get_close_matches(key, _KEYS, n=1)
            fix = f"Did you mean {near[0]}?" if near else f"Known keys: {', '.join(_KEYS)}."
            raise ConfigError("project-key", f"unknown key {key}", where=str(file), fix=fix)
        if key in _NUMBERS:
            if type(value) is not int or value < 0:
                raise ConfigError(
                    "project-value", f"{key} is {value!r}", where=str(file), fix=f"Write {key} = 200, or 0 for none."
                )
        elif not isinstance(value, str) or not value.strip():
            raise ConfigError("project-value", f"{key} is {value!r}", where=str(file), fix=f'Write {key} = "…".')
    name, database, rules = node.get("name"), node.get("database"), node.get("rules", "default")
    relevance = node.get("relevance", "on")
    if not isinstance(name, str):
        raise ConfigError("project-value", "name is missing", where=str(file), fix='Write name = "…".')
    if "/" in name or "\\" in name or name.startswith("."):
        raise ConfigError(
            "project-value",
            f"name is {name!r}",
            where=str(file),
            fix="It names the database's file: use no slashes and no dot at its start.",
        )
    if relevance not in _SWITCH:
        raise ConfigError("project-value", f"relevance is {relevance!r}", where=str(file), fix='Write relevance = "on" or "off".')
    assert database is None or isinstance(database, str)
    assert isinstance(rules, str)
    coarsen, excerpts, licence = node.get("coarsen"), node.get("excerpts"), node.get("licence")
    assert coarsen is None or isinstance(coarsen, str)
    assert excerpts is None or isinstance(excerpts, int)
    assert licence is None or isinstance(licence, str)
    return Config(
        name=name, database=database, rules=rules, relevance=str(relevance), coarsen=coarsen, excerpts=excerpts, licence=licence
    )
