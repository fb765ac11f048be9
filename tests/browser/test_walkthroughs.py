"""Walkthroughs practised, played and compared, by mouse and by keyboard alone."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.offline_site import banner, device, kept
from tests.browser.site_server import SiteServer
from tests.browser.tool_cases import Tool, authorities, tool
from tests.browser.tool_faults import WORKER
from tests.browser.tool_page import HOW, STARTING, ToolPage
from tests.browser.watched import CLOCK_SET, Visits
from tests.engine.markup import parse
from widgets.engine.compare import CASE
from widgets.engine.replies import Answer

pytestmark = pytest.mark.browser

NAME, STORY = "luton/pre-caf", "luton/walkthroughs/rowan/"
SCENE = "#more-comes-to-light + div"
ANSWERS: Mapping[str, Answer] = {
    "level": "level-1", "additional-needs": "yes", "caf-exists": "no",
}  # fmt: skip
OTHER: Mapping[str, Answer] = {"level": "level-1", "additional-needs": "no", "helpful": "no"}
"""As in the story, and until the second answer as in the story."""


class Scene:
    """A scene of a walkthrough on a page that is open."""

    def __init__(self, page: Page, css: str = SCENE, name: str = NAME) -> None:
        self.page = page
        self.all = page.locator(css)
        self.used = ToolPage(page, tool(name))

    def part(self, name: str) -> Locator:
        """One of the parts round the tool: title, told, says, difference."""
        return self.all.locator(f".hb-stage__{name}")

    def button(self, name: str) -> Locator:
        """One of the buttons round the tool: next, close, differ, see."""
        return self.all.locator(f"[data-scene={name}]")

    def open(self, mode: str, *, ready: bool = True) -> None:
        """Open the tool, to play or to practise, by keyboard."""
        self.all.locator(f"[data-open={mode}]").press("Enter")
        expect(self.part("title")).to_be_focused()
        if ready:
            self.used.until_engine("ready")


def words_of(each: Tool, own: Mapping[str, Answer]) -> tuple[str, str]:
    """What the desktop's engine says of answers beside the story: in one line, and as text."""
    reply = each.ask("differ", own, story=dict(ANSWERS))["ok"]
    return reply["says"], parse(reply["screen"]).text


def test_a_learner_is_shown_where_the_answers_part_and_nothing_is_kept(visit: Visits) -> None:
    page = visit(STORY)
    scene = Scene(page)
    assert not scene.all.locator("details.hb-scene__answers").first.get_attribute("open")
    scene.open("practise")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    scene.used.walk(OTHER)
    says, card = words_of(tool(NAME), OTHER)
    expect(scene.part("says")).to_contain_text(says)
    shown = parse(scene.part("difference").inner_html()).text
    assert shown == card
    parted = scene.part("difference").locator(".hb-differ__steps > li")
    expect(parted).to_have_attribute("data-step", "additional-needs")
    # The way out, and the tool's own outcome, stand as on any tool.
    expect(scene.all.locator("[data-part=screen] [data-outcome]")).to_be_visible()
    expect(scene.all.locator(".hb-harm")).to_be_visible()
    scene.button("see").click()
    expect(scene.part("difference").locator("h3")).to_be_focused()
    assert_accessible(page)
    assert page.evaluate(HOW) == "snapshot"
    # Nothing is sent or stored, and no record of an exercise can be saved.
    assert sent == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, location.hash]") == [
        0,
        0,
        "",
    ]
    assert not scene.all.locator("[data-do=save], [data-do=link]").first.is_visible()
    # Clauses and other tools open beside the exercise.
    inside = page.evaluate(
        """() => [...document.querySelectorAll(".hb-stage a[href]")].filter((a) => !a.target)
          .map((a) => a.getAttribute("href")).filter((to) => !/^(tel:|mailto:)/.test(to))"""
    )
    assert inside == []
    scene.button("close").click()
    expect(scene.all.locator("[data-open=practise]")).to_be_focused()
    assert page.locator("pathway-widget").count() == 0


