"""A country of more authorities than a page can list: chosen, searched and compared one by one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from build_tools.country import write_country
from build_tools.site import build_site
from build_tools.summary import FEW
from tests.browser.axe import assert_accessible
from tests.browser.site_server import Serving, SiteServer
from tests.browser.watched import Visits
from tests.data import ROOT
from widgets.engine.render.shell import AT_ONCE

pytestmark = [pytest.mark.browser, pytest.mark.builds]

NUMBER = FEW + 2
CHOSEN = ("hazelshire", "aldershire")


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an invented country."""
    place = tmp_path_factory.mktemp("country")
    names = write_country(place / "policy", NUMBER)
    assert len(names) == NUMBER
    build_site(ROOT, place / "site", policy=place / "policy", kept=place / "parts", published=False)
    return place / "site"


@pytest.fixture
def land(serving: Serving, country: Path) -> SiteServer:
    return serving(country)


def choose(page: Page, names: tuple[str, ...], harm: str = "no-harm", own: str = "can") -> None:
    for number, name in enumerate(names, 1):
        page.locator(f"select[name=authority-{number}]").select_option(name)
    for step, value in (("harm-risk", harm), ("own-service", own)):
        page.locator(f"label:has(input[name={step}][value={value}])").click()
    page.locator("case-compare button[type=submit]").click()


def test_a_reader_chooses_whom_to_compare_and_fetches_no_others(
    visit: Visits, land: SiteServer
) -> None:
    page = visit("compare/", server=land)
    fetched = [path for path in land.requests if path.startswith("/assets/compare/")]
    assert fetched == []
    choose(page, CHOSEN)
    columns = page.locator("[data-part=results] > section")
    expect(columns).to_have_count(2)
    assert [each.get_attribute("data-authority") for each in columns.all()] == list(CHOSEN)
    fetched = [path.split("/")[-1].split(".")[0] for path in land.requests
               if path.startswith("/assets/compare/")]  # fmt: skip
    assert fetched == list(CHOSEN)
    expect(page.locator("case-compare")).to_have_attribute("data-replayed", "yes", timeout=60_000)
    assert_accessible(page)
    # Another choice takes the columns away; what was fetched is not fetched again.
    page.locator("select[name=authority-2]").select_option("")
    expect(columns).to_have_count(0)
    page.locator("case-compare button[type=submit]").click()
    expect(columns).to_have_count(1)
    assert sum(path.startswith("/assets/compare/") for path in land.requests) == 2


def test_harm_shows_each_chosen_authoritys_own_numbers(visit: Visits, land: SiteServer) -> None:
    page = visit("compare/", server=land, width=320, height=640)
    choose(page, CHOSEN, harm="not-sure", own="cannot")
    for name in CHOSEN:
        column = page.locator(f"[data-part=results] > [data-authority={name}]")
        expect(column).to_contain_text(f"{name.title()} Duty Team")
        expect(column.locator("a[href^='tel:01632960']")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_nobody_chosen_and_a_lost_line_are_told(visit: Visits, land: SiteServer) -> None:
    page = visit("compare/", server=land, allow=("assets/compare", "404"))
    error = page.locator("[data-part=error]")
    choose(page, ())
    expect(error).to_contain_text("Choose an authority")
    land.fail("assets/compare/*")
    choose(page, CHOSEN[:1])
    expect(error).to_contain_text("Hazelshire could not be loaded")
    expect(page.locator("[data-part=results] > *")).to_have_count(0)
    land.reset()
    page.locator("case-compare button[type=submit]").click()
    expect(page.locator("[data-part=results] > section")).to_have_count(1)
    expect(error).to_be_hidden()


def test_a_damaged_column_is_never_shown(visit: Visits, land: SiteServer) -> None:
    page = visit("compare/", server=land)
    land.corrupt("assets/compare/*")
    choose(page, CHOSEN[:1])
    expect(page.locator("[data-part=error]")).to_contain_text("could not be loaded")
    expect(page.locator("[data-part=results] > *")).to_have_count(0)


def test_the_first_page_lists_every_authority_and_stays_short(
    visit: Visits, land: SiteServer, country: Path
) -> None:
    page = visit("", server=land, width=320, height=640)
    names = {path.parent.parent.name for path in country.glob("*/search/search_index.json")}
    assert len(names) == NUMBER
    for name in names:
        expect(page.locator(f".hb-index a[href='{name}/']")).to_have_count(1)
        expect(page.locator(f".hb-now a[href='{name}/tools/example-tool/']")).to_have_count(1)
    panel = page.locator("#urgent")
    box = panel.bounding_box()
    assert box is not None
    assert box["height"] <= 270
    panel.get_by_role("link", name="your authority").click()
    expect(page.locator("#worried-now")).to_be_in_viewport()
    assert_accessible(page)


def test_what_a_phone_fetches_does_not_grow_with_the_country(country: Path) -> None:
    policies = list((country / "assets/policy").glob("all.*.json"))
    assert [json.loads(path.read_text(encoding="utf-8")) for path in policies] == [[]]
    for page in country.glob("aldershire/**/*.html"):
        text = page.read_text(encoding="utf-8")
        assert "hazelshire" not in text, "an authority's page names another"
    assert AT_ONCE < FEW < NUMBER
