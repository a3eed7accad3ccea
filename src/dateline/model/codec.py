"""Nouns as JSON values and back, without loss, by the types that their fields declare.

The codebook's own shape (`dateline.model.shape`) ties every quote to the one document around it; a value of an event may quote
several documents, so here each quote names its own.
"""

from __future__ import annotations

import dataclasses
from datetime import date
from enum import Enum
from functools import cache, partial
from threading import RLock
from typing import Any, TypeVar, cast

__all__ = ["LOOKING_AT_TYPES", "decode", "decode_json", "encode"]

T = TypeVar("T")

LOOKING_AT_TYPES = RLock()
"""Held while msgspec looks at a type for the first time: it leaves what it has found at the type before it is whole, and a thread that
takes it from there meanwhile brings the process down."""


def encode(value: object) -> Any:
    """The value as objects, lists, strings, numbers and null; fields that are None or empty are left out."""
    if value is None or isinstance(value, (int, float)):
        return value
    if isinstance(value, str):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    pairs = ((name, getattr(value, name)) for name in _names(cast(Any, type(value))))
    return {name: encode(item) for name, item in pairs if item is not None and item != ()}


def decode(kind: type[T], node: object) -> T:
    """The value of the given type that `encode` made the node from."""
    with LOOKING_AT_TYPES:
        convert = _converter(cast(Any, kind))
    return cast(T, convert(node))


def decode_json(kind: type[T], text: str | bytes) -> T:
    """The value of the given type that `encode` made the node from, of which the text is the JSON."""
    with LOOKING_AT_TYPES:
        decoder = _decoder(cast(Any, kind))
    return cast(T, decoder.decode(text))


@cache
def _decoder(kind: Any) -> Any:
    from msgspec.json import Decoder

    return Decoder(kind)


@cache
def _converter(kind: Any) -> Any:
    from msgspec import convert

    _decoder(kind)  # so that all of the type has been looked at
    return partial(convert, type=kind)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))
