"""The finite machine behind a pathway: a step together with what later rules still remember.

Two ways to a step are the same state when every rule from there on sees the same truth about
the answers already given. Walking states instead of paths makes proofs short: their number
grows with what the rules look at, not with the number of answer sets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from widgets.engine.conditions import atoms, holds
from widgets.engine.model import Count, Edge, Is, Pathway, Step
from widgets.engine.replies import Tokens, all_tokens

Key: TypeAlias = tuple[str, tuple[bool | None, ...]]
"""A step and, for each condition watched from there on, its truth; None where unanswered."""


@dataclass(frozen=True, slots=True)
class State:
    """A step as it can be reached, with one example of the replies that lead there."""

    key: Key
    step: Step
    tokens: Mapping[str, Tokens]

    def replies(self) -> Iterator[tuple[Tokens, dict[str, Tokens]]]:
        """Every reply here, with all replies so far including it."""
        for reply in all_tokens(self.step):
            yield reply, {**self.tokens, self.step.id: reply}


class Machine:
    """The states of one pathway."""

    def __init__(self, pathway: Pathway) -> None:
        self.pathway = pathway
        self._watched = {step: self._watch(step) for step in pathway.steps}

    def key(self, step: str, tokens: Mapping[str, Tokens]) -> Key:
        """The state that replies lead to at `step` (or at an outcome, which remembers nothing)."""
        steps = self.pathway.steps
        watched = self._watched.get(step, ())
        truths = tuple(
            holds(atom, tokens, steps) if atom.step in tokens else None for atom in watched
        )
        return step, truths

    def fitting(self, step: Step, tokens: Mapping[str, Tokens]) -> tuple[Edge, ...]:
        """The edges whose condition holds, however many."""
        steps = self.pathway.steps
        return tuple(edge for edge in step.edges if holds(edge.when, tokens, steps))

    def states(self) -> Iterator[State]:
        """Every state that can be reached, in order of discovery, each once.

        Where rules leave a gap the walk stops; where they disagree it follows each.
        """
        start = self.pathway.start
        open_: list[tuple[str, Mapping[str, Tokens]]] = [(start, {})]
        seen: set[Key] = set()
        while open_:
            here, tokens = open_.pop(0)
            step = self.pathway.steps.get(here)
            if step is None:
                continue
            key = self.key(here, tokens)
            if key in seen:
                continue
            seen.add(key)
            state = State(key, step, tokens)
            yield state
            onward: set[Key] = set()
            for _, given in state.replies():
                for edge in self.fitting(step, given):
                    next_key = self.key(edge.go, given)
                    if next_key not in onward:
                        onward.add(next_key)
                        open_.append((edge.go, given))

    def _watch(self, start: str) -> tuple[Is | Count, ...]:
        found: set[str] = set()
        watched: dict[Is | Count, None] = {}
        open_ = [start]
        while open_:
            step = self.pathway.steps.get(open_.pop())
            if step is None or step.id in found:
                continue
            found.add(step.id)
            for edge in step.edges:
                watched.update(dict.fromkeys(atoms(edge.when)))
                open_.append(edge.go)
        # What a step asks of its own reply is settled there, not remembered.
        return tuple(atom for atom in watched if atom.step != start)
