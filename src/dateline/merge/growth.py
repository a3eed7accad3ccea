"""Growth: where the words of a claim say that a toll has grown, and the total that an ordinal stands for."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from dateline.model import Claim, Harm
from dateline.text.normal import fold

__all__ = ["counts_attacker", "is_share", "last_of", "tells_growth"]


def tells_growth(claim: Claim) -> bool:
    """Whether the claim says that deaths have come on top of what was told before ("a tenth victim died of her wounds")."""
    words = (claim.quote.text, *(h.quote.text for h in claim.harm if h.quote))
    return any(_growing().search(fold(text)) for text in words) or any(_ordinal_of(h) for h in claim.harm)


def last_of(harm: Harm) -> int | None:
    """The total where one victim is told as the last of so many ("a third body": 3); None where it is not.

    English only: ordinals of other languages are coded with their total or stay one.
    """
    return _ordinal_of(harm) if harm.count.best == 1 else None


def is_share(harm: Harm) -> bool:
    """Whether the words count some of a number that is told elsewhere ("three of the dead")."""
    return harm.quote is not None and bool(_share().search(fold(harm.quote.text)))


def counts_attacker(claim: Claim) -> bool:
    """Whether the words say that the figure holds the attacker too ("six people including the bomber")."""
    return any(_attacker().search(fold(text)) for text in (claim.quote.text, *(h.quote.text for h in claim.harm if h.quote)))


def _ordinal_of(harm: Harm) -> int | None:
    found = _ordinal().match(fold(harm.quote.text)) if harm.quote else None
    return _lists()["ordinals"].index(found[1]) + 2 if found else None


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    node: dict[str, list[str]] = tomllib.loads((files("dateline") / "data" / "rules" / "growth.toml").read_text(encoding="utf-8"))
    return node


@lru_cache(maxsize=1)
def _growing() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(fold(word)) for word in _lists()['words'])})")


@lru_cache(maxsize=1)
def _share() -> re.Pattern[str]:
    some = "|".join(_lists()["numbers"])
    return re.compile(rf"\b(?:{some}|\d+) of (?:the|those) (?:{some}|{'|'.join(_lists()['wholes'])}|\d+)\b")


@lru_cache(maxsize=1)
def _ordinal() -> re.Pattern[str]:
    return re.compile(rf"(?:an? |the )?({'|'.join(_lists()['ordinals'])})\b(?! (?:{'|'.join(_lists()['not_victims'])})\b)")


@lru_cache(maxsize=1)
def _attacker() -> re.Pattern[str]:
    words = "|".join(_lists()["attackers"])
    return re.compile(
        rf"\b(?:including|counting|with|y compris|incluido|inclusive) (?:the |a |one |its |el |le |o )?(?:suicide )?(?:{words})\b"
    )
