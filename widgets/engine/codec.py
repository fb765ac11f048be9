"""An authority as compact JSON and back, so that the browser gets what the build proved."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cache, partial
from typing import Any, TypeAlias

from widgets.engine.model import (
    After,
    Authority,
    Condition,
    Count,
    Every,
    Is,
    Not,
    Pathway,
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

_Reader: TypeAlias = Callable[[Any], Any]


def dump(authority: Authority) -> str:
    """The authority as JSON text; the same authority always gives the same text."""
    return json.dumps(_plain(authority), ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Authority:
    """The authority from what `dump` wrote. Its tools are made when they are first asked for."""
    authority: Authority = _made(Authority, json.loads(text))
    return authority


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


class _OnDemand(Mapping[str, Any]):
    """Objects made from JSON only when they are asked for: a page uses one tool of many."""

    def __init__(self, values: Mapping[str, Any], read: _Reader) -> None:
        self._values = values
        self._read = read
        self._made: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._made:
            self._made[key] = self._read(self._values[key])
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return repr(dict(self))


def _as_it_is(value: Any) -> Any:
    return value


@cache
def _fields(kind: Hashable) -> dict[str, _Reader]:
    """What makes each field of a class from its JSON value."""
    return {name: _reader(hint) for name, hint in typing.get_type_hints(kind).items()}


def _made(kind: Any, value: Mapping[str, Any]) -> Any:
    fields = _fields(kind)
    return kind(**{name: fields[name](item) for name, item in value.items() if name in fields})


@cache
def _reader(hint: Any) -> _Reader:
    """What makes a value of this type from its JSON value."""
    if hint in _UNIONS:
        kinds = _UNIONS[hint]
        return lambda value: _made(kinds[value["kind"]], value)
    if dataclasses.is_dataclass(hint):
        return partial(_made, hint)
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return _tuple_reader(inner)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        read = _reader(inner[1])
        if inner[1] is Pathway:
            return lambda value: _OnDemand(value, read)
        if read is _as_it_is:
            return read
        return lambda value: {key: read(item) for key, item in value.items()}
    if origin in (types.UnionType, typing.Union):
        # Only "something or None" is used beside conditions.
        read = _reader(next(each for each in inner if each is not type(None)))
        return lambda value: None if value is None else read(value)
    return _as_it_is


def _tuple_reader(inner: tuple[Any, ...]) -> _Reader:
    if len(inner) == 2 and inner[1] is Ellipsis:
        read = _reader(inner[0])
        if read is _as_it_is:
            return tuple
        return lambda value: tuple(map(read, value))
    reads = tuple(map(_reader, inner))
    return lambda value: tuple(r(item) for r, item in zip(reads, value, strict=True))


def know_all() -> None:
    """Work out at once, not with the first policy, how each class is made from JSON."""
    open_: list[Any] = [Authority, Pathway, *_NAMES]
    seen = set()
    while open_:
        kind = open_.pop()
        if kind in seen:
            continue
        seen.add(kind)
        _fields(kind)
        for hint in typing.get_type_hints(kind).values():
            open_ += [each for each in (hint, *_inside(hint)) if dataclasses.is_dataclass(each)]


def _inside(hint: Any) -> list[Any]:
    inner = typing.get_args(hint)
    return [each for part in inner for each in (part, *_inside(part))]
