"""Due dates: what a timescale of a document comes to, counted from a day or a moment.

Moments are London local time. The United Kingdom's clocks go forward at 01:00 UTC on the last
Sunday of March and back at 01:00 UTC on the last Sunday of October (Summer Time Act 1972 as
amended by the Summer Time Order 2002); hours are counted as they pass, so a change of the
clocks within them moves the time shown.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from widgets.engine.errors import WrongForm
from widgets.engine.model import After, Reckoning, Weekday
from widgets.engine.replies import DAY_FORM, MOMENT_FORM, show_day

_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HOUR = timedelta(hours=1)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_Day = TypeVar("_Day", bound=date)


def due_day(rule: Reckoning, start: date) -> date:
    """The day a rule comes to, counted from a day. Hours count as whole days of 24.

    A month or year later is the same day of the month, or its last day where it has no such
    day. Raises WrongForm when the result lies outside the calendar.
    """
    try:
        if isinstance(rule, Weekday):
            step = 1 if rule.direction == "after" else -1
            day = start + timedelta(days=step)
            while day.weekday() != rule.day:
                day += timedelta(days=step)
            return day
        if rule.unit in ("months", "years"):
            months = rule.count * (12 if rule.unit == "years" else 1)
            return _months_later(start, months)
        days = {"hours": -(-rule.count // 24), "days": rule.count, "weeks": 7 * rule.count}
        return start + timedelta(days=days[rule.unit])
    except (OverflowError, ValueError):
        raise WrongForm("Give a date nearer to today.") from None


def due_moment(rule: After, start: datetime) -> datetime:
    """The moment a number of hours comes to, London time in and out.

    Of an hour that comes twice in October the first is meant, so that nothing is late; an
    hour that does not exist in March counts as the one after it. Raises WrongForm when the
    result lies outside the calendar.
    """
    try:
        return from_utc(to_utc(start) + timedelta(hours=rule.count))
    except OverflowError:
        raise WrongForm("Give a date nearer to today.") from None


def rule_in_words(rule: Reckoning) -> str:
    """How a date is counted, for the reader to check."""
    if isinstance(rule, Weekday):
        where = "before" if rule.direction == "before" else "after"
        return f"The nearest {_DAY_NAMES[rule.day]} {where} that day, not the day itself."
    count = abs(rule.count)
    name = rule.unit if count != 1 else rule.unit[:-1]
    way = "after" if rule.count >= 0 else "before"
    if rule.unit == "hours":
        return (
            f"{count} {name} {way}, as they pass; when the clocks change in between, the time "
            "shown moves with them."
        )
    if rule.unit in ("months", "years"):
        return (
            f"{count} {name} {way}, on the same day of the month, or on its last day where the "
            "month is too short."
        )
    return f"{count} {name} {way}, weekends and holidays counted."


def read_day(text: str) -> date:
    """A day from year-month-day. Raises WrongForm, also for a year that was mistyped."""
    # Versions of Python differ in what else they take for a date; this form all read alike.
    if not DAY_FORM.fullmatch(text.strip()):
        raise WrongForm("Give a real date.")
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise WrongForm("Give a real date.") from None
    return _within_reason(day)


def read_moment(text: str) -> datetime:
    """A moment from year-month-dayThour:minute. Raises WrongForm, as `read_day` does."""
    if not MOMENT_FORM.fullmatch(text.strip()):
        raise WrongForm("Give a real day and time.")
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise WrongForm("Give a real day and time.") from None
    return _within_reason(moment)


def show_moment(moment: datetime) -> str:
    """A moment in words."""
    return f"{show_day(moment.date())}, {moment:%H:%M}"


def to_utc(local: datetime) -> datetime:
    """UTC of a London moment without a zone (see `due_moment` for the odd hours)."""
    summer = local.replace(tzinfo=UTC) - _HOUR
    return summer if _is_summer(summer) else local.replace(tzinfo=UTC)


def from_utc(moment: datetime) -> datetime:
    """The London moment of a moment in UTC, without a zone."""
    local = moment + _HOUR if _is_summer(moment) else moment
    return local.replace(tzinfo=None)


def _within_reason(when: _Day) -> _Day:
    """Refuse the year 27, which a date field makes of a year typed with two digits."""
    if not _FIRST_YEAR <= when.year <= _LAST_YEAR:
        raise WrongForm(f"Give a date from {_FIRST_YEAR} to {_LAST_YEAR}.")
    return when


def _is_summer(moment: datetime) -> bool:
    year = moment.year
    return _last_sunday(year, 3) <= moment < _last_sunday(year, 10)


def _last_sunday(year: int, month: int) -> datetime:
    last = date(year, month, 31)
    day = last - timedelta(days=(last.weekday() + 1) % 7)
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


def _months_later(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    next_year, next_month = divmod(year * 12 + month + 1, 12)
    last = (date(next_year, next_month + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(start.day, last))
