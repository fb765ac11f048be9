"""The finite machine behind a pathway."""

from __future__ import annotations

from dataclasses import replace

from tests.engine.sample import AGE, PATHWAY, SIGNS, SINCE, SPOKEN
from widgets.engine.model import Count, Edge, Every, Is, Pathway, Step
from widgets.engine.replies import Tokens
from widgets.engine.states import Machine


def test_states_of_the_sample() -> None:
    states = list(Machine(PATHWAY).states())
    assert [state.step.id for state in states] == [
        "spoken", "signs", "age", "signs", "since", "hour", "since",
    ]  # fmt: skip
    assert len({state.key for state in states}) == len(states)


def test_only_what_later_rules_look_at_is_remembered() -> None:
    machine = Machine(PATHWAY)
    # 'since' asks whether the family was spoken to, so 'signs' before it remembers that.
    assert machine.key("signs", {"spoken": "yes"}) != machine.key("signs", {"spoken": "unsure"})
    assert machine.key("age", {"spoken": "no"}) == machine.key(
        "age", {"spoken": "yes", "signs": ("not-seen",) * 3}
    )


def test_a_step_not_answered_differs_from_an_answer_that_does_not_hold() -> None:
    edges = (
        Edge("watch", Count("signs", ("meals",), ("seen",), most=0), "No."),
        Edge("watch", Every(), "Always."),
    )
    pathway = replace(PATHWAY, steps={**PATHWAY.steps, "age": replace(AGE, edges=edges)})
    machine = Machine(pathway)
    assert machine.key("age", {"spoken": "no"})[1] == (None,)
    assert machine.key("age", {"spoken": "yes", "signs": ("seen",) * 3})[1] == (False,)


def test_an_outcome_remembers_nothing() -> None:
    assert Machine(PATHWAY).key("watch", {"spoken": "yes"}) == ("watch", ())


def test_replies_hold_what_came_before() -> None:
    state = next(state for state in Machine(PATHWAY).states() if state.step is SINCE)
    for reply, given in state.replies():
        assert given == {**state.tokens, "since": reply}


def test_the_walk_stops_at_a_gap_and_follows_every_side_of_a_conflict() -> None:
    gap = replace(SPOKEN, edges=(Edge("age", Is("spoken", ("no",)), "."),))
    steps = [s.step.id for s in Machine(_with(gap)).states()]
    assert steps == ["spoken", "age", "hour"]
    both = replace(
        SPOKEN,
        edges=(Edge("since", Is("spoken", ("no",)), "."), Edge("age", Is("spoken", ("no",)), ".")),
    )
    steps = [s.step.id for s in Machine(_with(both)).states()]
    assert steps == ["spoken", "since", "age", "hour"]


def _with(step: Step) -> Pathway:
    return replace(PATHWAY, steps={**PATHWAY.steps, step.id: step})


def test_fitting_gives_every_edge_that_holds() -> None:
    machine = Machine(PATHWAY)
    replies: dict[str, Tokens] = {"spoken": "yes", "signs": ("seen", "seen", "not-seen")}
    assert machine.fitting(SIGNS, replies) == SIGNS.edges[:1]


def test_a_circle_is_walked_once() -> None:
    """A policy with one is refused, but the walk must not be what never ends."""
    round_ = replace(SINCE, edges=(Edge("spoken", Every(), "."),))
    steps = [state.step.id for state in Machine(_with(round_)).states()]
    assert steps[0] == "spoken"
    assert set(steps) == set(PATHWAY.steps)
