"""Safety rules 3 and 4: more worry, or "not sure", never ends lower, whatever else is answered.

Two readers answer alike but for one answer; the more worried one must never end lower. A question
that only one of them is asked may get any answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from build_tools.answer_sets import Runs
from build_tools.answer_sets.diagram import EMPTY, Family, Member
from build_tools.answer_sets.layout import SlotKey, slots_of
from build_tools.model.base import place
from build_tools.model.pathways import PathwayFile
from build_tools.problems import Problems
from widgets.engine.model import Authority, Choice, Step
from widgets.engine.words import tokens_in_words


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two answers to one slot, the second the more worried."""

    step: Step
    slot: SlotKey
    lower: str
    higher: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Fault:
    """Where both readers end, and the answers they share."""

    low_end: str
    high_end: str
    shared: Member


def check_monotone(
    source: PathwayFile, authority: Authority, runs: Runs, problems: Problems
) -> None:
    """Add a problem for every step, and kind, with a pair of answers that breaks a rule.

    The pathway must be complete and without conflict. Raises TooEntangled.
    """
    told: set[tuple[str, str]] = set()
    for pair in _pairs(runs):
        if (pair.step.id, pair.kind) not in told:
            fault = _fault(authority, runs, pair)
            if fault is not None:
                told.add((pair.step.id, pair.kind))
                _tell(source, runs, pair, fault, problems)


def _pairs(runs: Runs) -> Iterator[_Pair]:
    for name in runs.replied:
        step = runs.pathway.steps[name]
        for low, high, kind in _ladder(step.choices):
            yield from (_Pair(step, slot, low, high, kind) for slot in slots_of(step))


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


def _fault(authority: Authority, runs: Runs, pair: _Pair) -> _Fault | None:
    """Two readers of whom the more worried ends lower, if any."""
    outcomes = runs.pathway.outcomes
    lows, highs = _ends(runs, pair.slot, pair.lower), _ends(runs, pair.slot, pair.higher)
    for low_end, low in lows.items():
        for high_end, high in highs.items():
            if authority.rank(outcomes[high_end]) < authority.rank(outcomes[low_end]):
                both = runs.diagram.joined(low, high)
                if both != EMPTY:
                    return _Fault(low_end, high_end, runs.diagram.smallest(both))
    return None


def _ends(runs: Runs, slot: SlotKey, token: str) -> dict[str, Family]:
    """Where those end who give an answer, told by their other answers."""
    (value,) = runs.layout.values[slot][token]
    number = runs.layout.number[slot]
    found = {end: runs.diagram.dropped(each, number, value) for end, each in runs.ends.items()}
    return {end: family for end, family in found.items() if family != EMPTY}


def _tell(source: PathwayFile, runs: Runs, pair: _Pair, fault: _Fault, problems: Problems) -> None:
    step = pair.step
    written = next(key for key in source.steps if key == step.id)
    at = place(written, source.steps[step.id].at)
    low_title, high_title = (
        runs.pathway.outcomes[end].title for end in (fault.low_end, fault.high_end)
    )
    lower, higher = (
        tokens_in_words(step, {pair.slot[2]: token}) for token in (pair.lower, pair.higher)
    )
    others = "; ".join(
        f"“{asked.ask}” is {tokens_in_words(asked, tokens)}"
        for asked, tokens in runs.given(fault.shared)
    )
    whatever = f" (with {others})" if others else ""
    if pair.kind == "unsure-lower":
        what = f"not being sure ({higher})"
        mend = "let 'not sure' lead at least as high as the most worrying answer"
    else:
        what = f"the greater worry {higher}"
        mend = "let the greater worry lead at least as high"
    problems.add(
        at, pair.kind,
        f"for “{step.ask}”, {what} ends in '{high_title}', lower than '{low_title}', where {lower} "
        f"ends{whatever}",
        mend,
    )  # fmt: skip
