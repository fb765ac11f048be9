"""Every rule table is complete, no two rules disagree, and every rule can apply."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.model.base import place
from build_tools.model.pathways import Checklist, PathwayFile, Question, Value
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Mark, Problems
from widgets.engine.model import Pathway, Step
from widgets.engine.replies import Tokens
from widgets.engine.states import Machine
from widgets.engine.words import reply_in_words


def check_rules(policy: AuthorityPolicy, pathway: Pathway, problems: Problems) -> bool:
    """Try every reply in every state of a pathway; True when it is complete and agrees.

    Each fault is told once per step and kind, with one example in words.
    """
    source = policy.pathways[pathway.id]
    machine = Machine(pathway)
    sound = True
    told: set[tuple[str, str]] = set()
    used: dict[str, set[int]] = {step: set() for step in pathway.steps}
    for state in machine.states():
        step = state.step
        for _, given in state.replies():
            fitting = machine.fitting(step, given)
            used[step.id].update(step.edges.index(edge) for edge in fitting)
            where = {edge.go for edge in fitting}
            kind = "no-rule" if not fitting else "rules-disagree" if len(where) > 1 else ""
            if not kind:
                continue
            sound = False
            if (step.id, kind) in told:
                continue
            told.add((step.id, kind))
            example = _example(pathway, given)
            at = place(_key(source, step.id), source.steps[step.id].at)
            if kind == "no-rule":
                problems.add(
                    at, kind, f"no rule of '{step.id}' applies if {example}",
                    "add a rule for this case, or one without 'when' for all other cases",
                )  # fmt: skip
            else:
                problems.add(
                    at, kind,
                    f"rules of '{step.id}' lead to both {_both(where)} if {example}",
                    "narrow one of the rules so that only one applies",
                )  # fmt: skip
    _never_used(source, pathway, used, problems)
    return sound


def _never_used(
    source: PathwayFile, pathway: Pathway, used: Mapping[str, set[int]], problems: Problems
) -> None:
    """Tell of every rule as written that no set of answers reaches."""
    alive: set[Mark] = set()
    idle: dict[Mark, str] = {}
    for step in pathway.steps.values():
        for number, edge in enumerate(step.edges):
            at = edge_place(source, step, number)
            if number in used[step.id]:
                alive.add(at)
            else:
                idle[at] = f"this rule of '{step.id}', leading to '{edge.go}', can never apply"
    for at, says in idle.items():
        # One rule can stand for several edges; it is idle only when all of them are.
        if at not in alive:
            problems.add(at, "never-applies", says, "mend its condition, or remove it")


def edge_place(source: PathwayFile, step: Step, number: int) -> Mark:
    """Where the edge of that number stands in the policy file."""
    written = source.steps[step.id]
    marks: list[Mark] = []
    match written:
        case Question():
            for key, choice in written.choices.items():
                if choice.go is not None:
                    marks.append(place(key, choice.at))
                else:
                    marks += [rule.at for rule in choice.rules]
        case Checklist():
            marks = [rule.at for rule in written.rules]
        case Value():
            marks = [place(key, band.at) for key, band in written.bands.items()]
    return marks[number] if number < len(marks) else written.at


def _key(source: PathwayFile, step: str) -> str:
    return next(key for key in source.steps if key == step)


def _example(pathway: Pathway, given: Mapping[str, Tokens]) -> str:
    return ", and ".join(
        f"“{pathway.steps[step].ask}” is {reply_in_words(pathway.steps[step], tokens)}"
        for step, tokens in given.items()
    )


def _both(where: set[str]) -> str:
    return " and ".join(f"'{name}'" for name in sorted(where))
