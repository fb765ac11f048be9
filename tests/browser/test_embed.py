"""Pages for frames, shown by another site; and old addresses that lead on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.nginx import Nginx, Serve
from tests.browser.site_server import Serving, SiteServer
from tests.browser.test_points import ANSWERS, NAME, NEXT, point
from tests.browser.tool_cases import tool
from tests.browser.watched import Visits

pytestmark = pytest.mark.browser

COURSE = """<!doctype html><html lang="en"><link rel="icon" href="data:,">
<title>A course</title><h1>A course</h1>
<iframe src="{src}" title="A tool" width="{width}" height="700" allow="clipboard-write"></iframe>"""


@pytest.fixture(scope="module")
def handbook(serve: Serve, site_dir: Path) -> Nginx:
    """The site with the headers that its host sends."""
    return serve(site_dir)


@pytest.fixture
def course(
    browser: Browser, serving: Serving, tmp_path: Path
) -> Iterator[tuple[Page, Path, list[str]]]:
    """A page of another origin, the file behind it, and what goes wrong in it."""
    server = serving(tmp_path)
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    file = tmp_path / "index.html"
    file.write_text(COURSE.format(src="about:blank", width=1), encoding="utf-8")
    page.goto(server.url)
    yield page, file, said
    context.close()


def framed(page: Page, file: Path, src: str, width: int = 900) -> Frame:
    """The frame with `src`, in the course's page."""
    file.write_text(COURSE.format(src=src, width=width), encoding="utf-8")
    page.reload()
    frame = page.frame(url=src)
    assert frame is not None, [each.url for each in page.frames]
    return frame


def test_a_tool_works_in_a_frame_of_another_site(
    course: tuple[Page, Path, list[str]], handbook: Nginx
) -> None:
    page, file, said = course
    each = tool(NAME)
    frame = framed(page, file, f"{handbook.url}embed/{each.page}")
    assert frame.evaluate("origin") != page.evaluate("origin")
    expect(frame.locator("#urgent a[href^='tel:']").first).to_be_visible()
    expect(frame.locator("h1")).to_have_text(each.pathway.title)
    expect(frame.locator(".hb-embedded__foot")).to_contain_text(each.authority.name)
    expect(frame.locator(".hb-notice")).to_be_visible()
    assert frame.locator("nav, .hb-header, #site-search").count() == 0
    expect(frame.locator("pathway-widget")).to_have_attribute(
        "data-engine", "ready", timeout=30_000
    )
    for step, answer in {**ANSWERS, **NEXT}.items():
        frame.locator(f"form[data-step='{step}'] input[value='{answer}']").check()
        frame.locator("[data-part=screen] button[type=submit]").press("Enter")
    expect(frame.locator("[data-part=screen] [data-outcome='start-caf']")).to_be_visible()
    expect(frame.locator("[data-part=screen] .hb-reasons")).to_be_visible()
    # No other page of the handbook may be shown in the frame, so links lead out of it.
    inside = frame.evaluate(
        """() => [...document.querySelectorAll("a[href]")].filter((a) => a.target !== "_blank")
          .map((a) => a.getAttribute("href")).filter((to) => !/^(tel:|mailto:|#)/.test(to))"""
    )
    assert inside == []
    assert frame.evaluate("document.querySelectorAll(\"a[href^='#clause-']\").length") == 0
    # A link to a point leads to the whole page.
    frame.locator("[data-do=link]").press("Enter")
    value = frame.locator("#link-to-point").input_value()
    assert value == f"{handbook.url}{each.page}#{point({**ANSWERS, **NEXT})}"
    assert said == []


def test_a_walkthrough_is_shown_in_a_narrow_frame(
    course: tuple[Page, Path, list[str]], handbook: Nginx
) -> None:
    page, file, said = course
    frame = framed(page, file, f"{handbook.url}embed/luton/walkthroughs/rowan/", 320)
    expect(frame.locator("h1")).to_contain_text("Rowan")
    assert frame.locator(".hb-scene").count() > 3
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert said == []


def test_no_other_page_lets_itself_be_framed(
    course: tuple[Page, Path, list[str]], handbook: Nginx
) -> None:
    page, file, said = course
    file.write_text(COURSE.format(src=f"{handbook.url}{tool(NAME).page}", width=900), "utf-8")
    page.reload()
    page.wait_for_timeout(500)
    assert any("frame-ancestors" in each for each in said)
    assert all("pathway-widget" not in frame.content() for frame in page.frames)


def test_the_page_for_frames_is_for_everyone(visit: Visits) -> None:
    page = visit(f"embed/{tool(NAME).page}", width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert_accessible(page)
    page = visit(f"embed/{tool(NAME).page}", javascript=False)
    expect(page.locator(".hb-embedded__plain a")).to_be_visible()


def test_the_line_for_a_course_page_is_copied_by_keyboard(visit: Visits) -> None:
    page = visit("luton/sharing/")
    line = page.locator("#tools-pre-caf code")
    src = f'src="{visit.server.url}embed/{tool(NAME).page}"'
    expect(line).to_contain_text(src)
    page.locator("#tools-pre-caf button").press("Enter")
    expect(page.locator("embed-lines [role=status]")).to_contain_text("The line")
    assert_accessible(page)


def test_an_old_address_leads_on_with_and_without_scripts(
    visit: Visits, sample: SiteServer
) -> None:
    old, new = "sampleton/tools/by-the-door/", "sampleton/tools/at-the-door/"
    page = visit("about/", server=sample, allow=("404",))
    page.goto(f"{sample.url}{old}#step-seen-there")
    page.wait_for_url(f"{sample.url}{new}#step-seen-there")
    assert page.locator("#step-seen-there").count() == 1
    plain = visit(old, server=sample, javascript=False)
    assert plain.url.endswith(old)
    plain.locator(".hb-lead a").click()
    plain.wait_for_url(f"{sample.url}{new}")
