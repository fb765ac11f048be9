"""Which action or sentence of one list is which of another, where none has an id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from widgets.engine.model import Action

_T = TypeVar("_T")
_ALIKE = 0.6
"""From here on two texts count as one that was reworded."""


def pair_actions(
    before: Sequence[Action], now: Sequence[Action]
) -> list[tuple[Action | None, Action | None]]:
    """Actions put together by what is done; None where one came or went."""
    return _paired(before, now, _likeness)


def pair_texts(before: Sequence[str], now: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """Sentences put together by their words; None where one came or went."""
    return _paired(before, now, _alike)


def _likeness(was: Action, is_: Action) -> float:
    return _alike(was.does, is_.does) + (was.who == is_.who) / 10


def _alike(was: str, is_: str) -> float:
    return SequenceMatcher(None, was, is_, autojunk=False).ratio()


def _paired(
    before: Sequence[_T], now: Sequence[_T], likeness: Callable[[_T, _T], float]
) -> list[tuple[_T | None, _T | None]]:
    """Things of two lists put together by likeness, the most alike first; None where one is alone.

    In the order of `now`, then those that went.
    """
    if list(before) == list(now):
        return list(zip(before, now, strict=True))
    scores = sorted(
        (
            (-likeness(was, is_), abs(n - m), n, m)
            for n, was in enumerate(before)
            for m, is_ in enumerate(now)
        ),
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for score, _, n, m in scores:
        if -score >= _ALIKE and m not in partner and n not in taken:
            partner[m] = n
            taken.add(n)
    return [
        *((before[partner[m]] if m in partner else None, is_) for m, is_ in enumerate(now)),
        *((was, None) for n, was in enumerate(before) if n not in taken),
    ]
