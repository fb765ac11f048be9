"""An outcome, with the reasons that led to it."""

from __future__ import annotations

from widgets.engine.decide import Trace
from widgets.engine.html import Html, Part, join, tag
from widgets.engine.links import Links
from widgets.engine.model import Action, Authority, Onward, Outcome
from widgets.engine.render.parts import (
    SIDES,
    by_when,
    clauses,
    contact_list,
    force,
    not_said,
    paragraphs,
    phone,
    source,
    web_link,
)

_MOVES = {
    "step-up": "Step up",
    "step-down": "Step down",
    "review": "Review",
    "continue": "Go on",
    "close": "Close",
    "tool": "Open",
}


def outcome_card(
    authority: Authority,
    outcome: Outcome,
    links: Links,
    *,
    heading: str = "h2",
    anchor: str = "",
) -> Html:
    """An outcome as a card; `anchor` is the id of its heading on a page that shows them all."""
    level = authority.levels.get(outcome.level)
    look = "hb-card hb-outcome hb-outcome--urgent" if outcome.urgent else "hb-card hb-outcome"
    if level is not None:
        look += f" hb-level--{level.rank}"
    below = f"h{int(heading[1:]) + 1}"
    return tag(
        "section",
        tag(
            "header",
            tag("p", level.name, class_="hb-outcome__level") if level else None,
            tag(
                heading, outcome.title, class_="hb-outcome__title", tabindex="-1", id=anchor or None
            ),
            class_="hb-outcome__head",
        ),
        contact_list(authority, outcome),
        tag("p", outcome.no_contact) if outcome.no_contact else None,
        paragraphs(outcome.happens),
        actions(authority, outcome, below),
        sides(outcome),
        not_said(outcome.not_said),
        onward(outcome.next, links, below),
        tag("p", "Rests on ", clauses(outcome.clauses), class_="hb-outcome__clauses")
        if outcome.clauses
        else None,
        class_=look,
        data_outcome=outcome.id,
    )


def actions(authority: Authority, outcome: Outcome, heading: str) -> Html | None:
    """What to do, in order."""
    if not outcome.actions:
        return None
    return join([
        tag(heading, "What to do", class_="hb-outcome__part"),
        tag("ol", [action(authority, each) for each in outcome.actions], class_="hb-actions"),
    ])  # fmt: skip


def sides(outcome: Outcome) -> Html | None:
    """What the document says of the sides by which authorities are compared."""
    if not outcome.aspects:
        return None
    rows = [
        tag("div", tag("dt", SIDES[each.name]), tag("dd", each.text, " ", clauses(each.clauses)))
        for each in outcome.aspects
    ]
    return tag("dl", rows, class_="hb-compare__facts")


def action(authority: Authority, act: Action) -> Html:
    """One action: who does what, by when, and what goes with it."""
    rows: list[Part] = []

    def row(name: str, *value: Part) -> None:
        rows.append(tag("div", tag("dt", name), tag("dd", value)))

    row("Who", act.who)
    if by_when(act):
        row("By when", by_when(act))
    if act.tells:
        row("Tell", act.tells)
    if act.attaches:
        row("Attach", act.attaches)
    if act.consent:
        row("Consent", act.consent)
    for each in act.contacts:
        who = authority.contacts[each]
        numbers: list[Part] = []
        for number in who.phones:
            numbers += [" or " if numbers else " ", phone(number)]
        row("Contact", who.name, *numbers)
    for each in act.links:
        row("Link", web_link(authority, each))
    return tag(
        "li",
        tag("p", act.does, class_="hb-action__does"),
        tag("dl", rows),
        tag(
            "p",
            None if act.own else force(act.force),
            source(act.clauses, act.own),
            class_="hb-action__source",
        ),
        class_="hb-action",
    )


def onward(ways: tuple[Onward, ...], links: Links, heading: str) -> Html | None:
    """Where the journey goes on."""
    if not ways:
        return None
    rows = []
    for way in ways:
        move = tag("span", _MOVES[way.kind], class_=f"hb-move hb-move--{way.kind}")
        target: Part = way.label
        if way.pathway:
            target = tag("a", way.label, href=links.tool(way.pathway, way.step))
        rows.append(tag("li", move, " ", target))
    return join([
        tag(heading, "Where it goes on", class_="hb-outcome__part"),
        tag("ul", rows, class_="hb-onward"),
    ])  # fmt: skip


def reasons(trace: Trace) -> Html | None:
    """Why the answers led here: each step, the answer, and the rule that applied."""
    rows: list[Part] = []
    for visit in trace.visits:
        because = [tag("p", edge.because, source(edge.clauses, edge.own)) for edge in visit.edges]
        rows.append(
            tag(
                "li",
                tag("p", visit.step.ask, class_="hb-reason__ask"),
                tag("p", visit.reply.shown, class_="hb-reason__answer"),
                because,
            )
        )
    if trace.interrupt is not None:
        rows.append(
            tag(
                "li",
                tag("p", trace.interrupt.label, class_="hb-reason__answer"),
                tag("p", trace.interrupt.because, source(trace.interrupt.clauses, False)),
            )
        )
    if not rows:
        return None
    return tag(
        "details",
        tag("summary", "Why: the answers and the rules behind this"),
        tag("ol", rows, class_="hb-reasons"),
        class_="hb-why",
        open=True,
    )
