"""Which names of an entry are worth a key, and under which keys they are found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sources import Row

from dateline.link.unit_words import UNIT_WORDS
from dateline.text.normal import fold

__all__ = ["keys_of", "worth_keeping"]

SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC")


def worth_keeping(name: str, row: Row) -> bool:
    """Whether an alternate name may stand in a text that dateline reads.

    Left out: names in scripts that no supported language uses; the mechanical transliterations of GeoNames, which begin
    with a small letter or hold an apostrophe after each soft sign; airport and road codes; one or two letters.
    """
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 3 or len(name) > 48 or any(c.isdigit() for c in name):
        return False
    script = {_script(c) for c in letters}
    if len(script) != 1 or not script <= set(SCRIPTS):
        return False
    if "LATIN" in script:
        return letters[0].isupper() and not re.fullmatch(r"[A-Z]{3,4}", name) and "'-" not in name
    return row.population >= 1 or row.kind != "settlement" or "CYRILLIC" in script


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ")[0]


def keys_of(name: str, *, unit: bool) -> Iterator[str]:
    """The folded name, and for a division the folded name without its type ("Masisi Territory" → "masisi")."""
    key = fold(name)
    if key:
        yield key
    if unit:
        words = key.split()
        kept = [w for w in words if w not in UNIT_WORDS]
        if kept and len(kept) < len(words):
            yield " ".join(kept)
