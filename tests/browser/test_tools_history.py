"""Back, Forward, a new start and a changed answer: nothing is lost, nothing old comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.tool_cases import NAMES, Given, shortest_ways, tool
from tests.browser.tool_checks import check_outcome
from tests.browser.tool_faults import WORKER
from tests.browser.tool_page import ToolPage
from tests.browser.watched import Visits
from widgets.engine import Revision, revise
from widgets.engine.replies import Answer, all_tokens, answer_for

pytestmark = pytest.mark.browser

Ready = Callable[[str], ToolPage]
LONG = "bradford/service-type"


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
