"""Due dates: what a timescale of a document comes to."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

import pytest

from widgets.engine.dates import (
    due_day,
    due_moment,
    from_utc,
    read_day,
    read_moment,
    rule_in_words,
    show_moment,
    to_utc,
)
from widgets.engine.errors import WrongForm
from widgets.engine.model import After, Reckoning, Weekday


@pytest.mark.parametrize(
    ("rule", "start", "due"),
    [
        (After("days", 0), "2026-11-22", "2026-11-22"),
        (After("days", 1), "2026-02-28", "2026-03-01"),
        (After("days", 1), "2024-02-28", "2024-02-29"),
        (After("days", -1), "2026-03-01", "2026-02-28"),
        (After("weeks", 6), "2026-11-22", "2027-01-03"),
        (After("weeks", -2), "2026-01-07", "2025-12-24"),
        (After("months", 1), "2026-01-31", "2026-02-28"),
        (After("months", 1), "2024-01-31", "2024-02-29"),
        (After("months", 3), "2026-11-30", "2027-02-28"),
        (After("months", 1), "2026-02-28", "2026-03-28"),
        (After("months", 12), "2026-12-31", "2027-12-31"),
        (After("months", -1), "2026-03-31", "2026-02-28"),
        (After("months", -13), "2026-01-15", "2024-12-15"),
        (After("years", 1), "2024-02-29", "2025-02-28"),
        (After("years", 4), "2024-02-29", "2028-02-29"),
        (After("years", -1), "2024-02-29", "2023-02-28"),
        (After("hours", 24), "2026-11-22", "2026-11-23"),
        (After("hours", 25), "2026-11-22", "2026-11-24"),
        (Weekday(1, "before"), "2026-11-22", "2026-11-17"),
        (Weekday(1, "after"), "2026-11-22", "2026-11-24"),
        (Weekday(6, "before"), "2026-11-22", "2026-11-15"),
        (Weekday(6, "after"), "2026-11-22", "2026-11-29"),
    ],
)
def test_days(rule: Reckoning, start: str, due: str) -> None:
    assert due_day(rule, date.fromisoformat(start)).isoformat() == due


@pytest.mark.parametrize("year", [2000, 2027, 2028, 2100])
def test_a_month_from_the_last_day_of_each_month(year: int) -> None:
    for month in range(1, 13):
        start = date(year, month, monthrange(year, month)[1])
        after = start + timedelta(days=1)
        last = monthrange(after.year, after.month)[1]
        assert due_day(After("months", 1), start) == after.replace(day=min(start.day, last))


@pytest.mark.parametrize(
    ("rule", "start"),
    [
        (After("days", 9_999_999), "2026-11-22"),
        (After("years", 9_999_999), "2026-11-22"),
        (After("months", -9_999_999), "2026-11-22"),
        (Weekday(0, "after"), "9999-12-31"),
        (Weekday(0, "before"), "0001-01-01"),
    ],
)
def test_days_outside_the_calendar(rule: Reckoning, start: str) -> None:
    with pytest.raises(WrongForm, match="nearer to today"):
        due_day(rule, date.fromisoformat(start))


@pytest.mark.parametrize(
    ("hours", "start", "due"),
    [
        (4, "2026-11-22T10:30", "2026-11-22T14:30"),
        (24, "2026-11-22T10:30", "2026-11-23T10:30"),
        (-24, "2026-11-22T10:30", "2026-11-21T10:30"),
        # The clocks go forward on 29 March 2026 and back on 25 October.
        (24, "2026-03-28T12:00", "2026-03-29T13:00"),
        (1, "2026-03-29T00:30", "2026-03-29T02:30"),
        (24, "2026-10-24T12:00", "2026-10-25T11:00"),
        (1, "2026-10-25T00:30", "2026-10-25T01:30"),
        (2, "2026-10-25T00:30", "2026-10-25T01:30"),
        (3, "2026-10-25T00:30", "2026-10-25T02:30"),
        # An hour that comes twice is read as the first, one that does not exist as the next.
        (1, "2026-10-25T01:30", "2026-10-25T01:30"),
        (0, "2026-03-29T01:30", "2026-03-29T02:30"),
    ],
)
def test_hours_are_counted_as_they_pass(hours: int, start: str, due: str) -> None:
    assert due_moment(After("hours", hours), datetime.fromisoformat(start)) == (
        datetime.fromisoformat(due)
    )


@pytest.mark.parametrize("start", [datetime(9999, 12, 31, 23, 59), datetime(1, 1, 1)])
def test_moments_outside_the_calendar(start: datetime) -> None:
    with pytest.raises(WrongForm, match="nearer to today"):
        due_moment(After("hours", 99 if start.year > 1 else -99), start)


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2026-01-15T12:00", "2026-01-15T12:00"),
        ("2026-07-15T12:00", "2026-07-15T11:00"),
        ("2026-03-29T00:59", "2026-03-29T00:59"),
        ("2026-03-29T02:00", "2026-03-29T01:00"),
        ("2026-10-25T00:59", "2026-10-24T23:59"),
        ("2026-10-25T02:00", "2026-10-25T02:00"),
    ],
)
def test_london_and_utc(local: str, utc: str) -> None:
    here = datetime.fromisoformat(local)
    there = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert to_utc(here) == there
    assert from_utc(there) == here


@pytest.mark.parametrize(
    ("spring", "autumn"),
    [
        ("2025-03-30", "2025-10-26"),
        ("2026-03-29", "2026-10-25"),
        ("2027-03-28", "2027-10-31"),
        ("2029-03-25", "2029-10-28"),
        ("2030-03-31", "2030-10-27"),
    ],
)
def test_the_clocks_change_on_the_printed_days(spring: str, autumn: str) -> None:
    """The days that GOV.UK lists for these years, and those worked out by hand."""
    for day, before, after in ((spring, 0, 1), (autumn, 1, 0)):
        change = datetime.fromisoformat(f"{day}T01:00").replace(tzinfo=UTC)
        for minutes, ahead in ((-1, before), (0, after)):
            moment = change + timedelta(minutes=minutes)
            shown = moment.replace(tzinfo=None) + timedelta(hours=ahead)
            assert from_utc(moment) == shown


@pytest.mark.parametrize("text", ["2026-11-22", " 2026-11-22 "])
def test_a_day_is_read(text: str) -> None:
    assert read_day(text) == date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    ["", "2026-02-30", "22/11/2026", "20261122", "2026-W47-7", "2026-11-22junk", "today",
     "2026-11-2", "0000-01-01", "\uff12\uff10\uff12\uff16-11-22", "\u0662\u0660\u0662\u0666-11-22"],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(WrongForm, match="real date"):
        read_day(text)


@pytest.mark.parametrize("text", ["0027-02-02", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_year_that_was_mistyped(text: str) -> None:
    """A date field makes the year 27 of a year typed with two digits."""
    for read in (read_day(near) for near in ("1900-01-01", "2199-12-31")):
        assert read.year in (1900, 2199)
    with pytest.raises(WrongForm, match="from 1900 to 2199"):
        read_day(text)
    with pytest.raises(WrongForm, match="from 1900 to 2199"):
        read_moment(f"{text}T10:00")


def test_a_moment_is_read() -> None:
    assert read_moment(" 2026-11-22T17:05 ") == datetime(2026, 11, 22, 17, 5)


@pytest.mark.parametrize(
    "text",
    ["", "2026-11-22", "2026-11-22 17:05", "2026-11-22T24:00", "2026-11-22T17:60", "17:05",
     "2026-11-22T17:05Z", "2026-11-22T17:05+01:00", "20261122T1705", "2026-11-31T10:00",
     "2026-11-22T\uff117:05"],
)  # fmt: skip
def test_what_is_no_moment(text: str) -> None:
    """Among them what one Python reads and another does not: both must give the same."""
    with pytest.raises(WrongForm, match="real day and time"):
        read_moment(text)


def test_a_moment_in_words() -> None:
    assert show_moment(datetime(2026, 11, 22, 7, 5)) == "Sunday 22 November 2026, 07:05"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (After("days", 1), "1 day after, weekends and holidays counted."),
        (After("days", -2), "2 days before, weekends and holidays counted."),
        (After("weeks", 6), "6 weeks after, weekends and holidays counted."),
        (Weekday(1, "before"), "The nearest Tuesday before that day, not the day itself."),
    ],
)
def test_how_a_date_is_counted(rule: Reckoning, words: str) -> None:
    assert rule_in_words(rule) == words


def test_what_months_and_hours_do_at_their_edges_is_said() -> None:
    assert "last day where the month is too short" in rule_in_words(After("months", 1))
    assert "1 year after" in rule_in_words(After("years", 1))
    assert "when the clocks change" in rule_in_words(After("hours", 48))


def test_nought_is_after_and_not_before() -> None:
    assert rule_in_words(After("days", 0)) == "0 days after, weekends and holidays counted."
