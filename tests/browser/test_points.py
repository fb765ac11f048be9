"""Links to a point of a tool: made by keyboard, opened, damaged, old, and while Python starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site_server import SiteServer
from tests.browser.tool_access import assert_for_everyone
from tests.browser.tool_cases import tool
from tests.browser.tool_faults import WORKER
from tests.browser.tool_page import HOW, ToolPage
from tests.browser.watched import Visits
from tests.engine.test_points import signed
from widgets.engine.points import make_point
from widgets.engine.replies import Answer

pytestmark = pytest.mark.browser

NAME = "luton/pre-caf"
ANSWERS: Mapping[str, Answer] = {"level": "level-1", "additional-needs": "yes"}
NEXT, LAST = {"caf-exists": "no"}, "outcome:start-caf"
ADDRESS = "document.querySelector('#link-to-point').value"


def point(answers: Mapping[str, Answer], version: str = "", dated: str = "") -> str:
    """The fragment of a link, made by the desktop; of another version where told."""
    each = tool(NAME)
    authority = replace(
        each.authority,
        version=version or each.authority.version,
        dated=dated or each.authority.dated,
    )
    return make_point(authority, each.trace(answers))


def opened(visit: Visits, fragment: str) -> ToolPage:
    page = visit("about/")
    page.goto(f"{visit.server.url}{tool(NAME).page}#{fragment}")
    return ToolPage(page, tool(NAME))


def has_no_outcome(page: Page) -> None:
    """People to ring, and nothing that an answer led to."""
    assert page.locator("[data-part=screen] [data-outcome]").count() == 0
    assert page.locator("[data-part=screen] form").count() == 0
    numbers = page.locator("[data-part=screen] a[href^='tel:']").all_inner_texts()
    assert "999" in numbers
    urgent = tool(NAME).pathway.interrupt.outcome
    wanted = [number.shown for who in tool(NAME).contacts(urgent) for number in who.phones]
    assert set(wanted) <= set(numbers)
    expect(page.locator("[data-part=screen]")).to_contain_text(urgent.no_contact)
    expect(page.locator(".hb-harm")).to_be_visible()


def test_a_link_is_made_by_keyboard_and_leads_back_to_its_point(visit: Visits) -> None:
    page = visit(tool(NAME).page)
    used = ToolPage(page, tool(NAME))
    used.until_engine("ready")
    expect(page.locator("[data-do=link]")).to_be_disabled()
    used.walk_by_keys(ANSWERS)
    used.until_at("step:caf-exists")
    # Answering alone makes no link, neither in the address nor on the page.
    assert page.evaluate("location.hash") == ""
    assert page.locator(".hb-link").count() == 0
    used.tab_to("e.dataset.do === 'link'")
    page.keyboard.press("Enter")
    expect(page.locator("#link-to-point")).to_be_focused()
    expect(used.part("status")).to_contain_text("The link")
    assert page.evaluate("location.hash") == ""
    made = str(page.evaluate(ADDRESS))
    assert made == f"{visit.server.url}{tool(NAME).page}#{point(ANSWERS)}"
    assert_for_everyone(page)
    page.goto("about:blank")
    page.goto(made)
    expect(page.locator(".hb-opened__title")).to_be_focused(timeout=30_000)
    assert used.at == "step:caf-exists"
    # The interpreter of the snapshot has all that links need.
    assert page.evaluate(HOW) == "snapshot"
    assert used.summary() == [tool(NAME).pathway.steps[step].ask for step in ANSWERS]
    assert_for_everyone(page)
    # What follows is no longer that point; Back leads to it, Start again to the beginning.
    used.answer("caf-exists", NEXT["caf-exists"])
    used.until_at(LAST)
    assert page.evaluate("location.hash") == ""
    page.go_back()
    used.until_at("step:caf-exists")
    used.press("[data-do=restart]")
    used.until_at("step:level")
    assert page.locator(".hb-opened").count() == 0


def test_a_damaged_link_shows_people_and_no_outcome(visit: Visits) -> None:
    whole = point({**ANSWERS, **NEXT})
    used = opened(visit, whole.replace("additional-needs.yes", "additional-needs.no"))
    page = used.page
    card = page.locator("[data-part=screen] [data-link]")
    expect(card.locator("h2")).to_have_text("This link cannot be used", timeout=30_000)
    expect(card).to_contain_text("This link is damaged or not whole, so nothing of it is used.")
    has_no_outcome(page)
    assert_for_everyone(page)
    # A whole one in its place is read, without loading the page again.
    page.evaluate("(fragment) => { location.hash = fragment; }", whole)
    used.until_at(LAST)
    page.evaluate("(fragment) => { location.hash = fragment; }", f"{whole}x")
    expect(card.locator("h2")).to_have_text("This link cannot be used")
    has_no_outcome(page)
    used.tab_to("e.textContent === 'Begin without the link'")
    page.keyboard.press("Enter")
    used.until_at("step:level")


def test_an_old_link_tells_what_changed_and_when(visit: Visits) -> None:
    now = tool(NAME).authority
    old = point(ANSWERS, "0.9", "2026-01-31")
    digest = old.split("additional-needs.yes.")[1][:5]
    assert old.count(digest) == 1
    used = opened(visit, signed(old.replace(digest, f"{int(digest, 16) ^ 1:05x}")))
    notice = used.page.locator(".hb-opened")
    expect(notice).to_contain_text("The rules have changed since.", timeout=30_000)
    expect(notice).to_contain_text("made with version 0.9 of 31 January 2026")
    expect(notice).to_contain_text(f"The rules are now version {now.version} of")
    ask = tool(NAME).pathway.steps["additional-needs"].ask
    expect(notice).to_contain_text(f"read differently now: {ask}")
    assert used.at == "step:additional-needs"
    assert len(used.summary()) == 1


def test_while_python_starts_the_link_is_being_read(visit: Visits, server: SiteServer) -> None:
    server.stall(WORKER)
    used = opened(visit, point({**ANSWERS, **NEXT}))
    card = used.page.locator("[data-part=screen] [data-link]")
    expect(card).to_contain_text("The page is reading the answers in this link.")
    has_no_outcome(used.page)
    # Nothing keeps the urgent way out waiting.
    used.press(".hb-harm")
    used.until_at("outcome:harm")
    server.release()
    used.until_engine("ready")
    used.page.wait_for_timeout(300)
    assert used.at == "outcome:harm"


def test_without_python_a_link_says_so(visit: Visits, server: SiteServer) -> None:
    server.fail(WORKER)
    page = visit("about/", allow=("404", "Failed to load"))
    page.add_init_script("delete window.SharedWorker")
    page.goto(f"{server.url}{tool(NAME).page}#{point({**ANSWERS, **NEXT})}")
    card = page.locator("[data-part=screen] [data-link]")
    expect(card).to_contain_text("This link cannot be read", timeout=20_000)
    has_no_outcome(page)
    used = ToolPage(page, tool(NAME))
    used.press("[data-part=screen] [data-do=restart]")
    used.until_at("step:level")
