"""Safe HTML: text is always escaped, only `Html` is not."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TypeAlias

_VOID = frozenset({"input", "br", "hr", "img", "link"})


class Html(str):
    """Markup that is already safe."""

    __slots__ = ()

    def __html__(self) -> str:
        """Tell template engines not to escape this again."""
        return self


Part: TypeAlias = "str | Html | None"


def tag(name: str, /, *parts: Part | Iterable[Part], **attributes: str | bool | None) -> Html:
    """An element. Strings among `parts` are escaped, None is left out.

    In attribute names a trailing underscore is dropped and others become hyphens
    (`class_`, `data_step`); True writes the bare name, False and None leave it out.
    """
    attrs = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{attrs}>")
    return Html(f"<{name}{attrs}>{join(parts)}</{name}>")


def join(parts: Iterable[Part | Iterable[Part]]) -> Html:
    """Parts one after the other."""
    return Html("".join(_flat(parts)))


def _flat(parts: Iterable[Part | Iterable[Part]]) -> Iterable[str]:
    for part in parts:
        if part is None:
            continue
        if isinstance(part, Html):
            yield str(part)
        elif isinstance(part, str):
            yield escape(str(part), quote=False)
        else:
            yield from _flat(part)


def _attribute(key: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
