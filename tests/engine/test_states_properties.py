"""The finite machine agrees with trying every set of answers."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given

from tests.engine.generated import pathways
from widgets.engine.model import Pathway
from widgets.engine.replies import Tokens, all_tokens
from widgets.engine.states import Key, Machine

Given = dict[str, Tokens]


def arrivals(pathway: Pathway) -> list[tuple[str, Given]]:
    """Every step and outcome with every set of replies that leads there, by trying all."""
    machine = Machine(pathway)
    found: list[tuple[str, Given]] = []
    open_: list[tuple[str, Given]] = [(pathway.start, {})]
    while open_:
        here, tokens = open_.pop()
        found.append((here, tokens))
        step = pathway.steps.get(here)
        if step is None:
            continue
        for reply in all_tokens(step):
            after = {**tokens, here: reply}
            for goal in {edge.go for edge in machine.fitting(step, after)}:
                open_.append((goal, after))
    return found


@given(pathways(complete=False, most_steps=3))
def test_the_states_are_those_found_by_trying_everything(pathway: Pathway) -> None:
    machine = Machine(pathway)
    states = list(machine.states())
    keys = [state.key for state in states]
    tried = {machine.key(*arrival) for arrival in arrivals(pathway) if arrival[0] in pathway.steps}
    assert len(keys) == len(set(keys))
    assert set(keys) == tried
    for state in states:
        assert machine.key(state.step.id, state.tokens) == state.key
        assert (state.step.id, state.tokens) in arrivals(pathway)


@given(pathways(complete=False, most_steps=3))
def test_ways_to_one_state_have_the_same_future(pathway: Pathway) -> None:
    machine = Machine(pathway)
    futures: dict[Key, object] = {}
    for here, tokens in arrivals(pathway):
        future = _future(machine, here, tokens)
        assert futures.setdefault(machine.key(here, tokens), future) == future


def _future(machine: Machine, here: str, tokens: Mapping[str, Tokens]) -> object:
    """Where every reply from here on leads, to the end."""
    step = machine.pathway.steps.get(here)
    if step is None:
        return here
    return {
        reply: {
            edge.go: _future(machine, edge.go, {**tokens, here: reply})
            for edge in machine.fitting(step, {**tokens, here: reply})
        }
        for reply in all_tokens(step)
    }
