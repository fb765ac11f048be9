"""New editions of the site and of the worker, in either order, and what they leave behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from build_tools.offline import WORKER
from tests.browser.offline_site import (
    MOBILE,
    SPARING,
    copies,
    device,
    kept,
    move_scripts,
    scripts,
    send_slowly,
    shows_a_copy,
    until,
    until_begun,
    until_kept,
)
from tests.browser.site_server import Reply, SiteServer
from tests.browser.tool_cases import shortest_ways, tool
from tests.browser.tool_checks import check_card
from tests.browser.tool_page import ToolPage
from tests.browser.watched import Visits

pytestmark = pytest.mark.browser

TOOL = "bradford/consent"
LATER = "what the later worker opens"


@pytest.fixture(scope="module")
def next_edition(site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with every script of the tools at another address."""
    return move_scripts(site_dir, tmp_path_factory.mktemp("next") / "site")


def test_pages_of_a_new_edition_live_with_the_worker_of_the_old(
    visit: Visits, own_server: SiteServer, site_dir: Path, next_edition: Path
) -> None:
    worker = (site_dir / WORKER).read_bytes()
    own_server.intercept(WORKER, lambda path, reply: Reply(200, reply.content_type, worker))
    page = device(visit, own_server, "bradford/", line=MOBILE, part="bradford")
    (old,) = copies(page, "bradford")
    own_server.root = next_edition
    page.goto(f"{own_server.url}bradford/contacts/")
    until(page, "async (name) => !(await caches.has(name))", old, "the old copy is still there")
    own_server.stop()
    # The visit to "contacts" is the last to have needed the old scripts.
    until(page, _GONE, scripts(site_dir), "files that no page needs any more are still there")
    _leads_to_an_outcome(page, own_server)


def test_pages_of_an_old_edition_live_with_the_worker_of_the_new(
    visit: Visits, own_server: SiteServer, site_dir: Path, next_edition: Path
) -> None:
    page = device(visit, own_server, "bradford/", line=MOBILE, part="bradford")
    own_server.root = next_edition
    own_server.intercept(WORKER, _signed)
    # A page of no authority brings the new worker, and leaves Bradford's copy as it is.
    page.goto(f"{own_server.url}about/")
    until_kept(page, own_server, "shared")
    until(page, "(name) => caches.has(name)", LATER, "the new worker did not come")
    own_server.stop()
    assert not page.evaluate(_GONE, scripts(site_dir)), "an old page lost its scripts"
    _leads_to_an_outcome(page, own_server)


def test_a_copy_goes_on_where_a_new_worker_takes_over_in_the_middle(
    visit: Visits, own_server: SiteServer
) -> None:
    send_slowly(own_server, "bradford/*/")
    page = device(visit, own_server, "bradford/", line=MOBILE)
    until_begun(page, "bradford")
    own_server.intercept(WORKER, _signed)
    page.evaluate("async () => void (await (await navigator.serviceWorker.ready).update())")
    # The page cannot give the next order, so the worker rests, and the new one takes its place.
    page.evaluate("() => { const end = Date.now() + 2000; while (Date.now() < end); }")
    until(page, "(name) => caches.has(name)", LATER, "the new worker did not come")
    until_kept(page, own_server, "bradford")


def test_what_an_earlier_form_of_copies_left_is_removed_and_nothing_of_others(
    visit: Visits, own_server: SiteServer
) -> None:
    page = visit("404.html", server=own_server, workers="allow", before=SPARING)
    # As if left by an earlier worker, by this site's neighbour, and by something else.
    names = ["handbook 0 / files", "handbook 0 /other/ files", "something else"]
    page.evaluate("(names) => Promise.all(names.map((name) => caches.open(name)))", names)
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found?.unregister())")
    page.goto(f"{own_server.url}about/")
    until(page, "() => navigator.serviceWorker.controller !== null", None, "no worker took over")
    until(page, "async (name) => !(await caches.has(name))", names[0], "an old cache is there")
    assert set(names[1:]) <= set(kept(page))


_GONE = """async (folder) => {
  for (const name of await caches.keys()) {
    const addresses = await (await caches.open(name)).keys();
    if (addresses.some(({ url }) => url.includes(`/tool/${folder}/`))) return false;
  }
  return true;
}"""


def _signed(path: str, reply: Reply) -> Reply:
    """A worker that can be told from the one before."""
    sign = f'\nself.addEventListener("activate", () => caches.open("{LATER}"));\n'
    return replace(reply, body=reply.body + sign.encode())


def _leads_to_an_outcome(page: Page, server: SiteServer) -> None:
    """Without the server the tool is a copy that leads on, by the edges of its own page."""
    page.goto(server.url + tool(TOOL).page)
    shows_a_copy(page, "no connection")
    way = max(shortest_ways(TOOL).values(), key=lambda way: len(way.tokens))
    used = ToolPage(page, tool(TOOL))
    used.walk(way.answers())
    used.until_at(f"outcome:{way.outcome.id}")
    check_card(used, way.outcome)
