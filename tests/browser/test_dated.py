"""Rules out of their dates, by the reader's clock: no answers, the reason, and whom to ring."""

from __future__ import annotations

from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site_server import SiteServer
from tests.browser.spoiled import spoiled_tool
from tests.browser.tool_access import assert_for_everyone
from tests.browser.tool_faults import WORKER
from tests.browser.watched import CLOCK_SET, Visits

pytestmark = pytest.mark.browser

# Sampleton counts from 22 November 2026 to the end of 2099, one of its tools half a year less.
EARLY, FIRST, LAST, LATE = "2026-11-21", "2026-11-22", "2099-12-31", "2100-01-01"
TOOL, DOOR = "sampleton/tools/first-look/", "sampleton/tools/at-the-door/"
REASONS = {
    EARLY: "The handbook uses version 3 from 22 November 2026.",
    LATE: "The handbook used version 3 until 31 December 2099.",
}


def _open(
    visit: Visits,
    sample: SiteServer,
    path: str,
    day: str,
    *,
    time: str = "12:00",
    timezone: str = "Europe/London",
) -> Page:
    page = visit("about/", server=sample, allow=(CLOCK_SET, "404"), timezone=timezone)
    _at(page, day, time)
    page.goto(sample.url + path)
    return page


def _at(page: Page, day: str, time: str = "12:00") -> None:
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T{time}Z"))


def _is_refused(page: Page, element: str, day: str, timeout: float = 15_000) -> None:
    """The reason, the day of the device, the numbers of the authority, and no question."""
    card = page.locator(f"{element} .hb-refused").first
    expect(card).to_contain_text(REASONS[day], timeout=timeout)
    said = {EARLY: "21 November 2026", LATE: "1 January 2100"}[day]
    expect(card).to_contain_text(f"Your device says that today is {said}.")
    numbers = card.locator("a[href^='tel:']").all_inner_texts()
    assert numbers[0] == "999"
    assert {"01632 960001", "01632 960003"} <= set(numbers)
    assert page.locator("[data-part=screen] form").count() == 0
    expect(page.locator(".hb-dated--past")).to_contain_text("Do not act on this page.")
    expect(page.locator("#urgent a[href^='tel:']").first).to_be_visible()


def _urgent_way_out_is_open(page: Page) -> None:
    page.locator(".hb-harm").click()
    outcome = page.locator("[data-part=screen] [data-outcome='harm']")
    expect(outcome).to_be_visible()
    assert outcome.locator("a[href='tel:999']").first.is_visible()
    page.locator("[data-do=back]").click()
    expect(page.locator("pathway-widget .hb-refused")).to_be_visible()


@pytest.mark.parametrize(
    ("day", "engine"),
    [
        (EARLY, False), (LATE, True),
        *(pytest.param(*case, marks=pytest.mark.exhaustive) for case in (
            (EARLY, True), (LATE, False),
        )),
    ],
)  # fmt: skip
def test_a_tool_out_of_its_dates_gives_no_answer(
    visit: Visits, sample: SiteServer, day: str, engine: bool
) -> None:
    if not engine:
        sample.fail(WORKER)
    page = _open(visit, sample, TOOL, day)
    _is_refused(page, "pathway-widget", day)
    _urgent_way_out_is_open(page)
    page.locator("[data-do=restart]").click()
    _is_refused(page, "pathway-widget", day)
    if engine and day == LATE:
        assert_for_everyone(page)


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_on_its_first_and_its_last_day_a_tool_answers(
    visit: Visits, sample: SiteServer, day: str
) -> None:
    page = _open(visit, sample, TOOL, day)
    expect(page.locator("[data-part=screen] form")).to_be_visible()
    assert page.locator(".hb-dated--past").count() == 0


@pytest.mark.parametrize("engine", [True, False], ids=["with Python", "without"])
def test_the_day_may_end_while_the_reader_is_at_the_tool(
    visit: Visits, sample: SiteServer, engine: bool
) -> None:
    if not engine:
        sample.fail(WORKER)
    page = _open(visit, sample, TOOL, LAST, time="23:59")
    widget = page.locator("pathway-widget")
    expect(widget).to_have_attribute("data-engine", "ready" if engine else "failed", timeout=60_000)
    first = page.locator("[data-part=screen] form")
    first.locator("input").first.check(force=True)
    first.locator("button[type=submit]").click()
    expect(page.locator("[data-part=screen] form")).not_to_have_attribute(
        "data-step", str(first.get_attribute("data-step")) + "-"
    )
    _at(page, LATE, "00:00")
    page.locator("[data-do=back]").click()
    _refusal_without_banner(page)
    page.locator("[data-do=restart]").click()
    _refusal_without_banner(page)
    _urgent_way_out_is_open(page)


