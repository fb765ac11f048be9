"""Due dates as a calendar file (RFC 5545)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from widgets.engine.ics import Event, calendar

MADE = datetime(2026, 7, 1, 12, 0)
DAY = Event("a@handbook", date(2026, 12, 31), "First review", "Bring the plan.")
MOMENT = Event("b@handbook", datetime(2026, 7, 2, 9, 30), "Call; back, \\ soon\nplease", "–")


def test_a_day_takes_the_whole_day() -> None:
    lines = calendar([DAY], MADE).split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "DTSTAMP:20260701T110000Z" in lines
    assert "SUMMARY:First review" in lines
    assert "DESCRIPTION:Bring the plan." in lines
    assert "UID:a@handbook" in lines


def test_a_file_is_whole() -> None:
    assert calendar([MOMENT], MADE).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Practitioner handbook//Due dates//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        "UID:b@handbook",
        "DTSTAMP:20260701T110000Z",
        "DTSTART:20260702T083000Z",
        "DURATION:PT0S",
        "SUMMARY:Call\\; back\\, \\\\ soon\\nplease",
        "DESCRIPTION:–",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_line_takes_75_octets_and_no_more() -> None:
    full = Event("g", date(2026, 1, 1), "x" * (75 - len("SUMMARY:")), "")
    assert f"SUMMARY:{full.title}" in calendar([full], MADE).split("\r\n")
    longer = Event("g", date(2026, 1, 1), full.title + "y" * 75, "")
    lines = calendar([longer], MADE).split("\r\n")
    start = lines.index(f"SUMMARY:{full.title}")
    # The space that marks a line as going on counts too.
    assert lines[start + 1 : start + 3] == [f" {'y' * 74}", " y"]


def test_a_moment_is_given_in_utc_and_its_text_escaped() -> None:
    lines = calendar([MOMENT], MADE).split("\r\n")
    assert "DTSTART:20260702T083000Z" in lines
    assert "SUMMARY:Call\\; back\\, \\\\ soon\\nplease" in lines


def test_several_events_stand_one_after_the_other() -> None:
    made = calendar([DAY, MOMENT], MADE)
    assert made.count("BEGIN:VEVENT") == made.count("END:VEVENT") == 2
    assert made.index("a@handbook") < made.index("b@handbook")


def test_long_lines_are_folded_between_characters() -> None:
    made = calendar([Event("c", date(2026, 1, 1), "é" * 100, "x" * 200)], MADE)
    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    assert "é" * 100 in made.replace("\r\n ", "")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_no_kind_of_line_end_breaks_out_of_its_line(end: str) -> None:
    made = calendar([Event("d", date(2026, 1, 1), f"one{end}END:VEVENT", "two")], MADE)
    assert "SUMMARY:one\\nEND:VEVENT" in made.split("\r\n")
    assert made.splitlines().count("END:VEVENT") == 1


def test_a_moment_in_winter_and_the_first_of_a_double_hour() -> None:
    winter = Event("e", datetime(2026, 12, 1, 9, 30), "Call", "")
    twice = Event("f", datetime(2026, 10, 25, 1, 30), "Call", "")
    lines = calendar([winter, twice], MADE).split("\r\n")
    assert "DTSTART:20261201T093000Z" in lines
    assert "DTSTART:20261025T003000Z" in lines


def test_an_empty_calendar() -> None:
    assert calendar([], MADE).count("\r\n") == 5
