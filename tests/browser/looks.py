"""One visit to each of many pages, and what was seen there, for several tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from tests.browser.axe import axe
from tests.browser.pages import lay_out
from tests.browser.site_server import SiteServer
from tests.browser.tool_faults import FILES
from tests.browser.watched import Scheme, Visits

CLASSES = """() => [...new Set(
  [...document.querySelectorAll("[class]")].flatMap((e) => [...e.classList]))]"""

# A reader's machine may have none of the fonts asked for; this one is among the widest.
WIDE_FONT = "DejaVu Sans"
SCROLL_WIDTH = """(font) => {
  document.body.style.setProperty("--md-text-font", font);
  document.body.style.setProperty("--hb-font", font);
  return document.documentElement.scrollWidth;
}"""

# Numbers of the urgent contacts that something else lies over.
COVERED = """() => [...document.querySelectorAll("#urgent .tel")]
  .filter((number) => {
    const box = number.getBoundingClientRect();
    return [[0.1, 0.2], [0.5, 0.5], [0.9, 0.8]].some(([x, y]) =>
      document.elementFromPoint(box.left + box.width * x, box.top + box.height * y) !== number);
  }).map((number) => number.textContent)"""


@dataclass(frozen=True)
class Look:
    """What was seen of a page in one visit, for several tests."""

    top: float
    height: float
    covered: list[str]
    broken: list[str]
    classes: list[str]
    needs: int


@contextmanager
def visited(
    browser: Browser, server: SiteServer, *, width: int, height: int, scheme: Scheme
) -> Iterator[Page]:
    """A page that goes from one to the next, as each is first seen, and stores nothing of it.

    What a started engine shows has tests of its own.
    """
    server.reset()
    server.stall(FILES["interpreter"])
    visits = Visits(browser, server)
    page = visits("", width=width, height=height, scheme=scheme, allow=(r"404",))
    yield page
    nothing_of_the_reader(page)
    visits.close()
    server.reset()
    unexpected = visits.unexpected()
    assert not unexpected, "the pages met problems:\n" + "\n".join(unexpected)


def nothing_of_the_reader(page: Page) -> None:
    """The site has put nothing into the storages and no cookie on this device."""
    kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert kept == [0, 0, ""]
    assert page.context.cookies() == []


def look_at(page: Page, address: str, rules: tuple[str, ...] | None) -> Look:
    """Look at a page; `rules` are those of axe to try, None for all."""
    page.goto(address, wait_until="load")
    size = page.viewport_size
    box = page.locator("#urgent").bounding_box()
    assert box is not None
    assert size is not None
    covered = page.evaluate(COVERED)
    if size["width"] > 768:
        page.set_viewport_size({"width": 768, "height": size["height"]})
        covered += page.evaluate(COVERED)
        page.set_viewport_size(size)
    classes = page.evaluate(CLASSES)
    broken = [] if rules == () else [str(each) for each in axe(page, only=rules or ())]
    # Text below a tool that is not laid out yet would be cut off instead.
    lay_out(page)
    # What fits in this font fits in the page's own, which is narrower.
    needs = page.evaluate(SCROLL_WIDTH, WIDE_FONT)
    return Look(box["y"], box["height"], covered, broken, classes, needs)
