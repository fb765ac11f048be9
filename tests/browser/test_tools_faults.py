"""When the engine cannot start, starts late, dies or disagrees: nothing is lost or wrong."""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.tool_access import assert_for_everyone
from tests.browser.tool_cases import NAMES, Tool, shortest_ways, tool
from tests.browser.tool_checks import check_card, check_outcome
from tests.browser.tool_faults import (
    FAULTS,
    FILES,
    SLOW,
    WORKER,
    abort,
    can_be_told,
    change_data,
    change_policy,
    tell_worker,
)
from tests.browser.tool_page import ToolPage
from tests.browser.watched import CLOCK_SET, Visits
from widgets.engine import Path as Way

pytestmark = pytest.mark.browser

# Seconds in which a failure must be told: long before a stall would be, on a busy machine too.
SOON = 10.0
STALL = 15.0  # seconds without a sign of life after which a stall is told
NETWORK = (r"Failed to load resource", r"ERR_", r"blocked", CLOCK_SET)


# Each file is missing or corrupt in every run; `make test-all` tries it the other way too.
RARE = {
    "wheel corrupt", "lock missing", "loader corrupt", "glue missing", "wasm corrupt",
    "wasm cut short", "library corrupt", "policy missing", "WebAssembly off",
}  # fmt: skip


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        pytest.param(number, fault, marks=pytest.mark.exhaustive if fault in RARE else ())
        for number, fault in enumerate(FAULTS)
    ],
    ids=list(FAULTS),
)
def test_a_failed_start_is_told_and_the_edges_lead_on(
    visit: Visits, number: int, fault: str
) -> None:
    # Each fault meets another tool.
    name = NAMES[number * len(NAMES) // len(FAULTS)]
    FAULTS[fault](visit.server)
    started = time.monotonic()
    page = ToolPage(visit(tool(name).page, allow=NETWORK), tool(name))
    _goes_on_without_engine(page, name, started)


@pytest.mark.parametrize("pattern", [FILES["loader"], WORKER])
def test_a_blocker_in_the_browser_is_told(visit: Visits, pattern: str) -> None:
    name = NAMES[0]
    page = visit("404.html", allow=(*NETWORK, "Failed to fetch"))
    # What tests abort in a context does not reach shared workers; a blocker does.
    page.add_init_script("delete window.SharedWorker")
    abort(page.context, pattern)
    started = time.monotonic()
    page.goto(visit.server.url + tool(name).page)
    _goes_on_without_engine(ToolPage(page, tool(name)), name, started)


def test_a_notice_before_the_rest_of_the_page_leads_there_once_it_is_there(visit: Visits) -> None:
    page = visit("404.html", allow=NETWORK)
    visit.server.stall("assets/handbook.*.css")
    visit.server.fail(WORKER)
    page.goto(visit.server.url + tool(NAMES[0]).page, wait_until="commit")
    notice = page.locator("[data-part=notice]")
    expect(notice.locator("a[href='#urgent']")).to_be_visible()
    assert page.locator("#whole-pathway").count() == 0, "this test looks too late"
    visit.server.release()
    expect(notice.locator("a[href='#whole-pathway']")).to_be_visible()


def _goes_on_without_engine(page: ToolPage, name: str, started: float) -> None:
    """A notice stands there soon, with contacts; the edges lead to the outcomes all the same."""
    notice = page.part("notice")
    notice.wait_for(timeout=SOON * 1000)
    assert time.monotonic() - started < SOON
    assert page.engine == "failed"
    assert page.page.locator("pathway-widget").get_attribute("data-reason")
    expect(notice).to_have_role("alert")
    expect(notice).to_contain_text("could not start")
    at_the_end = notice.evaluate("box => box === box.parentElement.lastElementChild")
    assert at_the_end, "what the reader is about to press has moved"
    for target in ("#urgent", "#whole-pathway"):
        notice.locator(f"a[href='{target}']").wait_for()
    expect(page.page.locator("#urgent a[href^='tel:']").first).to_be_visible()
    for heading in page.page.locator(".hb-static h3").all():
        assert heading.is_visible()
    # The outcome that takes the most answers, then the urgent one.
    way = max(shortest_ways(name).values(), key=lambda way: len(way.tokens))
    page.set_clock_for(way.answers())
    page.walk(way.answers())
    page.until_at(f"outcome:{way.outcome.id}")
    check_card(page, way.outcome)
    assert page.page.locator("[data-do=save]").is_disabled()
    interrupt = page.tool.pathway.interrupt
    page.press(f"[data-interrupt='{interrupt.id}']")
    page.until_at(f"outcome:{interrupt.outcome.id}")
    check_card(page, interrupt.outcome)
    page.press("[data-do=back]")
    page.until_at(f"outcome:{way.outcome.id}")
    page.begin()


def test_a_stall_is_told_and_what_was_answered_meanwhile_is_kept(
    visit: Visits, report: list[str]
) -> None:
    each, way = _longest("bradford/service-type")
    answers = way.answers()
    first, second, third = list(answers)[:3]
    visit.server.stall(FILES["interpreter"])
    started = time.monotonic()
    page = ToolPage(visit(each.page), each)
    for step in (first, second):
        page.until_at(f"step:{step}")
        page.answer(step, answers[step])
    page.until_at(f"step:{third}")
    page.fill(third, answers[third])
    assert page.engine == ""
    assert page.summary() == []
    assert page.part("notice").count() == 0
    page.part("notice").wait_for(timeout=(STALL + 10) * 1000)
    waited = time.monotonic() - started
    assert waited >= STALL, f"the stall was told after {waited:.1f} s"
    expect(page.part("notice")).to_contain_text("taking long to start")
    page.part("notice").locator("a[href='#urgent']").wait_for()

    visit.server.release()
    page.until_engine("ready")
    expect(page.part("notice")).to_have_count(0)
    page.part("answers").locator("dt").first.wait_for()
    asks = [step.ask for step in map(each.pathway.steps.__getitem__, (first, second))]
    assert page.summary() == asks
    # The form that the reader was filling in is still as it was.
    page.press("[data-part=screen] button[type=submit]")
    page.walk({step: answers[step] for step in list(answers)[3:]})
    page.until_at(f"outcome:{way.outcome.id}")
    check_outcome(page, answers)
    report.append(f"a stall was told after {waited:.1f} s")


def test_an_answer_that_only_the_engine_can_follow_waits_for_it(visit: Visits) -> None:
    each, way = _longest("bradford/leaving")
    *before, last = way.answers()

    def too_large(data: dict[str, Any]) -> None:
        for node in data["routes"]["nodes"].values():
            if node.get("step") == last:
                del node["go"]

    change_data(visit.server, each.page, too_large)
    visit.server.stall(FILES["interpreter"])
    page = ToolPage(visit(each.page), each)
    page.walk(way.answers())
    expect(page.part("status")).to_have_text(
        "Your answer is kept. This tool is still starting and goes on by itself."
    )
    assert page.at == f"step:{last}"
    # Back and Forward pass the waiting place without losing it.
    page.page.go_back()
    page.page.go_forward()
    visit.server.release()
    page.until_at(f"outcome:{way.outcome.id}", timeout=30_000)
    check_outcome(page, way.answers())
    assert before


def test_the_urgent_outcome_waits_for_no_slow_engine_and_survives_a_dying_one(
    visit: Visits,
) -> None:
    each, way = _longest("bradford/resolving-differences")
    interrupt = each.pathway.interrupt
    answers = way.answers()
    first, second = list(answers)[:2]
    can_be_told(visit.server)
    page = ToolPage(visit(each.page), each)
    page.until_engine("ready")
    tell_worker(page.page, "slow")
    page.answer(first, answers[first])
    pressed = time.monotonic()
    page.press(f"[data-interrupt='{interrupt.id}']")
    page.until_at(f"outcome:{interrupt.outcome.id}")
    assert time.monotonic() - pressed < SLOW / 2
    assert page.at == f"outcome:{interrupt.outcome.id}"
    # The answer that was on its way is not lost, and does not push the urgent outcome away.
    tell_worker(page.page, "")
    page.until_reasons()
    expect(page.part("answers").locator("dt")).to_have_count(2)
    check_outcome(page, {first: answers[first], interrupt.id: "yes"})

    page.press(f"[data-undo='{interrupt.id}']")
    page.until_at(f"step:{second}")
    tell_worker(page.page, "broken")
    page.press(f"[data-change='{first}']")
    page.until_at(f"step:{first}")
    page.until_engine("failed")
    page.part("notice").wait_for()
    page.answer(first, answers[first])
    page.until_at(f"step:{second}")
    # No list of answers is better than an old one whose buttons do nothing.
    assert page.summary() == []
    page.walk({step: answers[step] for step in list(answers)[1:]})
    page.until_at(f"outcome:{way.outcome.id}")
    check_card(page, way.outcome)


def test_no_outcome_is_shown_when_the_page_leads_elsewhere_than_the_engine(visit: Visits) -> None:
    each, way = _longest("bradford/consent")
    wrong = next(other for other in each.pathway.outcomes if other != way.outcome.id)

    def astray(data: dict[str, Any]) -> None:
        nodes = data["routes"]["nodes"]
        for node in nodes.values():
            if node.get("outcome") == way.outcome.id:
                node["outcome"] = wrong

    change_data(visit.server, each.page, astray)
    page = ToolPage(visit(each.page), each)
    page.until_engine("ready")
    page.walk(way.answers())
    _gives_no_outcome(page)


def test_no_outcome_stays_when_the_engine_comes_to_another_end(visit: Visits) -> None:
    each, way = _longest("bradford/in-need")
    last = list(way.answers())[-1]

    def astray(policy: dict[str, Any]) -> None:
        step = policy["pathways"][each.pathway.id]["steps"][last]
        ends = sorted({edge["go"] for edge in step["edges"]})
        turned = dict(zip(ends, [*ends[1:], ends[0]], strict=True))
        for edge in step["edges"]:
            edge["go"] = turned[edge["go"]]

    change_policy(visit.server, each.page, astray)
    visit.server.stall(FILES["interpreter"])
    page = ToolPage(visit(each.page), each)
    page.walk(way.answers())
    page.until_at(f"outcome:{way.outcome.id}")
    visit.server.release()
    _gives_no_outcome(page)


def _gives_no_outcome(page: ToolPage) -> None:
    """An error with contacts stands there, whatever is pressed; the urgent outcome remains."""
    interrupt = page.tool.pathway.interrupt
    page.until_engine("broken")
    notice = page.part("screen").get_by_role("alert")
    for press in ("", "[data-do=back]", "[data-do=restart]"):
        if press:
            page.press(press)
            page.page.wait_for_timeout(200)
        assert page.at == ""
        expect(notice).to_contain_text("This tool cannot give an answer")
        for target in ("#urgent", "#whole-pathway"):
            expect(notice.locator(f"a[href='{target}']")).to_be_visible()
        assert page.summary() == []
        assert page.page.locator("[data-do=save]").is_disabled()
    expect(notice.locator("h2")).to_be_focused()
    assert_for_everyone(page.page)
    page.press(f"[data-interrupt='{interrupt.id}']")
    page.until_at(f"outcome:{interrupt.outcome.id}")
    check_card(page, interrupt.outcome)
    page.page.wait_for_timeout(200)
    check_card(page, interrupt.outcome)
    page.press("[data-do=back]")
    expect(notice).to_be_visible()
    assert page.at == ""


def _longest(name: str) -> tuple[Tool, Way]:
    """The tool and the longest of its shortest paths."""
    return tool(name), max(shortest_ways(name).values(), key=lambda way: len(way.tokens))
