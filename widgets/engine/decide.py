"""Decide: from answers to a trace, always the same, never a guess."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from widgets.engine.conditions import holds
from widgets.engine.errors import (
    AnswerError,
    NoRule,
    RulesDisagree,
    UnknownChoice,
    UnknownStep,
    UnreachedAnswer,
)
from widgets.engine.model import Edge, Interrupt, Outcome, Pathway, Step
from widgets.engine.replies import Answer, Answers, Reply, Tokens, read_reply


@dataclass(frozen=True, slots=True)
class Visit:
    """A step passed: the reply to it and the edges taken (all lead to one place)."""

    step: Step
    reply: Reply
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """How answers were decided: each step passed, then an outcome or the next question.

    `interrupt` is set when the reader took the way out above all steps; then `outcome` is
    its outcome. Otherwise exactly one of `outcome` and `asking` is set.
    """

    pathway: Pathway
    visits: tuple[Visit, ...]
    outcome: Outcome | None = None
    asking: Step | None = None
    interrupt: Interrupt | None = None

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers used, in canonical form, in the order of the steps."""
        used: dict[str, Answer] = {visit.step.id: visit.reply.answer for visit in self.visits}
        if self.interrupt is not None:
            used[self.interrupt.id] = "yes"
        return used


def decide(pathway: Pathway, answers: Answers) -> Trace:
    """Decide on answers, strictly.

    The same answers always give the same trace. The interrupt wins over everything else in
    `answers`, even over faulty ones. Raises an AnswerError when an answer is unknown,
    incomplete, malformed, or belongs to a step that the other answers do not lead to.
    """
    trace = follow(pathway, answers)
    if trace.interrupt is None:
        passed = {visit.step.id for visit in trace.visits}
        for step in answers:
            if step not in pathway.steps:
                raise UnknownStep(f"This tool has no step '{step}'.", step)
            if step not in passed:
                raise UnreachedAnswer(
                    f"There is an answer to '{pathway.steps[step].ask}', but the other answers "
                    "do not lead to that question.",
                    step,
                )
    return trace


def follow(pathway: Pathway, answers: Answers) -> Trace:
    """Follow answers as far as they lead; answers to steps not reached are left alone.

    Raises an AnswerError for a faulty answer on the way.
    """
    if pathway.interrupt.id in answers:
        return _interrupted(pathway, answers)
    return _walk(pathway, answers)


def _walk(pathway: Pathway, answers: Answers) -> Trace:
    visits: list[Visit] = []
    tokens: dict[str, Tokens] = {}
    here = pathway.start
    while here in pathway.steps:
        step = pathway.steps[here]
        if here not in answers:
            return Trace(pathway, tuple(visits), asking=step)
        reply = read_reply(step, answers[here])
        tokens[here] = reply.tokens
        edges = edges_for(pathway, step, tokens)
        visits.append(Visit(step, reply, edges))
        here = edges[0].go
    return Trace(pathway, tuple(visits), outcome=pathway.outcomes[here])


def edges_for(pathway: Pathway, step: Step, tokens: Mapping[str, Tokens]) -> tuple[Edge, ...]:
    """The edges of a step that fit the replies so far, its own included.

    Raises NoRule when none fits and RulesDisagree when two lead to different places.
    """
    fitting = tuple(edge for edge in step.edges if holds(edge.when, tokens, pathway.steps))
    if not fitting:
        raise NoRule(f"No rule of '{step.ask}' fits these answers.", step.id)
    if any(edge.go != fitting[0].go for edge in fitting):
        raise RulesDisagree(f"Two rules of '{step.ask}' disagree on these answers.", step.id)
    return fitting


def _interrupted(pathway: Pathway, answers: Answers) -> Trace:
    interrupt = pathway.interrupt
    if answers[interrupt.id] != "yes":
        raise UnknownChoice(f"The only answer to '{interrupt.label}' is yes.", interrupt.id)
    visits: tuple[Visit, ...] = ()
    # A fault elsewhere must never stand between a reader and the urgent outcome.
    try:
        visits = _walk(pathway, answers).visits
    except AnswerError:
        visits = ()
    return Trace(pathway, visits, outcome=interrupt.outcome, interrupt=interrupt)
