"""The reader's choice of colours, and what the site leaves on a device: published pages only."""

import hashlib
from pathlib import Path

import pytest
from playwright.sync_api import expect

from build_tools.bundle import ELEMENTS
from build_tools.scripts import TOOL
from tests.browser.looks import nothing_of_the_reader
from tests.browser.offline_site import MOBILE, device, kept
from tests.browser.pages import file_of, one_of_each_kind
from tests.browser.site_server import SiteServer
from tests.browser.watched import Visits

pytestmark = pytest.mark.browser


def test_a_first_visit_stores_nothing_of_the_reader(visit: Visits, site_dir: Path) -> None:
    # Where Python starts or other elements come to life; test_theme.py looks at every kind of page.
    page = visit("")
    paths = [path for path in one_of_each_kind(site_dir, longest=False) if lives(site_dir, path)]
    assert len(paths) >= 5
    for path in paths:
        page.goto(visit.server.url + path)
    nothing_of_the_reader(page)


def lives(site: Path, path: str) -> bool:
    """Whether a page has an element of the handbook's own."""
    html = file_of(site, path).read_text(encoding="utf-8")
    return any(f"<{element}" in html for element in (*ELEMENTS, TOOL, "draft-desk"))


def test_what_a_visit_leaves_is_what_was_published(visit: Visits, own_server: SiteServer) -> None:
    page = device(visit, own_server, "bradford/", line=MOBILE, part="bradford")
    nothing_of_the_reader(page)
    assert page.evaluate("indexedDB.databases()") == []
    addresses = [address for entries in kept(page).values() for address in entries]
    assert len(addresses) > 40
    for address in addresses:
        path = address.removeprefix(own_server.url).partition("?")[0]
        file = own_server.root / path
        file = file / "index.html" if file.is_dir() else file
        held = page.evaluate(HELD, address)
        published = hashlib.sha256(file.read_bytes()).hexdigest()
        assert held == published, f"{path} is kept as it was not published"


HELD = """async (address) => {
  const bytes = await (await caches.match(address)).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}"""


def test_the_choice_of_colours_lasts_and_can_be_taken_back(visit: Visits) -> None:
    page = visit("", scheme="light")
    root, button = page.locator("html"), page.locator(".hb-appearance")
    expect(root).to_have_attribute("data-md-color-scheme", "default")
    button.click()
    expect(root).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(root).to_have_attribute("data-md-color-scheme", "slate")
    expect(button).to_have_text("Use light colours")
    button.click()
    assert page.evaluate("localStorage.length") == 0
    page.emulate_media(color_scheme="dark")
    expect(root).to_have_attribute("data-md-color-scheme", "slate")
    expect(button).to_have_text("Use light colours")


def test_colours_can_be_chosen_where_storage_is_blocked(visit: Visits) -> None:
    page = visit("", scheme="light", storage=False)
    page.locator(".hb-appearance").click()
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
