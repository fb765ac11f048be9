"""Decide: from answers to a trace, always the same, never a guess."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.engine.sample import OUTCOMES, PATHWAY, SIGNS
from widgets.engine.decide import decide, edges_for, follow
from widgets.engine.errors import (
    AnswerError,
    MissingItems,
    NoRule,
    RulesDisagree,
    UnknownChoice,
    UnknownStep,
    UnreachedAnswer,
)
from widgets.engine.model import Count, Every, Pathway
from widgets.engine.replies import Answers

ALL_SEEN = {"school": "seen", "meals": "seen", "sleep": "seen"}
NONE_SEEN = {"school": "not-seen", "meals": "not-seen", "sleep": "not-seen"}
ONE_SEEN = {**NONE_SEEN, "sleep": "seen"}


def test_without_answers_the_first_step_is_asked() -> None:
    trace = decide(PATHWAY, {})
    assert trace.asking is PATHWAY.steps["spoken"]
    assert trace.outcome is None
    assert trace.visits == ()
    assert trace.answers == {}


def test_a_part_of_the_answers_leads_to_the_next_step() -> None:
    trace = decide(PATHWAY, {"spoken": "no"})
    assert trace.asking is PATHWAY.steps["age"]
    assert [visit.step.id for visit in trace.visits] == ["spoken"]


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"spoken": "no", "age": "5"}, "watch"),
        ({"spoken": "no", "age": "4", "hour": "2026-11-23T10:00"}, "ring-office"),
        ({"spoken": "no", "age": "4", "hour": "2026-11-23T17:00"}, "ring-office"),
        ({"spoken": "no", "age": "4", "hour": "2026-11-22T10:00"}, "ring-night"),
        ({"spoken": "yes", "signs": ALL_SEEN}, "support"),
        ({"spoken": "unsure", "signs": NONE_SEEN, "age": "18"}, "watch"),
        ({"spoken": "yes", "signs": ONE_SEEN, "since": "2025-12-31"}, "support"),
        ({"spoken": "yes", "signs": ONE_SEEN, "since": "2026-01-01"}, "support"),
        ({"spoken": "unsure", "signs": ONE_SEEN, "since": "2026-01-01"}, "watch"),
        ({"spoken": "unsure", "signs": ONE_SEEN, "since": "2025-12-31"}, "support"),
    ],
)
def test_answers_lead_to_an_outcome(answers: Answers, outcome: str) -> None:
    trace = decide(PATHWAY, answers)
    assert trace.outcome is OUTCOMES[outcome]
    assert trace.asking is None
    assert trace.interrupt is None
    assert trace.answers == answers
    assert list(trace.answers) == [visit.step.id for visit in trace.visits]


def test_a_visit_holds_every_edge_that_fits() -> None:
    trace = decide(PATHWAY, {"spoken": "no", "age": "0", "hour": "2026-11-23T17:00"})
    assert [edge.because for edge in trace.visits[-1].edges] == [
        "Someone is there.", "The last minute still counts.",
    ]  # fmt: skip


def test_answers_come_back_in_canonical_form_and_in_the_order_of_the_steps() -> None:
    trace = decide(PATHWAY, {"age": " 05 ", "spoken": "no"})
    assert list(trace.answers.items()) == [("spoken", "no"), ("age", "5")]
    assert decide(PATHWAY, trace.answers).answers == trace.answers


def test_unknown_step() -> None:
    with pytest.raises(UnknownStep, match="no step 'spoke'") as fault:
        decide(PATHWAY, {"spoke": "yes"})
    assert fault.value.step == "spoke"


def test_answer_to_a_step_not_led_to_is_refused() -> None:
    with pytest.raises(UnreachedAnswer) as fault:
        decide(PATHWAY, {"spoken": "yes", "age": "3"})
    assert fault.value.step == "age"
    assert "How old is the child?" in str(fault.value)


def test_answer_beyond_the_outcome_is_refused() -> None:
    with pytest.raises(UnreachedAnswer):
        decide(PATHWAY, {"spoken": "no", "age": "5", "hour": "2026-11-23T10:00"})


def test_follow_leaves_answers_alone_that_are_not_reached() -> None:
    trace = follow(PATHWAY, {"spoken": "no", "signs": "rubbish", "no-such-step": "x"})
    assert trace.asking is PATHWAY.steps["age"]


def test_a_faulty_answer_on_the_way_is_an_error() -> None:
    with pytest.raises(MissingItems):
        follow(PATHWAY, {"spoken": "yes", "signs": {"meals": "seen"}})


@pytest.mark.parametrize(
    "beside",
    [
        {},
        {"spoken": "yes"},
        {"spoken": "no", "age": "5"},
        {"spoken": "perhaps"},
        {"no-such-step": "x"},
        {"spoken": "yes", "signs": {"meals": "seen"}},
        {"spoken": "yes", "signs": None},
        {"spoken": "yes", "signs": 5},
        {"spoken": ["yes"]},
    ],
)
def test_the_interrupt_wins_over_everything(beside: Any) -> None:
    trace = decide(PATHWAY, {**beside, "harm": "yes"})
    assert trace.interrupt is PATHWAY.interrupt
    assert trace.outcome is PATHWAY.interrupt.outcome
    assert trace.answers["harm"] == "yes"


def test_the_interrupt_keeps_the_steps_passed_before_it() -> None:
    trace = decide(PATHWAY, {"spoken": "no", "harm": "yes"})
    assert trace.answers == {"spoken": "no", "harm": "yes"}


@pytest.mark.parametrize("answer", ["no", "", "YES", None, True, {"yes": "yes"}])
def test_the_interrupt_has_one_answer(answer: Any) -> None:
    with pytest.raises(UnknownChoice) as fault:
        decide(PATHWAY, {"harm": answer})
    assert fault.value.step == "harm"


def _with_edges(*edges: int) -> Pathway:
    step = replace(SIGNS, edges=tuple(SIGNS.edges[number] for number in edges))
    return replace(PATHWAY, steps={**PATHWAY.steps, "signs": step})


def test_a_gap_in_the_rules_is_an_error_not_a_guess() -> None:
    with pytest.raises(NoRule) as fault:
        decide(_with_edges(0, 2), {"spoken": "yes", "signs": NONE_SEEN})
    assert fault.value.step == "signs"


def test_rules_that_disagree_are_an_error_not_a_guess() -> None:
    doubled = replace(SIGNS.edges[1], when=Every())
    step = replace(SIGNS, edges=(*SIGNS.edges, doubled))
    pathway = replace(PATHWAY, steps={**PATHWAY.steps, "signs": step})
    with pytest.raises(RulesDisagree):
        decide(pathway, {"spoken": "yes", "signs": ALL_SEEN})


def test_rules_that_agree_are_all_taken() -> None:
    again = replace(
        SIGNS.edges[0], when=Count("signs", ("meals",), ("seen",), least=1), because="Meals."
    )
    step = replace(SIGNS, edges=(*SIGNS.edges[:1], again))
    edges = edges_for(PATHWAY, step, {"signs": ("seen", "seen", "seen")})
    assert [edge.because for edge in edges] == ["Two signs call for support.", "Meals."]


def test_errors_share_one_root() -> None:
    for kind in (UnknownStep, UnreachedAnswer, NoRule, RulesDisagree, UnknownChoice):
        fault = kind("Something is wrong.", "spoken")
        assert isinstance(fault, AnswerError)
        assert (fault.name, fault.step, str(fault)) == (
            kind.__name__, "spoken", "Something is wrong.",
        )  # fmt: skip
