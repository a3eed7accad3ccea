"""Ids that can be spoken: `E-7K3QWX4` for an event, `C-4TP9MXQ2` for a claim.

The alphabet leaves out O, 0, I and 1. The last symbol checks the others: a word is valid when the sum of its symbols, each
times its own power of a generator of the field with 32 elements, is zero. All weights differ and none is zero, so that
one mistyped symbol, and any two symbols exchanged, always break the sum.
Source: the argument for weighted sums over a finite field, J. Verhoeff, Error Detecting Decimal Codes (1969),
carried from ten to 32 symbols.
"""

from __future__ import annotations

import hashlib

from dateline.errors import InputError

__all__ = ["ALPHABET", "CLAIM", "EVENT", "has_form", "is_valid", "make", "normalise"]

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
EVENT = "E"
CLAIM = "C"

# Symbols with the check symbol. 32^6 events and 32^7 claims: two ids out of a million events meet about 500 times, and whoever
# gives ids then asks for the next attempt.
_LENGTHS = {EVENT: 7, CLAIM: 8}
_KINDS = {EVENT: "event", CLAIM: "claim"}
_VALUES = {symbol: n for n, symbol in enumerate(ALPHABET)}
_MODULUS = 0b100101  # x^5 + x^2 + 1, primitive over the field with two elements
_DASHES = dict.fromkeys(map(ord, "-_‐‑‒–—−"))


def make(kind: str, seed: str, *, attempt: int = 0) -> str:
    """The id that a seed gives; the same seed and attempt always give the same id.

    Args:
        kind: EVENT or CLAIM.
        seed: what the thing is, in words that never change.
        attempt: 0 first; 1, 2 … where the earlier ones are taken by other things.
    """
    digest = hashlib.sha256(f"{kind}\n{attempt}\n{seed}".encode("utf-8", "surrogatepass")).digest()
    number = int.from_bytes(digest[:8], "big")
    values = [number >> 5 * n & 31 for n in range(_LENGTHS[kind] - 1)]
    return f"{kind}-{''.join(ALPHABET[v] for v in values)}{ALPHABET[_check(values)]}"


def normalise(text: str, kind: str = EVENT) -> str:
    """The id that somebody typed, in the form in which it is stored.

    Lower case, any or no dashes, blanks and a missing `E-` are accepted.

    Args:
        text: as typed.
        kind: EVENT or CLAIM.
    Raises:
        InputError: a symbol is no part of the alphabet, the length is wrong, or the check symbol does not fit.
    """
    word = "".join(text.translate(_DASHES).upper().split())
    length = _LENGTHS[kind]
    if len(word) == length + 1 and word.startswith(kind):
        word = word[1:]
    where = f"{_KINDS[kind]} id"
    like = make(kind, "example")
    if len(word) != length:
        raise InputError("id-length", f"{text!r} is no id", where=where, fix=f"Ids look like {like}.")
    odd = next((symbol for symbol in word if symbol not in _VALUES), None)
    if odd is not None:
        fix = f"Ids look like {like}: digits and letters without O, 0, I and 1."
        raise InputError("id-symbol", f"{text!r} is no id: it holds {odd!r}", where=where, fix=fix)
    if _weigh([_VALUES[symbol] for symbol in word]):
        raise InputError(
            "id-mistyped", f"{text!r} is mistyped: its check symbol does not fit", where=where, fix="Compare it with the source."
        )
    return f"{kind}-{word}"


def is_valid(text: str, kind: str = EVENT) -> bool:
    """Whether `normalise` accepts the text."""
    try:
        normalise(text, kind)
    except InputError:
        return False
    return True


def has_form(text: str, kind: str = EVENT) -> bool:
    """Whether a text is written as ids are stored, its check symbol left aside."""
    word = text[2:]
    return text[:2] == f"{kind}-" and len(word) == _LENGTHS[kind] and all(symbol in _VALUES for symbol in word)


def _double(value: int) -> int:
    """`value` times the generator x in the field with 32 elements."""
    value <<= 1
    return value ^ _MODULUS if value & 32 else value


def _weigh(values: list[int]) -> int:
    """The weighted sum: the last symbol counts once, the one before it x times, the one before that x² times …"""
    total = 0
    for value in values:
        total = _double(total) ^ value
    return total


def _check(values: list[int]) -> int:
    """The last symbol that makes the weighted sum zero."""
    return _double(_weigh(values))
