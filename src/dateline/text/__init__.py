"""Text: its sentences, its language, names made comparable, and the numbers of persons that phrases give.

Offsets are Unicode code points everywhere.
"""

from dateline.text import language, normal, numbers, sentences

__all__ = ["language", "normal", "numbers", "sentences"]
