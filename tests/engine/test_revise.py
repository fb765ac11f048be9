"""Give or change one answer and keep the others that still apply."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.engine.sample import INTERRUPT, OUTCOMES, PATHWAY, URGENT
from tests.engine.test_decide import ALL_SEEN, NONE_SEEN, ONE_SEEN
from widgets.engine.decide import decide
from widgets.engine.errors import UnknownChoice, UnknownStep
from widgets.engine.replies import Answers
from widgets.engine.revise import revise, settle


def test_a_new_answer_leads_on() -> None:
    revision = revise(PATHWAY, {"spoken": "no"}, "age", "5")
    assert revision.trace.outcome is OUTCOMES["watch"]
    assert revision.answers == {"spoken": "no", "age": "5"}
    assert revision.waiting == revision.dropped == ()


def test_a_changed_answer_keeps_those_that_still_apply() -> None:
    before: Answers = {"spoken": "yes", "signs": NONE_SEEN, "age": "5"}
    revision = revise(PATHWAY, before, "spoken", "unsure")
    assert revision.answers == {**before, "spoken": "unsure"}
    assert revision.trace.outcome is OUTCOMES["watch"]
    assert revision.dropped == ()


def test_an_answer_to_a_step_passed_by_is_dropped() -> None:
    before: Answers = {"spoken": "yes", "signs": NONE_SEEN, "age": "5"}
    revision = revise(PATHWAY, before, "spoken", "no")
    assert revision.answers == {"spoken": "no", "age": "5"}
    assert revision.dropped == ("signs",)
    assert revision.trace.outcome is OUTCOMES["watch"]


def test_an_answer_to_a_step_that_may_come_again_waits() -> None:
    before = {"spoken": "no", "age": "4", "hour": "2026-11-22T10:00"}
    revision = revise(PATHWAY, before, "spoken", "yes")
    assert revision.trace.asking is PATHWAY.steps["signs"]
    assert revision.waiting == ("age", "hour")
    assert revision.answers == {**before, "spoken": "yes"}
    again = revise(PATHWAY, revision.answers, "signs", NONE_SEEN)
    assert again.trace.outcome is OUTCOMES["ring-night"]
    assert again.waiting == ()


def test_a_waiting_answer_is_dropped_when_its_step_can_no_longer_come() -> None:
    kept = revise(PATHWAY, {"spoken": "no", "age": "4"}, "spoken", "yes").answers
    revision = revise(PATHWAY, kept, "signs", ALL_SEEN)
    assert revision.trace.outcome is OUTCOMES["support"]
    assert revision.dropped == ("age",)


def test_a_faulty_waiting_answer_is_dropped() -> None:
    revision = settle(PATHWAY, {"age": "nineteen", "hour": "2026-11-22T10:00"})
    assert revision.dropped == ("age",)
    assert revision.waiting == ("hour",)


def test_an_answer_to_no_step_at_all_is_dropped() -> None:
    assert settle(PATHWAY, {"gone": "x"}).dropped == ("gone",)


def test_a_faulty_new_answer_is_refused() -> None:
    with pytest.raises(UnknownChoice):
        revise(PATHWAY, {}, "spoken", "perhaps")
    with pytest.raises(UnknownStep, match="no step 'gone'"):
        revise(PATHWAY, {}, "gone", "yes")


def test_a_faulty_new_answer_is_refused_even_for_a_step_not_led_to() -> None:
    with pytest.raises(UnknownChoice):
        revise(PATHWAY, {"spoken": "no"}, "signs", {**NONE_SEEN, "meals": "perhaps"})


def test_answers_kept_can_be_given_to_decide() -> None:
    revision = revise(PATHWAY, {"spoken": "yes", "signs": ONE_SEEN}, "since", "2026-01-01")
    assert decide(PATHWAY, revision.trace.answers).outcome is revision.trace.outcome


def test_the_interrupt_is_taken_like_an_answer() -> None:
    revision = revise(PATHWAY, {"spoken": "no"}, "harm", "yes")
    assert revision.trace.interrupt is INTERRUPT
    assert revision.trace.outcome is URGENT
    assert revision.answers == {"spoken": "no", "harm": "yes"}


def test_taking_the_interrupt_back_finds_the_answers_again() -> None:
    before = {"spoken": "yes", "age": "4", "hour": "2026-11-22T10:00"}
    taken = revise(PATHWAY, before, "harm", "yes").answers
    back = {step: answer for step, answer in taken.items() if step != "harm"}
    assert settle(PATHWAY, back).answers == settle(PATHWAY, before).answers


def test_the_interrupt_cannot_be_answered_otherwise() -> None:
    with pytest.raises(UnknownChoice):
        revise(PATHWAY, {}, "harm", "no")


def test_an_answer_given_after_the_interrupt_does_not_undo_it() -> None:
    revision = revise(PATHWAY, {"harm": "yes"}, "spoken", "yes")
    assert revision.trace.outcome is URGENT
    assert revision.answers == {"spoken": "yes", "harm": "yes"}


def test_a_step_without_answers_of_its_own_ways_is_never_waited_for() -> None:
    # 'signs' cannot be reached from 'age': an answer to it is dropped, not kept for later.
    start_at_age = replace(PATHWAY, start="age")
    assert settle(start_at_age, {"signs": NONE_SEEN}).dropped == ("signs",)


def test_beside_the_urgent_way_out_faulty_answers_are_dropped() -> None:
    revision = settle(PATHWAY, {"spoken": "nonsense", INTERRUPT.id: "yes"})
    assert revision.trace.outcome is INTERRUPT.outcome
    assert revision.answers == {INTERRUPT.id: "yes"}
    assert (revision.waiting, revision.dropped) == ((), ("spoken",))
