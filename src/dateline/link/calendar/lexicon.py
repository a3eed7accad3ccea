"""Words to tokens: what each word of a time phrase does, by language.

A token's `code` is one letter, so that the rules of the grammar are regular expressions over a string of codes. The word
tables are the files `words/<language>.toml`; a section is a kind of word.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple, cast

from dateline.link.calendar.days import Days

__all__ = ["CODES", "LANGUAGES", "Token", "Value", "tokens", "tokens_of_text"]

Value = int | str | tuple[int, str] | Days | None

# Kind of word -> code. The kinds that have no table: year, decade, numeric date, interval (a read phrase), break, unknown.
CODES: Mapping[str, str] = {
    "weekday": "W", "month": "M", "season": "S", "unit": "U", "duration": "R", "weekend": "k", "part": "P", "overnight": "V",
    "deictic": "D", "tonight": "D", "shift": "L", "step": "l", "past": "p", "recent": "z", "edge": "E", "ago": "a", "before": "b",
    "after": "f", "neighbour": "d", "same": "G", "then": "T", "period": "q", "so far": "w", "since": "s", "until": "u", "to": "t", "and": "n", "between": "B", "from": "F", "by": "y",
    "about": "A", "for": "g", "each": "j", "indefinite": "1", "vague": "Q", "number": "N", "ordinal": "o", "clock": "C", "said": "v",
    "half": "h", "holiday": "H", "noise": "_",
    "numeric ordinal": "O", "year": "Y", "years": "Z", "numeric date": "X", "interval": "I", "comma": ",", "break": "|", "unknown": "?",
}  # fmt: skip

LANGUAGES = ("en", "fr", "es", "pt", "ru", "uk", "ar")

_TOKEN = re.compile(
    r"""
    (?P<quarter>\bQ[1-4]\b)
    |(?P<word>[^\W\d_]+)
    |(?P<date>(?<!\d)(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})|\d{1,2}/\d{1,2}|\d{1,2}\.(?:0[1-9]|1[0-2])\.?(?=\s|$))(?![\d:/]))
    |(?P<clock>(?<!\d)(?:\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|\d{1,2}\s?h\s?(?:\d{2})?\b|\d{4}\s?(?=gmt|utc|hours|hrs|local))(?!\d))
    |(?P<ordinal>\d{1,2}(?:st|nd|rd|th|er|ero|º|ª|°|-?(?:го|е|й|ое|ого))\b)
    |(?P<years>(?<!\d)(?:1[5-9]|20)\d0s\b)
    |(?P<year>(?<![\d.,])(?:1[5-9]\d\d|20\d\d)(?![.,]?\d))
    |(?P<number>\d+(?:[.,]\d{3})*)
    |(?P<comma>,|،)
    |(?P<plus>[+&])
    |(?P<dash>[-–—])
    |(?P<stop>[.!?;:…؟]|\n)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ARABIC_HEADS = ("ال", "لل", "بال", "وال", "و", "ب", "ل", "ف", "ك")
_ARABIC_AND = "و"  # "and" is written onto the next word
_LETTERS = str.maketrans({"ё": "е", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None, "’": "'", "ß": "s"})


