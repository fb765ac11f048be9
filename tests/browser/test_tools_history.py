"""Back, Forward, a changed answer, a new start, a record, paper: and no trace left behind."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.tool_cases import NAMES, Given, shortest_ways, tool
from tests.browser.tool_checks import check_card, check_outcome
from tests.browser.tool_faults import WORKER
from tests.browser.tool_page import ToolPage
from tests.browser.watched import Visits
from widgets.engine import Revision, revise
from widgets.engine.replies import Answer, all_tokens, answer_for

pytestmark = pytest.mark.browser

Ready = Callable[[str], ToolPage]
LONG = "bradford/service-type"
WRITTEN = "2026-11-23T12:00"  # a Monday


@pytest.fixture
def used(ready_tool: Ready) -> ToolPage:
    """A tool with a long way, with Python ready."""
    return ready_tool(LONG)


def test_back_and_forward_of_the_browser_walk_the_answers(used: ToolPage) -> None:
    answers, outcome = _long_way()
    steps = list(answers)
    used.walk(answers)
    used.until_at(f"outcome:{outcome}")
    for place in range(len(steps) - 1, -1, -1):
        used.page.go_back()
        used.until_at(f"step:{steps[place]}")
        _summary_is(used, steps[:place])
        expect(used.part("screen").locator("h2")).to_be_focused()
    for place in range(1, len(steps)):
        used.page.go_forward()
        used.until_at(f"step:{steps[place]}")
        _summary_is(used, steps[:place])
    used.page.go_forward()
    used.until_at(f"outcome:{outcome}")
    check_outcome(used, answers)


def test_back_in_the_tool_undoes_one_answer_at_a_time(used: ToolPage) -> None:
    answers, _ = _long_way()
    first, second, third = list(answers)[:3]
    used.walk({step: answers[step] for step in (first, second)})
    used.until_at(f"step:{third}")
    used.press("[data-do=back]")
    used.until_at(f"step:{second}")
    used.press("[data-do=back]")
    used.until_at(f"step:{first}")
    # Another answer from here makes a new way: Forward has nothing old to return to.
    used.answer(first, answers[first])
    used.until_at(f"step:{second}")
    used.page.go_forward()
    used.page.wait_for_timeout(200)
    assert used.at == f"step:{second}"


def test_links_within_the_page_do_not_come_between_back_and_the_answers(used: ToolPage) -> None:
    answers, _ = _long_way()
    first, second = list(answers)[:2]
    used.answer(first, answers[first])
    used.until_at(f"step:{second}")
    address = used.page.url
    used.page.evaluate("""() => {
      for (const id of ["urgent", "whole-pathway"]) {
        const link = Object.assign(document.createElement("a"), { href: `#${id}` });
        document.body.append(link);
        link.click();
        link.remove();
      }
    }""")
    used.page.wait_for_url("**/#whole-pathway")
    assert used.at == f"step:{second}"
    used.press("[data-do=back]")
    used.until_at(f"step:{first}")
    assert used.page.url.partition("#")[0] == address


def test_the_first_screen_has_nothing_to_go_back_to(visit: Visits) -> None:
    visit.server.fail(WORKER)
    page = ToolPage(visit(tool(LONG).page, allow=("404",)), tool(LONG))
    page.until_engine("failed")
    assert page.page.locator("[data-do=back]").is_disabled()


def test_a_reload_forgets_and_old_places_bring_nothing_back(visit: Visits) -> None:
    visit.server.fail(WORKER)
    answers, _ = _long_way()
    first, second, third = list(answers)[:3]
    page = ToolPage(visit(tool(LONG).page, allow=("404",)), tool(LONG))
    page.walk({step: answers[step] for step in (first, second)})
    page.until_at(f"step:{third}")
    page.page.reload()
    page.until_at(f"step:{first}")
    page.walk({step: answers[step] for step in (first, second)})
    page.until_at(f"step:{third}")
    for expected in (second, first):
        page.page.go_back()
        page.until_at(f"step:{expected}")
    # From here on the places are of the visit before the reload.
    page.page.go_back()
    page.page.wait_for_timeout(200)
    assert page.at == f"step:{first}"


def test_start_again_clears_everything_and_back_returns(used: ToolPage) -> None:
    answers, outcome = _long_way()
    used.walk(answers)
    used.until_at(f"outcome:{outcome}")
    check_outcome(used, answers)
    used.begin()
    assert used.summary() == []
    assert used.page.locator("[data-part=screen] input:checked").count() == 0
    assert used.page.locator("[data-do=save]").is_disabled()
    used.press("[data-do=back]")
    used.until_at(f"outcome:{outcome}")
    check_outcome(used, answers)


def test_a_changed_answer_keeps_the_others_that_still_apply(ready_tool: Ready) -> None:
    name, answers, step, new, expected = next(
        change for change in _changes() if not change[4].dropped and _later(change[1], change[2])
    )
    used = ready_tool(name)
    used.walk(answers)
    _change(used, answers, step, new)
    _shows(used, expected)
    kept = set(expected.trace.answers) & set(_later(answers, step))
    assert kept, "nothing was kept: choose another example"
    expect(used.part("status")).to_have_text("")


def test_a_changed_answer_tells_what_was_set_aside(ready_tool: Ready) -> None:
    name, answers, step, new, expected = next(
        change for change in _changes() if change[4].dropped and change[4].trace.outcome is None
    )
    used = ready_tool(name)
    used.walk(answers)
    _change(used, answers, step, new)
    _shows(used, expected)
    asks = " ".join(used.tool.pathway.steps[gone].ask for gone in expected.dropped)
    expect(used.part("status")).to_have_text(f"No longer needed, so set aside: {asks}")


def test_an_answer_that_may_be_asked_again_waits(ready_tool: Ready) -> None:
    name, answers, step, new, expected = next(change for change in _changes() if change[4].waiting)
    used = ready_tool(name)
    used.walk(answers)
    _change(used, answers, step, new)
    _shows(used, expected)
    waiting = used.part("answers").locator(".hb-answers__waiting")
    for later in expected.waiting:
        expect(waiting).to_contain_text(used.tool.pathway.steps[later].ask)


def test_a_record_holds_answers_outcome_reasons_clauses_version_and_date(
    used: ToolPage, tmp_path: Path
) -> None:
    answers, outcome = _long_way()
    used.set_clock(WRITTEN)
    used.walk(answers)
    used.until_at(f"outcome:{outcome}")
    check_outcome(used, answers)
    with used.page.expect_download() as saving:
        used.press("[data-do=save]")
    saved = tmp_path / "record.txt"
    saving.value.save_as(saved)
    assert saving.value.suggested_filename == f"{LONG.replace('/', '-')}.txt"
    expect(used.part("status")).to_have_text("The record was saved to your device.")
    text = saved.read_text(encoding="utf-8")
    found = re.search(r"^Made (.*)$", text, re.M)
    assert found, text
    made = found.group(1)
    # Whether a comma follows the day is for the browser's edition of Unicode to say.
    assert re.search(r"Monday,? 23 November 2026 at 12:00$", made)
    assert text == used.tool.ask("record", answers, made=made)["ok"]["text"]
    authority, trace = used.tool.authority, used.tool.trace(answers)
    assert trace.outcome is not None
    for wanted in (
        made,
        f"Policy version {authority.version} of {authority.dated}",
        authority.document,
        trace.outcome.title,
        *(f"{visit.step.ask}\n   Answer: {visit.reply.shown}" for visit in trace.visits),
        *(edge.because for visit in trace.visits for edge in visit.edges),
        *(f"{int(clause[-3:])}" for clause in trace.outcome.clauses),
    ):
        assert wanted in text, f"the record lacks {wanted!r}"


def test_paper_shows_the_outcome_and_the_contacts(used: ToolPage) -> None:
    used.page.evaluate("window.print = () => { window.printed = true; }")
    used.press(f"[data-interrupt='{used.tool.pathway.interrupt.id}']")
    used.until_reasons()
    used.press("[data-do=print]")
    assert used.page.evaluate("window.printed")
    used.page.emulate_media(media="print")
    try:
        shown = used.outcome()
        assert shown["contacts"]
        assert all(contact["seen"] for contact in shown["contacts"])
        for part in (".hb-outcome__title", ".hb-reasons", ".hb-actions"):
            assert used.part("screen").locator(part).first.is_visible()
        assert used.page.locator("#urgent a[href^='tel:']").first.is_visible()
        assert used.page.locator(".hb-static h3").last.is_visible()
        assert used.page.locator("pathway-widget button").locator("visible=true").count() == 0
    finally:
        used.page.emulate_media(media="screen")


def test_answers_live_in_memory_only(ready_tool: Ready) -> None:
    used = ready_tool("bradford/in-need")
    each = used.tool
    asked: list[str] = []
    used.page.context.on("request", lambda request: asked.append(request.url))
    address = used.page.url
    for way in shortest_ways("bradford/in-need").values():
        used.begin()
        used.walk(way.answers())
        used.until_at(f"outcome:{way.outcome.id}")
    used.press(f"[data-interrupt='{each.pathway.interrupt.id}']")
    used.until_reasons()
    check_card(used, each.pathway.interrupt.outcome)
    assert asked == [], "answering asked for something"
    assert used.page.url == address
    kept = used.page.evaluate("""async () => ({
      cookies: document.cookie, local: localStorage.length, session: sessionStorage.length,
      databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length, name: window.name,
    })""")
    assert kept == {
        "cookies": "", "local": 0, "session": 0, "databases": 0, "caches": 0, "workers": 0,
        "name": "",
    }  # fmt: skip
    assert used.page.context.cookies() == []
    state = used.page.evaluate("history.state")
    assert set(state) == {"hbPlace"}
    assert set(state["hbPlace"]) == {"visit", "depth"}
    words = {*each.pathway.steps, *each.pathway.outcomes, each.pathway.interrupt.id}
    assert not any(word in json.dumps(state) for word in words)


# ---- examples, found by the engine on the desktop

Change = tuple[str, dict[str, Answer], str, Answer, Revision]


def _changes() -> Iterator[Change]:
    """Every change of one answer on the way to an outcome, and what comes of it."""
    for name in NAMES:
        pathway = tool(name).pathway
        if any(step.clock for step in pathway.steps.values()):
            continue
        for way in shortest_ways(name).values():
            answers = way.answers()
            for step in answers:
                for tokens in all_tokens(pathway.steps[step]):
                    new = answer_for(pathway.steps[step], tokens)
                    if new != answers[step]:
                        yield name, answers, step, new, revise(pathway, answers, step, new)


def _later(answers: Given, step: str) -> list[str]:
    return list(answers)[list(answers).index(step) + 1 :]


def _change(used: ToolPage, answers: Given, step: str, new: Answer) -> None:
    """Press Change, find the old answer filled in, and give another."""
    used.until_reasons()
    used.press(f"[data-change='{step}']")
    used.until_at(f"step:{step}")
    expect(used.part("screen").locator("h2")).to_be_focused()
    assert used.filled(step) == answers[step]
    used.answer(step, new)


def _shows(used: ToolPage, expected: Revision) -> None:
    trace = expected.trace
    if trace.outcome is not None:
        used.until_at(f"outcome:{trace.outcome.id}")
    else:
        assert trace.asking is not None
        used.until_at(f"step:{trace.asking.id}")
    _summary_is(used, [visit.step.id for visit in trace.visits])


def _summary_is(used: ToolPage, steps: list[str]) -> None:
    expect(used.part("answers").locator("dt")).to_have_text(
        [used.tool.pathway.steps[step].ask for step in steps]
    )


def _long_way() -> tuple[dict[str, Answer], str]:
    way = max(shortest_ways(LONG).values(), key=lambda way: len(way.tokens))
    return way.answers(), way.outcome.id
