"""Which language a text is in."""

from __future__ import annotations

__all__ = ["language"]

# Below this many letters the identifier is wrong too often. Source: the first N letters of the 121 documents of the
# authored development sets (7 languages; `../shared/data/authored`, fold 0 and multi-dev): right for 107 at 40 letters, 118 at 60, all at 100.
_FEWEST_LETTERS = 60
# All of those documents are right on their first 100 letters; more than this only costs time.
_MOST_CHARACTERS = 2_000
_ISO_639_1_LETTERS = 2


def language(text: str) -> str | None:
    """The language of a text as an ISO 639-1 code; None where the text is too short to say.

    Args:
        text: any text; its first 2,000 characters are looked at.
    Source: the model that py3langid ships; the least number of letters (60) is measured, see the module's comment.
    """
    sample = text[:_MOST_CHARACTERS]
    if sum(map(str.isalpha, sample)) < _FEWEST_LETTERS:
        return None
    import py3langid

    code, _ = py3langid.classify(sample)
    if len(code) == _ISO_639_1_LETTERS:
        return str(code)
    # The identifier also knows languages without such a code (Nigerian Pidgin, Moroccan Arabic); the nearest one with a code serves.
    return next(str(other) for other, _ in py3langid.rank(sample) if len(other) == _ISO_639_1_LETTERS)
