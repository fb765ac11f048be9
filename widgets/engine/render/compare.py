"""One set of facts held against several authorities, side by side."""

from __future__ import annotations

from collections.abc import Mapping

from widgets.engine.html import Html, Part, join, tag
from widgets.engine.links import Links
from widgets.engine.model import Action, Aspect, Authority, Outcome, Phone, Step
from widgets.engine.render.parts import (
    EMERGENCY,
    GAPS,
    NOT_SAID,
    SIDES,
    clauses,
    force,
    own,
    phone,
    prints_emergency,
    source,
)
from widgets.engine.render.steps import step_fields

CHOICE = "authority-"
"""How the names of the fields begin that choose an authority; no shared question is named so."""


def fact_form(steps: Mapping[str, Step], chooser: Html | None = None) -> Html:
    """All shared questions in one form, after the choice of authorities where there is one."""
    show = "Show all authorities" if chooser is None else "Show these authorities"
    return tag(
        "form",
        chooser,
        [step_fields(step) for step in steps.values()],
        tag("p", tag("button", show, type="submit", class_="hb-button")),
        class_="hb-card hb-step",
        data_facts=True,
        novalidate=True,
    )


def authority_chooser(names: Mapping[str, str], most: int) -> Html:
    """Lists to choose up to `most` authorities from, which `names` gives by id."""
    options = [tag("option", name, value=key) for key, name in names.items()]
    return tag(
        "fieldset",
        tag("legend", f"Which authorities? Choose up to {most}"),
        [
            tag(
                "label",
                tag("span", f"Authority {number}", class_="hb-value__label"),
                tag(
                    "select", tag("option", "None", value=""), options,
                    name=f"{CHOICE}{number}", class_="hb-select",
                ),
            )
            for number in range(1, most + 1)
        ],
        class_="hb-fields",
        data_choose=True,
    )  # fmt: skip


def compare_card(authority: Authority, outcome: Outcome, links: Links) -> Html:
    """What one authority's document says, as a column of the comparison."""
    level = authority.levels.get(outcome.level)
    rows = [_row("Level", level.name if level is not None else NOT_SAID)]
    steps = [action_in_short(act) for act in outcome.actions]
    rows.append(_row("Next step", tag("ul", steps) if steps else NOT_SAID))
    by_name: dict[str, Aspect] = {aspect.name: aspect for aspect in outcome.aspects}
    for name, label in SIDES.items():
        aspect = by_name.get(name)
        if aspect is None:
            rows.append(_row(label, NOT_SAID))
        else:
            rows.append(_row(label, aspect.text, " ", clauses(aspect.clauses)))
    rows.append(_row("Contact", _contacts(authority, outcome)))
    if outcome.not_said:
        gaps = tag("ul", [tag("li", text) for text in outcome.not_said])
        rows.append(_row(GAPS, gaps))
    rows.append(_row("Rests on", clauses(outcome.clauses) or NOT_SAID))
    urgent = " hb-outcome--urgent" if outcome.urgent else ""
    look = f" hb-level--{level.rank}" if level is not None else ""
    return tag(
        "section",
        tag(
            "header",
            tag("p", tag("a", authority.name, href=links.page()), class_="hb-outcome__level"),
            tag("h3", outcome.title, class_="hb-outcome__title"),
            class_="hb-outcome__head",
        ),
        tag("dl", rows, class_="hb-compare__facts"),
        class_=f"hb-card hb-outcome{urgent}{look}",
        data_authority=authority.id,
        data_outcome=outcome.id,
    )


def action_in_short(act: Action) -> Html:
    """Who does what, as a line of a list."""
    return tag(
        "li",
        tag("b", act.who),
        f": {act.does} ",
        None if act.own else force(act.force),
        source(act.clauses, act.own),
    )


def _contacts(authority: Authority, outcome: Outcome) -> Html | str:
    rows = []
    for key in (*outcome.ring, *outcome.contacts):
        who = authority.contacts[key]
        numbers: list[Part] = []
        for number in who.phones:
            numbers += [" or " if numbers else " ", phone(number)]
        rows.append(tag("li", who.name, numbers))
    shown = (*outcome.ring, *outcome.contacts)
    if outcome.urgent and not prints_emergency(authority, shown):
        rows.append(tag("li", "Police ", phone(Phone(EMERGENCY)), " ", own()))
    listed = tag("ul", rows) if rows else None
    if listed is None and not outcome.no_contact:
        return NOT_SAID
    return join([outcome.no_contact or None, listed])


def _row(name: str, *value: Part) -> Html:
    return tag("div", tag("dt", name), tag("dd", value))
