"""Changing an answer keeps those that still apply, on every pathway."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.generated import pathways
from tests.engine.generated_answers import answer_to, junk_answers, sound_answers
from widgets.engine.decide import decide, follow
from widgets.engine.errors import AnswerError
from widgets.engine.revise import Revision, revise, settle


@given(st.data())
def test_a_changed_answer_keeps_all_that_still_apply(data: st.DataObject) -> None:
    pathway = data.draw(pathways())
    before = follow(pathway, data.draw(sound_answers(pathway))).answers
    step = data.draw(st.sampled_from(list(pathway.steps)))
    answer = data.draw(answer_to(pathway.steps[step]))
    revision = revise(pathway, before, step, answer)
    # Nothing is invented, nothing altered, and every answer is accounted for.
    given_ = {**before, step: answer}
    assert all(given_[name] == value for name, value in revision.answers.items())
    assert sorted([*revision.answers, *revision.dropped]) == sorted(given_)
    assert set(revision.waiting) == set(revision.answers) - set(revision.trace.answers)
    # What the new way passes is kept.
    assert set(follow(pathway, given_).answers) <= set(revision.answers)
    # What was dropped can no longer be asked for from here.
    assert not set(revision.dropped) & _ahead(pathway, revision)


def _ahead(pathway: object, revision: Revision) -> set[str]:
    """The steps that some further answers lead to, found by trying."""
    asking = revision.trace.asking
    found: set[str] = set()
    open_ = [asking.id] if asking is not None else []
    while open_:
        name = open_.pop()
        step = revision.trace.pathway.steps.get(name)
        if step is not None and name not in found:
            found.add(name)
            open_ += [edge.go for edge in step.edges]
    return found


@given(st.data())
def test_changing_an_answer_and_changing_it_back_loses_nothing_still_ahead(
    data: st.DataObject,
) -> None:
    pathway = data.draw(pathways())
    before = follow(pathway, data.draw(sound_answers(pathway))).answers
    step = data.draw(st.sampled_from(list(before)))
    there = revise(pathway, before, step, data.draw(answer_to(pathway.steps[step])))
    back = revise(pathway, there.answers, step, before[step])
    lost = set(before) - set(back.answers)
    assert lost <= set(there.dropped)
    if not there.dropped:
        assert back.trace == decide(pathway, before)


@given(st.data())
def test_settling_twice_changes_nothing(data: st.DataObject) -> None:
    pathway = data.draw(pathways())
    try:
        once = settle(pathway, data.draw(junk_answers(pathway)))
    except AnswerError:
        return
    twice = settle(pathway, once.answers)
    assert twice.answers == once.answers
    assert twice.trace == once.trace
    assert twice.dropped == ()


@given(st.data())
def test_taking_the_interrupt_back_finds_every_answer_again(data: st.DataObject) -> None:
    pathway = data.draw(pathways())
    answers = data.draw(junk_answers(pathway, harm=False))
    try:
        before = settle(pathway, answers)
    except AnswerError:
        return
    taken = revise(pathway, before.answers, "harm", "yes")
    assert taken.trace.outcome is pathway.interrupt.outcome
    back = {step: answer for step, answer in taken.answers.items() if step != "harm"}
    assert settle(pathway, back) == settle(pathway, before.answers)


@given(st.data())
def test_answers_given_one_by_one_end_where_all_at_once_would(data: st.DataObject) -> None:
    pathway = data.draw(pathways())
    answers = data.draw(sound_answers(pathway))
    held = settle(pathway, {})
    while held.trace.asking is not None:
        step = held.trace.asking.id
        held = revise(pathway, held.answers, step, answers[step])
    assert held.trace == follow(pathway, answers)