class Token(NamedTuple):
    """A word or number with what it does; [start, end) are code points of the text that was read."""

    code: str
    value: Value
    start: int
    end: int
    word: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word table of one language.

    Args:
        language: its ISO 639-1 code.
        words: whole keys; stems: keys that take any ending; heads: what may be written onto the front of a word.
        openers: first word of keys of several words, with the length of the longest such key and their second words.
        dot_is_clock: whether "12.05" is an hour and not a date.
    """

    language: str
    words: Mapping[str, tuple[str, Value]]
    stems: Mapping[str, tuple[str, Value]]
    openers: Mapping[str, tuple[int, frozenset[str]]]
    heads: tuple[str, ...] = ()
    dot_is_clock: bool = False

    def find(self, word: str) -> tuple[str, Value] | None:
        """What a word does; None if the table lacks it."""
        return self.words.get(word) or self._stem(word) or self._headless(word)

    def _stem(self, word: str) -> tuple[str, Value] | None:
        if self.stems:
            for length in range(len(word), 2, -1):
                if found := self.stems.get(word[:length]):
                    return found
        return None

    def _headless(self, word: str) -> tuple[str, Value] | None:
        for head in self.heads:
            if word.startswith(head) and (found := self.words.get(word[len(head) :])):
                return found
        return None


def folded(word: str) -> str:
    """A word as the tables spell it: lower case, without accents, Arabic vowels and stretching."""
    if word.isascii():
        return word.lower()
    plain = "".join(
        c for c in unicodedata.normalize("NFD", word.lower().translate(_LETTERS)) if not unicodedata.combining(c) or c == "\u0306"
    )
    return unicodedata.normalize("NFC", plain).translate(_LETTERS)


@cache
def lexicon(language: str) -> Lexicon:
    """The word table of a language; that of English for a language without one."""
    name = language if language in LANGUAGES else "en"
    table = tomllib.loads((resources.files(__package__) / "words" / f"{name}.toml").read_text("utf-8"))
    words: dict[str, tuple[str, Value]] = {}
    stems: dict[str, tuple[str, Value]] = {}
    for kind, entries in table.items():
        for key, raw in entries.items():
            value = cast(Value, tuple(raw) if isinstance(raw, list) else raw)
            target = stems if key.endswith("*") else words
            target.setdefault(" ".join(folded(w) for w in key.rstrip("*").split()), (CODES[kind], value))
    for key in _holiday_keys():
        words.setdefault(" ".join(folded(w) for w in key.split()), (CODES["holiday"], key))
    openers: dict[str, tuple[int, frozenset[str]]] = {}
    for first, *rest in (key.split() for key in words):
        if rest:
            reach, seconds = openers.get(first, (1, frozenset()))
            openers[first] = max(len(rest) + 1, reach), seconds | {rest[0]}
    return Lexicon(name, words, stems, openers, _ARABIC_HEADS if name == "ar" else (), dot_is_clock=name == "en")


def _holiday_keys() -> tuple[str, ...]:
    from dateline.link.calendar import anchors

    return anchors.keys()


_ALONE = (1, frozenset[str]())


@lru_cache(maxsize=65536)
def _of_word(word: str, language: str) -> tuple[str, str, Value, int, frozenset[str]]:
    """A word as the table spells it, what it does, how many words the longest key has that it begins, and their second words."""
    table = lexicon(language)
    plain = folded(word)
    return plain, *(table.find(plain) or ("?", None)), *table.openers.get(plain, _ALONE)


@lru_cache(maxsize=1024)
def tokens(text: str, language: str = "en") -> tuple[Token, ...]:
    """The tokens of a text in order; noise words are left out."""
    raw = list(_TOKEN.finditer(text.translate(_DIGITS)))
    table = lexicon(language)
    return tuple(_merge(raw, table))


def tokens_of_text(text: str, language: str = "en") -> tuple[Token, ...]:
    """The tokens of a whole text for the search for dates: a run of unknown words is one, and a sentence without any word of time none."""
    table = lexicon(language)
    found: list[Token] = []
    sentence: list[Token] = []
    for token in _merge(list(_TOKEN.finditer(text.translate(_DIGITS))), table, condense=True):
        if token.word in _VERBS and text[token.start].islower() and table.language == "en":
            continue
        sentence.append(token)
        if token.code == "|":
            found += sentence if any(t.code in _OF_TIME for t in sentence) else [token]
            sentence = []
    return (*found, *sentence)


_VERBS = frozenset(("may", "march", "sat", "sun"))  # in running English a month or weekday only with a capital
_OF_TIME = frozenset("WMXDkZSYHOUPR")  # without any of these codes no rule finds a date
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def _says_nothing(word: str, language: str, *, after_unknown: bool) -> bool:
    """Whether a word begins no longer key and is noise, or unknown after another unknown word."""
    _, code, _, reach, _ = _of_word(word, language)
    return reach == 1 and (code == "_" or (after_unknown and code == "?"))


def _merge(raw: list[re.Match[str]], table: Lexicon, *, condense: bool = False) -> Iterator[Token]:
    at, after_unknown = 0, False
    token: Token | None
    while at < len(raw):
        kind = raw[at].lastgroup
        if kind == "quarter":  # "Q3" is the third quarter
            match = raw[at]
            yield Token("o", int(match.group()[1]), match.start(), match.start() + 1, "q")
            token, at = Token("U", "quarter", match.start() + 1, match.end(), "quarter"), at + 1
        elif kind != "word":
            token = _other(raw, at, table)
            at += 1
        elif condense and _says_nothing(raw[at].group(), table.language, after_unknown=after_unknown):
            at += 1
            continue
        else:
            token, taken = _word(raw, at, table)
            at += taken
        if token is None or token.code == "_" or (condense and after_unknown and token.code == "?"):
            continue
        after_unknown = token.code == "?"
        if table.heads and token.code in "WM" and token.word.startswith(_ARABIC_AND) and token.word not in table.words:
            yield Token("n", None, token.start, token.start + 1, _ARABIC_AND)
        yield token


def _word(raw: list[re.Match[str]], at: int, table: Lexicon) -> tuple[Token, int]:
    """The token of the longest key of the table that begins with the word; dashes inside a key do not matter."""
    match = raw[at]
    first, code, value, reach, seconds = _of_word(match.group(), table.language)
    if reach > 1 and _next_word(raw, at) in seconds:
        words, ends = [first], [at]
        for n in range(at + 1, min(at + 2 * reach, len(raw))):
            if raw[n].lastgroup == "word" and len(words) < reach:
                words.append(folded(raw[n].group()))
                ends.append(n)
            elif raw[n].lastgroup != "dash":
                break
        for taken in range(len(words), 1, -1):
            key = " ".join(words[:taken])
            if found := table.words.get(key):
                return Token(*found, raw[at].start(), raw[ends[taken - 1]].end(), key), ends[taken - 1] - at + 1
    return Token(code, value, match.start(), match.end(), first), 1


def _next_word(raw: list[re.Match[str]], at: int) -> str | None:
    """The word that follows, dashes passed over."""
    for match in raw[at + 1 : at + 3]:
        if match.lastgroup == "word":
            return folded(match.group())
        if match.lastgroup != "dash":
            return None
    return None


def _other(raw: list[re.Match[str]], at: int, table: Lexicon) -> Token | None:
    match = raw[at]
    kind, word = match.lastgroup, match.group()
    make = {
        "date": ("X", word),
        "clock": ("C", word),
        "comma": (",", None),
        "plus": ("n", None),
        "years": ("Z", int(word[:4]) if kind == "years" else 0),
    }
    if kind in make:
        code, value = make[kind]
        if kind == "date" and table.dot_is_clock and re.fullmatch(r"\d+\.\d+", word):
            code = "C"
        return Token(code, value, match.start(), match.end(), word)
    if kind in ("year", "ordinal", "number"):
        digits = int(re.sub(r"\D", "", word)[:9])
        return Token({"year": "Y", "ordinal": "O", "number": "N"}[kind], digits, match.start(), match.end(), word)
    if kind == "dash":
        return Token("t", None, match.start(), match.end(), word) if _joins(raw, at, table) else None
    return _stop(raw, at)


def _joins(raw: list[re.Match[str]], at: int, table: Lexicon) -> bool:
    """Whether a dash stands between two things that make a range, and not inside a compound word ("48-hour", "mid-April")."""
    if not 0 < at < len(raw) - 1:
        return False
    before, after = raw[at - 1], raw[at + 1]
    is_tight = before.end() == raw[at].start() and raw[at].end() == after.start()
    if not is_tight or "word" not in (before.lastgroup, after.lastgroup):
        return True
    kinds = [(table.find(folded(side.group())) or ("?", None))[0] for side in (before, after) if side.lastgroup == "word"]
    return all(kind in "MW" for kind in kinds)


def _stop(raw: list[re.Match[str]], at: int) -> Token | None:
    """A sentence end; a full stop after an abbreviation or inside a number ends none."""
    match = raw[at]
    before = raw[at - 1].group() if at else ""
    after = raw[at + 1] if at + 1 < len(raw) else None
    is_dot = match.group() == "."
    if match.group() == ":" or (is_dot and (len(before) <= 4 and folded(before) in _ABBREVIATIONS)):
        return None
    if is_dot and after is not None and after.start() == match.end():
        return None
    return Token("|", None, match.start(), match.end(), match.group())


_ABBREVIATIONS = frozenset((
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "m", "p", "a", "gov", "gen", "col", "lt", "sgt", "mr", "mrs", "ms", "dr", "st", "no", "janv", "fev", "avr", "juil", "dic", "ene", "abr", "ago", "set", "out", "dez",
))  # fmt: skip
