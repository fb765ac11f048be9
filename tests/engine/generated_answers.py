"""Random answers to a pathway: sound ones, and junk of every sort."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from widgets.engine.model import Pathway, Step
from widgets.engine.replies import Answer, all_tokens, answer_for


@st.composite
def sound_answers(draw: st.DrawFn, pathway: Pathway) -> dict[str, Answer]:
    """An answer to every step of a pathway, whether or not it is led to, in any order."""
    names = draw(st.permutations(list(pathway.steps)))
    return {name: draw(answer_to(pathway.steps[name])) for name in names}


@st.composite
def answer_to(draw: st.DrawFn, step: Step) -> Answer:
    """A sound answer to one step."""
    tokens = draw(st.sampled_from(list(all_tokens(step))))
    return answer_for(step, tokens, last=draw(st.booleans()))


_WORDS = st.one_of(
    st.sampled_from(["c0", "b0", "i0", "yes", "", " ", "7", "2026-11-22", "2026-11-22T17:30"]),
    st.text(max_size=8),
)
_JUNK = st.one_of(
    _WORDS,
    st.dictionaries(_WORDS, _WORDS, max_size=3),
    st.dictionaries(_WORDS, st.none() | st.integers() | st.lists(_WORDS, max_size=2), max_size=2),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.lists(_WORDS, max_size=3),
    st.binary(max_size=3),
)


@st.composite
def junk_answers(draw: st.DrawFn, pathway: Pathway, *, harm: bool = True) -> dict[str, Any]:
    """Answers of which any may be sound, faulty, of the wrong type or to a step unknown."""
    answers: dict[str, Any] = {}
    for name, step in pathway.steps.items():
        match draw(st.sampled_from(["none", "sound", "sound", "sound", "junk"])):
            case "sound":
                answers[name] = draw(answer_to(step))
            case "junk":
                answers[name] = draw(_JUNK)
    if draw(st.sampled_from([False, False, True])):
        answers[draw(_WORDS)] = draw(_JUNK)
    answers.pop("harm", None)
    if harm and draw(st.sampled_from([False, False, False, True])):
        answers["harm"] = draw(st.sampled_from(["yes", "yes", "no", "", None, True]))
    return answers
