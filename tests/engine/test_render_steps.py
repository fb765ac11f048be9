"""A step as a form to answer."""

from __future__ import annotations

import pytest

from tests.engine.markup import Element, parse
from tests.engine.sample import AGE, HOUR, PATHWAY, SIGNS, SINCE, SPOKEN
from widgets.engine.model import Step
from widgets.engine.render.steps import step_form
from widgets.engine.replies import Answer


def form(step: Step, answer: Answer | None = None) -> Element:
    return parse(step_form(step, answer)).one("form")


@pytest.mark.parametrize("step", PATHWAY.steps.values(), ids=lambda step: step.id)
def test_a_form_names_its_step_and_can_be_sent(step: Step) -> None:
    found = form(step)
    assert found.attributes["data-step"] == step.id
    assert found.attributes["data-kind"] == step.kind
    heading = found.one("h2")
    assert heading.text == step.ask
    assert heading.attributes["tabindex"] == "-1"
    assert found.one("button").attributes["type"] == "submit"


def test_a_question_has_a_radio_for_each_choice() -> None:
    found = form(SPOKEN)
    radios = list(found.every("input"))
    assert [radio.attributes["value"] for radio in radios] == ["yes", "no", "unsure"]
    assert {radio.attributes["type"] for radio in radios} == {"radio"}
    assert {radio.attributes["name"] for radio in radios} == {"spoken"}
    assert all("checked" not in radio.attributes for radio in radios)
    assert found.one("legend").text == SPOKEN.ask
    labels = [label.one("span", class_="hb-choice__label").text for label in found.every("label")]
    assert labels == ["Yes", "No", "I am not sure"]
    hints = [each.text for each in found.every("span", class_="hb-choice__hint")]
    assert hints == ["In person or by telephone."]
    assert next(found.every("label")).text == "Yes In person or by telephone."


def test_every_radio_stands_inside_its_label() -> None:
    for step in (SPOKEN, SIGNS):
        found = form(step)
        inside = sum(len(list(label.every("input"))) for label in found.every("label"))
        assert inside == len(list(found.every("input")))


def test_an_answer_given_before_is_marked() -> None:
    marked = [r for r in form(SPOKEN, "no").every("input") if "checked" in r.attributes]
    assert [radio.attributes["value"] for radio in marked] == ["no"]


def test_why_is_told_with_its_clause() -> None:
    found = form(SPOKEN)
    assert found.one("details").text == "Why this is askedWhat comes next hangs on it. clause 1"
    assert form(SIGNS).one("details").text == "Why this is askedThe document asks it. clause 12"
    assert not list(form(AGE).every("details"))


def test_what_is_not_said_is_shown() -> None:
    assert "does not say how long to wait" in form(SPOKEN).text


def test_a_checklist_has_a_group_of_radios_for_each_item() -> None:
    found = form(SIGNS)
    groups = list(found.every("fieldset"))
    assert [group.attributes["data-item"] for group in groups] == ["school", "meals", "sleep"]
    assert [group.one("legend").text for group in groups] == [i.label for i in SIGNS.items]
    for group in groups:
        names = {radio.attributes["name"] for radio in group.every("input")}
        assert names == {f"signs/{group.attributes['data-item']}"}
        assert [r.attributes["value"] for r in group.every("input")] == ["seen", "not-seen"]
    assert "Two days or more." in groups[0].text
    assert found.one("div", role="group").attributes["aria-label"] == SIGNS.ask


def test_a_checklist_answered_in_part_is_marked_in_part() -> None:
    found = form(SIGNS, {"meals": "seen"})
    marked = [r for r in found.every("input") if "checked" in r.attributes]
    assert [(r.attributes["name"], r.attributes["value"]) for r in marked] == [
        ("signs/meals", "seen")
    ]


@pytest.mark.parametrize(
    ("step", "kind", "answer"),
    [
        (AGE, "text", "7"),
        (SINCE, "date", "2026-01-01"),
        (HOUR, "datetime-local", "2026-01-01T10:00"),
    ],
)
def test_a_value_has_one_labelled_field(step: Step, kind: str, answer: str) -> None:
    field = form(step).one("input")
    assert field.attributes["type"] == kind
    assert field.attributes["value"] == ""
    label = form(step).one("label")
    assert label.attributes["for"] == field.attributes["id"]
    assert form(step, answer).one("input").attributes["value"] == answer


def test_a_number_asks_for_digits_and_names_its_unit() -> None:
    found = form(AGE)
    assert found.one("input").attributes["inputmode"] == "numeric"
    assert found.one("span", class_="hb-value__unit").text == "years"
    assert "inputmode" not in form(SINCE).one("input").attributes


def test_only_a_step_with_a_clock_says_so() -> None:
    assert "data-clock" in form(HOUR).attributes
    assert "data-clock" not in form(SINCE).attributes


def test_nothing_typed_is_remembered_by_the_browser() -> None:
    for step in (AGE, SINCE, HOUR):
        assert form(step).one("input").attributes["autocomplete"] == "off"


def test_an_answer_of_another_kind_of_step_marks_nothing() -> None:
    assert step_form(SIGNS, "seen") == step_form(SIGNS)
    assert step_form(SPOKEN, {"yes": "yes"}) == step_form(SPOKEN)
    assert step_form(AGE, {"a": "b"}) == step_form(AGE)
