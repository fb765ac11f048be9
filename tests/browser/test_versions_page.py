"""Earlier versions stay reachable and are marked; a reader finds a tool as it stood on a day."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from build_tools.render.changes import ATOM
from tests.browser.site_server import SiteServer
from tests.browser.tool_access import assert_for_everyone
from tests.browser.versions_site import GONE, NEW_NUMBER, OLD_NUMBER
from tests.browser.watched import CLOCK_SET, Visits

pytestmark = pytest.mark.browser

VERSIONS = "sampleton/versions/"
OLD = f"{VERSIONS}2/"
OLD_TOOL = f"{OLD}tools/who-to-ring/"


def test_an_earlier_version_says_that_it_is_one_and_leads_to_the_present(
    visit: Visits, sample: SiteServer
) -> None:
    page = visit(OLD_TOOL, server=sample)
    banner = page.locator(".hb-superseded")
    expect(banner).to_contain_text("Superseded. Do not act on this page.")
    expect(banner).to_contain_text("in force from 1 November 2026 to 21 November 2026")
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    assert_for_everyone(page)
    crumbs = page.locator(".hb-crumbs a").all_inner_texts()
    assert crumbs == ["Home", "Sampleton", "Versions", "Version 2"]
    banner.get_by_role("link", name="Go to the present version, 3").click()
    page.wait_for_url(sample.url + "sampleton/tools/who-to-ring/")
    # What is no longer there leads to what there is.
    page.goto(f"{sample.url}{OLD}tools/{GONE}/")
    page.locator(".hb-superseded a").click()
    page.wait_for_url(sample.url + "sampleton/")


def test_an_earlier_version_can_be_read_but_decides_and_dials_nothing(
    visit: Visits, sample: SiteServer
) -> None:
    page = visit(OLD_TOOL, server=sample)
    main = page.locator("main")
    expect(main).to_contain_text(OLD_NUMBER)
    dialled = main.locator("a[href^='tel:']").all()
    assert {link.get_attribute("href") for link in dialled} == {"tel:999"}
    assert main.locator("a[href^='http'], a[href^='mailto:']").count() == 0
    assert page.locator("article :is(form, button, pathway-widget, script)").count() == 0
    # The panel has the numbers of today.
    panel = page.locator("#urgent")
    expect(panel).to_contain_text(NEW_NUMBER)
    assert OLD_NUMBER not in panel.inner_text()
    # It can be gone through by its links, from step to step and within the version.
    page.locator(".hb-ways a").first.click()
    assert "#" in page.url
    page.goto(f"{sample.url}{OLD}tools/first-look/")
    for link in page.locator("main .hb-static a[href*='tools/']").all():
        address = str(link.evaluate("(e) => e.href"))
        assert address.startswith(f"{sample.url}{OLD}tools/"), address


def test_no_search_finds_an_earlier_version_and_no_device_keeps_it(sample_site: Path) -> None:
    index = (sample_site / "sampleton/search/search_index.json").read_text(encoding="utf-8")
    places = {entry["location"].partition("#")[0] for entry in json.loads(index)["docs"]}
    assert "versions/" in places
    assert not [place for place in places if re.match(r"versions/\d", place)]
    assert OLD_NUMBER not in index


def test_without_scripts_versions_are_a_list_that_leads_on(
    visit: Visits, sample: SiteServer
) -> None:
    page = visit(VERSIONS, server=sample, javascript=False)
    expect(page.locator("version-finder")).to_be_hidden()
    listed = page.locator("[data-version]")
    assert [each.get_attribute("data-version") for each in listed.all()] == ["3", "2"]
    page.get_by_role("link", name="Its 4 tools, to be read").click()
    expect(page.locator("h1")).to_have_text(re.compile("Sampleton, version 2"))
    page.get_by_role("link", name="Whom do I ring now?").click()
    page.wait_for_url(sample.url + OLD_TOOL)


def _ask(page: Page, tool: str, day: str) -> None:
    """By keyboard alone: choose, type the day as the browser shows it, press Enter."""
    page.locator("version-finder select").focus()
    page.locator("version-finder select").select_option(tool)
    page.locator("version-finder input").fill(day)
    page.keyboard.press("Enter")


def _finder(visit: Visits, sample: SiteServer) -> Page:
    page = visit("about/", server=sample, allow=(CLOCK_SET,))
    page.clock.set_fixed_time(datetime.fromisoformat("2026-12-01T12:00Z"))
    page.goto(sample.url + VERSIONS)
    return page


def test_a_day_leads_to_the_version_that_counted_then(visit: Visits, sample: SiteServer) -> None:
    page = _finder(visit, sample)
    for tool, day, leads in (
        ("who-to-ring", "2026-11-01", OLD_TOOL),
        ("who-to-ring", "2026-11-21", OLD_TOOL),
        ("who-to-ring", "2026-11-22", "sampleton/tools/who-to-ring/"),
        ("who-to-ring", "2026-12-01", "sampleton/tools/who-to-ring/"),
        (GONE, "2026-11-10", f"{OLD}tools/{GONE}/"),
        ("", "2026-11-10", OLD),
        ("", "2026-11-30", "sampleton/"),
    ):
        page.goto(sample.url + VERSIONS)
        _ask(page, tool, day)
        page.wait_for_url(sample.url + leads)


def test_a_day_that_leads_nowhere_is_explained(visit: Visits, sample: SiteServer) -> None:
    page = _finder(visit, sample)
    for tool, day, says in (
        ("", "", "Fill in a real date."),
        ("", "2026-10-31", "The first version counted from 1 November 2026."),
        ("", "2026-12-02", "That day is still to come."),
        (GONE, "2026-11-30", "Version 3, in force on that day, does not have this tool."),
    ):
        page.goto(sample.url + VERSIONS)
        _ask(page, tool, day)
        expect(page.locator("version-finder [role=status]")).to_contain_text(says)
        expect(page.locator("version-finder input")).to_be_focused()


def test_the_page_of_versions_is_for_everyone(visit: Visits, sample: SiteServer) -> None:
    assert_for_everyone(visit(VERSIONS, server=sample))


def test_a_real_authority_says_that_its_version_is_the_first(visit: Visits) -> None:
    page = visit("bradford/versions/")
    expect(page.locator("main")).to_contain_text("This is the first version.")
    assert page.locator("version-finder").count() == 0
    assert_for_everyone(page)


def test_what_changed_stands_on_a_page_and_in_the_feed_that_pages_name(
    visit: Visits, sample: SiteServer, sample_site: Path
) -> None:
    page = visit("sampleton/changes/", server=sample)
    assert_for_everyone(page)
    heads = page.locator("main h2").all_inner_texts()
    assert [head.split(":")[0] for head in heads] == ["22 November 2026", "1 November 2026"]
    second = page.locator("main")
    expect(second).to_contain_text("Nobody knew.")
    expect(second).to_contain_text("Accepted by: Sampleton policy editors")
    # A tool that is gone is named, and leads nowhere.
    assert page.locator(f"main a[href*='{GONE}']").count() == 0
    for path, file in (
        ("sampleton/levels/", "sampleton/changes/feed.xml"),
        ("", "changes/feed.xml"),
    ):
        page.goto(sample.url + path)
        link = page.locator("link[rel=alternate][type='application/atom+xml']")
        assert link.evaluate("(e) => e.href") == sample.url + file
        feed = ElementTree.fromstring((sample_site / file).read_bytes())
        assert len(feed.findall(f"{{{ATOM}}}entry")) == 2
    # The page of all leads to the entry itself.
    page.goto(sample.url + "changes/")
    page.get_by_role("link", name="More in Sampleton").first.click()
    page.wait_for_url(re.compile("sampleton/changes/#change-third-version$"))
