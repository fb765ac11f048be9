"""The safety rules, proved by trying every set of answers of random small pathways.

The checks look at all sets at once in a diagram; here nothing is cut short. Every question gets
every answer, and the ends are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from hypothesis import given, settings

from build_tools.answer_sets import runs_of
from build_tools.check.monotone import check_monotone
from build_tools.check.rules import check_rules
from build_tools.check.safety import check_harm_is_urgent
from build_tools.model.base import place
from build_tools.problems import Problems
from tests.build_tools.test_sample import POLICY
from tests.build_tools.written import pathway_file
from tests.engine.generated import authority_of, pathways
from widgets.engine.conditions import holds
from widgets.engine.model import Choice, Edge, Pathway, Step, StepKind
from widgets.engine.replies import Tokens, all_tokens

WRITTEN: tuple[StepKind, ...] = ("question", "checklist", "number", "date")
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
    for number, token in enumerate(reply):
        for kind, other in _greater(step.choices, token):
            yield kind, (*reply[:number], other, *reply[number + 1 :])


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


def told(pathway: Pathway) -> set[Lowered]:
    """What the checks tell, by the place of each step."""
    problems = Problems()
    source = pathway_file(pathway)
    check_monotone(source, authority_of(pathway), runs_of(pathway), problems)
    steps = {place(key, step.at): str(key) for key, step in source.steps.items()}
    return {Lowered(steps[problem.at], problem.kind) for problem in problems}


@settings(max_examples=100)
@given(pathways(kinds=WRITTEN, most_steps=4))
def test_worry_and_doubt_agree_with_trying_everything(pathway: Pathway) -> None:
    assert told(pathway) == lowered(pathway)


@settings(max_examples=100)
@given(pathways(kinds=("question", "checklist"), most_steps=3))
def test_questions_and_checklists_agree_with_trying_everything(pathway: Pathway) -> None:
    assert told(pathway) == lowered(pathway)


def test_random_pathways_break_the_rules_and_keep_them() -> None:
    """The two tests above would prove nothing if all pathways were alike."""
    seen: set[str] = set()

    @settings(max_examples=100)
    @given(pathways(kinds=WRITTEN, most_steps=4))
    def collect(pathway: Pathway) -> None:
        seen.update(each.kind for each in lowered(pathway) or {Lowered("", "sound")})

    collect()
    assert seen == {"worry-lowers", "unsure-lower", "sound"}


@given(pathways(kinds=WRITTEN))
def test_harm_that_is_found_calm_by_trying_is_always_told(pathway: Pathway) -> None:
    problems = Problems()
    check_harm_is_urgent(pathway_file(pathway), runs_of(pathway), problems)
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


@settings(max_examples=100)
@given(pathways(complete=False, kinds=WRITTEN, most_steps=3))
def test_gaps_and_conflicts_agree_with_trying_everything(pathway: Pathway) -> None:
    problems = Problems()
    policy = replace(POLICY, pathways={pathway.id: pathway_file(pathway)})
    sound = check_rules(policy, pathway, problems) is not None
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
            # By place: two rules that say the same both apply.
            applied.update((here, n) for n, edge in enumerate(step.edges) if edge in ways)
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
        for number in range(len(step.edges))
        if (name, number) not in applied
    }
    assert ("never-applies" in kinds) == bool(idle)
