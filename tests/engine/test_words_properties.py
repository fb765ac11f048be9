"""What is said of a condition tells it apart from every other."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.generated import conditions, pathways
from widgets.engine.conditions import holds
from widgets.engine.model import Condition, Pathway
from widgets.engine.replies import all_tokens
from widgets.engine.words import in_words


def truths(condition: Condition, pathway: Pathway) -> list[bool]:
    """Whether it holds, for every set of replies to all steps."""
    steps = pathway.steps
    replies = product(*(list(all_tokens(step)) for step in steps.values()))
    return [holds(condition, dict(zip(steps, each, strict=True)), steps) for each in replies]


@given(st.data())
def test_two_conditions_that_differ_are_said_differently(data: st.DataObject) -> None:
    pathway = data.draw(pathways(most_steps=2))
    steps = list(pathway.steps.values())
    one = data.draw(conditions(steps))
    other = data.draw(conditions(steps))
    for here in ("", *pathway.steps):
        if in_words(one, pathway.steps, here) == in_words(other, pathway.steps, here):
            assert truths(one, pathway) == truths(other, pathway)


@given(st.data())
def test_every_edge_can_be_said(data: st.DataObject) -> None:
    pathway = data.draw(pathways(complete=False))
    for step in pathway.steps.values():
        said = [in_words(edge.when, pathway.steps, step.id) for edge in step.edges]
        assert all(words and words == words.strip() for words in said)
        for words, edge in zip(said, step.edges, strict=True):
            for twin, other in zip(said, step.edges, strict=True):
                if words == twin:
                    assert truths(edge.when, pathway) == truths(other.when, pathway)
