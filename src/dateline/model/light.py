"""Light nouns: structs with the fields and the methods of a noun, which are made from JSON three times as fast as the nouns themselves.

What reads very many takes these: exports, above all. They are read by their fields and let go: nothing of them is checked again, since it was when it was
stored, and a light noun equals other light nouns alone. Lists of claims, of which every value of an event has some, are made when they are asked for.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator
from functools import cache, reduce
from operator import or_
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from dateline.model.codec import LOOKING_AT_TYPES
from dateline.model.incident import ClaimRef

__all__ = ["light", "light_json", "replaced"]

T = TypeVar("T")

_CLAIMS = "tuple[ClaimRef, ...]"  # the type of these lists, as it is written


def light(kind: type[T]) -> type[T]:
    """The struct that stands for a noun; a type checker takes it for the noun.

    Args:
        kind: a frozen dataclass, or a tuple or list of such.
    """
    with LOOKING_AT_TYPES:
        return cast("type[T]", _light(cast(Any, kind)))


def light_json(kind: type[T], text: str | bytes) -> T:
    """The light value of the given type that `codec.encode` made the node from, of which the text is the JSON."""
    with LOOKING_AT_TYPES:
        decoder = _decoder(cast(Any, kind))
    return cast(T, decoder.decode(text))


def replaced(value: T, parts: dict[str, Any]) -> T:
    """The noun, light or not, with these fields in the place of its own; lists of claims of a light one stay as they are."""
    if dataclasses.is_dataclass(value):
        return cast(T, dataclasses.replace(cast(Any, value), **parts))
    from msgspec.structs import replace

    return cast(T, replace(cast(Any, value), **parts))


@cache
def _decoder(kind: Any) -> Any:
    from msgspec.json import Decoder

    return Decoder(_light(kind))


@cache
def _light(kind: Any) -> Any:
    origin, parts = get_origin(kind), get_args(kind)
    if dataclasses.is_dataclass(origin or kind):
        return _struct(origin or kind, parts)
    if origin in (Union, types.UnionType):
        return reduce(or_, map(_light, parts))
    if origin in (tuple, list):
        return types.GenericAlias(origin, tuple(part if part is Ellipsis else _light(part) for part in parts))
    return kind


def _struct(noun: Any, parts: tuple[Any, ...]) -> Any:
    """The struct of a noun, of a generic one with these in the place of its variables."""
    from msgspec import defstruct

    name = noun.__name__ + "".join(getattr(part, "__name__", "") for part in parts)
    given = dict(zip(getattr(noun, "__parameters__", ()), parts, strict=True))
    later = {f"_{field.name}": field.name for field in dataclasses.fields(noun) if field.type == _CLAIMS}
    return defstruct(
        f"Light{name}",
        [*_fields(noun, given)],
        namespace={"__doc__": noun.__doc__} | dict(_methods(noun)) | {name: _later(kept) for kept, name in later.items()},
        rename=later,
        module=noun.__module__,
        frozen=True,
        order=noun.__dataclass_params__.order,
        gc=False,  # a tree of frozen values has no cycles
    )


def _fields(noun: Any, given: dict[Any, Any]) -> Iterator[tuple[str, Any, Any]]:
    """The fields, those without a default first, so that they may be given by position."""
    from msgspec import NODEFAULT, Raw

    hints = get_type_hints(noun)
    own = dataclasses.fields(noun)
    for field in sorted(own, key=lambda field: field.default is not dataclasses.MISSING):
        default = NODEFAULT if field.default is dataclasses.MISSING else field.default
        if field.type == _CLAIMS:
            yield f"_{field.name}", Raw, Raw(b"[]")
        else:
            yield field.name, _light(_filled(hints[field.name], given)), default


def _later(kept: str) -> property:
    """A field whose JSON is kept under another name, read when it is asked for."""
    return property(lambda noun: light_json(tuple[ClaimRef, ...], getattr(noun, kept)))


def _filled(hint: Any, given: dict[Any, Any]) -> Any:
    """The type with the variables of a generic noun replaced."""
    if get_origin(hint) in (Union, types.UnionType):
        return reduce(or_, (given.get(part, part) for part in get_args(hint)))
    return given.get(hint, hint)


def _methods(noun: Any) -> Iterator[tuple[str, Any]]:
    """What a noun's class says beside its fields and what `dataclass` adds."""
    for name, part in vars(noun).items():
        if name == "__str__" or (not name.startswith("_") and isinstance(part, (property, types.FunctionType, classmethod))):
            yield name, part
