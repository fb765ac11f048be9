"""The page of the shared questions, its sets of facts, and what the desktop makes of them."""

from __future__ import annotations

import json
from functools import cache
from itertools import product
from typing import Any

from playwright.sync_api import expect

from tests.browser.tool_cases import authorities
from tests.browser.widget_page import WidgetPage
from widgets.engine import Authority, Comparison, codec, follow
from widgets.engine.compare import CASE
from widgets.engine.model import Outcome, Step

PATH = "compare/"
NAME = "case-compare"
SHOW = f"{NAME} button[type=submit]"
NOT_SAID = "The document does not say"
Facts = dict[str, str]

# What each column shows, as text.
SHOWN = """() => [...document.querySelectorAll("[data-part=results] > section")].map((e) => ({
  authority: e.dataset.authority, outcome: e.dataset.outcome, text: e.innerText,
  seen: e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && e.getBoundingClientRect().right <= innerWidth + 1,
  phones: [...e.querySelectorAll("a[href^='tel:']")].map((a) => a.textContent),
  rows: Object.fromEntries([...e.querySelectorAll("dl > div")].map((row) =>
    [row.querySelector("dt").textContent, row.querySelector("dd").textContent.trim()])),
}))"""


@cache
def holding() -> dict[str, Authority]:
    """The authorities that answer the shared questions, in the order of the columns."""
    return {name: each for name, each in authorities().items() if CASE in each.pathways}


@cache
def questions() -> dict[str, Step]:
    first = next(iter(holding().values()))
    return dict(first.pathways[CASE].steps)


@cache
def desktop() -> Comparison:
    return Comparison(json.dumps([codec.dump(each) for each in holding().values()]))


@cache
def all_facts() -> tuple[Facts, ...]:
    """Every set of facts, and the first answers alone where they are enough."""
    asked = questions()
    whole = [
        dict(zip(asked, chosen, strict=True))
        for chosen in product(*([choice.id for choice in step.choices] for step in asked.values()))
    ]
    first = next(iter(asked.values()))
    return (
        *({first.id: choice.id} for choice in first.choices if choice.reports_harm),
        *whole,
    )


def ends(facts: Facts) -> dict[str, str]:
    """Where the desktop's engine takes each authority."""
    return {name: _end(each, facts).id for name, each in holding().items()}


def _end(authority: Authority, facts: Facts) -> Outcome:
    outcome = follow(authority.pathways[CASE], facts).outcome
    assert outcome is not None, (authority.id, facts)
    return outcome


def spread() -> list[Facts]:
    """Sets of facts that between them reach every outcome of every authority."""
    left = {(name, out) for name, each in holding().items() for out in each.pathways[CASE].outcomes}
    chosen = []
    while left:
        best = max(all_facts(), key=lambda facts: len(left & set(ends(facts).items())))
        reached = left & set(ends(best).items())
        assert reached, f"no facts lead to {left}"
        left -= reached
        chosen.append(best)
    return chosen


class FactsPage(WidgetPage):
    """The page, filled in as a reader does."""

    def choose(self, facts: Facts) -> None:
        for name, value in facts.items():
            self.press(f"label:has(input[name='{name}'][value='{value}'])")

    def compare(self, facts: Facts) -> list[dict[str, Any]]:
        """Choose the facts with the mouse, press the button and return the columns."""
        self.choose(facts)
        self.press(SHOW)
        self.part("title").wait_for()
        return self.columns()

    def columns(self) -> list[dict[str, Any]]:
        shown: list[dict[str, Any]] = self.page.evaluate(SHOWN)
        return shown

    def until_replayed(self) -> None:
        """Wait until the engine has come to the same ends."""
        expect(self.page.locator(NAME)).to_have_attribute("data-replayed", "yes")

    def begin(self) -> None:
        self.page.evaluate(f"document.querySelector('{NAME} form').reset()")


def check_columns(used: FactsPage, facts: Facts) -> None:
    """Each authority's column shows what the desktop decides, from the level to the contact."""
    shown = used.columns()
    assert [each["authority"] for each in shown] == list(holding())
    for each in shown:
        authority = holding()[each["authority"]]
        outcome = _end(authority, facts)
        assert each["outcome"] == outcome.id, facts
        assert each["seen"], f"the column of {authority.id} cannot be seen"
        assert outcome.title in each["text"]
        level = authority.levels.get(outcome.level)
        assert each["rows"]["Level"] == (level.name if level else NOT_SAID)
        for action in outcome.actions:
            assert action.does in each["rows"]["Next step"]
        aspects: dict[str, str] = {aspect.name: aspect.text for aspect in outcome.aspects}
        for name, row in (("form", "Form"), ("leads", "Who leads"), ("limit", "Time limit")):
            assert aspects.get(name, NOT_SAID) in each["rows"][row]
        numbers = {
            number.shown
            for contact in (*outcome.ring, *outcome.contacts)
            for number in authority.contacts[contact].phones
        }
        assert set(each["phones"]) == (numbers | {"999"} if outcome.urgent else numbers)
        assert outcome.no_contact in each["rows"]["Contact"]
