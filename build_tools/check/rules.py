"""Every rule table is complete, no two rules disagree, and every rule can apply."""

from __future__ import annotations

from build_tools.answer_sets import Runs, TooEntangled, runs_of
from build_tools.answer_sets.diagram import EMPTY, Family
from build_tools.model.base import place
from build_tools.model.pathways import Checklist, PathwayFile, Question, Value
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Mark, Problems
from widgets.engine.model import Pathway, Step
from widgets.engine.words import tokens_in_words


def check_rules(policy: AuthorityPolicy, pathway: Pathway, problems: Problems) -> Runs | None:
    """Prove that a pathway is complete and agrees with itself, over all sets of answers.

    Returns its families of answer sets when it is and does, else None. Each fault is told once
    per step and kind, with the shortest example in words.
    """
    source = policy.pathways[pathway.id]
    before = len(problems)
    try:
        runs = runs_of(pathway)
        for step in runs.replied:
            _check_step(source, runs, step, problems)
    except TooEntangled:
        tell_too_entangled(source, problems)
        return None
    sound = len(problems) == before
    _never_used(source, runs, problems)
    return runs if sound else None


def tell_too_entangled(source: PathwayFile, problems: Problems) -> None:
    """Add the problem that no proof can be had of a tool."""
    problems.add(
        source.at, "too-entangled",
        "the rules of this tool look back at so many answers together that they cannot be proved",
        "split it into two tools, or let its rules look at fewer earlier answers",
    )  # fmt: skip


def _check_step(source: PathwayFile, runs: Runs, step: str, problems: Problems) -> None:
    at = place(_key(source, step), source.steps[step].at)
    gap = runs.gap(step)
    if gap != EMPTY:
        problems.add(
            at, "no-rule", f"no rule of '{step}' applies if {_example(runs, step, gap)}",
            "add a rule for this case, or one without 'when' for all other cases",
        )  # fmt: skip
    overlap = runs.overlap(step)
    if overlap is not None:
        one, other, shared = overlap
        example = _example(runs, step, shared)
        problems.add(
            at, "rules-disagree",
            f"rules of '{step}' lead to both '{one}' and '{other}' if {example}",
            "narrow one of the rules so that only one applies",
        )  # fmt: skip


def _never_used(source: PathwayFile, runs: Runs, problems: Problems) -> None:
    """Tell of every rule as written that no set of answers reaches."""
    alive: set[Mark] = set()
    idle: dict[Mark, str] = {}
    for step in runs.pathway.steps.values():
        fits = runs.fits.get(step.id, (EMPTY,) * len(step.edges))
        for number, (edge, fit) in enumerate(zip(step.edges, fits, strict=True)):
            at = edge_place(source, step, number)
            if fit != EMPTY:
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


def _example(runs: Runs, step: str, family: Family) -> str:
    """The shortest set of answers of a family in words, without what makes no difference."""
    diagram = runs.diagram
    smallest = diagram.smallest(family)
    decisive = diagram.decisive(smallest, runs.replied[step], family)
    told = ", and ".join(
        f"“{asked.ask}” is {tokens_in_words(asked, tokens)}"
        for asked, tokens in runs.given(decisive)
    )
    return told or "any answer is given"
