"""The pages to read, of every authority: accessible, in order, and fit for any width."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.browser.axe import axe
from tests.browser.pages import every_page, file_of
from tests.browser.watched import Scheme, Visits

pytestmark = pytest.mark.browser

# Colours belong to a kind of page and not to an authority. `test_theme` tries them on the longest
# page of each kind, wide and narrow; they take most of the time.
COLOURS = ("color-contrast", "color-contrast-enhanced")

# How pages are seen in turn.
VIEWS: tuple[tuple[int, Scheme], ...] = ((320, "dark"), (1280, "light"))

HEADINGS = """() => [...document.querySelectorAll("article :is(h1, h2, h3, h4, h5, h6)")]
  .filter((e) => !e.closest("template"))
  .map((e) => Number(e.localName[1]))"""

# Words of a chart that run out of it.
SPILLS = """() => [...document.querySelectorAll("article svg text")].filter((e) => {
    const [text, box] = [e.getBoundingClientRect(), e.closest("svg").getBoundingClientRect()];
    return text.left < box.left - 1 || text.right > box.right + 1;
  }).map((e) => e.textContent)"""


def pages_of_each_kind(site: Path) -> list[str]:
    """The pages that hold the authorities together, and of each authority one of each kind.

    Of a kind with several pages it is the longest; of tools, whose states have tests of their
    own, the shortest.
    """
    chosen: dict[str, str] = {}
    for path in sorted(every_page(site), key=lambda path: file_of(site, path).stat().st_size):
        parts = path.rstrip("/").split("/")
        if len(parts) < 3:
            chosen[path] = path
        elif parts[1] == "tools":
            chosen.setdefault("/".join(parts[:2]) + "/*", path)
        else:
            chosen["/".join(parts[:2]) + "/*"] = path
    return sorted(chosen.values())


def test_there_are_pages_of_every_kind(site_dir: Path) -> None:
    found = pages_of_each_kind(site_dir)
    assert {"", "compare/", "compare/levels/", "compare/terms/"} <= set(found)
    kinds = {path.split("/")[1] for path in found if path.count("/") > 1}
    assert kinds >= {
        "contacts", "dates", "figures", "glossary", "levels", "procedures", "services", "sources",
        "terms", "tools", "walkthroughs",
    }  # fmt: skip


def test_a_page_of_each_kind_of_each_authority_is_for_everyone(
    visit: Visits, site_dir: Path, record_property: Any
) -> None:
    paths = pages_of_each_kind(site_dir)
    page = visit("", allow=("404",))
    found = []
    for number, path in enumerate(paths):
        width, scheme = VIEWS[number % len(VIEWS)]
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(visit.server.url + path, wait_until="load")
        without = () if path.startswith("compare/") else COLOURS
        found += [f"{path} at {width} px, {scheme}: {broken}" for broken in axe(page, without)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{path} scrolls sideways at {width} px")
        found += [f"{path}: '{text}' runs out of its chart" for text in page.evaluate(SPILLS)]
        levels = page.evaluate(HEADINGS)
        if levels[0] != 1 or levels.count(1) != 1:
            found.append(f"{path} has not one title: {levels}")
        if any(after > before + 1 for before, after in pairwise(levels)):
            found.append(f"{path} leaves a level of heading out: {levels}")
    assert not found, "\n".join(found)
    record_property("measured", f"{len(paths)} pages")


def test_words_that_run_out_of_a_chart_are_seen(visit: Visits, site_dir: Path) -> None:
    path = next(path for path in every_page(site_dir) if path.endswith("/figures/"))
    page = visit(path)
    long = "Police, Emergency Duty Team, schools, health and everybody else"
    page.evaluate("text => { document.querySelector('svg text').textContent = text }", long)
    assert page.evaluate(SPILLS) == [long]
