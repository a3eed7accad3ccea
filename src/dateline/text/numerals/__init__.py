"""Number words of seven languages: one table each, and the reader that they share."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from dateline.text.numerals.lexicon import Lexicon

__all__ = ["lexicon_of"]

_MODULES = {
    "ar": "arabic",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "pt": "portuguese",
    "ru": "russian",
    "uk": "ukrainian",
}


@cache
def lexicon_of(language: str) -> Lexicon:
    """The lexicon of a language (ISO 639-1); for one that has no table, a lexicon that reads figures alone."""
    if language not in _MODULES:
        return Lexicon(language="", senses={})
    found = import_module(f"dateline.text.numerals.{_MODULES[language]}").LEXICON
    assert isinstance(found, Lexicon)
    return found
