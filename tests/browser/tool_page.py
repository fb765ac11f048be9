"""A tool in a page, used as a reader uses it: with the mouse, or with the keyboard alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser.tool_cases import Given, Tool
from widgets.engine.replies import Answer

LONDON = ZoneInfo("Europe/London")
STARTING = 30_000  # milliseconds that Python may take to start on a busy machine

# A screen stands for the question or the outcome that it shows.
AT = """() => {
  const shown = document.querySelector(
    "[data-part=screen] [data-step], [data-part=screen] [data-outcome]");
  if (!shown) return "";
  const { step, outcome } = shown.dataset;
  return step ? `step:${step}` : `outcome:${outcome}`;
}"""

# The middle of an element, scrolled to, and what stands in the way of pressing it there.
POINT = """(css) => {
  const e = document.querySelector(css);
  if (!e) return [0, 0, "it is not there"];
  if (!e.checkVisibility({ visibilityProperty: true })) return [0, 0, "it is hidden"];
  e.scrollIntoView({ block: "center", behavior: "instant" });
  const box = e.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(x, y);
  if (!top) return [x, y, "it is outside the screen"];
  if (!e.contains(top)) return [x, y, `covered by ${top.outerHTML.slice(0, 100)}`];
  return [x, y, e.disabled ? "it is disabled" : ""];
}"""

# What an outcome shows, as text; the reasons only with the engine.
OUTCOME = """() => {
  const card = document.querySelector("[data-part=screen] [data-outcome]");
  const texts = (part, css) => [...part.querySelectorAll(css)].map((e) => e.textContent.trim());
  const contacts = [...card.querySelectorAll(".hb-contacts .hb-contact")].map((e) => ({
    name: texts(e, ".hb-contact__name")[0],
    now: texts(e, ".hb-contact__now").length > 0,
    phones: [...e.querySelectorAll("a[href^='tel:']")].map((a) => [a.textContent, a.href]),
    seen: e.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
  }));
  return {
    id: card.dataset.outcome,
    title: texts(card, ".hb-outcome__title")[0],
    level: texts(card, ".hb-outcome__level")[0] || "",
    text: card.textContent,
    contacts,
    focused: document.activeElement === card.querySelector(".hb-outcome__title"),
    inView: card.querySelector(".hb-outcome__title").getBoundingClientRect().top < innerHeight,
    reasons: [...document.querySelectorAll("[data-part=screen] .hb-reasons > li")].map((e) => ({
      ask: texts(e, ".hb-reason__ask")[0] || "",
      answer: texts(e, ".hb-reason__answer")[0],
      text: e.textContent,
    })),
  };
}"""


HOW = "() => document.querySelector('pathway-widget').runtime.how"
"""How Python started in the page: "snapshot" or "plain"."""


@dataclass
class ToolPage:
    """The tool on a page that is open."""

    page: Page
    tool: Tool

    @property
    def at(self) -> str:
        """What the screen shows: "step:..." or "outcome:...", or "" for neither."""
        return str(self.page.evaluate(AT))

    @property
    def engine(self) -> str:
        """The state of the engine: "", "ready", "failed", "stalled" or "broken"."""
        return self.page.locator("pathway-widget").get_attribute("data-engine") or ""

    def part(self, name: str) -> Any:
        """One of the parts that the script fills: screen, error, status, answers, notice."""
        return self.page.locator(f"[data-part='{name}']")

    def until_engine(self, state: str, timeout: float = STARTING) -> None:
        """Wait for the engine to be ready, failed, stalled or broken; milliseconds."""
        expect(self.page.locator("pathway-widget")).to_have_attribute(
            "data-engine", state, timeout=timeout
        )

    def until_at(self, at: str, timeout: float = 15_000) -> None:
        """Wait for the screen of a step or an outcome; milliseconds."""
        kind, _, name = at.partition(":")
        self.page.locator(f"[data-part=screen] [data-{kind}='{name}']").wait_for(timeout=timeout)

    def begin(self) -> None:
        """Start again, whatever is on the screen."""
        self.press("[data-do=restart]")
        self.until_at(f"step:{self.tool.pathway.start}")

    # ---- by mouse

    def walk(self, answers: Given) -> None:
        """Answer step after step with the mouse; a step that reads the clock answers itself."""
        for step, answer in answers.items():
            if not self.tool.pathway.steps[step].clock:
                self.until_at(f"step:{step}")
                self.answer(step, answer)

    def answer(self, step: str, answer: Answer) -> None:
        """Answer the step on the screen with the mouse and press Continue."""
        self.fill(step, answer)
        self.press("[data-part=screen] button[type=submit]")

    def fill(self, step: str, answer: Answer) -> None:
        """Choose or type an answer with the mouse, without pressing Continue."""
        screen = self.part("screen")
        if isinstance(answer, str) and self.tool.pathway.steps[step].kind != "question":
            screen.locator("input").fill(answer)
            return
        for name, value in fields(step, answer):
            self.press(f"[data-part=screen] label:has(input[name='{name}'][value='{value}'])")

    def filled(self, step: str) -> Answer:
        """The answer that stands in the form on the screen."""
        given: dict[str, str] = self.page.evaluate(
            "Object.fromEntries(new FormData(document.querySelector('[data-part=screen] form')))"
        )
        if self.tool.pathway.steps[step].kind != "checklist":
            return given[step]
        return {name.partition("/")[2]: value for name, value in given.items()}

    def press(self, css: str) -> None:
        """Click the middle of an element with the mouse, after bringing it into view.

        Unlike a locator's click it waits for nothing: what cannot be pressed at once fails.
        """
        x, y, covered = self.page.evaluate(POINT, css)
        assert not covered, f"{css} cannot be pressed at {self.at}: {covered}"
        self.page.mouse.click(x, y)

    # ---- by keyboard

    def walk_by_keys(self, answers: Given) -> None:
        """Answer step after step with Tab, arrows, space, digits and Enter alone."""
        for step, answer in answers.items():
            if not self.tool.pathway.steps[step].clock:
                self.until_at(f"step:{step}")
                self.answer_by_keys(step, answer)

    def answer_by_keys(self, step: str, answer: Answer) -> None:
        """Answer the step on the screen by keyboard and press Continue."""
        asked = self.tool.pathway.steps[step]
        keyboard = self.page.keyboard
        order = [choice.id for choice in asked.choices]
        for name, value in fields(step, answer):
            self.tab_to(f"e.name === {name!r}")
            if asked.kind in ("question", "checklist"):
                keyboard.press("Space")
                for _ in range(order.index(value)):
                    keyboard.press("ArrowDown")
            else:
                keyboard.type(value)
        self.tab_to("e.type === 'submit'")
        keyboard.press("Enter")

    def tab_to(self, wanted: str, most: int = 60, keys: str = "Tab") -> None:
        """Press Tab until the element with the focus, `e`, fits; every stop must be seen."""
        for _ in range(most):
            self.page.keyboard.press(keys)
            found, unseen = self.page.evaluate(FOCUS % wanted)
            assert not unseen, f"the focus cannot be seen at {self.at}: {unseen}"
            if found:
                return
        raise AssertionError(f"no {keys} leads to {wanted} at {self.at}")

    # ---- what is seen

    def outcome(self) -> dict[str, Any]:
        """What the outcome on the screen shows."""
        shown: dict[str, Any] = self.page.evaluate(OUTCOME)
        return shown

    def summary(self) -> list[str]:
        """The questions in the list of answers so far."""
        asks: list[str] = self.page.evaluate(
            "[...document.querySelectorAll('[data-part=answers] dt')].map((e) => e.textContent)"
        )
        return asks

    def until_reasons(self, timeout: float = 15_000) -> None:
        """Wait until the engine has put the reasons under an outcome; milliseconds."""
        self.page.locator("[data-part=screen] .hb-reasons").wait_for(timeout=timeout)

    # ---- the clock

    def set_clock_for(self, answers: Given) -> None:
        """Set the page's clock to the answer of the step that reads it, if there is one."""
        for step, answer in answers.items():
            if self.tool.pathway.steps[step].clock and isinstance(answer, str):
                self.set_clock(answer)

    def set_clock(self, london: str) -> None:
        """Set the page's clock to a moment as London shows it: 2026-11-22T17:30."""
        self.page.clock.set_fixed_time(datetime.fromisoformat(london).replace(tzinfo=LONDON))


# Whether the focused element fits, and whether a reader can see it and a ring round it.
FOCUS = """() => {
  const e = document.activeElement;
  const box = e.getBoundingClientRect();
  const ring = [e, e.closest("label")].some((part) => part
    && getComputedStyle(part).outlineStyle !== "none"
    && parseFloat(getComputedStyle(part).outlineWidth) >= 2);
  const seen = e === document.body || (ring && box.width > 0 && box.height > 0
    && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight
    && e.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
  return [%s, seen ? "" : e.outerHTML.slice(0, 200)];
}"""


def fields(step: str, answer: Answer) -> list[tuple[str, str]]:
    """The names and values of the fields that make up an answer."""
    if isinstance(answer, str):
        return [(step, answer)]
    return [(f"{step}/{item}", value) for item, value in answer.items()]
