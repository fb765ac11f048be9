"""Every path of a pathway, and the map of edges that a page carries."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from widgets.engine.decide import edges_for
from widgets.engine.model import Edge, Outcome, Pathway
from widgets.engine.replies import Answer, Tokens, all_tokens, answer_for
from widgets.engine.states import Key, Machine, State

LARGEST_TABLE = 1_000
"""A step with more possible replies than this is left to Python alone."""

LARGEST_MAP = 5_000
"""How many replies a page's map of edges holds at most, some 75 kB of text. Beyond it Python alone
leads on: how many states a pathway has can double with each question that a later rule looks at."""


@dataclass(frozen=True, slots=True)
class Path:
    """One way through a pathway: the tokens given at each step, in order, and the outcome."""

    pathway: Pathway
    tokens: Mapping[str, Tokens]
    edges: tuple[tuple[Edge, ...], ...]
    outcome: Outcome

    def answers(self, *, last: bool = False) -> dict[str, Answer]:
        """Answers that lead along this path; `last` takes the far end of each range."""
        steps = self.pathway.steps
        return {
            step: answer_for(steps[step], tokens, last=last) for step, tokens in self.tokens.items()
        }


def all_paths(pathway: Pathway) -> Iterator[Path]:
    """Every path, in the order of the choices. The pathway must be without cycles.

    Raises NoRule or RulesDisagree at the first set of answers that has no single way on.
    """
    yield from _onward(pathway, pathway.start, {}, ())


def _onward(
    pathway: Pathway,
    here: str,
    tokens: dict[str, Tokens],
    edges: tuple[tuple[Edge, ...], ...],
) -> Iterator[Path]:
    if here not in pathway.steps:
        yield Path(pathway, dict(tokens), edges, pathway.outcomes[here])
        return
    step = pathway.steps[here]
    for reply in all_tokens(step):
        given = {**tokens, here: reply}
        taken = edges_for(pathway, step, given)
        yield from _onward(pathway, taken[0].go, given, (*edges, taken))


def routes(pathway: Pathway) -> dict[str, Any]:
    """The edges as a small machine that needs no engine: nodes and where each reply leads.

    Returns {"start": node, "nodes": {node: {"step": id, "go": {reply: node}}}}; a node that
    ends is {"outcome": id}. A reply is a choice id, a band id, or the choice ids of a
    checklist joined by commas. A step with too many possible replies has no "go", and no more
    have nodes for which the map would grow too large; what comes after them is left out. The
    steps nearest to the start come first.
    """
    machine = Machine(pathway)
    names: dict[Key, str] = {}
    nodes: dict[str, dict[str, Any]] = {}
    open_: deque[State] = deque()
    entries = 0

    def name(step: str, tokens: Mapping[str, Tokens]) -> str:
        """The node of a state, which is looked at in its turn when it is new."""
        key = machine.key(step, tokens)
        if key not in names:
            names[key] = f"n{len(names)}"
            if step in pathway.steps:
                nodes[names[key]] = {"step": step}
                open_.append(State(key, pathway.steps[step], tokens))
            else:
                nodes[names[key]] = {"outcome": step}
        return names[key]

    start = name(pathway.start, {})
    while open_:
        state = open_.popleft()
        step = state.step
        replies = (len(step.choices) or len(step.bands)) ** max(len(step.items), 1)
        if replies > LARGEST_TABLE or entries + replies > LARGEST_MAP:
            continue
        entries += replies
        nodes[names[state.key]]["go"] = {
            reply if isinstance(reply, str) else ",".join(reply): name(
                edges_for(pathway, step, given)[0].go, given
            )
            for reply, given in state.replies()
        }
    return {"start": start, "nodes": nodes}