def test_practising_needs_no_mouse_and_no_wide_screen(visit: Visits) -> None:
    page = visit(STORY, width=320, height=640)
    scene = Scene(page)
    scene.open("practise")
    scene.used.walk_by_keys({"level": "level-1"})
    scene.used.until_at("step:additional-needs")
    # Also on the way, and for a story that stops at a question.
    scene.used.tab_to("e.dataset.scene === 'differ'")
    page.keyboard.press("Enter")
    expect(scene.part("says")).to_contain_text("So far you answered as in the story.")
    scene.used.tab_to("e.dataset.interrupt !== undefined", keys="Shift+Tab")
    rest = {step: answer for step, answer in ANSWERS.items() if step != "level"}
    scene.used.walk_by_keys(rest)
    expect(scene.part("says")).to_contain_text(words_of(tool(NAME), ANSWERS)[0])
    scene.used.tab_to("e.dataset.scene === 'see'")
    page.keyboard.press("Enter")
    expect(scene.part("difference").locator("h3")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert_accessible(page)
    # Back is the tool's own, and another scene takes the tool over.
    page.go_back()
    scene.used.until_at("step:caf-exists")
    expect(scene.part("difference")).to_be_empty()
    other = Scene(page, "#small-signs + div", "luton/which-level")
    other.open("play")
    assert page.locator("pathway-widget").count() == 1
    page.go_back()
    expect(other.part("told")).to_contain_text("Answer 1 of 3")


def test_a_story_is_played_by_pressing_next(visit: Visits) -> None:
    page = visit(STORY)
    scene = Scene(page)
    scene.open("play")
    rows = scene.all.locator(".hb-scene__answers .hb-reasons > li")
    for number, (step, answer) in enumerate(ANSWERS.items()):
        scene.used.until_at(f"step:{step}")
        for text in rows.nth(number).locator("p").all_text_contents():
            expect(scene.part("told")).to_contain_text(text)
        assert scene.used.filled(step) == answer
        if number == 1:
            assert_accessible(page)
        scene.button("next").focus()
        page.keyboard.press("Enter")
    end = tool(NAME).trace(ANSWERS).outcome
    assert end is not None
    scene.used.until_at(f"outcome:{end.id}")
    scene.used.until_reasons()
    expect(scene.part("told")).to_contain_text("Here the story ends.")
    expect(scene.button("next")).to_be_hidden()


def test_a_reader_may_leave_the_story_and_come_back_to_it(visit: Visits) -> None:
    page = visit(STORY)
    scene = Scene(page)
    scene.open("play")
    # The tool's own button gives the answer that is filled in, too.
    scene.used.press("[data-part=screen] button[type=submit]")
    expect(scene.part("told")).to_contain_text("Answer 2 of 3")
    scene.used.answer("additional-needs", "no")
    expect(scene.part("told")).to_contain_text("not the answer of the story")
    expect(scene.button("next")).to_have_text("Back to the story")
    scene.button("next").click()
    expect(scene.part("told")).to_contain_text("Answer 2 of 3")
    assert scene.used.filled("additional-needs") == "yes"
    scene.used.press(".hb-harm")
    interrupt = tool(NAME).pathway.interrupt
    scene.used.until_at(f"outcome:{interrupt.outcome.id}")
    expect(scene.part("told")).to_contain_text("not the answer of the story")


def test_a_story_that_takes_the_urgent_way_out_is_played_to_it(
    visit: Visits, sample: SiteServer
) -> None:
    page = visit("sampleton/walkthroughs/robin/", server=sample)
    scene = page.locator("#harm + div")
    scene.locator("[data-open=play]").click()
    expect(page.locator("pathway-widget")).to_have_attribute("data-engine", "ready",
                                                             timeout=STARTING)  # fmt: skip
    for number in (1, 2):
        expect(scene.locator(".hb-stage__told")).to_contain_text(f"Answer {number} of 2")
        scene.locator("[data-scene=next]").click()
    expect(scene.locator("[data-part=screen] [data-outcome=harm]")).to_be_visible()
    expect(scene.locator(".hb-stage__told")).to_contain_text("Here the story ends.")


def test_without_python_the_story_plays_on_and_says_what_it_cannot(
    visit: Visits, server: SiteServer
) -> None:
    server.fail(WORKER)
    page = visit(STORY, allow=("404",))
    scene = Scene(page)
    scene.open("practise", ready=False)
    scene.used.until_engine("failed")
    scene.used.walk(OTHER)
    end = tool(NAME).trace(OTHER).outcome
    assert end is not None
    scene.used.until_at(f"outcome:{end.id}")
    expect(scene.part("says")).to_contain_text("cannot be worked out on this device")
    expect(scene.part("difference")).to_be_empty()
    scene.button("close").click()
    scene.open("play", ready=False)
    for number in range(len(ANSWERS)):
        expect(scene.part("told")).to_contain_text(f"Answer {number + 1} of {len(ANSWERS)}")
        scene.button("next").click()
    expect(scene.part("told")).to_contain_text("Here the story ends.")
    # A tool that cannot be fetched says so.
    scene.button("close").click()
    page.reload()
    server.fail("luton/tools/pre-caf/")
    scene.open("play", ready=False)
    expect(scene.part("told")).to_contain_text("The tool could not be fetched.")
    assert_accessible(page)


def test_out_of_its_dates_a_story_has_no_end_and_the_urgent_way_out_has(visit: Visits) -> None:
    page = visit(STORY, allow=(CLOCK_SET,))
    page.clock.set_fixed_time("2026-11-01T12:00Z")
    scene = Scene(page)
    scene.open("play", ready=False)
    expect(scene.all.locator(".hb-stage .hb-refused")).to_be_visible()
    assert scene.all.locator("[data-part=screen] form").count() == 0
    expect(scene.button("next")).to_be_hidden()
    scene.button("close").click()
    scene.open("practise", ready=False)
    scene.used.press(".hb-harm")
    scene.used.until_at(f"outcome:{tool(NAME).pathway.interrupt.outcome.id}")
    expect(scene.button("differ")).to_be_hidden()
    expect(scene.part("difference")).to_be_empty()


def test_a_scene_leads_to_its_point_in_the_tool(visit: Visits) -> None:
    page = visit(STORY)
    scene = Scene(page)
    scene.all.locator("summary").first.click()
    scene.all.get_by_text("Open this point in the tool").click()
    expect(page.locator(".hb-opened__title")).to_be_focused(timeout=STARTING)
    end = tool(NAME).trace(ANSWERS).outcome
    assert end is not None
    assert ToolPage(page, tool(NAME)).at == f"outcome:{end.id}"


def test_a_scene_is_held_against_the_other_authorities(visit: Visits) -> None:
    page = visit(STORY)
    link = page.locator(f"{SCENE} .hb-scene__compared a[href*='#facts/']")
    href = str(link.get_attribute("href"))
    facts = dict(part.split(".") for part in href.partition("#")[2].split("/")[4:])
    link.press("Enter")
    cards = page.locator("[data-part=results] [data-authority]")
    expect(cards).to_have_count(len(authorities()))
    for name, authority in authorities().items():
        end = tool(f"{name}/{CASE}").trace(facts).outcome
        assert end is not None
        card = page.locator(f"[data-part=results] [data-authority='{name}']")
        expect(card).to_have_attribute("data-outcome", end.id)
        expect(card).to_contain_text(authority.levels[end.level].name if end.level else "not say")
    expect(page.locator("case-compare")).to_have_attribute("data-replayed", "yes", timeout=STARTING)
    expect(page.locator("[data-part=told]")).to_contain_text("came with a scene of a walkthrough")
    assert_accessible(page)
    # A change of the facts is no scene's any more.
    page.locator("input[name=consent][value=refused]").check()
    expect(page.locator("[data-part=told]")).to_be_empty()
    # What fits no question fills in nothing.
    page.goto(f"{visit.server.url}compare/#facts/luton/rowan/x/harm-risk.no-harm/caf.perhaps")
    expect(page.locator("[data-part=error]")).to_contain_text("The facts in this link do not fit")
    expect(page.locator("input[name=caf][value=none-yet]")).to_be_checked()
    expect(page.locator("[data-part=results]")).to_be_empty()
    page.goto(f"{visit.server.url}compare/{href.partition('compare/')[2]}")
    page.locator("[data-part=told] a").click()
    page.wait_for_url(f"{visit.server.url}{STORY}#more-comes-to-light")


def test_a_kept_walkthrough_is_practised_without_a_connection(
    visit: Visits, own_server: SiteServer
) -> None:
    page = device(visit, own_server, "luton/", part="luton")
    own_server.stop()
    page.goto(own_server.url + STORY)
    expect(banner(page)).to_contain_text("Copy kept on this device on")
    scene = Scene(page)
    before = kept(page)
    scene.open("practise")
    scene.used.walk(OTHER)
    expect(scene.part("says")).to_contain_text(words_of(tool(NAME), OTHER)[0])
    assert kept(page) == before
    # After its review date it gives no answer, as on the tool's own page.
    page.clock.set_fixed_time("2028-01-01T12:00Z")
    scene.button("close").click()
    page.reload()
    scene.open("practise", ready=False)
    expect(scene.all.locator("[data-part=screen]")).to_contain_text("That day has passed.")
    assert scene.all.locator("[data-part=screen] form").count() == 0
    expect(scene.all.locator(".hb-harm")).to_be_visible()


def test_a_walkthrough_is_practised_in_a_page_for_frames(visit: Visits) -> None:
    page = visit(f"embed/{STORY}", width=320)
    scene = Scene(page)
    scene.open("practise")
    scene.used.walk(ANSWERS)
    expect(scene.part("says")).to_contain_text("You answered as in the story.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_scripts_the_story_is_read_and_its_answers_unfold(visit: Visits) -> None:
    page = visit(STORY, javascript=False)
    scene = page.locator(SCENE)
    expect(scene).to_contain_text("Rowan's reading has slipped back")
    expect(scene.locator("walkthrough-scene")).to_be_hidden()
    answers = scene.locator("details.hb-scene__answers")
    expect(answers.locator(".hb-reasons")).to_be_hidden()
    answers.locator("summary").click()
    expect(answers.locator(".hb-reasons > li")).to_have_count(len(ANSWERS))
