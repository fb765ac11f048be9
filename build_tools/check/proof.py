"""What was proved of a pathway, as figures that the site and the command line show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from build_tools.answer_sets import Runs, runs_of
from widgets.engine.model import Authority, Pathway
from widgets.engine.replies import show_day


@dataclass(frozen=True, slots=True)
class Proof:
    """A pathway that `check` found sound.

    `dated` and `version` name the policy. `answer_sets` counts every set of answers a reader can
    give, a range of numbers, dates or times as one answer; `rules` every way on from a question.
    """

    version: str
    dated: date
    answer_sets: int
    questions: int
    rules: int
    outcomes: int


def proof_of(authority: Authority, pathway: Pathway, runs: Runs | None = None) -> Proof:
    """The figures of a pathway that has passed `check_rules` and `check_safety`."""
    return Proof(
        version=authority.version,
        dated=date.fromisoformat(authority.dated),
        answer_sets=(runs or runs_of(pathway)).total,
        questions=len(pathway.steps),
        rules=sum(len(step.edges) for step in pathway.steps.values()),
        outcomes=len(pathway.outcomes),
    )


def proof_in_words(proof: Proof) -> str:
    """Two or three plain sentences for practitioners."""
    day = show_day(proof.dated).split(" ", 1)[1]
    sets = f"{proof.answer_sets:,} set{'s' if proof.answer_sets > 1 else ''} of answers"
    return (
        f"Proved for the rules of {day} (version {proof.version}): {sets}, each with exactly one "
        f"outcome. The tool has {_many(proof.questions, 'question')}, "
        f"{_many(proof.rules, 'rule')} and {_many(proof.outcomes, 'outcome')}, and each of them "
        "comes into play. Not being sure, or a greater worry, never ends lower. Every answer "
        "marked as telling of harm ends in an urgent outcome. What no proof can tell is "
        "whether the document was read right."
    )


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' if count != 1 else ''}"
