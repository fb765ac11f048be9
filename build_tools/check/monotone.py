"""Safety rules 3 and 4: more worry, or "not sure", never ends lower, whatever else is answered.

Two readers walk side by side who answer alike but for one step; the more worried one must never
end lower.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from build_tools.model.base import place
from build_tools.model.pathways import PathwayFile
from build_tools.problems import Problems
from widgets.engine.decide import edges_for
from widgets.engine.model import Authority, Choice, Pathway, Step
from widgets.engine.replies import Tokens, all_tokens
from widgets.engine.states import Key, Machine, State
from widgets.engine.words import reply_in_words


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two replies to one step that differ only in worry, the second the greater."""

    lower: Tokens
    higher: Tokens
    kind: str


def pairs(step: Step) -> Iterator[_Pair]:
    """Every two replies to a step of which the second must never end lower."""
    ladder = list(_ladder(step.choices))
    if not step.items:
        for low, high, kind in ladder:
            yield _Pair(low, high, kind)
        return
    tokens = [choice.id for choice in step.choices]
    for place_ in range(len(step.items)):
        for low, high, kind in ladder:
            for others in product(tokens, repeat=len(step.items) - 1):
                before, after = others[:place_], others[place_:]
                yield _Pair((*before, low, *after), (*before, high, *after), kind)


def _ladder(choices: tuple[Choice, ...]) -> Iterator[tuple[str, str, str]]:
    """Every two choices of which the second must never end lower, and the rule that says so."""
    certain = [
        (each.worry, each.id) for each in choices if each.worry is not None and not each.unsure
    ]
    if not certain:
        return
    for (low_worry, low), (high_worry, high) in product(certain, repeat=2):
        if low_worry < high_worry:
            yield low, high, "worry-lowers"
    most = max(worry for worry, _ in certain)
    for worry, choice in certain:
        if worry == most:
            yield from ((choice, each.id, "unsure-lower") for each in choices if each.unsure)


class Monotone:
    """Rules 3 and 4: walk two readers side by side who answer alike but for one step."""

    def __init__(
        self,
        source: PathwayFile,
        authority: Authority,
        pathway: Pathway,
        machine: Machine,
        problems: Problems,
    ) -> None:
        self.source = source
        self.authority = authority
        self.pathway = pathway
        self.machine = machine
        self.problems = problems
        self.ahead = {step: self._reachable(step) for step in pathway.steps}
        self.seen: set[tuple[Key, Key, tuple[tuple[str, Tokens], ...]]] = set()

    def check(self, states: list[State]) -> None:
        """Compare every pair of replies in every state."""
        told: set[tuple[str, str]] = set()
        for state in states:
            for pair in pairs(state.step):
                if (state.step.id, pair.kind) in told:
                    continue
                low = {**state.tokens, state.step.id: pair.lower}
                high = {**state.tokens, state.step.id: pair.higher}
                fault = self._compare(
                    self._go(state.step, low), low, self._go(state.step, high), high
                )
                if fault is not None:
                    told.add((state.step.id, pair.kind))
                    self._tell(state.step, pair, *fault)

    def _go(self, step: Step, tokens: Mapping[str, Tokens]) -> str:
        return edges_for(self.pathway, step, tokens)[0].go

    def _compare(
        self, low: str, low_tokens: Mapping[str, Tokens], high: str,
        high_tokens: Mapping[str, Tokens],
    ) -> tuple[str, str, Mapping[str, Tokens]] | None:  # fmt: skip
        """The first pair of outcomes where the more worried reader ends lower, if any."""
        steps, outcomes = self.pathway.steps, self.pathway.outcomes
        if low not in steps and high not in steps:
            rank = self.authority.rank
            fine = rank(outcomes[high]) >= rank(outcomes[low])
            return None if fine else (low, high, {**low_tokens, **high_tokens})
        key = self._key(low, low_tokens, high, high_tokens)
        if key in self.seen:
            return None
        self.seen.add(key)
        # Move the reader whose step cannot come later for the other one, so that a step both
        # pass is answered alike by both.
        move_low = low in steps and (high not in steps or low not in self.ahead[high])
        here = low if move_low else high
        step = steps[here]
        given = (high_tokens if move_low else low_tokens).get(here)
        for reply in [given] if given is not None else all_tokens(step):
            if move_low:
                new = {**low_tokens, here: reply}
                fault = self._compare(self._go(step, new), new, high, high_tokens)
            elif low == high:
                new_low, new_high = {**low_tokens, here: reply}, {**high_tokens, here: reply}
                fault = self._compare(
                    self._go(step, new_low), new_low, self._go(step, new_high), new_high
                )
            else:
                new = {**high_tokens, here: reply}
                fault = self._compare(low, low_tokens, self._go(step, new), new)
            if fault is not None:
                # Only what was found fine is passed over later, so that every step is told.
                self.seen.discard(key)
                return fault
        return None

    def _key(
        self, low: str, low_tokens: Mapping[str, Tokens], high: str,
        high_tokens: Mapping[str, Tokens],
    ) -> tuple[Key, Key, tuple[tuple[str, Tokens], ...]]:  # fmt: skip
        ahead_low = self.ahead.get(low, frozenset())
        ahead_high = self.ahead.get(high, frozenset())
        shared = [(s, t) for s, t in low_tokens.items() if s in ahead_high]
        shared += [(s, t) for s, t in high_tokens.items() if s in ahead_low]
        return (
            self.machine.key(low, low_tokens),
            self.machine.key(high, high_tokens),
            tuple(sorted(shared, key=lambda pair: pair[0])),
        )

    def _reachable(self, start: str) -> frozenset[str]:
        found: set[str] = set()
        open_ = [start]
        while open_:
            name = open_.pop()
            if name not in found and name in self.pathway.steps:
                found.add(name)
                open_ += [edge.go for edge in self.pathway.steps[name].edges]
        return frozenset(found)

    def _tell(
        self, step: Step, pair: _Pair, low: str, high: str, tokens: Mapping[str, Tokens]
    ) -> None:
        written = next(key for key in self.source.steps if key == step.id)
        at = place(written, self.source.steps[step.id].at)
        names = {key: outcome.title for key, outcome in self.pathway.outcomes.items()}
        lower, higher = reply_in_words(step, pair.lower), reply_in_words(step, pair.higher)
        others = "; ".join(
            f"“{self.pathway.steps[name].ask}” is {reply_in_words(self.pathway.steps[name], t)}"
            for name, t in tokens.items()
            if name != step.id
        )
        whatever = f" (with {others})" if others else ""
        if pair.kind == "unsure-lower":
            says = (
                f"for “{step.ask}”, not being sure ({higher}) ends in '{names[high]}', lower than "
                f"'{names[low]}', where {lower} ends{whatever}"
            )
            mend = "let 'not sure' lead at least as high as the most worrying answer"
        else:
            says = (
                f"for “{step.ask}”, the greater worry {higher} ends in '{names[high]}', lower than "
                f"'{names[low]}', where {lower} ends{whatever}"
            )
            mend = "let the greater worry lead at least as high"
        self.problems.add(at, pair.kind, says, mend)
