"""Every kind of screen, whole, as somebody has read it: words, order, classes and attributes.

`screens.txt` holds each under its name. Each was read as a practitioner reads it: is whom to ring
there first, does every word stand where it belongs, can a keyboard and a screen reader use it?
Where a change makes a screen differ, read it so again before you store it:

    python -m tests.engine.test_screens
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.engine.markup import outline
from tests.engine.sample import (
    AGE,
    AUTHORITY,
    CALL_BACK,
    HOUR,
    INTERRUPT,
    LINKS,
    OUTCOMES,
    PATHWAY,
    PLAN_REVIEW,
    SIGNS,
    SPOKEN,
    URGENT,
)
from tests.engine.test_compare import ONE, OTHER
from tests.engine.test_decide import ALL_SEEN, ONE_SEEN
from tests.engine.test_points import ANSWERS, NEW, made, opened, with_steps
from widgets.engine.decide import decide, follow
from widgets.engine.differ import differ
from widgets.engine.html import Html, join
from widgets.engine.model import Aspect
from widgets.engine.render.answers import answers_so_far
from widgets.engine.render.compare import authority_chooser, compare_card, fact_form
from widgets.engine.render.dates import date_examples, date_form, date_results, date_rules
from widgets.engine.render.differ import difference_card
from widgets.engine.render.links import link_box, link_card, opened_notice
from widgets.engine.render.outcomes import outcome_card, reasons
from widgets.engine.render.refusal import refusal_card
from widgets.engine.render.shell import (
    compare_chosen_widget,
    compare_widget,
    dates_widget,
    harm_button,
    tools,
    widget,
)
from widgets.engine.render.static import static_step
from widgets.engine.render.steps import step_form
from widgets.engine.replies import Answers
from widgets.engine.revise import settle

STORED = Path(__file__).parent / "screens.txt"

NOBODY = replace(
    AUTHORITY,
    interrupt=replace(
        INTERRUPT,
        outcome=replace(URGENT, ring=(), contacts=(), no_contact="The document gives no number."),
    ),
)
SUPPORT = replace(
    OUTCOMES["support"],
    aspects=(Aspect("form", "Form S1", ("sampleton-010",)), Aspect("limit", "5 days")),
)
TIMED: Answers = {"spoken": "no", "age": "4", "hour": "2026-11-23T17:00"}
SEEN_ALL: Answers = {"spoken": "yes", "signs": ALL_SEEN}


def _opened(*, reworded: bool) -> Html:
    """What is said of a link to an outcome when the rules are new, or new and reworded."""
    pathway = with_steps(replace(SIGNS, ask="What has been seen?")) if reworded else PATHWAY
    return opened_notice(NEW, opened(made(ANSWERS), pathway), LINKS)


def _differ(own: Answers, story: Answers) -> Html:
    return difference_card(AUTHORITY, differ(PATHWAY, own, story), LINKS)


def _frame(html: Html) -> str:
    """What stands around the screens of a widget before any script; they are held by themselves."""
    return outline(html, {"template", "script", "form"})


_HTML: dict[str, Html | None] = {
    "an urgent outcome": outcome_card(AUTHORITY, URGENT, LINKS),
    "an urgent outcome whose document gives nobody": outcome_card(
        AUTHORITY, OUTCOMES["ring-night"], LINKS, heading="h3", anchor="outcome-ring-night"
    ),
    "an outcome with actions, gaps and ways on": outcome_card(AUTHORITY, SUPPORT, LINKS),
    "an outcome that is watched": outcome_card(AUTHORITY, OUTCOMES["watch"], LINKS),
    "reasons": reasons(follow(PATHWAY, {**TIMED, "harm": "yes"})),
    "reasons of three answers": reasons(decide(PATHWAY, TIMED)),
    "a question, answered before": step_form(SPOKEN, "no"),
    "a checklist, answered in part": step_form(SIGNS, {"meals": "seen"}),
    "a number": step_form(AGE, "7"),
    "a day and time": step_form(HOUR),
    "answers so far": answers_so_far(
        settle(PATHWAY, {"spoken": "unsure", "age": "4", "signs": ONE_SEEN, "harm": "yes"})
    ),
    "answers so far, with one that waits": answers_so_far(
        settle(PATHWAY, {"spoken": "unsure", "age": "4"})
    ),
    "a step as text": static_step(PATHWAY, SIGNS, {"step first-look/looks": "signs"}),
    "a tool after its last day": refusal_card(AUTHORITY, AUTHORITY.lifetime, "late", LINKS),
    "a tool before its first day that names nobody": refusal_card(
        NOBODY, AUTHORITY.lifetime, "early", LINKS, heading="h3"
    ),
    "a link being read": link_card(AUTHORITY),
    "a link being read where nobody is named": link_card(NOBODY),
    "a link to copy": link_box("https://example.org/#point/1", follow(PATHWAY, TIMED)),
    "a link to copy without a time": link_box("x", follow(PATHWAY, {})),
    "a link opened under newer rules": _opened(reworded=False),
    "a link opened under newer rules with other questions": _opened(reworded=True),
    "a column of a comparison": compare_card(AUTHORITY, SUPPORT, LINKS),
    "an urgent column of a comparison": compare_card(AUTHORITY, OUTCOMES["ring-night"], LINKS),
    "a column that says little": compare_card(
        AUTHORITY, replace(OUTCOMES["watch"], level="", clauses=()), LINKS
    ),
    "the facts of a comparison": fact_form(
        {"age": AGE}, authority_chooser({"one": "One", "two": "Two"}, 2)
    ),
    "the facts of a comparison of all": fact_form({"age": AGE}),
    "two ways that part": _differ({"spoken": "no", "age": "7"}, SEEN_ALL),
    "two ways of which one takes the urgent way out": _differ({"harm": "yes"}, TIMED),
    "two ways of which the story takes the urgent way out": _differ(TIMED, {"harm": "yes"}),
    "two ways to one end": _differ({**SEEN_ALL, "spoken": "unsure"}, SEEN_ALL),
    "two ways with no end yet": _differ({"spoken": "no"}, {"spoken": "yes", "signs": ONE_SEEN}),
    "the form of a timescale": date_form(PLAN_REVIEW),
    "the form of a timescale of hours": date_form(CALL_BACK),
    "the rules of a timescale": date_rules(PLAN_REVIEW),
    "due dates": date_results(PLAN_REVIEW, "2026-11-22"),
    "a due moment": date_results(CALL_BACK, "2026-11-22T22:30"),
    "examples of due dates": date_examples(PLAN_REVIEW, ("2026-11-22", "2024-02-29")),
    "an example of one due moment": date_examples(CALL_BACK, ("2026-11-22T22:30",)),
    "the urgent way out": harm_button(INTERRUPT),
    "the urgent way out without a hint": harm_button(replace(INTERRUPT, hint="")),
    "the tools below a step": tools(),
}
SCREENS = {name: outline(join([html])) for name, html in _HTML.items()} | {
    "a tool before any script": _frame(widget(AUTHORITY, PATHWAY, LINKS, {})),
    "a comparison before any script": _frame(compare_widget([ONE, OTHER], "../", {})),
    "a comparison of a chosen few before any script": _frame(
        compare_chosen_widget(ONE, {"sampleton": "Sampleton"}, {}, "../", {})
    ),
    "due dates before any script": _frame(dates_widget(AUTHORITY, CALL_BACK, LINKS, {})),
}


def stored() -> dict[str, str]:
    """The screens as they were read, by their names."""
    parts = STORED.read_text(encoding="utf-8").split("== ")[1:]
    return {name: screen for name, _, screen in (part.partition("\n\n") for part in parts)}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_as_it_was_read(name: str) -> None:
    assert SCREENS[name] + "\n" == stored()[name]


def test_no_screen_is_stored_that_is_gone() -> None:
    assert list(stored()) == list(SCREENS)


if __name__ == "__main__":
    STORED.write_text(
        "".join(f"== {name}\n\n{screen}\n" for name, screen in SCREENS.items()),
        encoding="utf-8",
    )
