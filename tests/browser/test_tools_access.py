"""Every state of a tool for everyone: axe, narrow and dark screens, the keyboard, target sizes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.tool_access import assert_for_everyone
from tests.browser.tool_cases import shortest_ways, tool
from tests.browser.tool_faults import FILES, WORKER
from tests.browser.tool_page import ToolPage
from tests.browser.watched import CLOCK_SET, Visits

pytestmark = pytest.mark.browser

Ready = Callable[[str], ToolPage]

# Each stop of the Tab key inside the tool, in words.
STOP = """() => {
  const e = document.activeElement;
  if (!e.closest("pathway-widget")) return "";
  const { do: what, interrupt, change } = e.dataset;
  return what || (interrupt && "urgent") || (change && `change ${change}`)
    || (e.localName === "summary" && "why") || e.type || e.localName;
}"""


def test_states_with_the_engine(ready_tool: Ready, report: list[str]) -> None:
    page = ready_tool("bradford/in-need")
    ways = shortest_ways("bradford/in-need").values()
    way = max(ways, key=lambda way: len(way.tokens))
    answers = way.answers()
    first, listed = list(answers)[:2]
    states = ["question", "question in error", "checklist", "checklist in error", "outcome",
              "change of a checklist", "urgent outcome"]  # fmt: skip
    assert page.tool.pathway.steps[first].kind == "question"
    assert page.tool.pathway.steps[listed].kind == "checklist"
    assert_for_everyone(page.page)
    _continue(page)
    assert_for_everyone(page.page)
    page.answer(first, answers[first])
    page.until_at(f"step:{listed}")
    assert_for_everyone(page.page)
    _continue(page)
    assert_for_everyone(page.page)
    page.answer(listed, answers[listed])
    page.until_at(f"outcome:{way.outcome.id}")
    page.until_reasons()
    assert not way.outcome.urgent
    assert_for_everyone(page.page)
    page.press(f"[data-change='{listed}']")
    page.until_at(f"step:{listed}")
    assert_for_everyone(page.page)
    page.press(f"[data-interrupt='{page.tool.pathway.interrupt.id}']")
    page.until_reasons()
    assert_for_everyone(page.page)
    report.append(f"{len(states)} states, each narrow and wide, in light and in dark colours")


def test_states_without_the_engine(visit: Visits) -> None:
    visit.server.fail(WORKER)
    each = tool("bradford/counts-as-child")
    page = ToolPage(visit(each.page, allow=("404",)), each)
    page.until_engine("failed")
    way = next(
        way
        for way in shortest_ways("bradford/counts-as-child").values()
        if each.pathway.steps[list(way.tokens)[1]].kind == "number"
    )
    first, number = list(way.tokens)[:2]
    page.answer(first, way.answers()[first])
    page.until_at(f"step:{number}")
    assert_for_everyone(page.page)
    page.answer(number, "not a number")
    expect(page.part("error")).to_be_visible()
    assert_for_everyone(page.page)

    each = tool("bradford/who-to-ring")
    page = ToolPage(visit(each.page, allow=("404",)), each)
    page.answer("danger", "no")
    page.page.locator("[data-part=screen] [data-outcome]").wait_for()
    page.page.go_back()
    page.until_at("step:when")
    assert_for_everyone(page.page)


def test_an_error_takes_the_focus_and_leads_to_the_field(ready_tool: Ready) -> None:
    page = ready_tool("bradford/in-need")
    way = max(shortest_ways("bradford/in-need").values(), key=lambda way: len(way.tokens))
    first, listed = list(way.tokens)[:2]
    _continue(page)
    _error_leads_to(page, "Choose an answer.", f"{first}")
    page.answer(first, way.answers()[first])
    page.until_at(f"step:{listed}")
    expect(page.part("error")).to_be_hidden()
    _continue(page)
    items = page.tool.pathway.steps[listed].items
    _error_leads_to(page, "Answer each line of the list.", f"{listed}/{items[0].id}")
    # With one line answered, the next open line is the one to go to; one field has the name.
    choice = page.tool.pathway.steps[listed].choices[-1].id
    page.fill(listed, {items[0].id: choice})
    _continue(page)
    _error_leads_to(page, "Answer each line of the list.", f"{listed}/{items[1].id}")
    assert page.page.locator("[id='hb-field-in-error']").count() == 1


def test_the_engine_says_what_number_it_wants(ready_tool: Ready) -> None:
    page = ready_tool("bradford/counts-as-child")
    pathway = page.tool.pathway
    way = next(
        way
        for way in shortest_ways("bradford/counts-as-child").values()
        if pathway.steps[list(way.tokens)[1]].kind == "number"
    )
    first, number = list(way.tokens)[:2]
    page.answer(first, way.answers()[first])
    page.until_at(f"step:{number}")
    for wrong in ("-1", "abc", "1.5", "9999"):
        page.answer(number, wrong)
        expect(page.part("error")).to_contain_text("Give a whole number")
        _error_leads_to(page, "Give a whole number", number)
        assert page.at == f"step:{number}"
    assert page.summary() == [pathway.steps[first].ask]


def test_the_tab_key_meets_everything_in_reading_order(ready_tool: Ready) -> None:
    page = ready_tool("bradford/consent")
    way = max(shortest_ways("bradford/consent").values(), key=lambda way: len(way.tokens))
    first, second = list(way.tokens)[:2]
    page.answer(first, way.answers()[first])
    page.until_at(f"step:{second}")
    expect(page.part("screen").locator("h2")).to_be_focused()
    stops = [page.page.evaluate(STOP)]
    while stops[-1]:
        page.tab_to("true", keys="Shift+Tab")
        stops.append(page.page.evaluate(STOP))
    stops.clear()
    while not stops or stops[-1]:
        page.tab_to("true")
        stops.append(page.page.evaluate(STOP))
    why = ["why"] if page.part("screen").locator("summary").count() else []
    assert stops == [
        "urgent", "radio", *why, "submit", f"change {first}",
        "back", "restart", "print", "save", "link", "",
    ]  # fmt: skip
    assert page.page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0


def test_the_notice_of_a_stall_is_for_everyone(visit: Visits) -> None:
    visit.server.stall(FILES["interpreter"])
    each = tool("bradford/in-need")
    page = visit("404.html", allow=(CLOCK_SET,))
    page.clock.install()
    page.goto(visit.server.url + each.page)
    used = ToolPage(page, each)
    used.until_at(f"step:{each.pathway.start}")
    # The other files arrive in real time, and each starts the wait again.
    page.wait_for_timeout(1500)
    page.clock.run_for(16_000)
    used.until_engine("stalled")
    assert_for_everyone(page)


def _continue(page: ToolPage) -> None:
    page.press("[data-part=screen] button[type=submit]")


def _error_leads_to(page: ToolPage, message: str, field: str) -> None:
    """The summary has the focus; its link, by keyboard, moves to the field concerned."""
    error = page.part("error")
    expect(error).to_be_focused()
    expect(error.locator("h2")).to_have_text("There is a problem")
    expect(error.locator("a")).to_contain_text(message)
    page.tab_to("e.closest('[data-part=error]') !== null")
    page.page.keyboard.press("Enter")
    focused = page.page.evaluate("document.activeElement.name")
    assert focused == field, f"the focus went to {focused!r}"
