"""Counting dates, held against the calendar and the time zone data of the machine."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from widgets.engine.dates import due_day, due_moment, from_utc, to_utc
from widgets.engine.ics import Event, calendar
from widgets.engine.model import After, Weekday

LONDON = ZoneInfo("Europe/London")
SOME_DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@st.composite
def near_a_change(draw: st.DrawFn) -> datetime:
    """A moment within four hours of a change of the clocks: left out, given twice, or beside."""
    year, month = draw(st.integers(1997, 2079)), draw(st.sampled_from([3, 10]))
    sunday = max(day for day in range(25, 32) if date(year, month, day).weekday() == 6)
    return datetime(year, month, sunday, 1) + timedelta(minutes=draw(st.integers(-240, 240)))


@st.composite
def near_a_months_end(draw: st.DrawFn) -> date:
    """A day of which some months have none, in leap years and others."""
    year = draw(st.sampled_from([1900, 1999, 2000, 2024, 2027, 2028, 2096, 2100]))
    following = date(year, draw(st.integers(1, 12)), 1) + timedelta(days=31)
    return following.replace(day=1) - timedelta(days=draw(st.integers(1, 4)))


# From 1996 the clocks have changed on the last Sundays of March and October.
MOMENTS = st.one_of(
    st.datetimes(datetime(1997, 1, 1), datetime(2080, 1, 1)).map(
        lambda moment: moment.replace(second=0, microsecond=0)
    ),
    near_a_change(),
)
DAYS = st.one_of(SOME_DAYS, near_a_months_end())


@given(MOMENTS)
def test_the_clock_of_london_is_that_of_the_zone_data(moment: datetime) -> None:
    utc = moment.replace(tzinfo=UTC)
    assert from_utc(utc) == utc.astimezone(LONDON).replace(tzinfo=None)


@given(MOMENTS)
def test_utc_is_that_of_the_zone_data_with_the_first_of_two(moment: datetime) -> None:
    zoned = moment.replace(tzinfo=LONDON, fold=0)
    assert to_utc(moment) == zoned.astimezone(UTC)


@given(MOMENTS, st.integers(-500, 500))
def test_hours_pass_as_they_do_in_utc(moment: datetime, hours: int) -> None:
    due = due_moment(After("hours", hours), moment)
    zoned = moment.replace(tzinfo=LONDON).astimezone(UTC) + timedelta(hours=hours)
    assert due == zoned.astimezone(LONDON).replace(tzinfo=None)


@given(DAYS, st.integers(0, 6), st.sampled_from(["before", "after"]))
def test_the_nearest_weekday_is_within_a_week_and_never_the_day(
    start: date, day: int, direction: str
) -> None:
    due = due_day(Weekday(day, "before" if direction == "before" else "after"), start)
    gap = (due - start).days if direction == "after" else (start - due).days
    assert 1 <= gap <= 7
    assert due.weekday() == day


@given(DAYS, st.integers(-300, 300))
def test_a_month_later_is_the_same_day_or_the_last(start: date, months: int) -> None:
    due = due_day(After("months", months), start)
    assert (due.year - start.year) * 12 + due.month - start.month == months
    next_day = due + timedelta(days=1)
    assert due.day == start.day or (due.day < start.day and next_day.day == 1)


@given(DAYS, st.integers(1, 30), st.integers(1, 40))
def test_a_later_start_is_never_due_earlier(start: date, gap: int, months: int) -> None:
    rule = After("months", months)
    assert due_day(rule, start) <= due_day(rule, start + timedelta(days=gap))


@given(DAYS, st.integers(-100, 100))
def test_a_year_is_twelve_months(start: date, years: int) -> None:
    assert due_day(After("years", years), start) == due_day(After("months", 12 * years), start)


@given(MOMENTS, st.integers(0, 500))
def test_what_a_calendar_gets_is_never_late(moment: datetime, hours: int) -> None:
    """The second of two equal hours is written as the first: an hour early at most."""
    due = to_utc(due_moment(After("hours", hours), moment))
    exact = to_utc(moment) + timedelta(hours=hours)
    assert due in (exact, exact - timedelta(hours=1))


@given(st.text(max_size=200), st.text(max_size=200), MOMENTS)
def test_a_calendar_file_gives_its_texts_back(title: str, note: str, when: datetime) -> None:
    title, note = (" ".join(text.split()) for text in (title, note))
    made = calendar([Event("u@x", when, title, note)], when)
    assert made.endswith("\r\n")
    lines = made.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = made.replace("\r\n ", "").split("\r\n")
    fields = dict(line.split(":", 1) for line in whole if ":" in line)
    assert _plain(fields["SUMMARY"]) == title
    assert _plain(fields["DESCRIPTION"]) == note
    assert fields["DTSTART"] == f"{to_utc(when):%Y%m%dT%H%M%SZ}"


def _plain(text: str) -> str:
    """What a reader of RFC 5545 makes of a text value."""
    plain = ""
    signs = iter(text)
    for sign in signs:
        if sign == "\\":
            after = next(signs)
            plain += "\n" if after in "nN" else after
        else:
            assert sign not in ",;"
            plain += sign
    return plain
