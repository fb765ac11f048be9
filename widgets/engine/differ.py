"""Hold one set of answers to a tool against another: where they part, and where each ends.

For who practises on a walkthrough: `own` are the learner's answers, `story` those of the story.
"""

from __future__ import annotations

from dataclasses import dataclass

from widgets.engine.decide import Trace, Visit, decide, follow
from widgets.engine.model import Authority, Pathway, Step
from widgets.engine.replies import Answers


@dataclass(frozen=True, slots=True)
class Differing:
    """A question that both came to, where their answers or the ways from there differ."""

    own: Visit
    story: Visit

    @property
    def step(self) -> Step:
        """The question."""
        return self.own.step

    @property
    def same_answer(self) -> bool:
        """Whether both answered alike, and a rule that looks at earlier answers parts them."""
        return self.own.reply.answer == self.story.reply.answer

    @property
    def parts(self) -> bool:
        """Whether the two answers lead to different places."""
        return self.own.edges[0].go != self.story.edges[0].go


@dataclass(frozen=True, slots=True)
class Difference:
    """Two ways through one tool. `differing` ends with the question where they part, if any."""

    own: Trace
    story: Trace
    differing: tuple[Differing, ...]

    @property
    def parted(self) -> bool:
        """Whether the answers, or the urgent way out, have led the two to different places."""
        by_interrupt = (self.own.interrupt is None) != (self.story.interrupt is None)
        return by_interrupt or any(each.parts for each in self.differing)

    @property
    def same_end(self) -> bool:
        """Whether both came to the same outcome, or to the same question still to answer."""
        return end_of(self.own) == end_of(self.story)


def differ(pathway: Pathway, own: Answers, story: Answers) -> Difference:
    """Follow both and compare question by question, up to the one where their ways part.

    Beyond it they are asked other questions, or the same for other reasons, so that nothing is
    compared but the ends. Raises an AnswerError for a faulty answer, and where an answer of the
    story belongs to no step that its others lead to.
    """
    one, other = follow(pathway, own), decide(pathway, story)
    differing: list[Differing] = []
    for mine, theirs in zip(one.visits, other.visits, strict=False):
        pair = Differing(mine, theirs)
        if pair.parts or not pair.same_answer:
            differing.append(pair)
        if pair.parts:
            break
    return Difference(one, other, tuple(differing))


def end_of(trace: Trace) -> str:
    """Where answers led: "outcome:ID" or "step:ID"."""
    if trace.outcome is not None:
        return f"outcome:{trace.outcome.id}"
    assert trace.asking is not None
    return f"step:{trace.asking.id}"


def rank_of(authority: Authority, trace: Trace) -> int:
    """The rank of the level where answers led; 0 where there is none yet, or none is named."""
    level = authority.levels.get(trace.outcome.level) if trace.outcome is not None else None
    return level.rank if level is not None else 0
