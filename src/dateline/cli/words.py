"""The words that the terminal shows are those of every page: see `dateline.text.words`."""

from dateline.text.words import actor_words, code_words, conflict_words, count_words, place_words, when_words

__all__ = ["actor_words", "code_words", "conflict_words", "count_words", "place_words", "when_words"]
