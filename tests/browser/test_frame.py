"""The frame round the pages, by keyboard: menu, search, skip link, keys left alone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.pages import every_page, one_of_each_kind, until
from tests.browser.site_server import Reply
from tests.browser.tool_access import Views
from tests.browser.watched import Scheme, Visits

pytestmark = pytest.mark.browser

LETTERS = ["n", "p", ",", ".", "f", "s", "/"]

# What has the focus, and whether a reader can see it: inside the page, with a size, not hidden, and
# not covered by something else.
FOCUSED = """() => {
  const e = document.activeElement;
  const box = e.getClientRects()[0] ?? e.getBoundingClientRect();  // the first line of its words
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  return {
    what: `${e.tagName.toLowerCase()}.${e.className} ${e.textContent.trim().slice(0, 40)}`,
    body: e === document.body,
    seen: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth
      && e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      && (e === top || e.contains(top) || (top !== null && top.contains(e))),
    ring: parseFloat(getComputedStyle(e).outlineWidth),
  };
}"""


def searching(page: Page) -> bool:
    return bool(page.evaluate("document.getElementById('__search').checked"))


def test_single_letters_do_nothing(visit: Visits) -> None:
    page = visit("")
    before = page.url
    page.evaluate("document.head.insertAdjacentHTML('beforeend', '<link rel=next href=404.html>')")
    page.evaluate("document.head.insertAdjacentHTML('beforeend', '<link rel=prev href=404.html>')")
    for letter in LETTERS:
        page.locator(".hb-brand").focus()
        page.keyboard.press(letter)
        page.wait_for_timeout(150)
        assert page.url == before, letter
        assert not searching(page), letter
        expect(page.locator(".hb-brand")).to_be_focused()


def test_without_the_guard_a_letter_would_open_the_search(visit: Visits) -> None:
    def unguarded(path: str, reply: Reply) -> Reply:
        body = reply.body.replace(b".stopImmediatePropagation()", b".isTrusted")
        assert body != reply.body
        # Its policy names the guard by its hash.
        return Reply(reply.status, reply.content_type, re.sub(rb" 'sha256-[^']+'", b"", body)
                     .replace(b"script-src", b"script-src 'unsafe-inline'", 1))  # fmt: skip

    visit.server.intercept("", unguarded)
    page = visit("")
    page.locator(".hb-brand").focus()
    page.keyboard.press("f")
    expect(page.locator(".md-search__input")).to_be_focused()


def test_letters_still_reach_fields_and_the_page_itself(visit: Visits) -> None:
    page = visit("")
    page.evaluate("""() => {
      window.heard = [];
      const field = document.querySelector("article").appendChild(document.createElement("input"));
      field.id = "field";
      document.querySelector("article").addEventListener("keydown", (e) => heard.push(e.key));
    }""")
    page.locator("#field").focus()
    page.keyboard.type("fs/n")
    expect(page.locator("#field")).to_have_value("fs/n")
    assert page.evaluate("heard") == ["f", "s", "/", "n"]


def test_the_first_stop_skips_to_the_text(visit: Visits) -> None:
    page = visit("")
    page.keyboard.press("Tab")
    skip = page.locator(".hb-skip")
    expect(skip).to_be_focused()
    assert page.evaluate(FOCUSED)["seen"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_every_stop_is_seen_and_ringed(
    visit: Visits, site_dir: Path, width: int, scheme: Scheme
) -> None:
    # The frame is the same on every page; the two views share the kinds of pages between them.
    kinds = one_of_each_kind(site_dir, longest=False)
    apart = 8 if Views.all else 16
    for path in kinds[(0 if width == 320 else apart // 2) :: apart]:
        page = visit(path, width=width, height=640, scheme=scheme)
        unseen = []
        for _ in range(120):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUSED)
            if stop["body"]:
                break
            if not stop["seen"] or stop["ring"] < 3:
                unseen.append(stop)
        assert not unseen, f"{path}: {unseen}"
        page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_menu_works_by_keyboard_at_320(visit: Visits, scheme: Scheme) -> None:
    page = visit("", width=320, height=640, scheme=scheme)
    button, menu = page.locator(".hb-menu-open"), page.locator("#site-nav")
    expect(menu).to_be_hidden()
    button.focus()
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(menu).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Tab")
    expect(menu.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    menu.locator("a").last.focus()
    page.keyboard.press("Tab")
    expect(menu).to_be_hidden()


def test_the_menu_opens_in_sight_far_down_a_page(visit: Visits, site_dir: Path) -> None:
    longest = max(every_page(site_dir), key=lambda path: (site_dir / path).exists() and len(path))
    page = visit(longest, width=320, height=640, allow=(r"404",))
    page.evaluate("document.querySelector('article').style.minHeight = '4000px'")
    page.evaluate("scrollTo(0, 2500)")
    expect(page.locator(".hb-header__urgent")).to_be_visible()
    page.locator(".hb-menu-open").click()
    box = page.locator("#site-nav a").first.bounding_box()
    assert box is not None
    assert 0 < box["y"] < 640


def test_without_scripts_the_menu_is_open_and_dead_buttons_are_gone(visit: Visits) -> None:
    page = visit("", width=320, height=640, javascript=False)
    expect(page.locator("#site-nav a").first).to_be_visible()
    for gone in [".hb-menu-open", ".hb-search-open", ".md-search", ".hb-appearance"]:
        expect(page.locator(gone)).to_be_hidden()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_search_index_is_fetched_when_the_reader_turns_to_the_search(
    visit: Visits, width: int
) -> None:
    index = "/search/search_index.json"
    page = visit("", width=width, height=640)
    page.wait_for_timeout(1_000)  # as good as never for a script that asks at once
    assert any("javascripts/bundle" in each for each in visit.server.requests)
    assert index not in visit.server.requests
    with page.expect_response(f"**{index}"):
        page.locator(".hb-search-open" if width == 320 else ".md-search__input").click()
    assert index in visit.server.requests
    page.keyboard.type("child")
    page.locator(".md-search-result__link").first.wait_for()


# Each width, each of the colours, with and without storage; `make test-all` has all combinations.
@pytest.mark.parametrize(
    ("width", "scheme", "storage"),
    [
        (320, "dark", False), (1280, "light", True),
        *(pytest.param(*view, marks=pytest.mark.exhaustive) for view in (
            (320, "light", True), (1280, "light", False), (1280, "dark", True),
            (320, "light", False), (320, "dark", True),
            (1280, "dark", False),
        )),
    ],
)  # fmt: skip
def test_search_works_by_keyboard(visit: Visits, width: int, scheme: Scheme, storage: bool) -> None:
    page = visit("", width=width, height=640, scheme=scheme, storage=storage)
    field, opener = page.locator(".md-search__input"), page.locator(".hb-search-open")
    if width == 320:
        opener.focus()
        page.keyboard.press("Enter")
        expect(opener).to_have_attribute("aria-expanded", "true")
    else:
        field.focus()
    expect(field).to_be_focused()
    page.keyboard.type("child")
    results = page.locator(".md-search-result__link")
    results.first.wait_for()
    expect(page.locator(".md-search-result__meta")).to_contain_text("match")
    assert_accessible(page)

    page.keyboard.press("ArrowDown")
    expect(results.first).to_be_focused()
    assert page.evaluate(FOCUSED)["seen"]
    field.focus()
    for _ in range(3):  # the close button where there is one, the clear button, the first result
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.md-search-result__link')"):
            break
    expect(results.first).to_be_focused()
    assert searching(page)

    page.keyboard.press("Escape")
    assert not searching(page)
    if width == 320:
        expect(opener).to_be_focused()
        opener.click()
    field.focus()
    until(page, "document.getElementById('__search').checked")
    page.keyboard.press("ArrowDown")
    expect(results.first).to_be_focused()
    target = results.first.get_attribute("href")
    page.keyboard.press("Enter")
    assert target
    page.wait_for_url(target)


def test_leaving_the_search_closes_it(visit: Visits) -> None:
    page = visit("", width=320, height=640)
    page.locator(".hb-search-open").click()
    page.locator(".hb-search-close").click()
    assert not searching(page)
    expect(page.locator(".hb-search-open")).to_be_focused()


def test_a_wide_table_can_be_scrolled_by_keyboard(visit: Visits) -> None:
    page = visit("", width=320, height=640)
    page.evaluate("""() => {
      const wrap = document.createElement("div");
      wrap.className = "md-typeset__scrollwrap";
      wrap.innerHTML = `<table><caption>Contacts</caption><tbody><tr>${
        "<td>supercalifragilistic</td>".repeat(6)}</tr></tbody></table>`;
      document.querySelector("article").append(wrap);
    }""")
    region = page.get_by_role("region", name="Contacts: scroll sideways to see all of it")
    region.focus()
    page.keyboard.press("ArrowRight")
    until(page, "document.activeElement.scrollLeft > 0")
    page.evaluate(
        "document.querySelectorAll('article td:not(:first-child)').forEach(e => e.remove())"
    )
    expect(region).to_have_count(0)


def test_the_page_whose_link_the_reader_rests_on_is_fetched_before_it_is_pressed(
    visit: Visits,
) -> None:
    page = visit("bradford/")
    link = page.locator("main a[href='levels/'], main a[href$='/levels/']").first
    visit.server.requests.clear()
    link.hover()
    page.wait_for_timeout(1_000)
    assert visit.server.requests.count("/bradford/levels/") == 1
    link.click()
    expect(page.locator("h1")).to_contain_text("evel")
    assert visit.server.requests.count("/bradford/levels/") == 1


def test_what_is_no_page_is_not_fetched_before_it_is_pressed(visit: Visits) -> None:
    page = visit("bradford/changes/")
    visit.server.requests.clear()
    page.locator("main a[href$='feed.xml']").first.hover()
    page.wait_for_timeout(1_000)
    assert "/bradford/changes/feed.xml" not in visit.server.requests
