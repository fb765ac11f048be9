"""The pages to read, of every authority and of all together: fit for everyone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.axe import COLOURS, OF_THE_FRAME, axe
from tests.browser.pages import every_page, file_of, one_of_each_kind
from tests.browser.tool_access import Views
from tests.browser.tool_faults import FILES
from tests.browser.watched import Scheme, Visits

pytestmark = pytest.mark.browser

# Colours and the frame belong to a kind of page and not to an authority: `test_theme` tries them on
# the longest page of each kind.
SETTLED = (*COLOURS, *OF_THE_FRAME)
# How pages are seen in turn.
VIEWS: tuple[tuple[int, Scheme], ...] = ((320, "dark"), (1280, "light"))

# Words of a chart that run out of it.
SPILLS = """() => [...document.querySelectorAll("article svg.hb-chart text")].filter((e) => {
    const [text, box] = [e.getBoundingClientRect(), e.closest("svg").getBoundingClientRect()];
    return text.left < box.left - 1 || text.right > box.right + 1;
  }).map((e) => e.textContent)"""


def pages_of_each_kind(site: Path) -> list[str]:
    """What belongs to all authorities, and of each authority a page of each kind.

    Of a kind with several pages it is the shortest, as `test_theme` takes the longest.
    """
    chosen: dict[str, str] = {}
    for path in sorted(every_page(site), key=lambda path: file_of(site, path).stat().st_size):
        parts = path.rstrip("/").split("/")
        kind = path if len(parts) < 3 else f"{parts[0]}/{parts[1]}/*"
        chosen.setdefault(kind, path)
    return sorted(chosen.values())


def test_there_are_pages_of_every_kind(site_dir: Path) -> None:
    found = pages_of_each_kind(site_dir)
    assert {"", "compare/", "compare/levels/", "compare/terms/"} <= set(found)
    kinds = {path.split("/")[1] for path in found if path.count("/") > 1}
    assert kinds >= {
        "contacts", "dates", "figures", "glossary", "levels", "procedures", "services", "sources",
        "terms", "tools", "walkthroughs",
    }  # fmt: skip


@pytest.mark.parametrize(
    "every", [False, pytest.param(True, marks=pytest.mark.exhaustive)], ids=["in turn", "every"]
)
def test_a_page_of_each_kind_of_each_authority_breaks_no_rule_of_axe(
    visit: Visits, site_dir: Path, record_property: Any, every: bool
) -> None:
    # Those that test_theme.py looks at.
    looked_at = one_of_each_kind(site_dir, longest=Views.all)
    elsewhere = {path for path in looked_at if not path.startswith("compare/")}
    paths = [path for path in pages_of_each_kind(site_dir) if path not in elsewhere]
    if not every:
        paths = in_turn(paths)
    visit.server.stall(FILES["interpreter"])
    page = visit("")
    found = []
    for number, path in enumerate(paths):
        width, scheme = VIEWS[number % len(VIEWS)]
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(visit.server.url + path, wait_until="load")
        found += [f"{path} at {width} px, {scheme}: {broken}" for broken in axe(page, SETTLED)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{path} scrolls sideways at {width} px")
    assert not found, "\n".join(found)
    record_property("measured", f"{len(paths)} pages")


def in_turn(paths: list[str]) -> list[str]:
    """Of each kind of page one authority's, the next kind of the next authority; all else whole."""
    kinds: dict[str, list[str]] = {}
    for path in paths:
        authority, _, kind = path.partition("/")
        of_all = not kind or authority == "compare"
        kinds.setdefault(path if of_all else kind.split("/")[0], []).append(path)
    return [found[number % len(found)] for number, found in enumerate(kinds.values())]


def test_no_word_runs_out_of_its_chart(visit: Visits, site_dir: Path) -> None:
    page = visit("", width=320, height=640)
    for path in every_page(site_dir):
        if path.endswith("/figures/"):
            page.goto(visit.server.url + path, wait_until="load")
            assert page.locator("svg.hb-chart text").count() >= 2, path
            assert page.evaluate(SPILLS) == [], path
    long = "Police, Emergency Duty Team, schools, health and everybody else"
    page.evaluate(
        "text => { document.querySelector('svg.hb-chart text').textContent = text }", long
    )
    assert page.evaluate(SPILLS) == [long], "a word too long would not be seen"
