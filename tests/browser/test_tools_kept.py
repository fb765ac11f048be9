"""What remains of the answers: a record or paper where the reader asks, and otherwise nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.tool_cases import shortest_ways
from tests.browser.tool_checks import check_card, check_outcome
from tests.browser.tool_page import ToolPage

pytestmark = pytest.mark.browser

Ready = Callable[[str], ToolPage]
LONG = "bradford/service-type"
WRITTEN = "2026-11-23T12:00"  # a Monday


def test_a_record_holds_answers_outcome_reasons_clauses_version_and_date(
    ready_tool: Ready, tmp_path: Path
) -> None:
    used = ready_tool(LONG)
    way = max(shortest_ways(LONG).values(), key=lambda way: len(way.tokens))
    answers, outcome = way.answers(), way.outcome.id
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


def test_paper_shows_the_outcome_and_the_contacts(ready_tool: Ready) -> None:
    used = ready_tool(LONG)
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
