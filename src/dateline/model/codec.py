"""Nouns as JSON values and back, without loss, by the types that their fields declare.

The codebook's own shape (`dateline.model.shape`) ties every quote to the one document around it; a value of an event may quote
several documents, so here each quote names its own.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

__all__ = ["decode", "encode"]

T = TypeVar("T")


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
    return cast(T, _decoder(cast(Any, kind))(node))


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = _decoder(next(a for a in arguments if a is not types.NoneType))
        return lambda node: None if node is None else inner(node)
    if origin is tuple:
        item = _decoder(arguments[0])
        return lambda node: tuple([item(n) for n in node or ()])
    if dataclasses.is_dataclass(kind):
        return _object_decoder(cast(type, kind))
    if issubclass(kind, Enum):
        return cast(Callable[[Any], Any], kind)
    if issubclass(kind, date):
        return cast(type[datetime], kind).fromisoformat
    return lambda node: node


def _object_decoder(kind: type) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    fields = [(f.name, _decoder(hints[f.name]), f.default is dataclasses.MISSING) for f in dataclasses.fields(kind)]

    def read(node: dict[str, Any]) -> Any:
        given = {name: decoder(node.get(name)) for name, decoder, required in fields if required or name in node}
        return kind(**given)

    return read
