"""A reader makes an authority available offline: all of it or nothing, and can take it back."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.offline_site import (
    MOBILE,
    SPARING,
    banner,
    copies,
    device,
    kept,
    kept_at_rest,
    send_slowly,
    shows_a_copy,
    until,
    until_begun,
    until_kept,
    without,
)
from tests.browser.site_server import Reply, SiteServer
from tests.browser.tool_access import assert_for_everyone
from tests.browser.tool_cases import shortest_ways, tool
from tests.browser.tool_checks import check_outcome
from tests.browser.tool_faults import FILES
from tests.browser.tool_page import ToolPage
from tests.browser.watched import Visits

pytestmark = pytest.mark.browser

HOME = "bradford/"
STANDS_ASIDE = 1.5  # seconds without a request, where others come ten a second and more
TOOL = "bradford/consent"
PORTAL = Reply(200, "text/html", b"<html>Sign in</html>")


def panel(page: Page) -> Locator:
    """The part of an authority's first page that settles its copy."""
    return page.get_by_role("region", name="Without a connection")


def test_one_visit_keeps_an_authority_with_its_tools_and_no_answers(
    visit: Visits, own_server: SiteServer
) -> None:
    page = device(visit, own_server, HOME, part="bradford")
    own_server.stop()
    for path in ("bradford/contacts/", "bradford/levels/", "about/", ""):
        page.goto(own_server.url + path)
        expect(banner(page)).to_contain_text("Copy kept on this device on")
    page.goto(f"{own_server.url}{HOME}contacts/")
    page.locator(".md-search__input").press_sequentially("consent")
    found = page.locator(".md-search-result__link").first
    found.wait_for()
    assert (found.get_attribute("href") or "").startswith(own_server.url + HOME)
    page.goto(own_server.url + tool(TOOL).page)
    shows_a_copy(page, "no connection")
    used = ToolPage(page, tool(TOOL))
    used.until_engine("ready")
    before = kept(page)
    way = max(shortest_ways(TOOL).values(), key=lambda way: len(way.tokens))
    used.walk(way.answers())
    used.until_at(f"outcome:{way.outcome.id}")
    check_outcome(used, way.answers())
    assert kept(page) == before
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.context.cookies() == []


def test_a_copy_is_made_stopped_and_removed_by_keyboard(
    visit: Visits, own_server: SiteServer
) -> None:
    page = device(visit, own_server, HOME, line=SPARING)
    box = panel(page)
    expect(box).to_contain_text(re.compile(r"The whole copy takes \d\d\.\d MB"))
    before = kept_at_rest(page)
    own_server.stall(FILES["interpreter"])
    _press(page, "Make available offline")
    bar = box.get_by_role("progressbar", name="Download of Bradford")
    until(page, "() => document.querySelector('progress').value > 0.1", None, "the bar stands")
    assert 0 < bar.evaluate("bar => bar.value") < 1
    expect(box).to_contain_text("MB downloaded.")
    expect(box.get_by_role("button", name="Stop")).to_be_focused()
    assert_for_everyone(page)
    page.keyboard.press("Enter")
    expect(box.get_by_role("status")).to_have_text("Stopped. Nothing was changed.")
    # An icon that came late is kept by itself, and swept away where no kept page needs it.
    assert places(kept(page)) <= places(before)
    assert copies(page, "bradford") == []

    own_server.reset()
    _press(page, "Make available offline")
    expect(box.get_by_role("status")).to_contain_text("Done.", timeout=30_000)
    expect(box.get_by_role("status")).to_be_focused()
    expect(box).to_contain_text("with all of the tools")
    own_server.stop()
    page.goto(own_server.url + HOME)
    expect(banner(page)).to_be_visible()
    assert_for_everyone(page)
    _press(page, "Remove the copy")
    expect(box.get_by_role("status")).to_contain_text("The copy is gone.")
    assert copies(page, "bradford") == []
    assert not any(kept(page).values()), "files that no page needs were left behind"


def places(found: dict[str, dict[str, str]]) -> set[tuple[str, str]]:
    """Each address on a device, with the cache that holds it."""
    return {(cache, address) for cache, entries in found.items() for address in entries}


def _press(page: Page, name: str) -> None:
    """Press a button of the panel with the keyboard."""
    button = panel(page).get_by_role("button", name=name)
    button.focus()
    page.keyboard.press("Enter")


