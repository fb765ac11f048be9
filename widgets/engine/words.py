"""Conditions in words, for readers of the static pathway and of error messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from widgets.engine.model import Condition, Count, Every, Is, Not, Some, Step
from widgets.engine.replies import Tokens


def in_words(condition: Condition, steps: Mapping[str, Step], here: str = "") -> str:
    """A condition as a phrase that follows "if"; `here` is the step it stands at."""
    match condition:
        case Is(step, tokens):
            labels = listed((_label(steps[step], token) for token in tokens), "or")
            return f"the answer is {labels}" if step == here else f"“{steps[step].ask}” is {labels}"
        case Count(step, items, tokens, least, most):
            return _count(steps[step], items, tokens, least, most)
        case Every(parts):
            return " and ".join(in_words(part, steps, here) for part in parts) or "always"
        case Some(parts):
            return " or ".join(in_words(part, steps, here) for part in parts)
        case Not(Some(_)):
            return "none of the other rules fits"
        case Not(part):
            return f"it is not so that {in_words(part, steps, here)}"


def reply_in_words(step: Step, tokens: Tokens) -> str:
    """A reply as a reader would say it."""
    if isinstance(tokens, str):
        return _label(step, tokens)
    return "; ".join(
        f"{item.label}: {_label(step, token)}"
        for item, token in zip(step.items, tokens, strict=True)
    )


def listed(words: Iterable[str], last: str) -> str:
    """Words as a list in a sentence: "a, b or c"."""
    all_words = list(words)
    if len(all_words) < 2:
        return "".join(all_words)
    return f"{', '.join(all_words[:-1])} {last} {all_words[-1]}"


def _count(
    step: Step, items: tuple[str, ...], tokens: tuple[str, ...], least: int, most: int | None
) -> str:
    labels = listed((_label(step, token) for token in tokens), "or")
    whole = len(items) == len(step.items)
    names = listed((f"“{item.label}”" for item in step.items if item.id in items), "and")
    among = "the list" if whole else names
    if len(items) == 1:
        return f"{names} is {'not ' if most == 0 else ''}{labels}"
    if most == 0:
        return f"nothing in {among} is {labels}"
    if least == len(items):
        return f"everything in {among} is {labels}"
    if least <= 1:
        return f"anything in {among} is {labels}"
    return f"at least {least} of {among} are {labels}"


def _label(step: Step, token: str) -> str:
    for choice in step.choices:
        if choice.id == token:
            return f"‘{choice.label}’"
    for band in step.bands:
        if band.id == token:
            return f"‘{band.label}’"
    return f"‘{token}’"
