"""The reader's choice of colours, and what the site leaves on a device: nothing unasked."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.pages import one_of_each_kind
from tests.browser.watched import Visits

pytestmark = pytest.mark.browser


def test_a_first_visit_stores_nothing(visit: Visits, site_dir: Path) -> None:
    page = visit("")
    for path in one_of_each_kind(site_dir):
        if path != "404.html":
            page.goto(visit.server.url + path)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0, 0, "",
    ]  # fmt: skip
    assert page.context.cookies() == []


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
