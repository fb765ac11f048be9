"""One state of a page held against everything that must hold for every reader."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.axe import COLOURS, assert_accessible
from tests.browser.watched import Scheme

SIZES: dict[tuple[int, int], Scheme] = {(320, 640): "light", (1280, 800): "dark"}
"""Widths and heights in CSS pixels, each with the colours that it is seen in in every run."""
BELOW_THE_TOOL = ("#about-this-tool ~ *",)
LEAST_TARGET = 24  # CSS pixels (WCAG 2.5.8); links within a sentence are excepted there

# What is pressed in a tool, and too small; a radio is pressed by its label.
SMALL = """(least) => [...document.querySelectorAll(
    "pathway-widget :is(button, label.hb-choice, input:not([type=radio]), summary, a[href^='tel:'])"
  )].filter((e) => e.checkVisibility({ visibilityProperty: true }))
    .map((e) => [e.outerHTML.slice(0, 100), e.getBoundingClientRect()])
    .filter(([, box]) => box.width < least || box.height < least)
    .map(([html, box]) => `${html}: ${box.width} x ${box.height}`)"""

WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
  .map((e) => e.outerHTML.slice(0, 100))"""


class Views:
    """How many views of a state are looked at: `make test-all` looks at each size in both colours.

    In a quick run each size and each of the colours is seen once, by all rules. Set by the fixture
    `_views`, for the whole run.
    """

    all = True


def assert_for_everyone(page: Page) -> None:
    """axe, no sideways scrolling and targets of a fair size: narrow and wide, light and dark.

    The text below a tool is the same in every state, and left to the tests of whole pages. The page
    is put back to its size and its colours, not to where it had been scrolled.
    """
    before = page.viewport_size
    assert before is not None
    for (width, height), first in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        # The header stays in sight: a link that has half scrolled under it seems too small.
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        scrolled = page.evaluate("document.documentElement.scrollWidth")
        assert scrolled <= width, f"{scrolled} px wide at {width}: {page.evaluate(WIDE)}"
        small = page.evaluate(SMALL, LEAST_TARGET)
        assert not small, f"too small to press at {width} px: {small}"
        page.emulate_media(color_scheme=first)
        assert_accessible(page, (), BELOW_THE_TOOL)
        if Views.all:
            page.emulate_media(color_scheme="light" if first == "dark" else "dark")
            assert_accessible(page, COLOURS, BELOW_THE_TOOL)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(before)
