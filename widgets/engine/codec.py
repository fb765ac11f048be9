"""An authority as compact JSON and back, so that the browser gets what the build proved."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any, TypeVar

from widgets.engine.model import (
    After,
    Authority,
    Condition,
    Count,
    Every,
    Is,
    Not,
    Reckoning,
    Some,
    Weekday,
)

_UNIONS: Mapping[Any, Mapping[str, type]] = {
    Condition: {"is": Is, "count": Count, "every": Every, "some": Some, "not": Not},
    Reckoning: {"after": After, "weekday": Weekday},
}
"""The types of which a value can be one of several, each under the name that tells them apart."""

_NAMES = {kind: name for kinds in _UNIONS.values() for name, kind in kinds.items()}

T = TypeVar("T")


def dump(authority: Authority) -> str:
    """The authority as JSON text; the same authority always gives the same text."""
    return json.dumps(_plain(authority), ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Authority:
    """The authority from what `dump` wrote."""
    return _made(Authority, json.loads(text))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields: dict[str, Any] = {}
        if type(value) in _NAMES:
            fields["kind"] = _NAMES[type(value)]
        for field in dataclasses.fields(value):
            item = getattr(value, field.name)
            factory: Any = field.default_factory
            default = factory() if callable(factory) else field.default
            if item != default:
                fields[field.name] = _plain(item)
        return fields
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    # A str subclass that remembers its place in a file becomes plain text here.
    return str(value) if isinstance(value, str) else value


def _made(kind: type[T], value: Any) -> T:
    hints = _hints(typing.cast("Hashable", kind))
    arguments = {name: _read(hints[name], item) for name, item in value.items() if name in hints}
    return kind(**arguments)


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _read(hint: Any, value: Any) -> Any:
    if hint in _UNIONS:
        return _made(_UNIONS[hint][value["kind"]], value)
    if dataclasses.is_dataclass(hint):
        return _made(typing.cast("type[Any]", hint), value)
    origin = typing.get_origin(hint)
    if origin is tuple:
        inner = typing.get_args(hint)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_read(inner[0], item) for item in value)
        return tuple(_read(each, item) for each, item in zip(inner, value, strict=True))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        _, inside = typing.get_args(hint)
        return {key: _read(inside, item) for key, item in value.items()}
    if origin in (types.UnionType, typing.Union) and value is not None:
        # Only "something or None" is used beside conditions.
        first = next(each for each in typing.get_args(hint) if each is not type(None))
        return _read(first, value)
    return value