def test_a_copy_stands_aside_while_another_page_is_opened(
    visit: Visits, own_server: SiteServer
) -> None:
    copied = send_slowly(own_server, "bradford/*/")
    page = device(visit, own_server, HOME, line=MOBILE)
    until_begun(page, "bradford")
    page.context.new_page().goto(f"{own_server.url}luton/", wait_until="commit")
    opened = time.monotonic()
    until_kept(page, own_server, "bradford")
    after = [opened, *(when for when in copied if when > opened)]
    assert max(later - sooner for sooner, later in pairwise(after)) > STANDS_ASIDE


def test_a_download_that_fails_changes_nothing(visit: Visits, own_server: SiteServer) -> None:
    page = device(visit, own_server, HOME, line=MOBILE, part="bradford")
    _fails_without_a_change(page, own_server)


def test_the_check_of_failed_downloads_sees_a_worker_that_takes_half_a_file(
    visit: Visits, own_server: SiteServer
) -> None:
    without(
        own_server,
        ("const right = bytes.byteLength === size && (await sha256(bytes)) === sha;",
         "const right = true;"),
    )  # fmt: skip
    page = device(visit, own_server, HOME, line=MOBILE, part="bradford")
    with pytest.raises(AssertionError):
        _fails_without_a_change(page, own_server)


def _fails_without_a_change(page: Page, server: SiteServer) -> None:
    """Each way of failing is told in words, and the device is as it was."""
    box = panel(page)

    def cut(path: str, reply: Reply) -> Reply:
        return replace(reply, body=reply.body[: len(reply.body) // 2])

    faults: dict[str, tuple[str, Callable[[], None]]] = {
        "a file cut short": ("did not arrive as it was published",
                             lambda: server.intercept(FILES["interpreter"], cut)),
        "a file altered": ("did not arrive as it was published",
                           lambda: server.corrupt(FILES["memory"])),
        "a file missing": ("Something else than this handbook",
                           lambda: server.fail(FILES["glue"])),
        "an error": ("did not answer properly", lambda: server.fail(FILES["glue"], 500)),
        "a portal": ("Something else than this handbook",
                     lambda: server.intercept("*", lambda path, reply: PORTAL)),
        "a portal elsewhere": ("Something else than this handbook",
                               lambda: server.redirect("*", "/sign-in")),
        "a server that is gone": ("connection was lost", server.stop),
        "no room": ("not enough room", lambda: _room(page, server, 5_000_000)),
    }  # fmt: skip
    for name, (told, happen) in faults.items():
        button = box.get_by_role("button", name="Make available offline")
        expect(button).to_be_visible()
        before = kept(page)
        happen()
        button.click()
        expect(box.get_by_role("status")).to_contain_text(told)
        assert kept(page) == before, f"{name} changed what is kept"
        server.reset()
        if name == "a server that is gone":
            server.start()
            page.reload()


def _room(page: Page, server: SiteServer, quota: int) -> None:
    """Give the site so much room on the device, in bytes."""
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": server.origin, "quotaSize": quota})


def test_two_tabs_make_one_copy_and_one_takes_all_away_from_both(
    visit: Visits, own_server: SiteServer
) -> None:
    first = device(visit, own_server, HOME, line=MOBILE)
    second = first.context.new_page()
    second.goto(f"{own_server.url}bradford/contacts/")
    until_kept(first, own_server, "bradford")
    second.goto(f"{own_server.url}about/")
    assert len(copies(first, "bradford")) == 1

    everything = second.get_by_role("region", name="On this device")
    expect(everything).to_contain_text("Bradford: a copy of")
    assert_for_everyone(second)
    first.locator(".hb-appearance").click()
    everything.get_by_role("button", name="Remove everything").click()
    expect(everything.get_by_role("status")).to_contain_text("Everything is removed.")
    expect(everything.get_by_role("status")).to_be_focused()
    _press(first, "Make available offline")
    expect(panel(first).get_by_role("status")).to_contain_text("Nothing is kept on this device")
    for page in (first, second, first):
        page.reload()
        page.goto(f"{own_server.url}luton/")
        page.wait_for_timeout(300)
    assert kept(first) == {}
    assert (
        first.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )
    assert first.evaluate("({ ...localStorage })") == {"handbook.keep": "nothing"}
    assert panel(first).count() == 0

    second.goto(f"{own_server.url}about/")
    second.get_by_role("button", name="Keep copies again").click()
    until_kept(second, own_server, "shared")
    assert second.evaluate("localStorage.length") == 0


def test_a_device_that_is_to_save_data_keeps_only_pages_that_were_opened(
    visit: Visits, own_server: SiteServer
) -> None:
    page = device(visit, own_server, HOME, line=SPARING)
    panel(page).wait_for()
    assert [name for name in kept(page) if " copy " in name] == []
