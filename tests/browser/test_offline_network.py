"""Pages come from the network first; whatever else a network answers is neither shown nor kept."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.offline_site import (
    MOBILE,
    NEW_NUMBER,
    NUMBER,
    banner,
    copies,
    device,
    is_fresh,
    kept,
    kept_at_rest,
    publish,
    seen,
    shows_a_copy,
    until,
    without,
)
from tests.browser.site_server import Reply, Serving, SiteServer
from tests.browser.watched import Visits

pytestmark = pytest.mark.browser

PAGE = "bradford/contacts/"
PRELOADS = """async () =>
  (await (await navigator.serviceWorker.ready).navigationPreload.getState()).enabled"""
NONE, SLOW, FAULT, OTHER = "no connection", "too slow", "does not answer properly", "sign in"
PORTAL = Reply(
    200,
    "text/html; charset=utf-8",
    b"<!DOCTYPE html><html lang=en><title>Free Wi-Fi</title><aside>Sign in</aside></html>",
)


@pytest.fixture(scope="module")
def changed_site(site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A later edition, with another number for Bradford."""
    return publish(site_dir, tmp_path_factory.mktemp("changed") / "site", NUMBER, under="bradford")


def test_a_changed_number_shows_on_the_next_visit_online_and_is_kept(
    visit: Visits, own_server: SiteServer, changed_site: Path
) -> None:
    page = device(visit, own_server, PAGE, line=MOBILE, part="bradford")
    (before,) = copies(page, "bradford")
    _shows_the_changed_number(page, own_server, changed_site)
    # With what the one page told, the copy of all the others is renewed.
    until(page, "async (name) => !(await caches.has(name))", before, "the old copy is still there")
    assert len(copies(page, "bradford")) == 1
    own_server.stop()
    for path in (PAGE, "bradford/levels/"):
        page.goto(own_server.url + path)
        shows_a_copy(page, NONE, NEW_NUMBER)


def test_the_check_of_a_changed_number_sees_a_worker_that_looks_on_the_device_first(
    visit: Visits, own_server: SiteServer, changed_site: Path
) -> None:
    without(
        own_server,
        ("return fresh || copyPage(address, kept, why);", "return copyPage(address, kept, why);"),
    )
    page = seen(visit, own_server, PAGE)
    with pytest.raises(AssertionError, match="to be visible"):
        _shows_the_changed_number(page, own_server, changed_site)


def test_the_browser_asks_for_a_page_while_the_worker_wakes_up(
    visit: Visits, own_server: SiteServer, changed_site: Path
) -> None:
    page = seen(visit, own_server, PAGE)
    own_server.requests.clear()
    _shows_the_changed_number(page, own_server, changed_site)
    assert page.evaluate(PRELOADS)
    assert own_server.requests.count(f"/{PAGE}") == 1


def test_a_changed_number_shows_where_the_host_lets_browsers_keep_pages(
    visit: Visits, own_server: SiteServer, changed_site: Path
) -> None:
    own_server.intercept("*", lambda path, reply: replace(reply, keeping="max-age=600"))
    page = seen(visit, own_server, PAGE)
    _shows_the_changed_number(page, own_server, changed_site)
    until(page, f"async () => !(await ({PRELOADS})())", None, "the browser asks in vain")


def test_the_check_of_such_a_host_sees_a_worker_that_takes_what_the_browser_kept(
    visit: Visits, own_server: SiteServer, changed_site: Path
) -> None:
    own_server.intercept("*", lambda path, reply: replace(reply, keeping="max-age=600"))
    check = 'if (early && ASKS_EACH_TIME.test(early.headers.get("cache-control"))) return early;'
    without(own_server, (check, "if (early) return early;"))
    page = seen(visit, own_server, PAGE)
    with pytest.raises(AssertionError, match="to be visible"):
        _shows_the_changed_number(page, own_server, changed_site)


def _shows_the_changed_number(page: Page, server: SiteServer, changed: Path) -> None:
    server.root = changed
    page.goto(server.url + PAGE)
    expect(page.locator("#urgent .tel", has_text=NEW_NUMBER)).to_be_visible(timeout=1_000)
    is_fresh(page, NEW_NUMBER)


def test_what_is_not_the_page_is_neither_shown_nor_kept(
    visit: Visits, own_server: SiteServer
) -> None:
    page = seen(visit, own_server, PAGE)
    _keeps_to_its_copy(page, own_server)


@pytest.mark.parametrize(
    "changes",
    [
        [("markOf(html) === relative(address) &&", "")],
        pytest.param(
            [('html.trimEnd().endsWith("</html>")', "true")], marks=pytest.mark.exhaustive
        ),
        pytest.param([('type.startsWith("text/html") &&', "")], marks=pytest.mark.exhaustive),
        [
            ('if (response.status >= 500) return { why: "fault" };', ""),
            ("response.status === 200 && ", ""),
        ],
    ],
    ids=["mark", "end", "type", "status"],
)
def test_the_check_of_strange_answers_sees_a_worker_that_takes_them(
    visit: Visits, own_server: SiteServer, changes: list[tuple[str, str]]
) -> None:
    without(own_server, *changes)
    page = seen(visit, own_server, PAGE)
    with pytest.raises(AssertionError):
        _keeps_to_its_copy(page, own_server)


