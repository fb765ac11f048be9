"""A link to a point of a tool: the box to copy it from, and what is said when one is opened."""

from __future__ import annotations

from datetime import date

from widgets.engine.decide import Trace
from widgets.engine.html import Html, Part, tag
from widgets.engine.links import Links
from widgets.engine.model import Authority
from widgets.engine.points import Opened
from widgets.engine.render.parts import contact_list
from widgets.engine.replies import show_day


def link_box(address: str, trace: Trace) -> Html:
    """The whole address of a link in a field to copy it from, and what it holds."""
    clock = any(visit.step.clock for visit in trace.visits)
    return tag(
        "div",
        tag("label", "Link to this point", for_="link-to-point", class_="hb-link__label"),
        tag("input", id="link-to-point", type="text", value=address, readonly=True,
            autocomplete="off", spellcheck="false", class_="hb-link__field"),
        tag("p", "It holds your answers up to here, also an age or a date, and no name. Whoever "
                 "has it can read them, so do not send it about a real child. When the rules "
                 "change, it says what is different.", class_="hb-link__note"),
        tag("p", "The day and time are left out. Whoever opens it is asked for theirs.",
            class_="hb-link__note") if clock else None,
        class_="hb-link", role="group", aria_label="Link to this point",
    )  # fmt: skip


def opened_notice(authority: Authority, opened: Opened, links: Links) -> Html:
    """That the answers came with a link, and what has changed since it was made."""
    return tag(
        "section",
        tag("h2", "Opened from a link", class_="hb-opened__title", tabindex="-1"),
        tag("p", "The answers below came with the link. Check that they fit before you act on "
                 "them."),
        _since(authority, opened),
        tag("ul", [tag("li", row) for row in _changes(opened)]),
        tag("p", tag("a", "What changed in the rules", href=links.page("changes")))
        if opened.older else None,
        class_="hb-opened", aria_label="About this link",
    )  # fmt: skip


def link_card(authority: Authority) -> Html:
    """What stands in the place of the tool while a link is read, or when it cannot be.

    It holds no outcome. The page's script writes the title and the reason into it.
    """
    urgent = authority.interrupt.outcome
    return tag(
        "section",
        tag("h2", "A link to this tool", class_="hb-outcome__title", tabindex="-1"),
        tag("p", data_part="why"),
        tag("p", "If you are worried about a child, ring:"),
        contact_list(authority, urgent),
        tag("p", urgent.no_contact) if urgent.no_contact else None,
        tag("p", tag("button", "Begin without the link", type="button",
                     class_="hb-button hb-button--quiet", data_do="restart")),
        class_="hb-card hb-refused", data_link=True,
    )  # fmt: skip


def _since(authority: Authority, opened: Opened) -> Html:
    point = opened.point
    now = f"version {authority.version} of {_day(authority.dated)}"
    if not opened.older:
        return tag("p", f"It was made with {now}, the rules in use.")
    return tag(
        "p",
        tag("b", "The rules have changed since. "),
        f"The link was made with version {point.version} of {_day(point.dated)}. "
        f"The rules are now {now}.",
    )


def _changes(opened: Opened) -> list[Part]:
    """What became of the answers, one line for each thing a reader must know."""
    revision = opened.revision
    rows = [
        f"Asked again, because the question or its answers read differently now: {ask}"
        for ask in opened.changed
    ]
    rows += [f"Asked again, because your time counts: {ask}" for ask in opened.by_clock]
    if opened.gone:
        rows.append(f"Left out, because the question is no longer asked: {_answers(opened.gone)}.")
    if revision.dropped:
        asks = " ".join(revision.trace.pathway.steps[step].ask for step in revision.dropped)
        rows.append(f"Left out, because these answers no longer lead there: {asks}")
    if opened.end_then:
        rows.append(_elsewhere(opened))
    if opened.older and not rows:
        rows.append("All its answers still count, and they lead to the same place.")
    return list(rows)


def _elsewhere(opened: Opened) -> str:
    pathway = opened.revision.trace.pathway
    kind, _, name = opened.end_then.partition(":")
    then = ""
    if kind == "outcome" and name in pathway.outcomes:
        then = pathway.outcomes[name].title
    elif kind == "step" and name in pathway.steps:
        then = pathway.steps[name].ask
    if not then:
        return "All its answers still count, but they led to an end that is no more."
    return f"All its answers still count, but they lead elsewhere now. They led to: {then}"


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"


def _day(day: str) -> str:
    return show_day(date.fromisoformat(day)).split(" ", 1)[1]
