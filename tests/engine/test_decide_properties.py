"""What must hold of deciding for every pathway and any answers at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.generated import pathways
from tests.engine.generated_answers import junk_answers, sound_answers
from widgets.engine.decide import Trace, decide, follow
from widgets.engine.errors import (
    AnswerError,
    NoRule,
    RulesDisagree,
    UnknownStep,
    UnreachedAnswer,
)
from widgets.engine.model import Pathway
from widgets.engine.paths import all_paths
from widgets.engine.replies import Answers


@given(st.data())
def test_decide_is_total(data: st.DataObject) -> None:
    pathway = data.draw(pathways(complete=data.draw(st.booleans())))
    answers = data.draw(junk_answers(pathway))
    for deciding in (decide, follow):
        found = _fault_or_trace(deciding, pathway, answers)
        if isinstance(found, AnswerError):
            assert str(found).endswith(".")
            assert found.name == type(found).__name__ != "AnswerError"
        else:
            assert (found.outcome is None) != (found.asking is None)


@given(st.data())
def test_decide_is_deterministic_and_hangs_on_no_order(data: st.DataObject) -> None:
    pathway = data.draw(pathways())
    answers = data.draw(junk_answers(pathway))
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    assert _result(pathway, answers) == _result(pathway, dict(answers))
    assert _result(pathway, answers) == _result(pathway, shuffled)


def _result(pathway: Pathway, answers: Any) -> object:
    """What following gives: a trace, or the name and step of the fault."""
    found = _fault_or_trace(follow, pathway, answers)
    return (found.name, found.step) if isinstance(found, AnswerError) else found


def _fault_or_trace(
    deciding: Callable[[Pathway, Answers], Trace], pathway: Pathway, answers: Any
) -> Trace | AnswerError:
    """A trace or a named fault; anything else falls through and fails the test."""
    try:
        return deciding(pathway, answers)
    except AnswerError as fault:
        return fault


@given(st.data())
def test_a_complete_pathway_decides_every_whole_set_of_answers(data: st.DataObject) -> None:
    pathway = data.draw(pathways())
    trace = follow(pathway, data.draw(sound_answers(pathway)))
    assert trace.outcome is not None
    assert trace.outcome is pathway.outcomes[trace.visits[-1].edges[0].go]


@given(st.data())
def test_no_fault_but_of_the_rules_comes_from_sound_answers(data: st.DataObject) -> None:
    pathway = data.draw(pathways(complete=False))
    answers = data.draw(sound_answers(pathway))
    found = _fault_or_trace(follow, pathway, answers)
    assert isinstance(found, Trace | NoRule | RulesDisagree)


@given(st.data())
def test_the_answers_of_a_trace_give_the_trace_again(data: st.DataObject) -> None:
    pathway = data.draw(pathways())
    trace = follow(pathway, data.draw(sound_answers(pathway)))
    assert decide(pathway, trace.answers) == trace


@given(st.data())
def test_decide_refuses_an_answer_that_is_not_led_to(data: st.DataObject) -> None:
    pathway = data.draw(pathways())
    answers = data.draw(sound_answers(pathway))
    used = follow(pathway, answers).answers
    for step in set(pathway.steps) - set(used):
        with pytest.raises(UnreachedAnswer) as fault:
            decide(pathway, {**used, step: answers[step]})
        assert fault.value.step == step


@given(st.data())
def test_decide_refuses_an_answer_to_no_step(data: st.DataObject) -> None:
    pathway = data.draw(pathways())
    used = follow(pathway, data.draw(sound_answers(pathway))).answers
    with pytest.raises(UnknownStep) as fault:
        decide(pathway, {**used, "elsewhere": "yes"})
    assert fault.value.step == "elsewhere"


@given(st.data())
def test_the_interrupt_wins_from_every_state(data: st.DataObject) -> None:
    pathway = data.draw(pathways())
    for path in all_paths(pathway):
        answers = path.answers()
        for passed in range(len(answers) + 1):
            part = dict(list(answers.items())[:passed])
            trace = decide(pathway, {**part, "harm": "yes"})
            assert trace.outcome is pathway.interrupt.outcome
            assert trace.answers == {**part, "harm": "yes"}


@given(st.data())
def test_the_interrupt_wins_beside_any_junk(data: st.DataObject) -> None:
    pathway = data.draw(pathways(complete=False))
    junk = data.draw(junk_answers(pathway, harm=False))
    trace = decide(pathway, {**junk, "harm": "yes"})
    assert trace.outcome is pathway.interrupt.outcome
    assert trace.interrupt is pathway.interrupt


@given(st.data())
def test_a_part_of_the_answers_asks_for_the_first_one_left_out(data: st.DataObject) -> None:
    pathway = data.draw(pathways())
    whole = follow(pathway, data.draw(sound_answers(pathway)))
    for number, visit in enumerate(whole.visits):
        part = {seen.step.id: seen.reply.answer for seen in whole.visits[:number]}
        trace = decide(pathway, part)
        assert trace.asking is visit.step
        assert trace.visits == whole.visits[:number]
