"""From what a reader gives to the tokens that rules look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from typing import TypeAlias

from widgets.engine.errors import MissingItems, OutOfRange, UnknownChoice, UnknownItem, WrongForm
from widgets.engine.model import MINUTES_A_DAY, MINUTES_A_WEEK, Band, Choice, Step

Answer: TypeAlias = str | Mapping[str, str]
"""What a reader gives: text, or for a checklist one choice id for each item."""

Answers: TypeAlias = Mapping[str, Answer]
"""Answers by step id. The id of the interrupt with "yes" takes the interrupt."""

Tokens: TypeAlias = str | tuple[str, ...]
"""A choice or band id; for a checklist the choice ids in the order of its items."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
# Only the digits 0 to 9, so that every Python, and the page's own script, reads the same.
_NUMBER = re.compile(r"\d{1,7}", re.ASCII)
DAY_FORM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# From Python 3.13 on, 24:00 would be read as the next day's midnight.
MOMENT_FORM = re.compile(r"\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer understood: its canonical form, its tokens, and how to show it."""

    answer: Answer
    tokens: Tokens
    shown: str


def read_reply(step: Step, answer: Answer) -> Reply:
    """Understand one answer to one step.

    Raises UnknownChoice, UnknownItem, MissingItems, WrongForm or OutOfRange, whose text tells
    the reader what to do.
    """
    if step.kind == "checklist":
        return _checklist(step, answer)
    if not isinstance(answer, str):
        raise WrongForm("Give one answer to this question.", step.id)
    if step.kind == "question":
        choice = _choice(step, answer)
        return Reply(choice.id, choice.id, choice.label)
    number, canonical, shown = measure(step, answer)
    band = band_of(step, number)
    if band is None:
        raise OutOfRange(_range_text(step), step.id)
    return Reply(canonical, band.id, shown)


def measure(step: Step, answer: str) -> tuple[int, str, str]:
    """Turn a number, date or time into the whole number that bands are made of.

    Returns it with the canonical text and the text to show. Numbers count as themselves,
    dates as ordinal days, times (London, no seconds) as minutes since Monday 00:00.
    Raises WrongForm.
    """
    text = answer.strip()
    try:
        if step.kind == "number" and _NUMBER.fullmatch(text):
            number = int(text)
            return number, str(number), f"{number} {step.unit}".strip()
        if step.kind == "date" and DAY_FORM.fullmatch(text):
            day = date.fromisoformat(text)
            return day.toordinal(), text, show_day(day)
        if step.kind == "time" and MOMENT_FORM.fullmatch(text):
            moment = datetime.fromisoformat(text)
            minute = moment.weekday() * MINUTES_A_DAY + moment.hour * 60 + moment.minute
            return minute, text, f"{show_day(moment.date())}, {moment:%H:%M}"
    except ValueError:
        pass
    wanted = {
        "number": "Give a whole number, in digits.",
        "date": "Give a real date, as year-month-day.",
        "time": "Give a real day and time.",
    }
    raise WrongForm(wanted.get(step.kind, "Give an answer."), step.id)


def band_of(step: Step, number: int) -> Band | None:
    """The band a number falls into, or None."""
    for band in step.bands:
        if any(low <= number <= high for low, high in band.ranges):
            return band
    return None


def show_day(day: date) -> str:
    """A date in words, for example 'Sunday 22 November 2026'."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def real_day(text: str) -> date | None:
    """The day that is written as year-month-day (ISO 8601), or None where it is none."""
    try:
        return date.fromisoformat(text) if DAY_FORM.fullmatch(text) else None
    except ValueError:
        return None


def all_tokens(step: Step) -> Iterator[Tokens]:
    """Every reply a step can get, as tokens."""
    if step.kind == "checklist":
        yield from product(tuple(choice.id for choice in step.choices), repeat=len(step.items))
    elif step.kind == "question":
        yield from (choice.id for choice in step.choices)
    else:
        yield from (band.id for band in step.bands)


def answer_for(step: Step, tokens: Tokens, *, last: bool = False) -> Answer:
    """An answer that reads back as `tokens`.

    For a band it is the first value of its first range, or with `last` the last value of
    its last, so that both ends can be tried.
    """
    if isinstance(tokens, tuple):
        return {item.id: token for item, token in zip(step.items, tokens, strict=True)}
    if step.kind == "question":
        return tokens
    band = next(band for band in step.bands if band.id == tokens)
    number = band.ranges[-1][1] if last else band.ranges[0][0]
    if step.kind == "number":
        return str(number)
    if step.kind == "date":
        return date.fromordinal(number).isoformat()
    monday = datetime(2027, 2, 1)
    return (monday + timedelta(minutes=number % MINUTES_A_WEEK)).strftime("%Y-%m-%dT%H:%M")


def _choice(step: Step, answer: str) -> Choice:
    for choice in step.choices:
        if choice.id == answer:
            return choice
    labels = "; ".join(f"'{choice.label}'" for choice in step.choices)
    raise UnknownChoice(f"Choose one of the answers: {labels}.", step.id)


def _checklist(step: Step, answer: Answer) -> Reply:
    # What comes from a browser is JSON, and may be anything.
    if not isinstance(answer, Mapping):
        raise MissingItems(
            "Answer each line of the list.", step.id, tuple(item.id for item in step.items)
        )
    known = {item.id for item in step.items}
    for given in answer:
        if given not in known:
            raise UnknownItem(f"This list has no line '{given}'.", step.id)
    missing = tuple(item for item in step.items if item.id not in answer)
    if missing:
        labels = "; ".join(item.label for item in missing)
        raise MissingItems(
            f"Answer each line of the list. Still open: {labels}.",
            step.id,
            tuple(item.id for item in missing),
        )
    chosen = tuple(_choice(step, answer[item.id]) for item in step.items)
    shown = "; ".join(
        f"{item.label}: {choice.label}" for item, choice in zip(step.items, chosen, strict=True)
    )
    canonical = {item.id: choice.id for item, choice in zip(step.items, chosen, strict=True)}
    return Reply(canonical, tuple(choice.id for choice in chosen), shown)


def _range_text(step: Step) -> str:
    low = min(low for band in step.bands for low, _ in band.ranges)
    high = max(high for band in step.bands for _, high in band.ranges)
    if step.kind == "number":
        return f"Give a whole number from {low} to {high}."
    if step.kind == "date":
        first, last = show_day(date.fromordinal(low)), show_day(date.fromordinal(high))
        return f"Give a date from {first} to {last}."
    return "Give a real day and time."
