"""Tools without JavaScript: the contacts, the whole pathway and every outcome, nothing dead."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import lay_out
from tests.browser.spoiled import with_script
from tests.browser.tool_cases import NAMES, Tool, tool
from tests.browser.watched import Visits

pytestmark = pytest.mark.browser

# Controls that a reader can see but that do nothing without a script. A <details> opens by itself.
DEAD = """() => [...document.querySelectorAll(
    "button, input, select, textarea, [role=button], [tabindex='0'], label[for]")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && e.getBoundingClientRect().width > 1)
  .map((e) => e.outerHTML.slice(0, 120))"""

# The text and the numbers of the plain pathway that a reader can see; what is hidden counts not.
SHOWN = """() => {
  const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const texts = (name) => Object.fromEntries(
    [...document.querySelectorAll(`.hb-static [data-${name}]`)].filter(seen)
      .map((e) => [e.dataset[name], e.innerText]));
  const numbers = (e) => [...e.querySelectorAll("a[href^='tel:']")].filter(seen)
    .map((a) => [a.innerText, a.getAttribute("href")]);
  return {
    urgent: numbers(document.querySelector("#urgent")),
    steps: texts("step"),
    outcomes: texts("outcome"),
    numbers: Object.fromEntries([...document.querySelectorAll(".hb-static [data-outcome]")]
      .map((e) => [e.dataset.outcome, numbers(e)])),
  };
}"""


@pytest.mark.parametrize(
    "names", [NAMES[::4], pytest.param(NAMES, marks=pytest.mark.exhaustive)], ids=["some", "all"]
)
def test_without_javascript_tools_are_there_to_read(visit: Visits, names: list[str]) -> None:
    page = visit("", javascript=False)
    outcomes = 0
    for each in map(tool, names):
        page.goto(visit.server.url + each.page)
        _whole_pathway_is_readable(page, each)
        outcomes += len(each.pathway.outcomes) + 1
        assert page.evaluate(DEAD) == [], f"{each.page} shows controls that do nothing"
        expect(page.locator("pathway-widget")).to_be_hidden()
    assert outcomes > len(names)


def test_a_tool_whose_script_no_browser_can_read_is_there_to_read(visit: Visits) -> None:
    each = tool(NAMES[0])
    visit.server.replace_in(f"*{each.page}", with_script("{ from a year to come }"))
    page = visit(each.page, allow=("Unexpected identifier",))
    _whole_pathway_is_readable(page, each)
    expect(page.locator("pathway-widget")).to_be_hidden()
    page.goto(f"{visit.server.url}embed/{each.page}")
    expect(page.locator("pathway-widget")).to_be_hidden()
    expect(page.locator(".hb-embedded__plain a")).to_be_visible()


def _whole_pathway_is_readable(page: Page, each: Tool) -> None:
    lay_out(page)
    shown: dict[str, Any] = page.evaluate(SHOWN)
    pathway = each.pathway
    assert shown["urgent"], f"{each.page} shows no urgent number"
    for step in pathway.steps.values():
        text = shown["steps"].get(step.id, "")
        said = [step.ask, *(item.label for item in step.items), *step.not_said]
        for edge in step.edges:
            target = pathway.steps.get(edge.go)
            said += [target.ask if target else pathway.outcomes[edge.go].title, edge.because]
        _holds(text, said, f"{each.page} {step.id}")
    for outcome in (pathway.interrupt.outcome, *pathway.outcomes.values()):
        text = shown["outcomes"].get(outcome.id, "")
        said = [outcome.title, *outcome.happens, *(act.does for act in outcome.actions)]
        contacts = each.contacts(outcome)
        said += [contact.name for contact in contacts]
        _holds(text, said, f"{each.page} {outcome.id}")
        numbers = [number.shown for contact in contacts for number in contact.phones]
        links = shown["numbers"].get(outcome.id, [])
        for number in numbers:
            dialled = f"tel:{re.sub(r'[^0-9]', '', number)}"
            assert [number, dialled] in links, f"{each.page} {outcome.id} lacks {number}"


def _holds(text: str, said: list[str], where: str) -> None:
    plain = " ".join(text.split())
    for sentence in said:
        assert " ".join(sentence.split()) in plain, f"{where} lacks {sentence!r}"
