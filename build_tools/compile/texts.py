"""Policy text as the engine takes it: plain, without the place it stands at."""

from __future__ import annotations

from collections.abc import Iterable


def text(value: str | None) -> str:
    """One text, or "" for one that is left out."""
    return str(value).strip() if value is not None else ""


def texts(values: Iterable[str]) -> tuple[str, ...]:
    """Several texts."""
    return tuple(str(value).strip() for value in values)
