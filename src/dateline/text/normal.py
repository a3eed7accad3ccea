"""Names made comparable: `fold` for looking a name up in any script, `latin` for comparing across scripts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "latin"]

# Letters that Unicode does not take apart, and Arabic letters that writers use for one another: alef with hamza, madda
# or wasla; alef maqsura and Farsi ya for ya; ta marbuta for ha; Farsi kaf; hamza on its carrier. Tatweel is no letter.
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("آأإٱٲٳ", "ا"),
        **dict.fromkeys("ىیېےئ", "ي"),
        **dict.fromkeys("ةۀہە", "ه"),
        "ک": "ك",
        "ؤ": "و",
        "ء": "",
        "ـ": "",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ı": "i",
        "ħ": "h",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ŋ": "ng",
        "ё": "е",
        "ґ": "г",
    }
)
# Signs that stand for a sound or for nothing inside a word: N'Djamena, Sana'a, Nuku`alofa, Ma`arrat; and invisible marks.
_SILENT = re.compile("['’‘ʼʻʾʿ`´′\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_ASCII_GAP = re.compile(r"[\W_]+")
# Marks that are accents or points: Latin, Greek, Cyrillic, Hebrew, Arabic, Syriac. Marks of the scripts beyond are vowels.
_ACCENTS = (("\u0300", "\u074f"), ("\u08d3", "\u08ff"), ("\u1ab0", "\u1dff"), ("\u20d0", "\u20ff"), ("\ufe20", "\ufe2f"))


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """A name as it is looked up: lower case, no accents, no punctuation, single spaces; any script.

    "al-Bab" and "Al Bab" fold to one form, and so do "N'Djamena" and "Ndjamena", "إدلب" and "ادلب", "Орёл" and "Орел".
    Vowel signs of the Indic scripts are letters and stay; the points of Arabic and Hebrew go.

    Source: Unicode Standard Annex 15 (compatibility decomposition, NFKD); Unicode categories Mn (marks) and Cf.
    """
    if name.isascii():
        return _ASCII_GAP.sub(" ", _SILENT.sub("", name.lower())).strip()
    # Twice: some letters have a small form only once they are taken apart, and some small forms can be taken apart again.
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", _SILENT.sub("", name)).casefold())
    spaced = "".join(map(_folded, _SILENT.sub("", letters).translate(_LETTERS)))
    return " ".join(unicodedata.normalize("NFC", spaced).translate(_LETTERS).split())


@lru_cache(maxsize=5_000)
def _folded(character: str) -> str:
    """A letter, mark or figure as `fold` keeps it: accents as nothing, figures of any script as 0 to 9, all else as a space."""
    category = unicodedata.category(character)
    if category == "Mn" and any(first <= character <= last for first, last in _ACCENTS):
        return ""
    if category == "Nd":
        return str(unicodedata.digit(character))
    return character if category[0] in "LMN" else " "


# BGN/PCGN 1947 (Russian) and the Ukrainian national system of 2010, without their signs; Arabic after the consonants of
# BGN/PCGN 1956. Arabic writes no short vowels, so its Latin form is a skeleton to compare, not a spelling to show.
_CYRILLIC = {
    letter: spelling
    for letters, spellings in (
        (
            "абвгдезийклмнопрстуф",
            ("a", "b", "v", "g", "d", "e", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f"),
        ),
        ("жхцчшщъыьэюяё", ("zh", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "yo")),
        ("іїєґўјљњћђџ", ("i", "yi", "ye", "g", "u", "j", "lj", "nj", "c", "dj", "dz")),
        ("қғөүұңәһ", ("q", "gh", "o", "u", "u", "n", "a", "h")),
    )
    for letter, spelling in zip(letters, spellings, strict=True)
}
_UKRAINIAN = {**_CYRILLIC, "г": "h", "и": "y", "й": "i"}
_ARABIC = {
    letter: spelling
    for letters, spellings in (
        (
            "ابتجدرزسصضطظعفقكلمنهوي",
            ("a", "b", "t", "j", "d", "r", "z", "s", "s", "d", "t", "z", "a", "f", "q", "k", "l", "m", "n", "h", "w", "y"),
        ),
        ("ثحخذشغپچژگ", ("th", "h", "kh", "dh", "sh", "gh", "p", "ch", "zh", "g")),
    )
    for letter, spelling in zip(letters, spellings, strict=True)
}
_OF_UKRAINE = frozenset("іїєґ")


@lru_cache(maxsize=50_000)
def latin(name: str) -> str:
    """A folded name in Latin letters, for comparing spellings across scripts; other scripts come back folded only.

    Good for ranking candidates, not for showing: "Авдіївка" gives "avdiyivka", "حلب" the skeleton "hlb". A name with
    one of the letters і, ї, є, ґ is read as Ukrainian, any other Cyrillic name as Russian.

    Source: BGN/PCGN romanisation of Russian (1947) and Arabic (1956), Cabinet of Ministers of Ukraine resolution 55
    (2010); marks and positional rules left out.
    """
    lower = unicodedata.normalize("NFC", name).casefold()
    table = _UKRAINIAN if _OF_UKRAINE.intersection(lower) else _CYRILLIC
    spelt = "".join(table.get(c, c) for c in lower)
    return " ".join("".join(_ARABIC.get(c, c) for c in word) for word in fold(spelt).split())
