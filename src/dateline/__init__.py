"""dateline: from news reports on political violence and protest to events in which every value says who said it.

Stages are modules (`dateline.read`, `dateline.find`, `dateline.link`, `dateline.merge`, `dateline.write`), loaded on
first use; `dateline.open` opens a project's database. Importing this package loads no model, web framework or driver.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline import find, link, merge, model, quality, read, write
    from dateline.run import open_project as open  # noqa: A004 - the documented name

__all__ = ["__version__", "find", "link", "merge", "model", "open", "quality", "read", "write"]

__version__ = "0.1.0"

_MODULES = frozenset(("find", "link", "merge", "model", "quality", "read", "write"))


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return importlib.import_module(f"dateline.{name}")
    if name == "open":
        return importlib.import_module("dateline.run").open_project
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
