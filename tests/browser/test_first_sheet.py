"""A tool looks from its first moment as it does once the whole stylesheet has come."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.pages import every_page, fewest, file_of, framed_pages, until
from tests.browser.site_server import SiteServer
from tests.browser.watched import Scheme, Visits

pytestmark = pytest.mark.browser

SHEET = "assets/handbook.*.css"
LATER = (SHEET, "assets/print*", "assets/tool/*", "assets/frame.*", "assets/in-force.*")

# Holds what is drawn down to the end of the tool, with the banners that scripts put there, and then
# each of the tool's screens, against the look with the whole sheet. What stands in a like place was
# seen on a page before: `seen`.
COMPARE = """([text, seen]) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  for (const look of ["copy hb-copy--past", "copy hb-copy--searched", "dated hb-dated--past",
    "dated hb-dated--review"]) {
    const banner = document.createElement("div");
    banner.className = `hb-${look}`;
    banner.innerHTML = '<p class="hb-width"><b>Word.</b> Text.</p>';
    document.getElementById("urgent").after(banner);
  }
  const known = new Set(seen);
  const place = (element) => {
    const names = [];
    for (let each = element; each; each = each.parentElement) {
      names.push(`${each.localName}.${[...each.classList].join(".")}#${each.type || ""}`);
    }
    return names.join(" < ");
  };
  const drawn = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const looks = (elements) => elements.map((element) => ["", "::before", "::after"].map((part) => {
    const style = getComputedStyle(element, part || null);
    // Chromium may say of a margin that is worked out that there is none; the box shows it.
    const names = [...style].filter((name) => !name.startsWith("margin"));
    const { x, y, width, height } = element.getBoundingClientRect();
    const values = names.map((name) => [name, style.getPropertyValue(name)]);
    return { box: [x, y, width, height].join(" "), ...Object.fromEntries(values) };
  }));
  const found = [];
  let compared = 0;
  const compare = (root) => {
    const fresh = [...root.querySelectorAll("*")].filter((element) => {
      if (element.closest("template, script, style, link, head")) return false;
      if (known.has(place(element)) || !drawn(element)) return false;
      known.add(place(element));
      return true;
    });
    const before = looks(fresh);
    document.adoptedStyleSheets = [sheet];
    const after = looks(fresh);
    document.adoptedStyleSheets = [];
    compared += fresh.length;
    fresh.forEach((element, i) => before[i].forEach((style, part) => {
      for (const [name, value] of Object.entries(style)) {
        if (value === after[i][part][name]) continue;
        found.push(`${place(element)}: ${name}: ${value}, then ${after[i][part][name]}`);
      }
    }));
  };
  compare(document);
  const screen = document.querySelector("[data-part='screen']");
  for (const template of document.querySelectorAll("template[data-screen]")) {
    screen.replaceChildren(template.content.cloneNode(true));
    for (const each of screen.querySelectorAll("details")) each.open = true;
    compare(screen);
  }
  return { found, compared, seen: [...known] };
}"""


def tools(site: Path) -> list[str]:
    """Pages of tools, in the handbook and to be framed, that have among them every kind of part."""
    parts: dict[str, set[str]] = {}
    for path in [*every_page(site), *framed_pages(site)]:
        before, tool, _ = (
            file_of(site, path).read_text(encoding="utf-8").partition("</pathway-widget>")
        )
        if tool:
            parts[path] = set(re.findall('<[a-z]+(?: class="[^"]*")?', before))
    return fewest(parts)


def with_later_parts_missing(page: Page, server: SiteServer, path: str) -> None:
    page.goto(server.url + path, wait_until="commit")
    until(page, "document.querySelector('pathway-widget ~ link') !== null")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_the_whole_sheet_changes_nothing_that_is_drawn(
    visit: Visits, server: SiteServer, site_dir: Path, width: int, scheme: Scheme
) -> None:
    sheet = next(site_dir.glob(SHEET)).read_text(encoding="utf-8")
    # Pages are left before what is held up has come.
    page = visit("404.html", width=width, scheme=scheme, allow=("ERR_EMPTY_RESPONSE",))
    for pattern in LATER:
        server.stall(pattern)
    seen: list[str] = []
    compared = 0
    paths = tools(site_dir)
    assert {path.split("/")[0] == "embed" for path in paths} == {True, False}
    for path in paths:
        with_later_parts_missing(page, server, path)
        told: dict[str, Any] = page.evaluate(COMPARE, [sheet, seen])
        assert told["found"] == [], path
        seen, compared = told["seen"], compared + told["compared"]
    assert compared > 50 * len(paths)


def test_a_tool_is_answered_before_the_whole_sheet_has_come(
    visit: Visits, server: SiteServer
) -> None:
    page = visit("404.html")
    server.stall(SHEET)
    page.goto(server.url + "bradford/tools/consent/", wait_until="commit")
    form = page.locator("pathway-widget [data-part=screen] form")
    first = form.get_attribute("data-step")
    form.locator("input").first.check()
    form.get_by_role("button").click()
    until(page, f"document.querySelector('[data-part=screen] form')?.dataset.step !== '{first}'")
    assert page.locator("link[href*='/handbook.']").evaluate("(link) => link.sheet") is None
