"""The safety rules of the design that concern decisions, proved over every set of answers.

1. From every step the urgent way out is one action away, and it is urgent.
2. An answer that reports harm, or a risk of it, ends in an urgent outcome.
3. "Not sure" never ends lower than the most worrying answer to the same question.
4. A greater worry never ends lower than a smaller one, whatever the other answers are.
5. Every urgent outcome shows a contact of its authority, or says that the document gives none.

Rule 6, on telephone numbers, is held against the finished pages (see `site_check`).
"""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.check.monotone import Monotone
from build_tools.check.rules import edge_place
from build_tools.model.base import place
from build_tools.model.pathways import PathwayFile
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Mark, Problems
from widgets.engine.decide import edges_for
from widgets.engine.model import Authority, Outcome, Pathway, Step
from widgets.engine.replies import Tokens
from widgets.engine.states import Machine, State


def check_safety(
    policy: AuthorityPolicy, authority: Authority, pathway: Pathway, problems: Problems
) -> None:
    """Add a problem for every way in which a pathway breaks safety rules 2 to 5.

    The pathway must be complete and without conflict (see `check_rules`).
    """
    source = policy.pathways[pathway.id]
    machine = Machine(pathway)
    states = list(machine.states())
    check_harm_is_urgent(source, pathway, states, problems)
    check_contacts_shown(policy, authority, pathway, problems)
    check_levels_given(source, pathway, problems)
    Monotone(source, authority, pathway, machine, problems).check(states)


def check_interrupt(policy: AuthorityPolicy, authority: Authority, problems: Problems) -> None:
    """Rule 1: the way out that every step carries must lead to an urgent outcome."""
    outcome = authority.interrupt.outcome
    if not outcome.urgent:
        problems.add(
            policy.urgent.outcome.at, "urgent-not-urgent",
            "the urgent way out leads to an outcome that is not urgent",
            "add the line 'urgent: yes'",
        )  # fmt: skip
    _contact_shown(policy, authority, outcome, policy.urgent.outcome.at, problems)


def check_contacts_shown(
    policy: AuthorityPolicy, authority: Authority, pathway: Pathway, problems: Problems
) -> None:
    """Rule 5."""
    source = policy.pathways[pathway.id]
    for name, outcome in pathway.outcomes.items():
        if outcome.urgent:
            at = place(_key(source.outcomes, name), source.outcomes[name].at)
            _contact_shown(policy, authority, outcome, at, problems)


def _contact_shown(
    policy: AuthorityPolicy, authority: Authority, outcome: Outcome, at: Mark, problems: Problems
) -> None:
    shown = (*outcome.ring, *outcome.contacts)
    reachable = any(authority.contacts[each].phones for each in shown)
    if not reachable and not outcome.no_contact:
        problems.add(
            at, "urgent-without-contact",
            f"the urgent outcome '{outcome.title}' shows nobody to ring",
            f"add a contact of {policy.authority.name} under 'ring', or 'no-contact: ...' if the "
            "document gives none",
        )  # fmt: skip


def check_harm_is_urgent(
    source: PathwayFile, pathway: Pathway, states: list[State], problems: Problems
) -> None:
    """Rule 2: from an answer that reports harm, every way on is urgent."""
    calm: dict[str, tuple[str, ...]] = {}

    def calm_ends(name: str) -> tuple[str, ...]:
        if name not in calm:
            outcome = pathway.outcomes.get(name)
            if outcome is not None:
                calm[name] = () if outcome.urgent else (name,)
            else:
                ends = {end for edge in pathway.steps[name].edges for end in calm_ends(edge.go)}
                calm[name] = tuple(sorted(ends))
        return calm[name]

    told: set[tuple[str, str]] = set()
    for state in states:
        for reply, given in state.replies():
            harm = _harm_in(state.step, reply)
            if not harm:
                continue
            edge = edges_for(pathway, state.step, given)[0]
            ends = calm_ends(edge.go)
            if ends and (state.step.id, edge.go) not in told:
                told.add((state.step.id, edge.go))
                number = state.step.edges.index(edge)
                problems.add(
                    edge_place(source, state.step, number), "harm-not-urgent",
                    f"{harm} tells of harm, but can end in '{ends[0]}', which is not urgent",
                    "let it lead to an urgent outcome",
                )  # fmt: skip


def _harm_in(step: Step, reply: Tokens) -> str:
    """The part of a reply that reports harm, in words, or ""."""
    by_id = {choice.id: choice for choice in step.choices}
    if isinstance(reply, str):
        choice = by_id.get(reply)
        return f"‘{choice.label}’" if choice is not None and choice.reports_harm else ""
    for item, token in zip(step.items, reply, strict=True):
        if by_id[token].reports_harm or token in item.reports_harm:
            return f"‘{by_id[token].label}’ for “{item.label}”"
    return ""


def check_levels_given(source: PathwayFile, pathway: Pathway, problems: Problems) -> None:
    """Where answers carry worry, every outcome must have a level to compare."""
    if not any(c.worry is not None for step in pathway.steps.values() for c in step.choices):
        return
    for name, outcome in pathway.outcomes.items():
        if not outcome.level and not outcome.urgent:
            problems.add(
                place(_key(source.outcomes, name), source.outcomes[name].at), "no-level",
                f"the outcome '{name}' has no level, though answers here carry worry",
                "add the line 'level: ...'",
            )  # fmt: skip


def _key(names: Mapping[str, object], wanted: str) -> str:
    return next(name for name in names if name == wanted)
