"""Give or change one answer and keep the others that still apply."""

from __future__ import annotations

from dataclasses import dataclass

from widgets.engine.decide import Trace, follow
from widgets.engine.errors import AnswerError, UnknownStep
from widgets.engine.model import Pathway
from widgets.engine.replies import Answer, Answers, read_reply


@dataclass(frozen=True, slots=True)
class Revision:
    """What a change of answer did.

    `answers` are to be kept from here on: those on the way of `trace`, then those `waiting`
    for a step that may still be reached. `dropped` are the steps whose answers no longer apply.
    """

    trace: Trace
    answers: dict[str, Answer]
    waiting: tuple[str, ...]
    dropped: tuple[str, ...]


def revise(pathway: Pathway, answers: Answers, step: str, answer: Answer) -> Revision:
    """Give `answer` to `step` and keep of `answers` what still applies.

    Raises an AnswerError when the new answer is faulty; `answers` must be sound.
    """
    if step != pathway.interrupt.id:
        if step not in pathway.steps:
            raise UnknownStep(f"This tool has no step '{step}'.", step)
        read_reply(pathway.steps[step], answer)
    return settle(pathway, {**answers, step: answer})


def settle(pathway: Pathway, answers: Answers) -> Revision:
    """Follow answers and sort them into those used, waiting and dropped.

    Raises an AnswerError for a faulty answer on the way.
    """
    trace = follow(pathway, answers)
    if trace.interrupt is not None:
        return _beside_interrupt(trace, trace.interrupt.id, answers)
    kept = dict(trace.answers)
    reachable = _reachable(pathway, trace.asking.id) if trace.asking else frozenset()
    waiting = []
    dropped = []
    for other in answers:
        if other in kept:
            continue
        if other in reachable and _sound(pathway, other, answers[other]):
            kept[other] = answers[other]
            waiting.append(other)
        else:
            dropped.append(other)
    return Revision(trace, kept, tuple(waiting), tuple(dropped))


def _beside_interrupt(trace: Trace, interrupt: str, answers: Answers) -> Revision:
    # Taking the interrupt back must find every answer again that applied before.
    others = {step: answer for step, answer in answers.items() if step != interrupt}
    try:
        rest = settle(trace.pathway, others)
    except AnswerError:
        return Revision(trace, dict(trace.answers), (), tuple(others))
    return Revision(trace, {**rest.answers, interrupt: "yes"}, rest.waiting, rest.dropped)


def _sound(pathway: Pathway, step: str, answer: Answer) -> bool:
    try:
        read_reply(pathway.steps[step], answer)
    except AnswerError:
        return False
    return True


def _reachable(pathway: Pathway, start: str) -> frozenset[str]:
    found: set[str] = set()
    open_ = [start]
    while open_:
        step = pathway.steps.get(open_.pop())
        if step is None or step.id in found:
            continue
        found.add(step.id)
        open_ += [edge.go for edge in step.edges]
    return frozenset(found)