def _refusal_without_banner(page: Page) -> None:
    """The banner comes with the page; the card comes with the stroke of the clock."""
    expect(page.locator("pathway-widget .hb-refused")).to_contain_text(REASONS[LATE])
    assert page.locator("[data-part=screen] form").count() == 0


def test_it_is_londons_day_that_counts(visit: Visits, sample: SiteServer) -> None:
    # In summer London is an hour ahead; where the reader is does not matter.
    page = _open(visit, sample, DOOR, "2099-06-30", time="22:59", timezone="Pacific/Auckland")
    expect(page.locator("[data-part=screen] form")).to_be_visible()
    expect(page.locator(".hb-dated--past")).to_have_count(0)
    _at(page, "2099-06-30", "23:00")
    page.reload()
    expect(page.locator(".hb-dated--past")).to_contain_text("until 30 June 2099")
    card = page.locator("pathway-widget .hb-refused")
    expect(card).to_contain_text("The handbook used version 3.1 until 30 June 2099.")
    # A tool with days of its own leaves the others of its authority alone.
    page.goto(sample.url + TOOL)
    expect(page.locator("[data-part=screen] form")).to_be_visible()


@pytest.mark.parametrize("day", [EARLY, LATE])
def test_dates_are_not_worked_out_and_nothing_is_compared(
    visit: Visits, sample: SiteServer, day: str
) -> None:
    page = _open(visit, sample, "sampleton/dates/", day)
    form = page.locator("due-dates form").first
    field = form.locator("input")
    field.fill("2030-01-01" if field.get_attribute("type") == "date" else "2030-01-01T10:00")
    form.locator("button").click()
    _is_refused(page, "due-dates", day)
    page.goto(sample.url + "compare/")
    for fieldset in page.locator("case-compare fieldset").all():
        fieldset.locator("input").first.check(force=True)
    page.locator("case-compare button[type=submit]").click()
    column = page.locator("case-compare .hb-refused")
    expect(column).to_contain_text(REASONS[day])
    assert page.locator("case-compare [data-part=results] [data-outcome]").count() == 0


def test_a_review_that_is_overdue_is_told_on_every_page_of_its_authority(
    visit: Visits, sample: SiteServer
) -> None:
    page = _open(visit, sample, "sampleton/levels/", "2027-11-22")
    banner = page.locator(".hb-dated")
    expect(banner).to_have_count(0)
    _at(page, "2027-11-23")
    for path in ("sampleton/", "sampleton/levels/", "sampleton/contacts/", TOOL, "compare/"):
        page.goto(sample.url + path)
        expect(banner).to_contain_text("Overdue for review.")
        expect(banner).to_contain_text("looked at again by 22 November 2027")
    # The rules count all the same.
    page.goto(sample.url + TOOL)
    expect(page.locator("[data-part=screen] form")).to_be_visible()
    assert_for_everyone(page)
    page.goto(sample.url + "about/")
    expect(page.locator("h1")).to_be_visible()
    expect(banner).to_have_count(0)
    # The tool with a day of its own was due earlier.
    _at(page, "2027-05-23")
    page.goto(sample.url + DOOR)
    expect(banner).to_contain_text("looked at again by 22 May 2027")


def test_without_scripts_the_days_stand_on_the_page(visit: Visits, sample: SiteServer) -> None:
    page = visit(DOOR, server=sample, javascript=False)
    text = page.locator("main").inner_text()
    assert (
        "Version 3.1 of the handbook's rules, in force from 23 November 2026 to 30 June 2099. To "
        "be looked at again by 22 May 2027. Outside these days do not act on it."
    ) in text
    page.goto(sample.url + "sampleton/levels/")
    assert "in force from 22 November 2026 to 31 December 2099" in page.locator("main").inner_text()


@pytest.mark.parametrize("name", ["bradford/tools/who-to-ring/", "luton/tools/which-level/"])
def test_the_real_tools_refuse_before_the_handbooks_own_first_day(visit: Visits, name: str) -> None:
    page = visit("about/", allow=(CLOCK_SET,))
    _at(page, EARLY)
    page.goto(visit.server.url + name)
    card = page.locator("pathway-widget .hb-refused")
    expect(card).to_contain_text("The handbook uses version 1.0 from 22 November 2026.")
    _at(page, FIRST)
    page.reload()
    expect(page.locator("[data-part=screen] form")).to_be_visible()


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        ("copy.js", "if (starts && day < starts)", "if (false)"),
        ("pathway-widget.js", "this.side = sideOf(this.data.in_force);", 'this.side = "";'),
    ],
    ids=["day", "tool"],
)
def test_the_check_sees_a_tool_that_routes_before_its_day(
    visit: Visits, sample: SiteServer, source: str, old: str, new: str
) -> None:
    sample.replace_in(TOOL, spoiled_tool(source, old, new))
    page = _open(visit, sample, TOOL, EARLY)
    with pytest.raises(AssertionError):
        _is_refused(page, "pathway-widget", EARLY, timeout=1_000)
