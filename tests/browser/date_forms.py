"""The page of due dates, its forms, and what the desktop makes of a start."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Locator, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.tool_cases import authorities
from tests.browser.widget_page import WidgetPage
from widgets.engine import Authority, Session, codec
from widgets.engine.dates import show_moment, to_utc
from widgets.engine.model import Timescale
from widgets.engine.render.dates import due_dates
from widgets.engine.replies import show_day

NAME = "due-dates"
DAYS = (
    "2026-11-23", "2026-11-30", "2027-01-29", "2027-01-31", "2027-02-28", "2028-01-31",
    "2028-02-28", "2028-02-29", "2028-03-01", "2027-03-28", "2027-10-31", "2027-12-31",
    "2099-12-31", "2100-02-28", "1999-12-31",
)  # fmt: skip
"""Days at the odd places of the calendar: ends of months and years, leap days, both clocks."""

MOMENTS = (
    "2026-11-23T10:00", "2027-02-28T23:59", "2028-02-28T12:30", "2027-03-27T00:59",
    "2027-03-27T01:30", "2027-03-28T00:30", "2027-03-28T01:30", "2027-03-28T02:00",
    "2027-10-30T01:30", "2027-10-30T12:00", "2027-10-31T00:30", "2027-10-31T01:30",
    "2027-10-31T02:00", "2027-12-31T18:00",
)  # fmt: skip
"""Moments in London before, in and after the hours that the clocks leave out or give twice."""


@cache
def with_dates() -> dict[str, Authority]:
    """The authorities whose documents give a time limit or a rhythm."""
    return {name: each for name, each in authorities().items() if each.timescales}


@cache
def _session(authority: str) -> Session:
    return Session(codec.dump(authorities()[authority]))


def starts(scale: Timescale) -> tuple[str, ...]:
    """What a reader might give."""
    return MOMENTS if scale.to_the_minute else DAYS


def request(scale: Timescale, start: str, made: str = "2026-11-22T10:00") -> dict[str, str]:
    """A request as the page sends it to the engine."""
    return {
        "op": "dates",
        "timescale": scale.id,
        "start": start,
        "made": made,
        "today": made[:10],
    }


def desktop(authority: str, asked: dict[str, str]) -> dict[str, Any]:
    """What the engine replies on the desktop."""
    reply: dict[str, Any] = json.loads(_session(authority).handle(json.dumps(asked)))
    return reply


def shown(scale: Timescale, start: str) -> list[str]:
    """The dates a start gives, in words."""
    return [
        show_moment(when) if isinstance(when, datetime) else show_day(when)
        for _, when in due_dates(scale, start)
    ]


@dataclass
class DatesPage(WidgetPage):
    """The page of one authority."""

    authority: Authority

    @property
    def scales(self) -> list[Timescale]:
        """The timescales, in the order of the page."""
        return list(self.authority.timescales.values())

    def widget(self, scale: Timescale) -> str:
        """What picks the widget of a timescale."""
        return f"{NAME}:has(form[data-timescale='{scale.id}'])"

    def form(self, scale: Timescale) -> Locator:
        return self.page.locator(f"form[data-timescale='{scale.id}']")

    def give(self, scale: Timescale, start: str) -> None:
        """Fill in a start and press the button with the mouse."""
        self.form(scale).locator("input").fill(start)
        self.ask(scale)

    def ask(self, scale: Timescale) -> None:
        self.press(f"form[data-timescale='{scale.id}'] button[type=submit]")

    def results(self, scale: Timescale) -> Locator:
        return self.part("results", self.widget(scale))

    def until_dates(self, scale: Timescale, start: str, timeout: float = 15_000) -> None:
        """Wait for the dates of a start, which must be the desktop's, with the focus on them."""
        results = self.results(scale)
        try:
            results.locator("section").wait_for(timeout=timeout)
        except PlaywrightTimeout:
            told = self.page.locator("due-dates").evaluate_all(
                """forms => forms.map(({ dataset, innerText, runtime }) =>
                  [dataset.engine, dataset.reason, runtime?.state, runtime?.how, innerText])"""
            )
            pytest.fail(f"no dates came for {start}: {told}")
        assert results.locator(".hb-due__date").all_inner_texts() == shown(scale, start)
        assert results.locator("dt").all_inner_texts() == [due.label for due in scale.dues]
        expect(results.locator("h3")).to_be_focused()
        expect(self.part("error", self.widget(scale))).to_be_hidden()

    def save(self, scale: Timescale, folder: Path) -> Calendar:
        """Press the button for a calendar file and read what was saved."""
        with self.page.expect_download() as saving:
            self.press(f"{self.widget(scale)} [data-do=calendar]")
        assert saving.value.suggested_filename == f"{self.authority.id}-{scale.id}.ics"
        file = folder / saving.value.suggested_filename
        saving.value.save_as(file)
        return Calendar.from_ical(file.read_bytes())


def check_calendar(read: Calendar, scale: Timescale, start: str, made: datetime) -> None:
    """Each date stands in the calendar once, when it is due, and says how it was counted."""
    events: list[Any] = list(read.walk("VEVENT"))
    assert len(events) == len(scale.dues)
    assert len({str(event["UID"]) for event in events}) == len(events)
    for event, due, (_, when) in zip(events, scale.dues, due_dates(scale, start), strict=True):
        begins: date = event["DTSTART"].dt
        assert begins == (to_utc(when) if isinstance(when, datetime) else when)
        assert str(event["SUMMARY"]) == due.label
        assert scale.title in str(event["DESCRIPTION"])
        assert event["DTSTAMP"].dt == made.astimezone(UTC)
