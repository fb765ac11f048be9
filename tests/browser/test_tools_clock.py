"""Who to ring now: the reader's clock, wherever it is set, read as London's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.browser.tool_cases import tool
from tests.browser.tool_faults import WORKER
from tests.browser.tool_page import ToolPage
from tests.browser.watched import CLOCK_SET, Visits

pytestmark = pytest.mark.browser

WHO_TO_RING = "bradford/who-to-ring"
OFFICE = ["01274 437500"]
DUTY_TEAM = ["01274 431010"]
BOTH = [*OFFICE, *DUTY_TEAM]

# Moments of the world's clock (UTC) and the numbers for them. In winter London has the same time,
# in summer it is one hour ahead; the clocks change on 28 March and 31 October 2027. The rules
# count on each of these days.
MOMENTS = {
    "Mon 08:29, winter": ("2026-11-23T08:29Z", DUTY_TEAM),
    "Mon 08:30, winter": ("2026-11-23T08:30Z", OFFICE),
    "Mon 16:59, winter": ("2026-11-23T16:59Z", OFFICE),
    "Mon 17:00, winter": ("2026-11-23T17:00Z", BOTH),
    "Mon 17:01, winter": ("2026-11-23T17:01Z", DUTY_TEAM),
    "Thu 16:30, winter": ("2026-11-26T16:30Z", OFFICE),
    "Fri 16:29, winter": ("2026-11-27T16:29Z", OFFICE),
    "Fri 16:30, winter": ("2026-11-27T16:30Z", BOTH),
    "Fri 16:31, winter": ("2026-11-27T16:31Z", DUTY_TEAM),
    "Sat 12:00, winter": ("2026-11-28T12:00Z", DUTY_TEAM),
    "Sun 12:00, winter": ("2026-11-22T12:00Z", DUTY_TEAM),
    "Mon 00:00, winter": ("2026-11-23T00:00Z", DUTY_TEAM),
    "Mon 08:29, summer": ("2027-06-14T07:29Z", DUTY_TEAM),
    "Mon 08:30, summer": ("2027-06-14T07:30Z", OFFICE),
    "Mon 16:59, summer": ("2027-06-14T15:59Z", OFFICE),
    "Mon 17:00, summer": ("2027-06-14T16:00Z", BOTH),
    "Mon 17:01, summer": ("2027-06-14T16:01Z", DUTY_TEAM),
    "Fri 16:30, summer": ("2027-06-18T15:30Z", BOTH),
    "Mon 08:30, after the clocks went forward": ("2027-03-29T07:30Z", OFFICE),
    "Fri 08:00, before the clocks went forward": ("2027-03-26T08:00Z", DUTY_TEAM),
    "Mon 17:00, after the clocks went back": ("2027-11-01T17:00Z", BOTH),
    "Fri 16:30, before the clocks went back": ("2027-10-29T15:30Z", BOTH),
}


def test_python_gives_the_number_for_the_hour_in_london(
    ready_tool: Callable[[str], ToolPage],
) -> None:
    _numbers_for_each_moment(ready_tool(WHO_TO_RING))


def test_the_page_alone_gives_the_number_for_the_hour_in_london(visit: Visits) -> None:
    visit.server.fail(WORKER)
    each = tool(WHO_TO_RING)
    page = ToolPage(visit(each.page, timezone="Pacific/Auckland", allow=("404", CLOCK_SET)), each)
    page.until_engine("failed")
    _numbers_for_each_moment(page)


def test_the_clock_can_be_put_right_by_hand(ready_tool: Callable[[str], ToolPage]) -> None:
    page = ready_tool(WHO_TO_RING)
    _set(page, "2026-11-23T12:00Z")
    page.answer("danger", "no")
    page.until_at("outcome:office")
    page.press("[data-change='when']")
    page.until_at("step:when")
    field = page.part("screen").locator("input")
    assert field.input_value() == "2026-11-23T12:00"
    page.answer("when", "2026-11-23T20:15")
    page.until_at("outcome:out-of-hours")
    assert _ring_now(page) == DUTY_TEAM
    # By keyboard: one up in the first part of the field changes the day or the month.
    page.press("[data-change='when']")
    page.until_at("step:when")
    page.tab_to("e.name === 'when'")
    page.page.keyboard.press("ArrowUp")
    assert field.input_value() not in ("", "2026-11-23T20:15")


def _numbers_for_each_moment(page: ToolPage) -> None:
    wrong = []
    for name, (moment, numbers) in MOMENTS.items():
        page.begin()
        _set(page, moment)
        page.answer("danger", "no")
        page.page.locator("[data-part=screen] [data-outcome]").wait_for()
        shown = page.outcome()
        if _ring_now(page) != numbers:
            wrong.append(f"{name}: {_ring_now(page)}, not {numbers}")
        # Whatever the hour, every number stands there, the one for now first.
        every = [number for contact in shown["contacts"] for number, _ in contact["phones"]]
        assert sorted(every) == sorted(["999", *BOTH])
        assert every[: len(numbers)] == numbers
        assert all(contact["seen"] for contact in shown["contacts"])
    assert not wrong


def _ring_now(page: ToolPage) -> list[str]:
    return [
        number
        for contact in page.outcome()["contacts"]
        if contact["now"]
        for number, _ in contact["phones"]
    ]


def _set(page: ToolPage, moment: str) -> None:
    page.page.clock.set_fixed_time(datetime.fromisoformat(moment))
