"""Which names of an entry are worth a key, and under which keys they are found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from dateline.link.place_words import unit_words
from dateline.text.normal import fold

__all__ = ["keys_of", "worth_keeping"]

# Letters of Russian, Ukrainian and Belarusian; of Arabic with the Persian letters that Arabic papers borrow.
CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў")
ARABIC = frozenset("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةىپچگڤ")
# Where papers write place names in these scripts down to the village; elsewhere only larger towns keep them.
WRITE_CYRILLIC = frozenset(
    [
        "RUS",
        "UKR",
        "BLR",
        "KAZ",
        "KGZ",
        "TJK",
        "UZB",
        "TKM",
        "MDA",
        "ARM",
        "AZE",
        "GEO",
        "SRB",
        "BGR",
        "MKD",
        "MNE",
        "BIH",
        "XKX",
        "MNG",
        "EST",
        "LVA",
        "LTU",
        "POL",
    ]
)
WRITE_ARABIC = frozenset(
    [
        "SYR",
        "IRQ",
        "YEM",
        "LBY",
        "SDN",
        "SSD",
        "EGY",
        "LBN",
        "JOR",
        "PSE",
        "ISR",
        "SAU",
        "ARE",
        "QAT",
        "KWT",
        "BHR",
        "OMN",
        "TUN",
        "DZA",
        "MAR",
        "MRT",
        "SOM",
        "DJI",
        "TCD",
        "IRN",
        "TUR",
        "AFG",
        "MLI",
        "NER",
        "ERI",
        "ETH",
        "COM",
        "PAK",
        "ESH",
    ]
)
FROM_POPULATION = 20_000
ARTICLES = frozenset(["al", "el", "ar", "as", "ash", "ad", "at", "az", "an", "ath", "adh"])


def worth_keeping(name: str, *, kind: str, country: str | None, population: int) -> bool:
    """Whether an alternate name may stand in a text that dateline reads.

    Left out: scripts and letters that no supported language uses; the mechanical transliterations of GeoNames, which begin
    with a small letter; airport and road codes; one or two letters.
    """
    letters = [c for c in unicodedata.normalize("NFC", name).casefold() if c.isalpha()]
    if len(letters) < (2 if CYRILLIC.issuperset(letters) else 3) or len(name) > 40 or any(c.isdigit() for c in name):
        return False
    large = kind != "settlement" or population >= FROM_POPULATION
    if CYRILLIC.issuperset(letters):
        return country in WRITE_CYRILLIC or (large and population >= FROM_POPULATION)
    if ARABIC.issuperset(letters):
        return country in WRITE_ARABIC or (large and population >= FROM_POPULATION)
    if not all(unicodedata.name(c, "?").startswith("LATIN") for c in letters):
        return False
    first = next(c for c in name if c.isalpha())
    return (
        first.isupper()
        and not re.fullmatch(r"[A-Z]{3,4}", name)
        and "'-" not in name
        and (population > 0 or kind != "settlement")
    )


def keys_of(name: str, *, kind: str, country: str | None) -> Iterator[str]:
    """The folded name; for a division also without its type, in Arabic-speaking countries also without the article.

    "Masisi Territory" is found as "masisi", "Al-Raqqa" as "raqqa". An abbreviation keeps its full stop, so that "Miss." is a
    state and "Miss" is none.
    """
    key = fold(name)
    if not key:
        return
    yield key + "." if name.endswith(".") else key
    words = key.split()
    if kind in ("province", "district"):
        kept = [w for w in words if w not in unit_words() and w not in ("republic", "autonomous", "respublika", "республика")]
        if kept and len(kept) < len(words):
            yield " ".join(kept)
    if country in WRITE_ARABIC and words[0] in ARTICLES and len(words) > 1 and len(words[1]) > 2:
        yield " ".join(words[1:])
