"""Rules: a named, versioned rule set read from data files, which a user may copy and change."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from dateline.errors import ConfigError
from dateline.model import Action, SourceKind

__all__ = ["SHIPPED", "Blocking", "CopyRules", "HarmRules", "Rules", "ValueRules", "Weights", "load"]


SHIPPED = ("default", "ucdp", "acled", "latest-official")
"""The rule sets that ship with the package."""
HARM_RULES = ("independent-range", "ucdp", "acled", "latest-official")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Evidence weights: for each comparison and level the natural-log odds that it adds.

    Args:
        prior: log odds of a candidate pair before anything is compared.
        levels: weight by comparison and level.
    """

    name: str
    version: str
    prior: float
    levels: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocking:
    """Bounds of the blocks in which pairs are formed; the file explains each."""

    bucket_days: int
    slack_days: int
    most_buckets: int
    full_block: int
    window: int
    cell_degrees: float
    reach_km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmRules:
    """How figures are chosen.

    Args:
        rule: one of `HARM_RULES`, the name shown beside each figure; `merge.harm` says what each does.
        credible_from: reliability from which a source sets low and best.
    """

    rule: str
    credible_from: int

    def __post_init__(self) -> None:
        if self.rule not in HARM_RULES:
            raise ValueError(f"harm.rule is {self.rule!r}, not one of {', '.join(HARM_RULES)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRules:
    """Names of the rules that choose the other values."""

    action: str
    status: str
    time: str
    place: str
    actors: str
    weapon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRules:
    """When two documents are copies: shares of the shorter text's word shingles."""

    shingle_words: int
    share: float
    share_same_agency: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rules:
    """One rule set.

    Args:
        veto_days: two known days further apart are never one event.
        country_confidence: confidence from which a place's country is a hard fact.
        join_above: mean log odds from which two groups are joined.
        unpaired: log odds of two incidents that no block brought together.
        twins_above: log odds from which two incidents that the finder told in one document are one.
        reliability: worth of each kind of source.
        gravity: the actions, gravest first.
    """

    name: str
    version: str
    weights: Weights
    veto_days: int
    country_confidence: float
    join_above: float
    unpaired: float
    twins_above: float
    blocking: Blocking
    reliability: Mapping[SourceKind, int]
    harm: HarmRules
    values: ValueRules
    copies: CopyRules
    gravity: tuple[Action, ...] = field(repr=False)
    families: Mapping[Action, str] = field(repr=False)
    kindred: frozenset[frozenset[Action]] = field(repr=False)

    def family(self, action: Action) -> str:
        """The family of an action: what may be told of one occurrence."""
        return self.families[action]

    def is_kindred(self, a: Action, b: Action) -> bool:
        """Whether two actions may be two names for one occurrence."""
        return frozenset((a, b)) in self.kindred


@lru_cache(maxsize=16)
def load(source: str | Path = "default") -> Rules:
    """The rule set of a name that ships, or of a file.

    Args:
        source: "default", "ucdp", "acled" or "latest-official", or the path of a .toml file; its weights file is looked for beside
            it, then among those that ship. A file with `base` takes from that rule set what it does not say itself.
    Raises:
        ConfigError: there is no such rule set, it is not TOML, or a field is missing or of the wrong type.
    """
    node = _whole(source)
    try:
        return _rules(node, _read(_beside(source, str(node["weights"]))))
    except (KeyError, TypeError, ValueError) as fault:
        raise ConfigError(
            "rules-field",
            f"{fault}",
            where=f"rule set {source}",
            fix='Compare it with data/rules/default.toml: all of its fields are needed, or `base = "default"`.',
        ) from fault


def _whole(source: str | Path, *, seen: tuple[str, ...] = ()) -> dict[str, Any]:
    """A rule set laid over the one that it names as its base."""
    node = _read(source)
    base = node.pop("base", None)
    if base is None:
        return node
    if str(base) in seen:
        raise ConfigError("rules-base", f"{base} is its own base", where=f"rule set {source}", fix="Name another base.")
    beside = _path(source).parent / str(base)
    return _over(_whole(beside if beside.is_file() else str(base), seen=(*seen, str(base))), node)


def _over(base: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """The base with what the other says: tables are laid over each other, all else replaces."""
    return base | {
        key: _over(base[key], value) if isinstance(value, dict) and isinstance(base.get(key), dict) else value
        for key, value in node.items()
    }


def _shipped(name: str) -> Path:
    return Path(str(files("dateline"))) / "data" / "rules" / name


def _path(source: str | Path) -> Path:
    return _shipped(f"{source}.toml") if isinstance(source, str) and not source.endswith(".toml") else Path(source)


def _beside(source: str | Path, name: str) -> Path:
    beside = _path(source).parent / name
    return beside if beside.exists() else _shipped(name)


def _read(source: str | Path) -> dict[str, Any]:
    path = _path(source)
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as fault:
        raise ConfigError(
            "rules-missing", f"no rule set {source}", where=str(path), fix="Name one that ships, or give a .toml file."
        ) from fault
    except tomllib.TOMLDecodeError as fault:
        raise ConfigError("rules-toml", f"not TOML: {fault}", where=str(path), fix="Correct the line that is named.") from fault


def _rules(node: dict[str, Any], weights: dict[str, Any]) -> Rules:
    join, actions = node["join"], node["actions"]
    return Rules(
        name=node["name"],
        version=node["version"],
        weights=_weights(weights),
        veto_days=int(join["veto_days"]),
        country_confidence=float(join["country_confidence"]),
        join_above=float(join["above"]),
        unpaired=float(join["unpaired"]),
        twins_above=float(join["twins_above"]),
        blocking=Blocking(**node["blocking"]),
        reliability={kind: int(node["reliability"][kind.value]) for kind in SourceKind},
        harm=HarmRules(**node["harm"]),
        values=ValueRules(**node["values"]),
        copies=CopyRules(**node["copies"]),
        gravity=_gravity(actions["gravity"]),
        families=_families(actions["families"]),
        kindred=_kindred(actions["kindred"]),
    )


def _weights(node: dict[str, Any]) -> Weights:
    from dateline.merge.compare import LEVELS

    levels = {name: {level: float(node[name][level]) for level in names} for name, names in LEVELS.items()}
    return Weights(name=node["name"], version=node["version"], prior=float(node["prior"]), levels=levels)


def _gravity(names: list[str]) -> tuple[Action, ...]:
    found = tuple(Action(name) for name in names)
    if set(found) != set(Action) or len(found) != len(Action):
        raise ValueError("actions.gravity must hold every action once")
    return found


def _families(node: dict[str, list[str]]) -> dict[Action, str]:
    found = {Action(action): family for family, actions in node.items() for action in actions}
    missing = [a.value for a in Action if a not in found]
    if missing:
        raise ValueError(f"actions without a family: {', '.join(missing)}")
    return found


def _kindred(groups: list[list[str]]) -> frozenset[frozenset[Action]]:
    sets = [[Action(name) for name in group] for group in groups]
    return frozenset(frozenset((a, b)) for group in sets for a in group for b in group if a is not b)
