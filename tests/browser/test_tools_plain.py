"""Tools without JavaScript: the contacts, the whole pathway and every outcome, nothing dead."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.tool_cases import NAMES, Tool, tool
from tests.browser.watched import Visits

pytestmark = pytest.mark.browser

# Controls that a reader can see but that do nothing without a script. A <details> opens by itself.
DEAD = """() => [...document.querySelectorAll(
    "button, input, select, textarea, [role=button], [tabindex='0'], label[for]")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && e.getBoundingClientRect().width > 1)
  .map((e) => e.outerHTML.slice(0, 120))"""


def test_without_javascript_every_tool_is_there_to_read(visit: Visits) -> None:
    page = visit("", javascript=False)
    outcomes = 0
    for each in map(tool, NAMES):
        page.goto(visit.server.url + each.page)
        _whole_pathway_is_readable(page, each)
        outcomes += len(each.pathway.outcomes) + 1
        assert page.evaluate(DEAD) == [], f"{each.page} shows controls that do nothing"
        expect(page.locator("pathway-widget")).to_be_hidden()
    assert outcomes > len(NAMES)


@pytest.mark.parametrize("script", ["pathway-widget.js", "routes.js"])
def test_without_its_script_a_tool_is_there_to_read(visit: Visits, script: str) -> None:
    each = tool(NAMES[0])
    visit.server.fail(f"assets/tool/*/{script}")
    page = visit(each.page, allow=("404",))
    _whole_pathway_is_readable(page, each)
    expect(page.locator("pathway-widget")).to_be_hidden()


def _whole_pathway_is_readable(page: Page, each: Tool) -> None:
    pathway = each.pathway
    for urgent in page.locator("#urgent a[href^='tel:']").all():
        assert urgent.is_visible()
    assert page.locator("#urgent a[href^='tel:']").count() > 0
    shown = page.locator(".hb-static").inner_text()
    for step in pathway.steps.values():
        section = page.locator(f".hb-static [data-step='{step.id}']")
        assert section.is_visible()
        text = _plain(section.inner_text())
        for said in (step.ask, *(item.label for item in step.items), *step.not_said):
            assert _plain(said) in text, f"{each.page} {step.id} lacks {said!r}"
        for edge in step.edges:
            target = pathway.steps.get(edge.go)
            leads = target.ask if target else pathway.outcomes[edge.go].title
            assert _plain(leads) in text
            assert _plain(edge.because) in text
    for outcome in (pathway.interrupt.outcome, *pathway.outcomes.values()):
        card = page.locator(f".hb-static [data-outcome='{outcome.id}']")
        assert card.is_visible()
        text = _plain(card.inner_text())
        for said in (outcome.title, *outcome.happens, *(act.does for act in outcome.actions)):
            assert _plain(said) in text, f"{each.page} {outcome.id} lacks {said!r}"
        for contact in each.contacts(outcome):
            for number in contact.phones:
                dialled = f"tel:{re.sub(r'[^0-9]', '', number.shown)}"
                link = card.locator(f".hb-contacts a[href='{dialled}']").first
                assert link.is_visible(), f"{each.page} {outcome.id} lacks {number.shown}"
    assert pathway.interrupt.label in shown


def _plain(text: str) -> str:
    return " ".join(text.split())
