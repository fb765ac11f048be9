"""Every tool in real use: by mouse and by keyboard to every outcome, and the urgent way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.tool_cases import NAMES, Given, shortest_ways, tool, ways_to_each_step
from tests.browser.tool_checks import check_card, check_outcome
from tests.browser.tool_page import ToolPage
from tests.browser.watched import Visits

pytestmark = pytest.mark.browser


# The quick run uses a tool of each kind; `make test-all` uses every tool.
QUICK = {
    "bradford/who-to-ring",
    "bradford/pre-caf",
    "bradford/counts-as-child",
    "luton/who-to-ring",
}


@pytest.fixture(
    params=[
        name if name in QUICK else pytest.param(name, marks=pytest.mark.exhaustive)
        for name in NAMES
    ]
)
def used(request: pytest.FixtureRequest, mounted_tool: Callable[[str], ToolPage]) -> ToolPage:
    """Each tool in turn, with Python ready."""
    return mounted_tool(request.param)


def test_every_outcome_is_reached_by_mouse_or_by_keyboard(used: ToolPage) -> None:
    ways = shortest_ways(_name(used))
    assert set(ways) == set(used.tool.pathway.outcomes)
    for number, (outcome, way) in enumerate(ways.items()):
        # By turns, which tries both on every tool at half the time.
        by_mouse = number % 2 == 0
        answers = way.answers(last=by_mouse)
        used.set_clock_for(answers)
        if by_mouse:
            used.begin()
            used.walk(answers)
        else:
            used.page.locator("[data-do=restart]").focus()
            used.page.keyboard.press("Enter")
            used.walk_by_keys(answers)
        used.until_at(f"outcome:{outcome}")
        check_outcome(used, answers)


def test_every_step_has_the_urgent_outcome_one_press_away(
    used: ToolPage, report: list[str]
) -> None:
    interrupt = used.tool.pathway.interrupt
    assert set(shortest_ways(_name(used))) == set(used.tool.pathway.outcomes)
    passed: set[str] = set()
    for way in ways_to_each_step(_name(used)):
        answers = way.answers()
        used.set_clock_for(answers)
        used.begin()
        done: dict[str, Any] = {}
        for step, answer in answers.items():
            if not used.tool.pathway.steps[step].clock:
                used.until_at(f"step:{step}")
                if step not in passed:
                    _ring_now_and_take_it_back(used, done)
                    passed.add(step)
                used.answer(step, answer)
            done[step] = answer
        used.until_at(f"outcome:{way.outcome.id}")
        _ring_now_and_take_it_back(used, done)
    clocks = {step.id for step in used.tool.pathway.steps.values() if step.clock}
    assert passed | clocks == set(used.tool.pathway.steps)
    for step in clocks:
        # A clock answers itself and goes on, so its form is reached by changing the answer.
        used.press(f"[data-change='{step}']")
        used.until_at(f"step:{step}")
        used.press(f"[data-interrupt='{interrupt.id}']")
        used.until_at(f"outcome:{interrupt.outcome.id}")
    report.append(
        f"{_name(used)} in Chromium: {len(used.tool.pathway.outcomes)} outcomes by mouse and by "
        f"keyboard, the urgent one from each of {len(passed | clocks)} steps"
    )


def test_the_urgent_way_out_works_by_keyboard(used: ToolPage) -> None:
    interrupt = used.tool.pathway.interrupt
    used.begin()
    # It stands before the question, which has the focus.
    used.tab_to(f"e.dataset.interrupt === {interrupt.id!r}", keys="Shift+Tab")
    used.page.keyboard.press("Enter")
    used.until_at(f"outcome:{interrupt.outcome.id}")
    check_outcome(used, {interrupt.id: "yes"})


def _ring_now_and_take_it_back(used: ToolPage, done: Given) -> None:
    """Press the urgent way out at the place that the answers `done` lead to, and undo it."""
    interrupt = used.tool.pathway.interrupt
    before = used.at
    used.press(f"[data-interrupt='{interrupt.id}']")
    used.until_at(f"outcome:{interrupt.outcome.id}")
    check_outcome(used, {**done, interrupt.id: "yes"})
    # The way out is taken: nothing else stands where it was pressed.
    expect(used.page.locator(".hb-harm__row")).to_be_hidden()
    used.press(f"[data-undo='{interrupt.id}']")
    used.until_at(before)
    assert used.summary() == [used.tool.pathway.steps[step].ask for step in done]


def _name(used: ToolPage) -> str:
    return f"{used.tool.authority.id}/{used.tool.pathway.id}"


# Where the script of a tool begins: its data is the only other one in it.
SCRIPT = "</pathway-widget>"


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_what_is_pressed_before_the_script_has_come_is_not_lost(visit: Visits, by: str) -> None:
    each = tool("bradford/consent")
    way = max(shortest_ways("bradford/consent").values(), key=lambda way: len(way.tokens))
    (first, token), second = next(iter(way.answers().items())), list(way.tokens)[1]
    visit.server.stall_before(each.page, SCRIPT)
    page = visit("404.html")
    page.goto(visit.server.url + each.page, wait_until="commit")
    choice = page.locator(f"[data-part=screen] input[value='{token}']")
    choice.wait_for(state="attached")
    expect(page.locator("pathway-widget")).to_be_visible()
    address = page.url
    if by == "mouse":
        choice.locator("xpath=ancestor::label").click()
        page.locator("[data-part=screen] button[type=submit]").click()
    else:
        choice.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
    expect(page.locator("[data-part=status]").first).to_contain_text("Your answer is kept")
    assert page.url == address
    visit.server.release()
    used = ToolPage(page, each)
    used.until_at(f"step:{second}")
    assert first in way.answers()


def test_the_urgent_way_out_may_be_pressed_before_the_script_has_come(visit: Visits) -> None:
    each = tool("bradford/consent")
    interrupt = each.pathway.interrupt
    visit.server.stall_before(each.page, SCRIPT)
    page = visit("404.html")
    page.goto(visit.server.url + each.page, wait_until="commit")
    page.locator(f"pathway-widget [data-interrupt='{interrupt.id}']").click()
    # It does not wait for the script: the numbers stand in sight.
    expect(page.locator("[data-part=status]").first).to_contain_text("at the top of this page")
    expect(page.locator("#urgent a[href^='tel:']").first).to_be_in_viewport()
    visit.server.release()
    used = ToolPage(page, each)
    used.until_at(f"outcome:{interrupt.outcome.id}")
    check_card(used, interrupt.outcome)
