"""A copy past its review date says so and gives no answers; the urgent contacts stay."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.offline_site import MOBILE, banner, device, publish, until_kept
from tests.browser.site_server import SiteServer
from tests.browser.spoiled import spoiled_tool
from tests.browser.tool_access import assert_for_everyone
from tests.browser.tool_cases import shortest_ways, tool
from tests.browser.tool_checks import check_card
from tests.browser.tool_page import ToolPage
from tests.browser.watched import Visits

pytestmark = pytest.mark.browser

TOOL = "wolverhampton/consent"


def test_a_copy_past_its_review_date_refuses_to_route(
    visit: Visits, own_server: SiteServer
) -> None:
    page = device(visit, own_server, "compare/", line=MOBILE)
    until_kept(page, own_server, "compare")
    page.goto(own_server.url + "wolverhampton/")
    until_kept(page, own_server, "wolverhampton")
    own_server.stop()
    _at(page, "2027-11-22T23:59Z")
    page.goto(own_server.url + tool(TOOL).page)
    expect(banner(page)).to_contain_text("Copy kept on this device on")
    assert "Do not act" not in banner(page).inner_text()
    assert ToolPage(page, tool(TOOL)).at == f"step:{tool(TOOL).pathway.start}"

    # The clock strikes while the reader is at the tool.
    _at(page, "2027-11-23T00:00Z")
    way = max(shortest_ways(TOOL).values(), key=lambda way: len(way.tokens))
    used = ToolPage(page, tool(TOOL))
    used.answer(*next(iter(way.answers().items())))
    _gives_only_the_urgent_way_out(used)
    page.reload()
    _is_refused(page)
    expect(page.locator("body")).to_be_focused()
    _gives_only_the_urgent_way_out(used)

    page.goto(own_server.url + "wolverhampton/levels/")
    _is_refused(page)
    assert_for_everyone(page)
    page.goto(own_server.url + "wolverhampton/dates/")
    _is_refused(page)
    form = page.locator("due-dates form").first
    field = form.locator("input")
    field.fill("2027-11-23" if field.get_attribute("type") == "date" else "2027-11-23T10:00")
    form.locator("button").click()
    _refuses(page, "due-dates")
    page.goto(own_server.url + "compare/")
    _is_refused(page)
    page.locator("case-compare button[type=submit]").click()
    _refuses(page, "case-compare")

    own_server.start()
    page.goto(own_server.url + "wolverhampton/levels/")
    expect(page.locator("h1")).to_be_visible()
    expect(banner(page)).to_have_count(0)


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        ("copy.js", "today() > review;", "false;"),
        ("pathway-widget.js", "this.past = refusal();", 'this.past = "";'),
    ],
    ids=["date", "tool"],
)
def test_the_check_of_the_review_date_sees_a_tool_that_routes_on(
    visit: Visits, own_server: SiteServer, tmp_path: Path, source: str, old: str, new: str
) -> None:
    changes = spoiled_tool(source, old, new)
    own_server.root = publish(own_server.root, tmp_path / "site", changes)
    page = device(visit, own_server, "wolverhampton/", line=MOBILE, part="wolverhampton")
    own_server.stop()
    _at(page, "2027-11-23T00:00Z")
    page.goto(own_server.url + tool(TOOL).page)
    expect(banner(page)).to_contain_text("Copy kept on this device on")
    with pytest.raises(AssertionError, match="to contain text"):
        _refuses(page, "pathway-widget", timeout=1_000)


def _at(page: Page, moment: str) -> None:
    page.clock.set_fixed_time(datetime.fromisoformat(moment))


def _is_refused(page: Page) -> None:
    expect(banner(page)).to_contain_text("Do not act on this page.")
    expect(banner(page)).to_contain_text("by 22 November 2027")
    expect(page.locator("#urgent a[href^='tel:']").first).to_be_visible()


def _refuses(page: Page, element: str, timeout: float = 15_000) -> None:
    notice = page.locator(f"{element} .hb-error[role=alert]").first
    expect(notice).to_contain_text("This tool cannot give an answer", timeout=timeout)
    expect(notice).to_contain_text("by 22 November 2027")
    expect(notice.locator("a[href='#urgent']")).to_be_visible()


def _gives_only_the_urgent_way_out(used: ToolPage) -> None:
    interrupt = used.tool.pathway.interrupt
    _refuses(used.page, "pathway-widget")
    assert used.page.locator("pathway-widget a[href='#whole-pathway']").count() == 0
    used.press("[data-do=restart]")
    assert used.at == ""
    used.press(f"[data-interrupt='{interrupt.id}']")
    used.until_at(f"outcome:{interrupt.outcome.id}")
    check_card(used, interrupt.outcome)
    used.press("[data-do=back]")
    _refuses(used.page, "pathway-widget")
