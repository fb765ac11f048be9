"""Ranges of numbers, dates and opening hours as the whole numbers that the engine counts in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from build_tools.model.contacts import Hours
from build_tools.model.pathways import Band, Value
from widgets.engine import model as engine

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1).toordinal(), date(2199, 12, 31).toordinal()


def band_ranges(step: Value, band: Band, hours: Mapping[str, Hours]) -> tuple[tuple[int, int], ...]:
    """The whole numbers a band covers, as the engine counts them."""
    if step.kind == "time":
        if band.during is not None:
            return open_minutes(hours[band.during])
        if band.closing is not None:
            return tuple((minute, minute) for minute in closing_minutes(hours[band.closing]))
        assert band.outside is not None
        taken = open_minutes(hours[band.outside])
        if any(other.closing == band.outside for other in step.bands.values()):
            taken += tuple((m, m) for m in closing_minutes(hours[band.outside]))
        return _rest(taken)
    if step.kind == "date":
        low = band.from_.toordinal() if isinstance(band.from_, date) else _FIRST_DAY
        high = band.to.toordinal() if isinstance(band.to, date) else _LAST_DAY
        return ((low, high),)
    low = band.from_ if isinstance(band.from_, int) else step.least or 0
    high = band.to if isinstance(band.to, int) else step.most or 0
    return ((low, high),)


def whole_range(step: Value) -> tuple[int, int]:
    """The first and last whole number a value step must cover."""
    if step.kind == "time":
        return 0, engine.MINUTES_A_WEEK - 1
    if step.kind == "date":
        return _FIRST_DAY, _LAST_DAY
    return step.least or 0, step.most or 0


def open_minutes(hours: Hours) -> tuple[tuple[int, int], ...]:
    """The minutes of the week in which someone is there; the closing minute is not among them."""
    return tuple(sorted(
        (_minute(day, span.opens), _minute(day, span.closes) - 1)
        for span in hours.spans
        for day in span.days
    ))  # fmt: skip


def closing_minutes(hours: Hours) -> tuple[int, ...]:
    """The minutes of the week at which opening ends."""
    return tuple(sorted(_minute(day, span.closes) for span in hours.spans for day in span.days))


def _minute(day: str, clock: str) -> int:
    hour, minute = str(clock).split(":")
    return DAYS.index(day) * engine.MINUTES_A_DAY + int(hour) * 60 + int(minute)


def _rest(taken: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    rest: list[tuple[int, int]] = []
    next_free = 0
    for low, high in sorted(taken):
        if low > next_free:
            rest.append((next_free, low - 1))
        next_free = max(next_free, high + 1)
    if next_free < engine.MINUTES_A_WEEK:
        rest.append((next_free, engine.MINUTES_A_WEEK - 1))
    return tuple(rest)
