"""The safety rules, proved by trying every set of answers of random small pathways.

The checks walk a machine of states and take short cuts; here nothing is cut short. Every
question gets every answer, and the ends are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from hypothesis import given, settings

from build_tools.check.rules import check_rules
from build_tools.check.safety import Monotone, check_harm_is_urgent
from build_tools.check import safety
from build_tools.problems import Problem, Problems
from tests.build_tools.test_sample import POLICY
from tests.build_tools.written import pathway_file
from tests.engine.generated import authority_of, pathways
from widgets.engine.conditions import holds
from widgets.engine.model import Choice, Edge, Pathway, Step
from widgets.engine.replies import Tokens, all_tokens
from widgets.engine.states import Machine

WRITTEN = ("question", "checklist", "number", "date")
"""The kinds of step that can be written down again without opening hours."""

Total = dict[str, Tokens]


def totals(pathway: Pathway) -> Iterator[Total]:
    """Every set of replies to all steps, reached or not."""
    steps = pathway.steps.values()
    for replies in product(*(list(all_tokens(step)) for step in steps)):
        yield dict(zip(pathway.steps, replies, strict=True))


def walk(pathway: Pathway, replies: Total) -> tuple[list[str], str]:
    """The steps passed and the outcome, from the rules themselves."""
    passed: list[str] = []
    known: Total = {}
    here = pathway.start
    while here in pathway.steps:
        passed.append(here)
        known[here] = replies[here]
        here = _ways(pathway, pathway.steps[here], known)[0].go
    return passed, here


def _ways(pathway: Pathway, step: Step, known: Total) -> list[Edge]:
    return [edge for edge in step.edges if holds(edge.when, known, pathway.steps)]


def rank(pathway: Pathway, outcome: str) -> int:
    """How high an outcome stands, from its level or urgency."""
    order = ["open-door", "support", "protect"]
    end = pathway.outcomes[outcome]
    return 4 if end.urgent else order.index(end.level) + 1


@dataclass(frozen=True)
class Lowered:
    """Two readers who answer alike but for one step, of whom the more worried ends lower."""

    step: str
    kind: str


def lowered(pathway: Pathway) -> set[Lowered]:
    """Every step and rule for which some two readers break it."""
    found: set[Lowered] = set()
    for replies in totals(pathway):
        passed, end = walk(pathway, replies)
        for name in passed:
            step = pathway.steps[name]
            for kind, higher in _more_worried(step, replies[name]):
                _, other = walk(pathway, {**replies, name: higher})
                if rank(pathway, other) < rank(pathway, end):
                    found.add(Lowered(name, kind))
    return found


def _more_worried(step: Step, reply: Tokens) -> Iterator[tuple[str, Tokens]]:
    if isinstance(reply, str):
        yield from _greater(step.choices, reply)
        return
    for place, token in enumerate(reply):
        for kind, other in _greater(step.choices, token):
            yield kind, (*reply[:place], other, *reply[place + 1 :])


def _greater(choices: tuple[Choice, ...], token: str) -> Iterator[tuple[str, str]]:
    """Answers that must not end lower than `token`: worse ones, and not being sure."""
    given_ = next((choice for choice in choices if choice.id == token), None)
    if given_ is None or given_.worry is None or given_.unsure:
        return
    worst = max(c.worry for c in choices if c.worry is not None and not c.unsure)
    for other in choices:
        if other.unsure and given_.worry == worst:
            yield "unsure-lower", other.id
        elif not other.unsure and other.worry is not None and other.worry > given_.worry:
            yield "worry-lowers", other.id


def told_by_monotone(pathway: Pathway) -> tuple[Problem, ...]:
    problems = Problems()
    machine = Machine(pathway)
    source = pathway_file(pathway)
    Monotone(source, authority_of(pathway), pathway, machine, problems).check(
        list(machine.states())
    )
    return tuple(problems)


@settings(max_examples=250)
@given(pathways(kinds=WRITTEN, most_steps=4))
def test_worry_and_doubt_agree_with_trying_everything(pathway: Pathway) -> None:
    truth = lowered(pathway)
    told = told_by_monotone(pathway)
    assert bool(told) == bool(truth)
    assert {problem.kind for problem in told} <= {each.kind for each in truth}
    for problem in told:
        steps = {each.step for each in truth if each.kind == problem.kind}
        assert any(pathway.steps[name].ask in problem.says for name in steps)


@settings(max_examples=250)
@given(pathways(kinds=("question", "checklist"), most_steps=3))
def test_each_rule_and_step_agrees_with_trying_everything(pathway: Pathway) -> None:
    """Told of one step and one rule at a time, nothing is told too much or too little."""
    machine = Machine(pathway)
    states = list(machine.states())
    truth = lowered(pathway)
    for name, step in pathway.steps.items():
        for kind in ("worry-lowers", "unsure-lower"):
            fault = _first_fault(pathway, [state for state in states if state.step is step], kind)
            assert fault == (Lowered(name, kind) in truth)


def _first_fault(pathway: Pathway, states: list[object], kind: str) -> bool:
    """Whether a fresh proof finds a fault of one kind at some states, pair by pair."""
    for state in states:
        for pair in safety.pairs(state.step):  # type: ignore[attr-defined]
            if pair.kind == kind and _falls(pathway, state, pair):
                return True
    return False


def _falls(pathway: Pathway, state: object, pair: object) -> bool:
    machine = Machine(pathway)
    proof = Monotone(pathway_file(pathway), authority_of(pathway), pathway, machine, Problems())
    step, tokens = state.step, state.tokens  # type: ignore[attr-defined]
    low = {**tokens, step.id: pair.lower}  # type: ignore[attr-defined]
    high = {**tokens, step.id: pair.higher}  # type: ignore[attr-defined]
    return proof._compare(proof._go(step, low), low, proof._go(step, high), high) is not None


@given(pathways(kinds=WRITTEN))
def test_harm_that_is_found_calm_by_trying_is_always_told(pathway: Pathway) -> None:
    problems = Problems()
    machine = Machine(pathway)
    check_harm_is_urgent(pathway_file(pathway), pathway, list(machine.states()), problems)
    calm = False
    for replies in totals(pathway):
        passed, end = walk(pathway, replies)
        harm = any(_reports_harm(pathway.steps[name], replies[name]) for name in passed)
        calm |= harm and not pathway.outcomes[end].urgent
    if calm:
        assert len(problems)
    # It looks at where each way can lead, not only at where these answers do, so it may tell
    # of more; but never where every outcome is urgent, or no answer reports harm.
    reports = any(
        _reports_harm(step, reply) for step in pathway.steps.values() for reply in all_tokens(step)
    )
    if not reports or all(end.urgent for end in pathway.outcomes.values()):
        assert not len(problems)


def _reports_harm(step: Step, reply: Tokens) -> bool:
    choices = {choice.id: choice for choice in step.choices}
    if isinstance(reply, str):
        return reply in choices and choices[reply].reports_harm
    return any(
        choices[token].reports_harm or token in item.reports_harm
        for item, token in zip(step.items, reply, strict=True)
    )


@settings(max_examples=250)
@given(pathways(complete=False, kinds=WRITTEN, most_steps=3))
def test_gaps_and_conflicts_agree_with_trying_everything(pathway: Pathway) -> None:
    from dataclasses import replace

    problems = Problems()
    policy = replace(POLICY, pathways={pathway.id: pathway_file(pathway)})
    sound = check_rules(policy, pathway, problems)
    gaps: set[str] = set()
    conflicts: set[str] = set()
    applied: set[tuple[str, int]] = set()
    for replies in totals(pathway):
        open_: list[tuple[str, Total]] = [(pathway.start, {})]
        while open_:
            here, known = open_.pop()
            if here not in pathway.steps:
                continue
            step = pathway.steps[here]
            after = {**known, here: replies[here]}
            ways = _ways(pathway, step, after)
            applied.update((here, step.edges.index(edge)) for edge in ways)
            goals = {edge.go for edge in ways}
            if not goals:
                gaps.add(here)
            if len(goals) > 1:
                conflicts.add(here)
            open_ += [(goal, after) for goal in goals]
    assert sound == (not gaps and not conflicts)
    kinds = [problem.kind for problem in problems]
    assert kinds.count("no-rule") == len(gaps)
    assert kinds.count("rules-disagree") == len(conflicts)
    for problem in problems:
        if problem.kind == "no-rule":
            assert any(f"'{name}'" in problem.says for name in gaps)
        if problem.kind == "rules-disagree":
            assert any(f"'{name}'" in problem.says for name in conflicts)
    idle = {
        (name, number)
        for name, step in pathway.steps.items()
        for number, edge in enumerate(step.edges)
        if step.edges.index(edge) == number and (name, number) not in applied
    }
    assert ("never-applies" in kinds) == bool(idle)
