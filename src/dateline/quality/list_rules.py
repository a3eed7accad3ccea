"""The rule by which events and rows of outside lists are weighed, read from `data/rules/compare.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["ListRules", "list_rules"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRules:
    """Weights in natural-log odds.

    Args:
        name, version: of the rule.
        prior: before anything is compared.
        clear_from: by how much a pair must be more alike than the runner-up of either side to be clear.
        weights: by comparison and level.
    """

    name: str
    version: str
    prior: float
    clear_from: float
    weights: Mapping[str, Mapping[str, float]]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


@cache
def list_rules() -> ListRules:
    """The rule that ships."""
    text = (files("dateline") / "data" / "rules" / "compare.toml").read_text(encoding="utf-8")
    return ListRules(**tomllib.loads(text))
