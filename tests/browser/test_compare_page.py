"""One set of facts against every authority: the page, its engine and the desktop agree."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import assert_accessible
from tests.browser.facts_page import (
    NAME,
    PATH,
    SHOW,
    FactsPage,
    all_facts,
    check_columns,
    desktop,
    ends,
    holding,
    questions,
    spread,
)
from tests.browser.pages import file_of
from tests.browser.site_server import SiteServer
from tests.browser.tool_faults import FAULTS, FILES, can_be_told, tell_worker
from tests.browser.watched import Visits
from tests.browser.widget_page import NETWORK, change_data, data_of
from tests.engine.markup import parse
from widgets.engine.compare import CASE

pytestmark = pytest.mark.browser

FOLLOW = """([routes, sets]) => {
  const [[, { constructor: Routes }]] = document.querySelector("case-compare").routes;
  const each = Object.entries(routes).map(([name, routes]) =>
    [name, new Routes({ routes, bands: {}, items: {} })]);
  return sets.map((facts) => Object.fromEntries(
    each.map(([name, routes]) => [name, routes.follow(facts).outcome])));
}"""

# The engine's reply to each set, and whether its columns are those that the page holds itself.
ASK = """async (sets) => {
  const widget = document.querySelector("case-compare");
  const template = (at) => widget.querySelector(`template[data-screen="${at}"]`).innerHTML;
  return Promise.all(sets.map(async (answers) => {
    const { ok, error } = await widget.runtime.ask(
      { answers, root: widget.data.root, today: "2026-11-28" });
    if (error) return [error.name, "", false];
    const engine = document.createElement("div");
    engine.innerHTML = ok.screen;
    const page = Object.entries(ok.ends).map((end) => template(end.join(":"))).join("");
    return [ok.ends, ok.screen, engine.innerHTML === page];
  }));
}"""


@pytest.fixture(scope="module")
def _ready(browser: Browser, site_dir: Path) -> Iterator[tuple[FactsPage, Visits]]:
    server = SiteServer(site_dir)
    visits = Visits(browser, server)
    used = FactsPage(visits(PATH, timezone="America/New_York"), NAME)
    used.until_engine("ready")
    yield used, visits
    visits.close()
    server.close()


@pytest.fixture
def facts_page(_ready: tuple[FactsPage, Visits]) -> Iterator[FactsPage]:
    """The page with Python ready and nothing chosen."""
    used, visits = _ready
    used.begin()
    yield used
    unexpected = visits.unexpected()
    visits.problems.clear()
    assert not unexpected, "the page met problems:\n" + "\n".join(unexpected)


def test_the_page_asks_the_shared_questions_of_every_authority(site_dir: Path) -> None:
    html = file_of(site_dir, PATH).read_text(encoding="utf-8")
    assert list(data_of(html, NAME)["routes"]) == list(holding())
    found = re.search(r"<form[^>]*data-facts.*?</form>", html, re.DOTALL)
    assert found
    form = parse(found.group())
    assert [each.text for each in form.every("legend")] == [s.ask for s in questions().values()]
    for step in questions().values():
        fields = [each for each in form.every("input") if each.has(name=step.id)]
        values = [each.attributes["value"] for each in fields]
        assert values == [choice.id for choice in step.choices]


def test_the_page_itself_leads_every_set_of_facts_to_the_right_ends(
    visit: Visits, site_dir: Path, record_property: Any
) -> None:
    page = visit(PATH)
    data = data_of(file_of(site_dir, PATH).read_text(encoding="utf-8"), NAME)
    found = page.evaluate(FOLLOW, [data["routes"], list(all_facts())])
    for facts, end in zip(all_facts(), found, strict=True):
        assert end == ends(facts), facts
    record_property("measured", f"{len(found)} sets of facts, {len(holding())} authorities")


def test_python_in_the_page_shows_what_the_desktop_shows(
    facts_page: FactsPage, record_property: Any
) -> None:
    asked = [facts for number, facts in enumerate(all_facts()) if number % 3 < 2]
    assert len(asked) >= 60
    for facts, (found, screen, same) in zip(
        asked, facts_page.page.evaluate(ASK, asked), strict=True
    ):
        request = {"answers": facts, "root": "../", "today": "2026-11-28"}
        expected = json.loads(desktop().handle(json.dumps(request)))["ok"]
        assert found == expected["ends"] == ends(facts)
        assert screen == expected["screen"], facts
        assert same, f"the page holds other columns than the engine gives: {facts}"
    record_property("measured", f"{len(asked)} sets of facts through Pyodide, byte for byte")


def test_every_outcome_of_every_authority_is_shown(
    facts_page: FactsPage, record_property: Any
) -> None:
    sets = spread()
    for facts in sets:
        facts_page.compare(facts)
        expect(facts_page.part("title")).to_be_focused()
        facts_page.until_replayed()
        check_columns(facts_page, facts)
    outcomes = sum(len(each.pathways[CASE].outcomes) for each in holding().values())
    record_property("measured", f"{outcomes} outcomes in {len(sets)} comparisons by mouse")


def test_a_question_left_out_is_asked_for_and_nothing_is_shown(facts_page: FactsPage) -> None:
    whole = next(facts for facts in all_facts() if len(facts) == len(questions()))
    whole = {**whole, **{step.id: step.choices[-1].id for step in questions().values()}}
    for name, step in questions().items():
        facts_page.begin()
        facts_page.choose({key: value for key, value in whole.items() if key != name})
        facts_page.press(SHOW)
        facts_page.error_leads_to(f"Answer this too: {step.ask}", name)
        assert facts_page.columns() == []
        expect(facts_page.part("title")).to_be_hidden()
    facts_page.compare(whole)
    expect(facts_page.part("error")).to_be_hidden()
    check_columns(facts_page, whole)


def test_a_worry_about_harm_needs_no_other_answer(facts_page: FactsPage) -> None:
    first = next(iter(questions().values()))
    short = [{first.id: choice.id} for choice in first.choices if choice.reports_harm]
    assert len(short) == 2, "yes, and not sure"
    others = {step.id: step.choices[0].id for step in list(questions().values())[1:]}
    for facts in (*short, *({**others, **each} for each in short)):
        facts_page.begin()
        facts_page.compare(facts)
        facts_page.until_replayed()
        check_columns(facts_page, facts)
        for name, authority in holding().items():
            assert authority.pathways[CASE].outcomes[ends(facts)[name]].urgent, (name, facts)
    assert all("999" in column["phones"] for column in facts_page.columns())


def test_other_facts_take_the_columns_of_the_earlier_ones_away(facts_page: FactsPage) -> None:
    first = next(iter(questions().values()))
    harm, calm = first.choices[0], first.choices[-1]
    assert harm.reports_harm
    assert not calm.reports_harm
    facts_page.compare({first.id: harm.id})
    facts_page.choose({first.id: calm.id})
    assert facts_page.columns() == []
    expect(facts_page.part("title")).to_be_hidden()
    # Python's answer to the earlier facts brings nothing back.
    facts_page.page.wait_for_timeout(300)
    assert facts_page.columns() == []


def test_the_facts_can_be_given_and_the_columns_read_by_keyboard(facts_page: FactsPage) -> None:
    facts = max(spread(), key=lambda facts: (len(facts), sum(map(len, facts.values()))))
    keyboard = facts_page.page.keyboard
    # The keyboard goes on from where the mouse was last.
    facts_page.press("article h1")
    for name, value in facts.items():
        facts_page.tab_to(f"e.name === '{name}'")
        keyboard.press("Space")
        order = [choice.id for choice in questions()[name].choices]
        for _ in range(order.index(value)):
            keyboard.press("ArrowDown")
    facts_page.tab_to("e.type === 'submit'")
    keyboard.press("Enter")
    expect(facts_page.part("title")).to_be_focused()
    check_columns(facts_page, facts)
    # The next stop is within the first column.
    facts_page.tab_to("e.closest('[data-authority]') !== null", most=1)


def test_every_state_is_for_everyone(facts_page: FactsPage) -> None:
    facts_page.assert_for_everyone()
    facts_page.press(SHOW)
    expect(facts_page.part("error")).to_be_visible()
    facts_page.assert_for_everyone()
    facts_page.compare(max(spread(), key=len))
    facts_page.assert_for_everyone()
    facts_page.begin()
    facts_page.compare(spread()[0] | {next(iter(questions())): "yes-harm"})
    facts_page.assert_for_everyone()


def test_the_columns_fit_a_narrow_screen(visit: Visits) -> None:
    used = FactsPage(visit(PATH, width=320, height=640), NAME)
    for facts in spread():
        used.begin()
        used.compare(facts)
        assert used.page.evaluate("document.documentElement.scrollWidth") <= 320
        assert all(column["seen"] for column in used.columns())


@pytest.mark.parametrize("fault", ["worker missing", "WebAssembly blocked"])
def test_without_its_engine_the_page_says_so_and_still_compares(visit: Visits, fault: str) -> None:
    FAULTS[fault](visit.server)
    used = FactsPage(visit(PATH, allow=NETWORK), NAME)
    used.until_engine("failed")
    expect(used.part("notice")).to_have_role("alert")
    expect(used.part("notice")).to_contain_text("could not start")
    used.part("notice").locator("a[href='#urgent']").wait_for()
    facts = max(spread(), key=len)
    used.compare(facts)
    check_columns(used, facts)
    if fault == "worker missing":
        assert_accessible(used.page)


def test_facts_given_early_are_decided_again_and_outlive_a_dying_engine(visit: Visits) -> None:
    can_be_told(visit.server)
    visit.server.stall(FILES["interpreter"])
    used = FactsPage(visit(PATH), NAME)
    early, late = spread()[0], spread()[-1]
    used.compare(early)
    check_columns(used, early)
    assert used.page.locator(NAME).get_attribute("data-replayed") is None
    visit.server.release()
    used.until_engine("ready")
    used.until_replayed()
    check_columns(used, early)

    tell_worker(used.page, "broken")
    used.begin()
    used.compare(late)
    used.until_engine("failed")
    used.part("notice").wait_for()
    check_columns(used, late)


def test_nothing_is_shown_when_the_page_leads_elsewhere_than_the_engine(visit: Visits) -> None:
    facts = max(spread(), key=len)
    astray, wrong = _another_end(facts)

    def change(data: dict[str, Any]) -> None:
        for node in data["routes"][astray]["nodes"].values():
            if node.get("outcome") == ends(facts)[astray]:
                node["outcome"] = wrong

    change_data(visit.server, PATH, NAME, change)
    used = FactsPage(visit(PATH), NAME)
    used.until_engine("ready")
    used.choose(facts)
    used.press(SHOW)
    _gives_nothing(used)
    # Whatever the facts: a page that is wrong once is not believed again.
    used.choose({next(iter(questions())): "yes-harm"})
    used.press(SHOW)
    _gives_nothing(used)
    assert_accessible(used.page)


def test_without_scripts_each_authority_is_a_link_away(visit: Visits) -> None:
    page = visit(PATH, javascript=False)
    expect(page.locator(NAME)).to_be_hidden()
    for name, authority in holding().items():
        link = page.locator(f"article a[href='../{name}/tools/{CASE}/']")
        expect(link).to_have_text(authority.name)
        expect(link).to_be_visible()


def _another_end(facts: dict[str, str]) -> tuple[str, str]:
    """An authority, and an outcome to which the facts do not lead there."""
    name = list(holding())[-1]
    outcomes = holding()[name].pathways[CASE].outcomes
    return name, next(other for other in outcomes if other != ends(facts)[name])


def _gives_nothing(used: FactsPage) -> None:
    """An error with the urgent contacts stands in place of every column, and has the focus."""
    used.until_engine("broken")
    notice = used.part("results").get_by_role("alert")
    expect(notice).to_contain_text("This tool cannot give an answer")
    expect(notice.locator("h2")).to_be_focused()
    for link in notice.locator("a").all():
        target = link.get_attribute("href") or ""
        assert used.page.locator(target).count() == 1, f"the notice leads nowhere: {target}"
    expect(notice.locator("a[href='#urgent']")).to_be_visible()
    assert used.columns() == []
    expect(used.part("title")).to_be_hidden()
