"""Names compared as the codebook's measures compare them: folded, in any script, with acronyms and generic words known."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "is_unnamed", "same_name", "words"]

# Source of the four lists and the pattern: the project's measure, `score.py` of the data kit, codebook 1.2.
_FILLER = frozenset("the a an al el of city town village district province governorate state region and".split())  # noqa: SIM905
_GENERIC = frozenset(
    "army armed forces force security police military militia militias government ministry group groups rebels fighters "  # noqa: SIM905
    "soldiers troops gunmen men people civilians official officials spokesman residents source local national unidentified "
    "unknown".split()
)
_DISTINGUISHING = frozenset(
    "north south east west northern southern eastern western central upper lower new old real khorasan pakistani afghan "  # noqa: SIM905
    "syrian iraqi iranian israeli russian ukrainian turkish lebanese libyan sudanese ethiopian somali kenyan nigerian malian "
    "burkinabe rwandan congolese colombian mexican indian dissident dissidents splinter faction".split()
)
_NAMELESS = re.compile(
    r"\b(unknown|unidentified|unnamed|gunmen|assailants|attackers|armed men|militants|bandits)\b"
    r"|inconnu|non identifi|hommes armés|desconocid|no identificad|hombres armados|desconhecid|não identificad|homens armados"
    r"|неизвестн|неопознан|вооружённые люди|невідом|озброєні|مجهول|مسلح",
    re.IGNORECASE,
)
_UNNAMED_KINDS = ("civilians", "protesters", "property", "unknown")


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """The name in lower case without accents, punctuation and filler words."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    bare = re.sub(r"[^\w ]+", " ", re.sub(r"['’]s\b", " ", bare))
    return " ".join(word for word in bare.split() if word not in _FILLER)


@lru_cache(maxsize=65_536)
def words(name: str) -> frozenset[str]:
    """The folded words of a name, doubled letters made single (Shabaab, Shabab)."""
    return frozenset(re.sub(r"(.)\1", r"\1", word) for word in fold(name).split())


@lru_cache(maxsize=65_536)
def same_name(a: str, b: str) -> bool:
    """Whether two names name the same.

    They do if they have the same words, if one is the other's acronym, or if one lies inside the other with at least half
    of its words, not only generic ones, and nothing distinguishing ("northern", "dissident") is left over.
    """
    if _is_acronym(a, b) or _is_acronym(b, a):
        return True
    left, right = words(a), words(b)
    if not left or not right:
        return False
    short, long = sorted((left, right), key=len)
    inside = short < long and len(short) / len(long) >= 0.5  # half of the words: the measure's own threshold
    return left == right or (inside and not short <= _GENERIC and not (long - short) & _DISTINGUISHING)


@lru_cache(maxsize=65_536)
def is_unnamed(name: str, kind: object) -> bool:
    """Whether an actor is of a kind without names, or described ("unidentified gunmen") with no name left.

    "Boko Haram militants" is named.
    """
    initials = (word for word in name.split() if word[0].isalpha())
    named = any(word[0].isupper() and fold(word) and fold(word) not in _GENERIC for word in initials)
    return kind in _UNNAMED_KINDS or bool(_NAMELESS.search(name) and not named)


def _is_acronym(short: str, long: str) -> bool:
    letters = re.sub(r"[^A-Z]", "", short)
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", long) if word[0].isupper())
    return len(letters) > 2 and letters == short.strip() and letters == initials
