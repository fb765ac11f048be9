"""The safety rules of the design that concern decisions, proved over every set of answers.

1. From every step the urgent way out is one action away, and it is urgent.
2. An answer that reports harm, or a risk of it, ends in an urgent outcome.
3. "Not sure" never ends lower than the most worrying answer to the same question.
4. A greater worry never ends lower than a smaller one, whatever the other answers are.
5. Every urgent outcome shows a contact of its authority, or says that the document gives none.

Rule 6, on telephone numbers, is held against the finished pages (see `site_check`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from build_tools.check.rules import edge_place
from build_tools.model.base import place
from build_tools.model.pathways import PathwayFile
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Mark, Problems
from widgets.engine.decide import edges_for
from widgets.engine.model import Authority, Choice, Outcome, Pathway, Step
from widgets.engine.replies import Tokens, all_tokens
from widgets.engine.states import Key, Machine, State
from widgets.engine.words import reply_in_words


def check_safety(
    policy: AuthorityPolicy, authority: Authority, pathway: Pathway, problems: Problems
) -> None:
    """Add a problem for every way in which a pathway breaks a safety rule.

    The pathway must be complete and without conflict (see `check_rules`).
    """
    source = policy.pathways[pathway.id]
    machine = Machine(pathway)
    states = list(machine.states())
    check_interrupt(policy, authority, problems)
    check_harm_is_urgent(source, pathway, states, problems)
    check_contacts_shown(policy, authority, pathway, problems)
    check_levels_given(source, pathway, problems)
    Monotone(source, authority, pathway, machine, problems).check(states)


def check_interrupt(policy: AuthorityPolicy, authority: Authority, problems: Problems) -> None:
    """Rule 1: the way out that every step carries must lead to an urgent outcome."""
    outcome = authority.interrupt.outcome
    if not outcome.urgent:
        problems.add(
            policy.urgent.outcome.at, "urgent-not-urgent",
            "the urgent way out leads to an outcome that is not urgent",
            "add the line 'urgent: yes'",
        )  # fmt: skip
    _contact_shown(policy, authority, outcome, policy.urgent.outcome.at, problems)


def check_contacts_shown(
    policy: AuthorityPolicy, authority: Authority, pathway: Pathway, problems: Problems
) -> None:
    """Rule 5."""
    source = policy.pathways[pathway.id]
    for name, outcome in pathway.outcomes.items():
        if outcome.urgent:
            at = place(_key(source.outcomes, name), source.outcomes[name].at)
            _contact_shown(policy, authority, outcome, at, problems)


def _contact_shown(
    policy: AuthorityPolicy, authority: Authority, outcome: Outcome, at: Mark, problems: Problems
) -> None:
    shown = (*outcome.ring, *outcome.contacts)
    reachable = any(authority.contacts[each].phones for each in shown)
    if not reachable and not outcome.no_contact:
        problems.add(
            at, "urgent-without-contact",
            f"the urgent outcome '{outcome.title}' shows nobody to ring",
            f"add a contact of {policy.authority.name} under 'ring', or 'no-contact: ...' if the "
            "document gives none",
        )  # fmt: skip


def check_harm_is_urgent(
    source: PathwayFile, pathway: Pathway, states: list[State], problems: Problems
) -> None:
    """Rule 2: from an answer that reports harm, every way on is urgent."""
    calm: dict[str, tuple[str, ...]] = {}

    def calm_ends(name: str) -> tuple[str, ...]:
        if name not in calm:
            outcome = pathway.outcomes.get(name)
            if outcome is not None:
                calm[name] = () if outcome.urgent else (name,)
            else:
                ends = {end for edge in pathway.steps[name].edges for end in calm_ends(edge.go)}
                calm[name] = tuple(sorted(ends))
        return calm[name]

    told: set[tuple[str, str]] = set()
    for state in states:
        for reply, given in state.replies():
            harm = _harm_in(state.step, reply)
            if not harm:
                continue
            edge = edges_for(pathway, state.step, given)[0]
            ends = calm_ends(edge.go)
            if ends and (state.step.id, edge.go) not in told:
                told.add((state.step.id, edge.go))
                number = state.step.edges.index(edge)
                problems.add(
                    edge_place(source, state.step, number), "harm-not-urgent",
                    f"{harm} tells of harm, but can end in '{ends[0]}', which is not urgent",
                    "let it lead to an urgent outcome",
                )  # fmt: skip


def _harm_in(step: Step, reply: Tokens) -> str:
    """The part of a reply that reports harm, in words, or ""."""
    by_id = {choice.id: choice for choice in step.choices}
    if isinstance(reply, str):
        choice = by_id.get(reply)
        return f"‘{choice.label}’" if choice is not None and choice.reports_harm else ""
    for item, token in zip(step.items, reply, strict=True):
        if by_id[token].reports_harm or token in item.reports_harm:
            return f"‘{by_id[token].label}’ for “{item.label}”"
    return ""


def check_levels_given(source: PathwayFile, pathway: Pathway, problems: Problems) -> None:
    """Where answers carry worry, every outcome must have a level to compare."""
    if not any(c.worry is not None for step in pathway.steps.values() for c in step.choices):
        return
    for name, outcome in pathway.outcomes.items():
        if not outcome.level and not outcome.urgent:
            problems.add(
                place(_key(source.outcomes, name), source.outcomes[name].at), "no-level",
                f"the outcome '{name}' has no level, though answers here carry worry",
                "add the line 'level: ...'",
            )  # fmt: skip


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
        at = place(_key(self.source.steps, step.id), self.source.steps[step.id].at)
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


def _key(names: Mapping[str, object], wanted: str) -> str:
    return next(name for name in names if name == wanted)
