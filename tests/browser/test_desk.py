"""The draft desk in a real browser: break a rule, see why, mend it, see who moves, download."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, expect

from tests.browser.axe import assert_accessible
from tests.browser.desk_page import DeskPage
from tests.browser.pages import every_page, file_of
from tests.browser.site_server import SiteServer
from tests.browser.watched import Scheme, Visits
from tests.data import POLICY

pytestmark = pytest.mark.browser

FILE = "luton/pathways/which-level.yml"
ADDRESS = f"desk/#{FILE}"
TITLE = "Which level fits this child's needs?"
# The answer "I am not sure" to the first question; what it leads to when the rule is broken.
NOT_SURE = "      not-sure:\n"


@pytest.fixture(scope="module")
def _ready(browser: Browser, site_dir: Path) -> Iterator[tuple[DeskPage, Visits]]:
    server = SiteServer(site_dir)
    visits = Visits(browser, server)
    used = DeskPage(visits(ADDRESS))
    used.page.on("dialog", lambda dialog: dialog.accept())
    used.until_ready()
    yield used, visits
    visits.close()
    server.close()


@pytest.fixture
def desk(_ready: tuple[DeskPage, Visits]) -> Iterator[DeskPage]:
    """The desk with Python ready and one file open, as published."""
    used, visits = _ready
    used.open(FILE)
    yield used
    unexpected = visits.unexpected()
    visits.problems.clear()
    assert not unexpected, "the page met problems:\n" + "\n".join(unexpected)


def test_a_rule_is_broken_seen_mended_and_the_file_is_taken(desk: DeskPage, tmp_path: Path) -> None:
    page = desk.page
    assert desk.text == (POLICY / FILE).read_text(encoding="utf-8")
    expect(desk.part("verdict")).to_have_text("Nothing is wrong in the files of this authority.")
    expect(desk.part("difference")).to_contain_text("Nothing differs.")

    # Break a rule: "not sure" of harm leads to the lowest level.
    desk.change("go: tell-now", "go: level-1", at=NOT_SURE)
    expect(desk.part("state")).to_have_text("changed")
    told = desk.problems()
    assert len(told) == 3
    assert "signed for" in told[2]
    assert "the policy now says: the outcome 'level-1'" in told[2]
    assert "not being sure (‘I am not sure’) ends in 'Level 1." in told[0]
    assert "To mend it: let 'not sure' lead at least as high" in told[0]
    page.get_by_role("button", name="tells of harm, but can end in 'level-1'").click()
    line = desk.text[: desk.text.index(NOT_SURE)].count("\n") + 1
    assert told[1].startswith(f"Line {line}: ")
    assert desk.cursor() == (True, line)

    # See who moves.
    difference = desk.part("difference")
    expect(difference).to_contain_text("1 of 11 sets of answers to 1 tool end in another outcome")
    expect(difference).to_contain_text("LOWER: from ‘Tell children's social care now’")
    tool = desk.part("tool")
    expect(desk.part("which")).to_have_value("which-level")
    tool.get_by_label("I am not sure").check()
    tool.get_by_role("button", name="Continue").click()
    expect(tool.get_by_role("heading", name="Level 1. One universal agency helps.")).to_be_visible()

    # Mend it, and see it: the answer given in the tool now leads to the urgent outcome.
    desk.change("go: level-1", "go: tell-now", at=NOT_SURE)
    assert desk.problems() == []
    expect(difference).to_contain_text("Nothing differs.")
    urgent = tool.get_by_role("heading", name="Tell children's social care now")
    expect(urgent).to_be_visible()

    # A sound change, with who moves by it and who must sign it; the file is what was written.
    desk.change("go: level-2", "go: specialist", at="      additional:\n")
    told = desk.problems()
    (unsigned,) = [each for each in told if "/signed/" in each]
    assert unsigned.startswith("luton/signed/which-level.yml, line ")
    # Walkthroughs that go this way are told to end elsewhere now.
    others = [each for each in told if each != unsigned]
    assert others
    assert all(each.startswith("luton/walkthroughs/") for each in others), others
    assert "python -m build_tools sign luton" in unsigned
    expect(difference).to_contain_text("sets of answers to 1 tool end in another outcome")
    expect(difference).to_contain_text("HIGHER: from ‘Level 2.")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download").click()
    saved = tmp_path / "saved.yml"
    waiting.value.save_as(saved)
    assert waiting.value.suggested_filename == "which-level.yml"
    assert saved.read_text(encoding="utf-8") == desk.text != (POLICY / FILE).read_text("utf-8")


def test_text_that_cannot_be_read_is_told_and_nothing_is_compared(desk: DeskPage) -> None:
    desk.change("title: Which", "title: Which: of", at="")
    assert len(desk.problems()) == 1
    assert "a colon with a space after it stands where no value can begin" in desk.problems()[0]
    expect(desk.part("difference")).to_contain_text("Mend what is wrong first.")
    expect(desk.part("older")).to_be_visible()
    expect(desk.part("screen")).to_contain_text("Could this child be at risk")


def test_everything_is_done_by_keyboard(desk: DeskPage) -> None:
    keyboard = desk.page.keyboard
    desk.select("tell-now", at=NOT_SURE)
    keyboard.type("lev")
    keyboard.press("Control+Space")
    options = desk.options
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert options.first.inner_text().startswith("level-1 an outcome: Level 1.")
    active = desk.area.get_attribute("aria-activedescendant")
    assert active == options.first.get_attribute("id")
    keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    word = options.nth(1).locator("b").inner_text()
    keyboard.press("Enter")
    expect(options).to_have_count(0)
    line = desk.text.split("\n")[desk.cursor()[1] - 1]
    assert line == f"        go: {word}"
    # Undo takes the suggestion back; Enter keeps the indent; a line is moved in and out.
    keyboard.press("Control+z")
    assert "        go: lev\n" in desk.text
    keyboard.press("End")
    keyboard.press("Enter")
    keyboard.type("x: y")
    assert "        go: lev\n        x: y\n" in desk.text
    keyboard.press("Control+]")
    assert "\n          x: y\n" in desk.text
    keyboard.press("Control+[")
    assert "\n        x: y\n" in desk.text
    # Escape closes the list, and Tab leads on out of the text, to each fault and into the tool.
    keyboard.press("Control+Space")
    keyboard.press("Escape")
    expect(options).to_have_count(0)
    keyboard.press("Tab")
    assert desk.cursor()[0] is False
    desk.until_checked()
    seen = []
    for _ in range(30):
        seen.append(desk.page.evaluate("document.activeElement.className + "
                                       "(document.activeElement.dataset.part ?? '')"))  # fmt: skip
        keyboard.press("Tab")
    for stop in ("hb-desk__fault", "which", "hb-harm"):
        assert any(stop in each for each in seen), f"Tab does not come to {stop}: {seen}"


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_the_desk_breaks_no_rule_of_axe_at_work(desk: DeskPage, width: int, scheme: Scheme) -> None:
    desk.page.set_viewport_size({"width": width, "height": 900})
    desk.page.emulate_media(color_scheme=scheme)
    desk.change("go: tell-now", "go: level-1", at=NOT_SURE)
    desk.page.get_by_role("button", name="Suggest").click()
    expect(desk.options.first).to_be_visible()
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= width
    assert_accessible(desk.page)
    desk.page.keyboard.press("Escape")


def test_a_file_from_the_device_takes_the_place_of_the_one_with_its_name(desk: DeskPage) -> None:
    text = (POLICY / "luton/contacts.yml").read_text(encoding="utf-8")
    at = text.index("shown: 0") + len("shown: ")
    other = f"{text[:at]}9{text[at + 1 :]}"
    desk.page.locator("#desk-disk").set_input_files(
        {"name": "contacts.yml", "mimeType": "application/yaml", "buffer": other.encode()}
    )
    expect(desk.part("name")).to_have_text("policy/luton/contacts.yml")
    assert desk.text == other
    desk.until_checked()
    expect(desk.part("difference")).to_contain_text("Contacts, dates and levels", timeout=20_000)
    desk.open("luton/contacts.yml")


def test_nothing_is_stored_unless_the_editor_asks(desk: DeskPage) -> None:
    count = "localStorage.length + sessionStorage.length"
    desk.change("go: tell-now", "go: level-1", at=NOT_SURE)
    assert desk.page.evaluate(count) == 0
    kept = desk.page.get_by_label("Keep my draft in this tab")
    kept.check()
    stored = json.loads(desk.page.evaluate("sessionStorage.getItem('handbook-draft')"))
    assert stored["drafts"] == {FILE: desk.text}
    kept.uncheck()
    assert desk.page.evaluate(count) == 0


def test_without_its_python_the_desk_says_so_and_keeps_the_text(
    visit: Visits, tmp_path: Path
) -> None:
    visit.server.fail("assets/desk/*/packages.zip")
    used = DeskPage(visit(ADDRESS, allow=("Failed to load resource",)))
    page = used.page
    expect(used.part("notice")).to_contain_text("The checks cannot run here: packages.zip")
    expect(used.part("notice")).to_contain_text("Your text is kept on this page.")
    used.select("tell-now", at=NOT_SURE)
    page.keyboard.type("level-1")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download").click()
    waiting.value.save_as(tmp_path / "saved.yml")
    assert (tmp_path / "saved.yml").read_text(encoding="utf-8") == used.text
    assert "        go: level-1\n" in used.text
    assert used.problems() == []

    # What was kept for this tab comes back; leaving with what was not downloaded warns.
    page.get_by_label("Keep my draft in this tab").check()
    used.select("level-1", at=NOT_SURE)
    page.keyboard.type("level-2")
    warned: list[str] = []

    def accept(dialog: Dialog) -> None:
        warned.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)
    page.reload()
    expect(used.part("state")).to_have_text("changed")
    assert "        go: level-2\n" in used.text
    assert warned == ["beforeunload"]


def test_without_scripts_the_page_says_what_to_do(visit: Visits) -> None:
    page = visit("desk/", javascript=False)
    expect(page.get_by_text("The draft desk needs scripts.")).to_be_visible()
    assert page.locator("draft-desk").is_hidden()


def test_the_desk_weighs_on_no_other_page(site_dir: Path) -> None:
    others = [path for path in every_page(site_dir) if path != "desk/"]
    for path in others:
        assert "assets/desk/" not in file_of(site_dir, path).read_text(encoding="utf-8"), path
    for kept in (*(site_dir / "offline").glob("*.json"), site_dir / "sw.js"):
        text = kept.read_text(encoding="utf-8")
        assert "assets/desk/" not in text, kept.name
        assert '"desk/"' not in text, kept.name


def test_each_page_of_an_authority_leads_to_its_file(site_dir: Path) -> None:
    html = file_of(site_dir, "luton/tools/which-level/").read_text(encoding="utf-8")
    assert f'href="../../../{ADDRESS}"' in html
    case = file_of(site_dir, "luton/tools/case/").read_text(encoding="utf-8")
    assert 'href="../../../desk/#luton/case.yml"' in case
