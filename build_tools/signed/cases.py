"""A small set of cases that takes every rule of a tool and every condition both ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from build_tools.answer_sets import TooEntangled, runs_of
from build_tools.answer_sets.diagram import EMPTY, Family
from build_tools.compile import compile_interrupt, compile_pathway
from build_tools.diff.joint import joint_of
from build_tools.model.pathways import PathwayFile
from build_tools.model.policy import AuthorityPolicy
from build_tools.signed.variants import variants
from widgets.engine.conditions import atoms, holds
from widgets.engine.decide import Trace, decide, follow
from widgets.engine.errors import AnswerError
from widgets.engine.model import Count, Edge, Is, Not, Pathway, Step
from widgets.engine.replies import Answer, Tokens, answer_for

Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Case:
    """Answers and the outcome they reach."""

    answers: Answers
    ends: str


def play(pathway: Pathway, answers: Answers) -> Trace | None:
    """The whole way of answers through a tool, or None where they cannot be given or end early."""
    try:
        trace = decide(pathway, answers)
    except AnswerError:
        return None
    return trace if trace.outcome is not None and trace.interrupt is None else None


def cover(policy: AuthorityPolicy, tool: str, kept: Sequence[Answers] = ()) -> list[Case]:
    """Cases of a sound tool: those of `kept` that can still be given, then what they lack.

    Together they take each rule, reach each outcome, give each answer, see each condition hold
    and fail, stand on both ends of each range, and tell each variant of a rule (see `variants`)
    that ends otherwise for anybody. The same policy and the same `kept` give the same cases.
    """
    source = policy.pathways[tool]
    pathway = _compiled(policy, tool, source)
    found = _Found(pathway, [each for each in kept if play(pathway, each)])
    _rules_and_answers(found)
    _conditions(found)
    for variant in variants(source):
        _tell(found, _compiled(policy, tool, variant))
    _ends_of_ranges(found)
    return found.cases()


def _compiled(policy: AuthorityPolicy, tool: str, source: PathwayFile) -> Pathway:
    interrupt = compile_interrupt(policy.urgent)
    return compile_pathway(tool, source, interrupt, policy.contacts.hours)


class _Found:
    """The cases so far."""

    def __init__(self, pathway: Pathway, kept: Sequence[Answers]) -> None:
        self.pathway = pathway
        self.runs = runs_of(pathway)
        self.whole: Family = EMPTY
        for end in self.runs.ends.values():
            self.whole = self.runs.diagram.union(self.whole, end)
        self.traces: list[Trace] = []
        for answers in kept:
            self.add(answers)

    def add(self, answers: Answers) -> None:
        """Take in a case, once."""
        trace = decide(self.pathway, answers)
        if all(trace.answers != known.answers for known in self.traces):
            self.traces.append(trace)

    def need(self, family: Family) -> None:
        """Take in the smallest case of those that give the answers of one of a family."""
        if family == EMPTY:
            return
        diagram = self.runs.diagram
        begun = diagram.smallest(family)
        self.add_tokens(self.runs.tokens(diagram.smallest(diagram.having(self.whole, begun))))

    def add_tokens(self, tokens: Mapping[str, Tokens]) -> None:
        """Take in the case that gives these replies."""
        steps = self.pathway.steps
        self.add({step: answer_for(steps[step], given) for step, given in tokens.items()})

    def visits(self) -> Iterator[tuple[Step, dict[str, Tokens], tuple[Edge, ...]]]:
        """Each step of each case, with the replies up to it and the edges taken."""
        for trace in self.traces:
            given: dict[str, Tokens] = {}
            for visit in trace.visits:
                given[visit.step.id] = visit.reply.tokens
                yield visit.step, dict(given), visit.edges

    def cases(self) -> list[Case]:
        """All cases."""
        return [
            Case(trace.answers, trace.outcome.id)
            for trace in self.traces
            if trace.outcome is not None
        ]


def _rules_and_answers(found: _Found) -> None:
    runs = found.runs
    for step in found.pathway.steps.values():
        for edge, family in zip(step.edges, runs.fits[step.id], strict=True):
            if not any(edge in taken for at, _, taken in found.visits() if at == step):
                found.need(family)
        for key, values in runs.layout.values.items():
            for token, numbers in values.items() if key[0] == step.id else ():
                if not any(_gives(at, given, key[2], token) for at, given, _ in found.visits()
                           if at == step):  # fmt: skip
                    found.need(runs.diagram.where(
                        runs.replied[step.id], {runs.layout.number[key]: 1},
                        {runs.layout.number[key]: numbers}, 1, None,
                    ))  # fmt: skip


def _gives(step: Step, given: Mapping[str, Tokens], item: str, token: str) -> bool:
    reply = given[step.id]
    if isinstance(reply, str):
        return reply == token
    return dict(zip((each.id for each in step.items), reply, strict=True))[item] == token


def _conditions(found: _Found) -> None:
    """See each condition hold and fail at the step that looks at it, where answers can."""
    steps = found.pathway.steps
    for step in steps.values():
        for atom in dict.fromkeys(atom for edge in step.edges for atom in atoms(edge.when)):
            seen = {holds(atom, given, steps) for at, given, _ in found.visits() if at == step}
            if len(seen) < 2:
                for wanted, family in zip((True, False), _split(found, step, atom), strict=True):
                    if wanted not in seen:
                        found.need(family)


def _split(found: _Found, step: Step, atom: Is | Count) -> Sequence[Family]:
    """Those who answer a step, by whether a condition holds for them."""
    goal = step.edges[0].go
    asked = replace(step, edges=(Edge(goal, atom, ""), Edge(goal, Not(atom), "")))
    steps = {**found.pathway.steps, step.id: asked}
    runs = found.runs
    return runs_of(replace(found.pathway, steps=steps), runs.layout, runs.diagram).fits[step.id]


def _ends_of_ranges(found: _Found) -> None:
    """Stand on the first and on the last value of each range in turn."""
    for step in found.pathway.steps.values():
        for band in step.bands:
            with_band = [
                trace.answers
                for trace in found.traces
                if any(v.step == step and v.reply.tokens == band.id for v in trace.visits)
            ]
            for last in (False, True):
                end = answer_for(step, band.id, last=last)
                if with_band and not any(each[step.id] == end for each in with_band):
                    found.add({**with_band[0], step.id: end})


def _tell(found: _Found, variant: Pathway) -> None:
    """Make sure that a case, or a proof that `check` makes, tells a variant from the tool."""
    for trace in found.traces:
        other = play(variant, trace.answers)
        if other is None or other.outcome is None or trace.outcome is None:
            return
        if other.outcome.id != trace.outcome.id or other.answers != trace.answers:
            return
    try:
        if not runs_of(variant).sound:
            return
        joint = joint_of(found.pathway, variant)
    except TooEntangled:
        return
    apart = [pair for pair in sorted(joint.ends) if pair[0] != pair[1]]
    if apart:
        member = joint.diagram.smallest(joint.ends[apart[0]])
        tokens = joint.tokens(member, found.pathway, new=False)
        found.add_tokens(_on_the_way(found.pathway, tokens))


def _on_the_way(pathway: Pathway, tokens: Mapping[str, Tokens]) -> dict[str, Tokens]:
    """Of replies to the questions of two tools, those that one of them asks for."""
    answers = {step: answer_for(pathway.steps[step], given) for step, given in tokens.items()}
    return {visit.step.id: visit.reply.tokens for visit in follow(pathway, answers).visits}
