"""Text in one case as mixed case, of the same length: names are the words that ordinary text never writes small.

Old wire copy and telegrams come in capitals throughout, which a tokenizer for mixed case cuts into letters.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from dateline.text.case import is_one_case, lowered

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE = re.compile(r"(?:^|[.!?:][\"”')\]]*\s+|\n\s*\n\s*)[\"“'(\[]*")
"""Where a sentence may begin: at the start, after a stop, after an empty line."""

ABBREVIATED = re.compile(r"[(\[]\s*([^\W\d_]{2,7})\s*[)\]]")
"""A short word alone in brackets is the abbreviation of the name before it."""

VOWELS = frozenset("aeiouyáéíóú")
LONGEST_ABBREVIATION = 6
ORDINARY = re.compile(r".{3,}(?:ed|ing|ly|[st]ions?|ments?|ness|ists?|ous|able|ives?|ers?|ates?|ity|ies)$")
"""An unknown word that ends so is more often an ordinary word than a name."""


class Recaser:
    """Gives words the case that ordinary text gives them.

    Args:
        texts: ordinary text in mixed case, from which the use of capitals is learned.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        for text in (t for t in texts if not is_one_case(t)):
            starts = {m.end() for m in SENTENCE.finditer(text)}
            self._counts.update(m[0] for m in WORD.finditer(text) if m.start() not in starts)

    @classmethod
    def of_documents(cls, paths: Iterable[Path]) -> Recaser:
        """One that has learned from the English documents of JSONL files."""
        rows = (json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").split("\n") if line.strip())
        return cls(str(row["text"]) for row in rows if row.get("language", "en") == "en")

    def recased(self, text: str) -> str:
        """The text in mixed case; every character stays at its place."""
        lower = lowered(text)
        short = {m[1] for m in ABBREVIATED.finditer(lower) if not self._counts[m[1]]}
        out = list(lower)
        for match in WORD.finditer(lower):
            form = match[0].upper() if match[0] in short else self._form(match[0])
            if len(form) == len(match[0]):
                out[match.start() : match.end()] = form
        for match in SENTENCE.finditer(lower):
            if match.end() < len(out) and len(out[match.end()].upper()) == 1:
                out[match.end()] = out[match.end()].upper()
        return "".join(out)

    def _form(self, word: str) -> str:
        """The commonest form of a word; an unknown one is a name, or an abbreviation where it has no vowel."""
        title, upper = word[:1].upper() + word[1:], word.upper()
        best = max((word, title, upper), key=lambda form: self._counts[form])
        if self._counts[best] and (best != upper or len(word) <= LONGEST_ABBREVIATION):
            return best
        if not VOWELS.intersection(word):
            return upper
        return word if ORDINARY.match(word) else title
