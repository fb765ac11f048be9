"""The search of each part: an authority's pages find that authority, the first page finds it."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Page, expect

from build_tools.render.framed import is_embedded
from tests.browser.axe import assert_accessible
from tests.browser.pages import every_page
from tests.browser.site_server import Serving, SiteServer
from tests.browser.tool_faults import FILES
from tests.browser.tool_page import STARTING
from tests.browser.watched import Visits

pytestmark = pytest.mark.browser

INDEX = "search/search_index.json"
OWN_WORD = {"luton": "CYPP", "bedfordshire": "MAAG"}
"""What one authority's pages say and the other's do not."""

DEPTHS = ("luton/", "luton/glossary/", "luton/tools/which-level/")
"""Pages at each depth below the top."""


def search(page: Page, words: str) -> list[str]:
    """The addresses of what is found, below the page's own site."""
    page.locator(".md-search__input").fill(words)
    links = page.locator(".md-search-result__link")
    expect(page.locator(".md-search-result__meta")).to_contain_text("match")
    expect(links.first).to_be_visible()  # the count comes a picture before the list
    return [str(link.evaluate("link => link.href")) for link in links.all()]


def test_beside_a_tool_the_script_of_the_search_waits_for_python(
    visit: Visits, own_server: SiteServer
) -> None:
    own_server.stall(FILES["interpreter"])
    page = visit("luton/tools/which-level/", server=own_server)
    page.evaluate("() => new Promise((then) => requestIdleCallback(then))")
    assert not own_server.requests.count(page_script(page))
    own_server.release()
    expect(page.locator("pathway-widget")).to_have_attribute(
        "data-engine", "ready", timeout=STARTING
    )
    expect(page.locator(f"script[src$='{page_script(page)}']")).to_be_attached()


def test_beside_a_tool_a_reader_who_searches_waits_for_no_python(
    visit: Visits, own_server: SiteServer
) -> None:
    own_server.stall(FILES["interpreter"])
    page = visit("luton/tools/which-level/", server=own_server)
    assert search(page, OWN_WORD["luton"])


def page_script(page: Page) -> str:
    """Where Material's script lies, as a page with a tool names it."""
    told = page.locator("script[data-material]").evaluate("script => script.dataset.material")
    return "/" + str(told).removeprefix("../../../")


# Each depth and each place of the site in every run; `make test-all` tries each with each.
@pytest.mark.parametrize(
    ("path", "prefix"),
    [
        pytest.param(path, prefix, marks=() if index % 2 == under else pytest.mark.exhaustive)
        for index, path in enumerate(DEPTHS)
        for under, prefix in enumerate(("/", "/guides/handbook/"))
    ],
)
def test_an_authoritys_pages_find_what_it_says_and_lead_there(
    visit: Visits, serving: Serving, site_dir: Path, path: str, prefix: str
) -> None:
    server = serving(site_dir, prefix)
    page = visit(path, server=server)
    found = search(page, OWN_WORD["luton"])
    assert found
    assert all(link.startswith(f"{server.url}luton/") for link in found)
    pages = set(every_page(site_dir))
    assert {urldefrag(link)[0].removeprefix(server.url) for link in found} <= pages
    asked = [each for each in server.requests if each.endswith(INDEX)]
    assert asked == [f"{prefix}luton/{INDEX}"], "one authority's index, never the country's"
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url(found[0])
    assert "Page not found" not in page.title()
    expect(page.locator("article")).to_contain_text(OWN_WORD["luton"])


def test_what_another_authority_says_is_not_found_and_the_reader_learns_why(visit: Visits) -> None:
    page = visit("luton/contacts/")
    page.locator(".md-search__input").fill(OWN_WORD["bedfordshire"])
    expect(page.locator(".md-search-result__meta")).to_have_text("No page matches")
    scope = page.locator(".hb-search-scope")
    expect(scope).to_contain_text("Only Luton is searched here.")
    assert_accessible(page)
    scope.get_by_role("link", name="Choose another authority").click()
    page.wait_for_url("**/#choose")
    expect(page.locator("#choose")).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_first_page_finds_an_authority_by_its_name(visit: Visits, width: int) -> None:
    page = visit("", width=width, height=640)
    if width == 320:
        page.locator(".hb-search-open").click()
    found = search(page, "Wolverhampton")
    assert f"{visit.server.url}wolverhampton/" in found
    assert f"/{INDEX}" in visit.server.requests


def test_words_that_come_without_a_key_are_searched_too(visit: Visits) -> None:
    """Pasted with the mouse, dictated, swiped on a phone: the field changes, no key is let go."""
    page = visit("luton/contacts/")
    search(page, OWN_WORD["luton"])  # the search runs: no other sign will make it ask again
    page.locator(".md-search__input").evaluate(
        """(field, words) => {
            field.value = words;
            field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }""",
        OWN_WORD["bedfordshire"],
    )
    expect(page.locator(".md-search-result__meta")).to_have_text("No page matches")


def test_the_way_to_the_list_closes_the_search(visit: Visits) -> None:
    page = visit("")
    page.locator(".md-search__input").click()
    page.locator(".hb-search-scope a").click()
    page.wait_for_url("**/#choose")
    assert not page.evaluate("document.getElementById('__search').checked")
    expect(page.locator("#choose")).to_be_in_viewport()


def test_each_index_holds_its_own_part_and_all_of_it(site_dir: Path) -> None:
    for index in sorted(site_dir.rglob(INDEX)):
        part = index.parent.parent
        entries = json.loads(index.read_text(encoding="utf-8"))["docs"]
        pages = {urldefrag(entry["location"])[0] for entry in entries}
        for page in pages:
            assert (part / page / "index.html").is_file(), f"{index} leads to {page}"
        own = {
            file.parent.relative_to(part).as_posix().removeprefix(".")
            for file in part.rglob("index.html")
            if nearest_index(file) == index
            and not is_embedded(file.relative_to(site_dir).as_posix())
            and "noindex" not in file.read_text(encoding="utf-8")
        }
        assert {page.rstrip("/") for page in pages} >= own, index


def nearest_index(file: Path) -> Path:
    """The search index of the part that a page belongs to."""
    return next(up / INDEX for up in file.parents if (up / INDEX).is_file())
