"""Where the sentences of a text begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dateline.model import Span

__all__ = ["sentences"]

# A line end always ends a sentence (all of str.splitlines): news uses it for paragraphs, headlines and list items. So does
# a bullet, which some feeds run together in one line.
_LINE = re.compile("[•‣▪●◦]?[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029•‣▪●◦]+|[•‣▪●◦]")
_DEFAULT = "en"
# Ranks, titles and measures that news writes before a name or a noun and that the splitter's own lists lack.
_ABBREVIATIONS = {
    "en": "Abd|Ft|Div|Bn|Regt|Lt|Supt|Insp",
    "fr": "MM?|Mmes?|Mlles?|Dr|Drs|Pr|Me|Mgr|St|Ste|gén|col|cdt|cap|capt|lt|adj|sgt|av|bd|no?|art|env",
    "es": "Sra?s?|Dra?s?|Gral|Gen|Cnel|Cor|Tte|Tcnel|Cap|Cptn|Sgto|Cmdte|Cdte|Mayr|Lic|Ing|Av|Avda|No|núm|Mons|Pdte|Dip|Sen",
    "pt": "Sra?s?|Dra?s?|Gen|Cel|Cap|Ten|Maj|Sgt|Cmdte|Dep|Sen|Min|Av|No|Prof|Pe|Dom",
    "ru": "е|ген|полк|подп|майор|кап|лейт|им|г|гг|ул|пос|обл|р-н|тыс|млн|млрд|т|др|св|пр|просп|стр|проф",
    "uk": "ген|полк|підп|кап|лейт|ім|м|вул|смт|обл|р-н|тис|млн|млрд|т|св|просп|стор|проф",
}
# Nor does the stop after an initial end a sentence (the splitter knows that for English alone).
_INITIAL = "[A-ZÀ-ÞА-ЯІЇЄҐЁ]"


def sentences(text: str, language: str | None = None) -> tuple[Span, ...]:
    """The sentences of a text, in order; together they hold every character that is not a space.

    Offsets are Unicode code points.

    Args:
        text: any text, in any script.
        language: ISO 639-1 code; English rules where it is None.
    Example:
        >>> [span.text("He died. Gen. Ali fled.") for span in sentences("He died. Gen. Ali fled.")]
        ['He died.', 'Gen. Ali fled.']
    """
    found: list[Span] = []
    for line in _LINE.finditer(text):
        found.extend(_of_line(line[0], line.start(), language or _DEFAULT))
    return tuple(found)


def _of_line(line: str, offset: int, language: str) -> Iterator[Span]:
    from sentencex import segment

    if line.isspace():
        return
    start = 0
    for piece in _joined(segment(language, line), language):
        if stripped := piece.strip():
            left = offset + start + piece.index(stripped)
            yield Span(left, left + len(stripped))
        start += len(piece)


def _joined(pieces: Iterable[str], language: str) -> Iterator[str]:
    """The pieces, with those that end in an abbreviation put together with the next."""
    held = ""
    for piece in pieces:
        held += piece
        if not _goes_on(language).search(held):
            yield held
            held = ""
    if held:
        yield held


@cache
def _goes_on(language: str) -> re.Pattern[str]:
    """What a piece ends in where its sentence goes on."""
    abbreviation = _ABBREVIATIONS.get(language, "(?!)")
    if language in ("ru", "uk"):
        # Written small, but for the first word of a sentence.
        abbreviation = f"(?i:{abbreviation})"
    initial = "(?!)" if language == _DEFAULT else _INITIAL
    return re.compile(rf"(?:^|(?<=[\s(«“\"'’.-]))(?:{abbreviation}|{initial})\.\s*$")
