"""The safety rules of the design that concern decisions, proved over every set of answers.

1. From every step the urgent way out is one action away, and it is urgent.
2. An answer that reports harm, or a risk of it, ends in an urgent outcome.
3. "Not sure" never ends lower than the most worrying answer to the same question.
4. A greater worry never ends lower than a smaller one, whatever the other answers are.
5. Every urgent outcome shows a contact of its authority, or says that the document gives none.

Rule 6, on telephone numbers, is held against the finished pages (see `site_check`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_tools.answer_sets import Runs, TooEntangled
from build_tools.answer_sets.diagram import EMPTY
from build_tools.answer_sets.layout import SlotKey, slots_of
from build_tools.check.monotone import check_monotone
from build_tools.check.rules import edge_place, tell_too_entangled
from build_tools.model.base import place
from build_tools.model.pathways import PathwayFile
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Mark, Problems
from widgets.engine.model import Authority, Outcome, Pathway, Step


def check_safety(
    policy: AuthorityPolicy, authority: Authority, runs: Runs, problems: Problems
) -> None:
    """Add a problem for every way in which a pathway breaks safety rules 2 to 5.

    The pathway must be complete and without conflict (see `check_rules`).
    """
    source = policy.pathways[runs.pathway.id]
    check_harm_is_urgent(source, runs, problems)
    check_contacts_shown(policy, authority, runs.pathway, problems)
    check_levels_given(source, runs.pathway, problems)
    try:
        check_monotone(source, authority, runs, problems)
    except TooEntangled:
        tell_too_entangled(source, problems)


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


def check_harm_is_urgent(source: PathwayFile, runs: Runs, problems: Problems) -> None:
    """Rule 2: from an answer that reports harm, every way on is urgent."""
    pathway = runs.pathway
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
    for name, fits in runs.fits.items():
        step = pathway.steps[name]
        for slot, token, harm in _harmful(step):
            (value,) = runs.layout.values[slot][token]
            gives = {runs.layout.number[slot]: value}
            for number, (edge, fit) in enumerate(zip(step.edges, fits, strict=True)):
                ends = calm_ends(edge.go)
                if not ends or (name, edge.go) in told:
                    continue
                if runs.diagram.having(fit, gives) != EMPTY:
                    told.add((name, edge.go))
                    problems.add(
                        edge_place(source, step, number), "harm-not-urgent",
                        f"{harm} tells of harm, but can end in '{ends[0]}', which is not urgent",
                        "let it lead to an urgent outcome",
                    )  # fmt: skip


def _harmful(step: Step) -> Iterator[tuple[SlotKey, str, str]]:
    """Every answer to a step that reports harm: its slot, its token, and it in words."""
    items = {item.id: item for item in step.items}
    for slot in slots_of(step):
        item = items.get(slot[2])
        for choice in step.choices:
            if choice.reports_harm or (item is not None and choice.id in item.reports_harm):
                of = f" for “{item.label}”" if item is not None else ""
                yield slot, choice.id, f"‘{choice.label}’{of}"


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
