"""The answers given so far, each with a way to change it."""

from __future__ import annotations

from widgets.engine.html import Html, tag
from widgets.engine.replies import read_reply
from widgets.engine.revise import Revision


def answers_so_far(revision: Revision) -> Html:
    """The answers given, each with a way to change it, and those kept for later."""
    trace = revision.trace
    if not trace.visits and trace.interrupt is None:
        return Html("")
    rows = [_row(visit.step.id, visit.step.ask, visit.reply.shown) for visit in trace.visits]
    if trace.interrupt is not None:
        rows.append(
            tag(
                "div",
                tag("dt", "At any moment"),
                tag("dd", trace.interrupt.label, " ", _undo(trace.interrupt.id)),
            )
        )
    waiting = []
    for name in revision.waiting:
        step = trace.pathway.steps[name]
        shown = read_reply(step, revision.answers[name]).shown
        waiting.append(tag("li", f"{step.ask} {shown}"))
    kept = tag(
        "div",
        tag("p", "Kept for when the question comes again:"),
        tag("ul", waiting),
        class_="hb-answers__waiting",
    )
    return tag(
        "section",
        tag("h2", "Your answers so far"),
        tag("p", "They are held on this page only. Leaving it forgets them."),
        tag("dl", rows),
        kept if waiting else None,
        class_="hb-answers",
        aria_label="Your answers so far",
    )


def _row(step: str, ask: str, shown: str) -> Html:
    change = tag(
        "button",
        "Change",
        tag("span", f" the answer to: {ask}", class_="hb-hidden"),
        type="button",
        class_="hb-change",
        data_change=step,
    )
    return tag("div", tag("dt", ask), tag("dd", shown, " ", change))


def _undo(interrupt: str) -> Html:
    return tag("button", "Take this back", type="button", class_="hb-change", data_undo=interrupt)
