"""The whole pathway as plain, linked HTML: readable, printable and complete without scripts."""

from __future__ import annotations

from collections.abc import Callable

from widgets.engine.html import Html, Part, join, tag
from widgets.engine.links import Links
from widgets.engine.model import Authority, Edge, Pathway, Step
from widgets.engine.renames import Renamed, former_ids
from widgets.engine.render.outcomes import outcome_card
from widgets.engine.render.parts import clauses, not_said, source
from widgets.engine.words import in_words


def step_anchor(step: str) -> str:
    """The id of a step's section."""
    return f"step-{step}"


def outcome_anchor(outcome: str) -> str:
    """The id of an outcome's section."""
    return f"outcome-{outcome}"


def old_anchors(renamed: Renamed, name: str, anchor: Callable[[str], str]) -> list[Html]:
    """Places for links to the ids under which something was published before."""
    return [tag("span", id=anchor(old)) for old in former_ids(renamed, name)]


def static_step(pathway: Pathway, step: Step, renamed: Renamed | None = None) -> Html:
    """One step: what is asked, and where each answer leads and why."""
    return tag(
        "section",
        old_anchors(renamed or {}, f"step {pathway.id}/{step.id}", step_anchor),
        tag("h3", step.ask, id=step_anchor(step.id)),
        tag("p", step.hint) if step.hint else None,
        _why(step),
        _items(step),
        tag("ul", [_way(pathway, step, edge) for edge in step.edges], class_="hb-ways"),
        not_said(step.not_said),
        class_="hb-static__step",
        data_step=step.id,
    )


def static_pathway(authority: Authority, pathway: Pathway, links: Links) -> Html:
    """Every step in the order of the policy, then every outcome, the urgent one first."""
    urgent = pathway.interrupt
    return join([
        tag(
            "section",
            tag("h3", "At any moment"),
            tag("p", urgent.label, ": ",
                tag("a", urgent.outcome.title, href=f"#{outcome_anchor(urgent.outcome.id)}")),
            tag("p", urgent.because, source(urgent.clauses, False)),
            class_="hb-static__step hb-static__urgent",
        ),
        [static_step(pathway, step, authority.renamed) for step in pathway.steps.values()],
        [
            join([
                old_anchors(
                    authority.renamed, f"outcome {pathway.id}/{outcome.id}", outcome_anchor
                ),
                outcome_card(
                    authority, outcome, links, heading="h3", anchor=outcome_anchor(outcome.id)
                ),
            ])
            for outcome in (urgent.outcome, *pathway.outcomes.values())
        ],
    ])  # fmt: skip


def _why(step: Step) -> Html | None:
    if not step.why and not step.clauses:
        return None
    return tag("p", step.why or "The document asks it.", " ", clauses(step.clauses))


def _items(step: Step) -> Html | None:
    if not step.items:
        return None
    rows = [
        tag("li", item.label, f" {item.hint}" if item.hint else None, source(item.clauses, False))
        for item in step.items
    ]
    answers = ", ".join(choice.label for choice in step.choices)
    return join([
        tag("p", f"Answer each line with one of: {answers}."),
        tag("ul", rows),
    ])  # fmt: skip


def _way(pathway: Pathway, step: Step, edge: Edge) -> Html:
    target = pathway.steps.get(edge.go)
    if target is not None:
        name, href = target.ask, f"#{step_anchor(target.id)}"
    else:
        name, href = pathway.outcomes[edge.go].title, f"#{outcome_anchor(edge.go)}"
    condition = in_words(edge.when, pathway.steps, step.id)
    reason: list[Part] = [edge.because, source(edge.clauses, edge.own)]
    return tag(
        "li",
        tag("p", f"If {condition}: ", tag("a", name, href=href)),
        tag("p", reason, class_="hb-ways__because"),
        data_edge=f"{step.id}.{step.edges.index(edge)}",
    )
