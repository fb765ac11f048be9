"""A step as a form to answer."""

from __future__ import annotations

from collections.abc import Mapping

from widgets.engine.html import Html, tag
from widgets.engine.model import Choice, Step
from widgets.engine.render.parts import clauses, not_said
from widgets.engine.replies import Answer

_VALUE_INPUT = {"number": "text", "date": "date", "time": "datetime-local"}


def step_form(step: Step, answer: Answer | None = None) -> Html:
    """The form of a step, with `answer` filled in where it was answered before."""
    return tag(
        "form",
        step_fields(step, answer),
        _why(step),
        not_said(step.not_said),
        tag("p", tag("button", "Continue", type="submit", class_="hb-button")),
        class_="hb-card hb-step",
        data_step=step.id,
        data_kind=step.kind,
        data_clock=step.clock,
        novalidate=True,
    )


def step_fields(step: Step, answer: Answer | None = None) -> Html:
    """The question of a step and the fields to answer it, without the form around them."""
    ask = tag("h2", step.ask, class_="hb-step__ask", tabindex="-1")
    hint = tag("p", step.hint, class_="hb-step__hint") if step.hint else None
    if step.kind == "question":
        given = answer if isinstance(answer, str) else ""
        rows = [_radio(step.id, choice, given == choice.id) for choice in step.choices]
        return tag("fieldset", tag("legend", ask), hint, rows, class_="hb-fields")
    if step.kind == "checklist":
        marked = answer if isinstance(answer, Mapping) else {}
        items = [
            tag(
                "fieldset",
                tag("legend", item.label),
                tag("p", item.hint, class_="hb-choice__hint") if item.hint else None,
                tag(
                    "div",
                    [
                        _radio(f"{step.id}/{item.id}", choice, marked.get(item.id) == choice.id)
                        for choice in step.choices
                    ],
                    class_="hb-item__choices",
                ),
                class_="hb-item",
                data_item=item.id,
            )
            for item in step.items
        ]
        return tag("div", ask, hint, items, class_="hb-fields", role="group", aria_label=step.ask)
    value = answer if isinstance(answer, str) else ""
    field = f"field-{step.id}"
    unit = tag("span", step.unit, class_="hb-value__unit") if step.unit else None
    return tag(
        "div",
        tag("label", ask, for_=field),
        hint,
        tag(
            "div",
            tag(
                "input",
                type=_VALUE_INPUT[step.kind],
                inputmode="numeric" if step.kind == "number" else None,
                id=field,
                name=step.id,
                value=value,
                autocomplete="off",
                class_="hb-value__input",
            ),
            unit,
            class_="hb-value",
        ),
        class_="hb-fields",
    )


def _radio(name: str, choice: Choice, checked: bool) -> Html:
    hint = tag("span", choice.hint, class_="hb-choice__hint") if choice.hint else None
    return tag(
        "label",
        tag("input", type="radio", name=name, value=choice.id, checked=checked),
        tag("span", tag("span", choice.label, class_="hb-choice__label"), hint and " ", hint),
        class_="hb-choice",
    )


def _why(step: Step) -> Html | None:
    if not step.why and not step.clauses:
        return None
    return tag(
        "details",
        tag("summary", "Why this is asked"),
        tag("p", step.why or "The document asks it.", " ", clauses(step.clauses)),
        class_="hb-why",
    )
