"""Due dates in the page: those of the desktop, saved to a calendar, and never lost or stale."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import assert_accessible
from tests.browser.date_forms import (
    NAME,
    DatesPage,
    check_calendar,
    desktop,
    request,
    shown,
    starts,
    with_dates,
)
from tests.browser.site_server import SiteServer
from tests.browser.tool_cases import POLICY
from tests.browser.tool_faults import FAULTS, FILES, can_be_told, tell_worker
from tests.browser.watched import CLOCK_SET, Visits
from tests.browser.widget_page import NETWORK
from widgets.engine.model import Timescale

pytestmark = pytest.mark.browser

NAMES = sorted(
    file.parent.name
    for file in POLICY.glob("*/dates.yml")
    if "timescales:" in file.read_text(encoding="utf-8")
)
"""The authorities with a date to count, known without checking the policy."""

# Each reply of the engine in the page, for requests in their order.
ASK = """async (requests) => {
  const { runtime } = document.querySelector("due-dates");
  return Promise.all(requests.map((request) => runtime.ask(request)));
}"""
MADE = datetime(2027, 7, 1, 8, 30, tzinfo=ZoneInfo("Europe/London"))

Ready = Callable[[str], DatesPage]


@pytest.fixture(scope="module")
def _visits(browser: Browser, site_dir: Path) -> Iterator[Visits]:
    server = SiteServer(site_dir)
    visits = Visits(browser, server)
    yield visits
    visits.close()
    server.close()


@pytest.fixture(scope="module")
def _pages() -> dict[str, DatesPage]:
    return {}


@pytest.fixture
def ready(_visits: Visits, _pages: dict[str, DatesPage]) -> Iterator[Ready]:
    """Gives the page of an authority with Python ready, in the time zone of New York."""

    def open_page(name: str) -> DatesPage:
        if name not in _pages:
            page = _visits(
                f"{name}/dates/",
                timezone="America/New_York",
                accept_downloads=True,
                allow=(CLOCK_SET,),
            )
            _pages[name] = DatesPage(page, NAME, with_dates()[name])
            # Only then the clock: it cannot stop the timers that watch the start.
            _pages[name].until_engine("ready")
            page.clock.set_fixed_time(MADE)
        return _pages[name]

    yield open_page
    unexpected = _visits.unexpected()
    _visits.problems.clear()
    assert not unexpected, "the pages met problems:\n" + "\n".join(unexpected)


def test_every_authority_with_dates_is_tried() -> None:
    assert list(with_dates()) == NAMES
    assert NAMES


def of_kind(*, to_the_minute: bool) -> tuple[str, Timescale]:
    """An authority, and a timescale of it that counts hours or days."""
    return next(
        (name, scale)
        for name, authority in with_dates().items()
        for scale in authority.timescales.values()
        if scale.to_the_minute is to_the_minute
    )


def opened(visit: Visits, name: str, **options: Any) -> DatesPage:
    return DatesPage(visit(f"{name}/dates/", **options), NAME, with_dates()[name])


@pytest.mark.parametrize("name", NAMES)
def test_every_form_gives_the_dates_of_the_desktop(
    ready: Ready, name: str, record_property: Any
) -> None:
    page = ready(name)
    asked = [request(scale, start) for scale in page.scales for start in starts(scale)]
    asked += [request(scale, "2027-02-30T10:00") for scale in page.scales]
    for one, reply in zip(asked, page.page.evaluate(ASK, asked), strict=True):
        assert reply == desktop(name, one), one
    for number, scale in enumerate(page.scales):
        start = starts(scale)[-1 - number % len(starts(scale))]
        page.give(scale, start)
        page.until_dates(scale, start)
    record_property("measured", f"{len(asked)} starts of {len(page.scales)} timescales")


@pytest.mark.parametrize("to_the_minute", [False, True])
def test_a_calendar_program_reads_the_saved_file(
    ready: Ready, tmp_path: Path, to_the_minute: bool
) -> None:
    name, scale = of_kind(to_the_minute=to_the_minute)
    page = ready(name)
    for start in (starts(scale)[0], "2027-10-31T00:30" if to_the_minute else "2028-02-29"):
        page.give(scale, start)
        page.until_dates(scale, start)
        check_calendar(page.save(scale, tmp_path), scale, start, MADE)
        status = page.part("status", page.widget(scale))
        expect(status).to_have_text("The calendar file was saved to your device.")


@pytest.mark.parametrize(("to_the_minute", "what"), [(False, "date"), (True, "day and time")])
def test_a_faulty_start_is_explained_and_leaves_no_older_dates(
    ready: Ready, to_the_minute: bool, what: str
) -> None:
    name, scale = of_kind(to_the_minute=to_the_minute)
    page = ready(name)
    widget = page.widget(scale)
    good = starts(scale)[0]
    clock = "T10:00" if to_the_minute else ""
    # Nothing, a year typed with two digits, and one of five, all of which browsers allow.
    for start, message in (
        ("", f"Fill in a {what}."),
        (f"0027-11-23{clock}", "Give a date from 1900 to 2199."),
        (f"12026-11-23{clock}", f"Give a real {what}."),
    ):
        page.give(scale, good)
        page.until_dates(scale, good)
        page.give(scale, start)
        page.error_leads_to(message, "start", widget)
        assert page.results(scale).inner_text() == ""
    page.give(scale, good)
    page.until_dates(scale, good)


@pytest.mark.parametrize("to_the_minute", [False, True])
def test_a_start_can_be_typed_and_asked_for_by_keyboard(ready: Ready, to_the_minute: bool) -> None:
    name, scale = of_kind(to_the_minute=to_the_minute)
    page = ready(name)
    page.form(scale).locator("input").fill("")
    heading = page.page.locator(f"h2#{scale.id}")
    heading.click(position={"x": 2, "y": 2})
    page.tab_to(f"e.id === 'start-{scale.id}'")
    # A date without its year: browsers hand over no value, yet something was given. The day and
    # the month are the same figure, as browsers differ in which they ask for first.
    page.page.keyboard.type("0202")
    page.page.keyboard.press("Enter")
    what = "day and time" if to_the_minute else "date"
    page.error_leads_to(f"Give a real {what}.", "start", page.widget(scale))
    page.page.keyboard.type("02022027")
    if to_the_minute:
        page.page.keyboard.press("Tab")
        page.page.keyboard.type("1010a")
    page.page.keyboard.press("Enter")
    page.until_dates(scale, "2027-02-02T10:10" if to_the_minute else "2027-02-02")


def test_every_state_is_for_everyone(ready: Ready) -> None:
    name, scale = of_kind(to_the_minute=True)
    page = ready(name)
    for each in page.scales:
        page.give(each, starts(each)[0])
        page.until_dates(each, starts(each)[0])
    page.assert_for_everyone()
    page.give(scale, "")
    expect(page.part("error", page.widget(scale))).to_be_focused()
    page.assert_for_everyone()


def test_a_start_given_early_is_kept(visit: Visits) -> None:
    can_be_told(visit.server)
    visit.server.stall(FILES["interpreter"])
    name, scale = of_kind(to_the_minute=True)
    page = opened(visit, name)
    start = starts(scale)[3]
    page.give(scale, start)
    status = page.part("status", page.widget(scale))
    expect(status).to_contain_text("goes on by itself")
    expect(status).to_have_role("status")
    visit.server.release()
    page.until_dates(scale, start, timeout=30_000)
    expect(status).to_have_text("")

    # An engine that dies at work says so where the reader is.
    other = next(each for each in page.scales if each is not scale)
    tell_worker(page.page, "broken")
    page.give(other, starts(other)[0])
    page.part("notice", page.widget(other)).wait_for(timeout=30_000)
    assert page.results(other).inner_text() == ""


@pytest.mark.parametrize("fault", ["worker missing", "WebAssembly blocked"])
def test_without_its_engine_the_page_says_so_and_keeps_its_rules(visit: Visits, fault: str) -> None:
    FAULTS[fault](visit.server)
    name = max(with_dates(), key=lambda name: len(with_dates()[name].timescales))
    page = opened(visit, name, allow=NETWORK)
    page.until_engine("failed")
    # One notice is enough to be told once; whoever asks elsewhere is told there.
    expect(page.part("notice")).to_have_count(1)
    last = page.scales[-1]
    page.give(last, starts(last)[0])
    notice = page.part("notice", page.widget(last))
    expect(notice).to_have_role("alert")
    expect(notice).to_contain_text("Dates cannot be worked out on this device")
    notice.locator("a[href='#urgent']").wait_for()
    assert page.results(last).inner_text() == ""
    _rules_and_examples_are_readable(page)
    if fault == "worker missing":
        assert_accessible(page.page)


def test_without_scripts_the_rules_and_examples_are_there(visit: Visits) -> None:
    for name in NAMES:
        page = opened(visit, name, javascript=False)
        for widget in page.page.locator(NAME).all():
            expect(widget).to_be_hidden()
        _rules_and_examples_are_readable(page)


def _rules_and_examples_are_readable(page: DatesPage) -> None:
    """Every timescale says how it counts, with examples that the desktop agrees with."""
    tables = page.page.locator("table.hb-examples").all()
    assert len(tables) == len(page.scales)
    for scale, table in zip(page.scales, tables, strict=True):
        assert table.is_visible()
        rows = table.locator("tbody tr").all()
        assert len(rows) >= 3
        for row, start in zip(rows, _examples(scale), strict=True):
            assert row.locator("td").all_inner_texts() == shown(scale, start)
    rules = page.page.locator("dl.hb-rules").all()
    assert [rule.locator("dt").all_inner_texts() for rule in rules] == [
        [due.label for due in scale.dues] for scale in page.scales
    ]


def _examples(scale: Timescale) -> tuple[str, ...]:
    """The starts that the page works out: a plain one, a month's end, a leap day, new clocks."""
    if scale.to_the_minute:
        return ("2026-11-23T10:00", "2027-02-28T16:30", "2027-03-27T12:00", "2027-10-30T12:00")
    return ("2026-11-23", "2027-01-31", "2028-02-29", "2027-12-31")
