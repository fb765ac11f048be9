"""Pages that the browser makes ready before they are asked for, and those it keeps for Back.

Playwright's connection turns both off, so these tests speak Chromium's own protocol.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.browser.conftest import FLAGS
from tests.browser.offline_site import IS_KEPT, NEW_NUMBER, NUMBER, OLD_NUMBER
from tests.browser.site_server import Reply, SiteServer
from tests.browser.tabs import Tab, one_tab
from tests.browser.tool_cases import tool
from tests.browser.tool_page import HOW

pytestmark = pytest.mark.browser

HOME = "bradford/"
FIRST, NEXT = tool("bradford/consent"), tool("bradford/in-need")
READY = "document.querySelector('pathway-widget')?.dataset.engine === 'ready'"
WAS_READY = "performance.getEntriesByType('navigation')[0].activationStart > 0"
ANSWER = """(() => {
  const form = document.querySelector("pathway-widget form[data-step]");
  form.querySelector("input[type=radio]").click();
  form.querySelector("button[type=submit]").click();
})()"""
AT = "document.querySelector('pathway-widget').at"
HASTY = """if (document.prerendering) {
  const later = setTimeout;
  window.setTimeout = (then, time, ...given) => later(then, time / 100, ...given);
  document.addEventListener("prerenderingchange", () => {
    window.setTimeout = later;
    console.log(`engine ${document.querySelector("pathway-widget").dataset.engine}`);
  });
  setInterval(() => console.log("late"), 300);
}"""
"""While a page is not shown its time passes a hundred times as fast; it tells every half minute."""
MOVED_CLOCK = """document.addEventListener("prerenderingchange", () => {
  const now = Date.now;
  Date.now = () => now() + %d;
});"""
"""As after so many milliseconds, in which the device may have slept."""

ALONE = "navigator.serviceWorker.register = () => Promise.reject();"
"""Nothing is kept on the device, so the page alone asks for what it needs."""

Opened = Callable[..., AbstractContextManager[Tab]]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    return partial(one_tab, tmp_path / "profile", FLAGS)


def made_ready(tab: Tab, server: SiteServer, page: str = NEXT.page) -> None:
    """Rest on the link to a tool until the browser has that page."""
    *_, name, _ = page.split("/")
    tab.rest_on(f"a[href$='/{name}/']")
    tab.wait(lambda: server.url + page in tab.ready_pages())


def rest_long(tab: Tab) -> None:
    """Rest for a minute and a half, as the page has it that was made ready (HASTY)."""
    tab.wait(lambda: tab.said.count("late") >= 3)


def until_kept(tab: Tab, server: SiteServer, part: str, *, whole: bool = False) -> None:
    """Wait for a finished copy of a part of the handbook, with Python if `whole`."""
    given = json.dumps([server.url, part, whole])
    tab.wait(lambda: tab.ask(f"({IS_KEPT})({given})"))


def shown(tab: Tab) -> bool:
    return tab.ask("location.pathname") == f"/{NEXT.page}" and bool(tab.ask(READY))


def test_a_tool_rested_on_is_there_when_it_is_pressed(opened: Opened, server: SiteServer) -> None:
    with opened(scripts=[ALONE]) as tab:
        tab.go(server.url + FIRST.page)
        tab.wait(lambda: tab.ask(READY))
        made_ready(tab, server)
        assert tab.ask("location.pathname") == f"/{FIRST.page}"
        tab.press()
        tab.wait(lambda: shown(tab))
        assert tab.ask(WAS_READY)
        assert server.requests.count(f"/{NEXT.page}") == 1
        tab.ask(ANSWER)
        start = f"step:{NEXT.pathway.start}"
        tab.wait(lambda: tab.ask(f"{AT} !== {json.dumps(start)}"))
        assert tab.ask(f"({HOW})()") == "snapshot"
        tab.wait(lambda: tab.ask("document.querySelector('[data-part=answers]').textContent"))


def test_what_is_only_rested_on_starts_no_python(opened: Opened, server: SiteServer) -> None:
    """However long the reader rests, no page complains of an engine that it did not start."""

    def of_python() -> list[str]:
        return [path for path in server.requests if "/snapshot/" in path or "/pyodide/" in path]

    with opened(scripts=[ALONE, HASTY]) as tab:
        tab.go(server.url + HOME)
        made_ready(tab, server)
        rest_long(tab)
        assert not of_python()
        tab.press()
        tab.wait(lambda: shown(tab))
        assert "engine undefined" in tab.said
        assert of_python()


@pytest.mark.exhaustive
def test_what_is_only_rested_on_brings_no_copy_of_its_authority(
    opened: Opened, own_server: SiteServer
) -> None:
    server = own_server
    page = tool("bradford/who-to-ring").page
    with opened(scripts=[HASTY]) as tab:
        tab.go(server.url)
        until_kept(tab, server, "shared")
        made_ready(tab, server, page)
        rest_long(tab)
        assert "/offline/bradford.json" not in server.requests
        tab.press()
        until_kept(tab, server, "bradford")
        assert tab.ask("location.pathname") == f"/{page}"


def test_only_tools_are_made_ready(opened: Opened, server: SiteServer) -> None:
    with opened() as tab:
        tab.go(server.url + HOME)
        tab.rest_on("a[href$='glossary/']")
        tab.wait(lambda: f"/{HOME}glossary/" in server.requests)
        made_ready(tab, server)
        assert tab.ready_pages() == [server.url + NEXT.page]


def renumbered(path: str, reply: Reply) -> Reply:
    text = reply.body.decode()
    for old, new in NUMBER.items():
        text = text.replace(old, new)
    return replace(reply, body=text.encode())


@pytest.mark.parametrize("passed", [61_000, -3_600_000], ids=["long ago", "the clock put back"])
def test_a_page_of_no_sure_age_is_asked_for_anew(
    opened: Opened, server: SiteServer, passed: int
) -> None:
    with opened(scripts=[MOVED_CLOCK % passed]) as tab:
        tab.go(server.url + FIRST.page)
        tab.wait(lambda: tab.ask(READY))
        made_ready(tab, server)
        server.intercept(NEXT.page, renumbered)
        tab.press()
        tab.wait(lambda: shown(tab) and not tab.ask(WAS_READY))
        urgent = tab.ask("document.querySelector('#urgent').textContent")
        assert NEW_NUMBER in urgent
        assert OLD_NUMBER not in urgent


@pytest.mark.parametrize("again", [True, False])
def test_a_copy_made_ready_gives_way_to_the_page_where_that_can_be_had(
    opened: Opened, own_server: SiteServer, again: bool
) -> None:
    copy = "document.querySelector('.hb-copy')?.textContent"
    with opened() as tab:
        tab.go(own_server.url + HOME)
        until_kept(tab, own_server, "bradford", whole=True)
        own_server.stop()
        made_ready(tab, own_server)
        if again:
            own_server.start()
        tab.press()
        tab.wait(lambda: shown(tab) and not tab.ask(WAS_READY))
        assert ("no connection now" in (tab.ask(copy) or "")) is not again


def test_back_returns_to_the_answers_and_to_python(opened: Opened, server: SiteServer) -> None:
    listen = "addEventListener('pageshow', ({ persisted }) => console.log(`kept ${persisted}`));"
    answers = "document.querySelector('[data-part=answers]').textContent"
    with opened(scripts=[listen]) as tab:
        tab.go(server.url + FIRST.page)
        tab.wait(lambda: tab.ask(READY))
        tab.ask(ANSWER)
        given = tab.wait(lambda: tab.ask(answers))
        tab.rest_on("#site-nav a[href$='/contacts/']")
        tab.press()
        tab.wait(lambda: tab.ask("location.pathname") == f"/{HOME}contacts/")
        tab.ask("history.back()")
        tab.wait(lambda: "kept true" in tab.said)
        assert tab.ask(answers) == given
        tab.ask("document.querySelector('[data-do=restart]').click()")
        tab.wait(lambda: tab.ask(f"{AT} === 'step:{FIRST.pathway.start}'"))
        tab.ask(ANSWER)
        assert tab.wait(lambda: tab.ask(answers)) == given