def _keeps_to_its_copy(page: Page, server: SiteServer) -> None:
    """Nothing of what a network may answer in place of the page gets past the worker."""
    before = kept_at_rest(page)
    whole = server.root.joinpath(PAGE, "index.html").read_bytes()
    answers = {
        "a portal": (OTHER, PORTAL),
        "a portal elsewhere": (OTHER, Reply(302, "text/plain", b"", "/sign-in")),
        "another page of the site": (
            OTHER, Reply(200, PORTAL.content_type, (server.root / "luton/index.html").read_bytes()),
        ),
        "half a page": (OTHER, Reply(200, PORTAL.content_type, whole[: len(whole) // 2])),
        "a page as text": (OTHER, Reply(200, "text/plain", whole)),
        "an error with the page": (FAULT, Reply(500, PORTAL.content_type, whole)),
        "an error of the host": (OTHER, Reply(404, "text/html", b"<html>Not here</html>")),
        "a busy site": (FAULT, Reply(503, "text/plain", b"busy")),
    }  # fmt: skip
    for name, (why, answer) in answers.items():
        server.intercept(PAGE, partial(_instead, answer))
        page.goto(server.url + PAGE)
        assert banner(page).count() == 1, f"{name} was shown"
        shows_a_copy(page, why)
        assert kept(page) == before, f"{name} was kept"


def _instead(answer: Reply, path: str, reply: Reply) -> Reply:
    return answer


def test_a_site_that_does_not_answer_in_time_gives_way_to_the_copy_and_then_tells(
    visit: Visits, own_server: SiteServer, changed_site: Path
) -> None:
    page = seen(visit, own_server, PAGE)
    own_server.root = changed_site
    own_server.stall(PAGE)
    page.goto(own_server.url + PAGE)
    shows_a_copy(page, SLOW)
    own_server.reset()
    page.get_by_role("link", name="Show the page as it is now").click()
    is_fresh(page, NEW_NUMBER)


def test_a_page_that_is_gone_from_the_site_does_not_live_on(
    visit: Visits, own_server: SiteServer
) -> None:
    page = device(visit, own_server, PAGE, line=MOBILE, part="bradford")
    lost = (own_server.root / "404.html").read_bytes()
    own_server.intercept(PAGE, lambda path, reply: Reply(404, PORTAL.content_type, lost))
    page.goto(own_server.url + PAGE)
    expect(page.locator("h1")).to_have_text("Page not found")
    own_server.stop()
    page.goto(own_server.url + PAGE)
    expect(page.locator("h1")).to_have_text("This page is not on this device")


def test_a_page_never_kept_says_so_under_a_folder_too(
    visit: Visits, serving: Serving, site_dir: Path
) -> None:
    server = serving(site_dir, "/guides/handbook/")
    page = device(visit, server, PAGE, line=MOBILE, part="bradford")
    server.stop()
    page.goto(f"{server.url}luton/tools/who-to-ring/")
    expect(page.locator("h1")).to_have_text("This page is not on this device")
    expect(banner(page)).to_contain_text("This page is not kept on this device.")
    assert page.locator(".hb-header").evaluate(
        "e => getComputedStyle(e).backgroundColor"
    ) == "rgb(6, 63, 69)", "the page has no styles"  # fmt: skip
    page.get_by_role("link", name="Go to the first page").click()
    expect(banner(page)).to_contain_text("Copy kept on this device")
    page.locator("#site-nav").get_by_role("link", name="Bradford").click()
    shows_a_copy(page, NONE)


def test_a_wrong_file_is_not_kept(visit: Visits, own_server: SiteServer) -> None:
    _keeps_no_wrong_file(visit, own_server)


def test_the_check_of_wrong_files_sees_a_worker_that_keeps_them(
    visit: Visits, own_server: SiteServer
) -> None:
    without(own_server, ("!off && (await rightFile(address, bytes))", "!off"))
    with pytest.raises(AssertionError, match=r"in-force\.|policy/bradford\."):
        _keeps_no_wrong_file(visit, own_server)


def _keeps_no_wrong_file(visit: Visits, server: SiteServer) -> None:
    for pattern in ("assets/in-force.*", "assets/policy/bradford.*"):
        server.intercept(pattern, lambda path, reply: replace(reply, body=reply.body + b"\n//\n"))
    page = seen(visit, server, "bradford/tools/consent/")
    files = next(entries for name, entries in kept(page).items() if name.endswith("files"))
    assert any("/offline.js" in address for address in files), "this test looks too early"
    assert [address for address in files if "in-force." in address or "policy/" in address] == []
