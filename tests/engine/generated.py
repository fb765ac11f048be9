"""Small random pathways for the tests that state properties.

A pathway drawn here has no cycle. With `complete` its rule tables have one way on for every set
of answers, made so by construction; without, they may have gaps and conflicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from tests.engine.sample import AUTHORITY, INTERRUPT
from widgets.engine.model import (
    Authority,
    Band,
    Choice,
    Condition,
    Count,
    Edge,
    Every,
    Is,
    Item,
    Not,
    Outcome,
    Pathway,
    Some,
    Step,
    StepKind,
)

KINDS: tuple[StepKind, ...] = ("question", "checklist", "number", "date", "time")
_LIMITS = {
    "number": (0, 120),
    "date": (date(1900, 1, 1).toordinal(), date(2199, 12, 31).toordinal()),
    "time": (0, 7 * 1440 - 1),
}
OUTCOMES = {
    outcome.id: outcome
    for outcome in (
        Outcome("low", "Low", level="open-door", clauses=("sampleton-001",)),
        Outcome("middle", "Middle", level="support", clauses=("sampleton-001",)),
        Outcome("high", "High", level="protect", clauses=("sampleton-001",)),
        Outcome("now", "Now", urgent=True, ring=("police",), clauses=("sampleton-001",)),
    )
}


@st.composite
def pathways(
    draw: st.DrawFn,
    *,
    complete: bool = True,
    kinds: Sequence[StepKind] = KINDS,
    most_steps: int = 4,
) -> Pathway:
    """A pathway of one to `most_steps` steps, each of which can be reached."""
    steps: dict[str, Step] = {}
    number = draw(st.integers(1, most_steps))
    for place in range(number):
        ahead = [f"s{later}" for later in range(place + 1, number)]
        goals = st.sampled_from(ahead + ahead + list(OUTCOMES))
        kind = draw(st.sampled_from(kinds))
        step = draw(_BARE[kind](f"s{place}"))
        edges = draw(_edges(step, steps, goals, complete))
        steps[step.id] = replace(step, edges=edges)
    _let_each_be_reached(steps)
    goals_used = {edge.go for step in steps.values() for edge in step.edges}
    outcomes = {name: outcome for name, outcome in OUTCOMES.items() if name in goals_used}
    return Pathway(
        "generated", "Generated", "Made up for a test.", "s0", steps, outcomes, INTERRUPT
    )


def authority_of(pathway: Pathway) -> Authority:
    """The sample authority with this pathway as its only one."""
    return replace(AUTHORITY, pathways={pathway.id: pathway})


@st.composite
def conditions(draw: st.DrawFn, steps: Sequence[Step], depth: int = 2) -> Condition:
    """A condition over the replies to `steps`."""
    ways = ["atom"] if depth == 0 else ["atom", "atom", "every", "some", "not"]
    match draw(st.sampled_from(ways)):
        case "every":
            return Every(tuple(draw(_parts(steps, depth))))
        case "some":
            return Some(tuple(draw(_parts(steps, depth))))
        case "not":
            return Not(draw(conditions(steps, depth - 1)))
    step = draw(st.sampled_from(list(steps)))
    choices = [each.id for each in step.choices] or [band.id for band in step.bands]
    tokens = tuple(draw(st.lists(st.sampled_from(choices), min_size=1, unique=True)))
    if step.kind != "checklist":
        return Is(step.id, tokens)
    names = [item.id for item in step.items]
    items = tuple(draw(st.lists(st.sampled_from(names), min_size=1, unique=True)))
    items = draw(st.sampled_from([items, tuple(names)]))
    if draw(st.booleans()):
        return Count(step.id, items, tokens, most=0)
    return Count(step.id, items, tokens, least=draw(st.integers(1, len(items))))


def _parts(steps: Sequence[Step], depth: int) -> st.SearchStrategy[list[Condition]]:
    return st.lists(conditions(steps, depth - 1), min_size=1, max_size=2)


@st.composite
def _question(draw: st.DrawFn, name: str) -> Step:
    return Step(name, "question", f"Question {name}?", (), choices=draw(_choices()))


@st.composite
def _checklist(draw: st.DrawFn, name: str) -> Step:
    choices = draw(_choices())
    items = tuple(
        Item(
            f"i{number}",
            f"Item {number}",
            reports_harm=tuple(draw(st.sampled_from([(), (), (choices[0].id,)]))),
        )
        for number in range(draw(st.integers(1, 2)))
    )
    return Step(name, "checklist", f"Checklist {name}?", (), choices=choices, items=items)


@st.composite
def _choices(draw: st.DrawFn) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            f"c{number}",
            f"Choice {number}",
            worry=draw(st.sampled_from([None, 0, 1, 1, 2])),
            unsure=draw(st.sampled_from([False, False, True])),
            reports_harm=draw(st.sampled_from([False, False, False, True])),
        )
        for number in range(draw(st.integers(1, 3)))
    )


@st.composite
def _value(draw: st.DrawFn, kind: StepKind, name: str) -> Step:
    low, high = _LIMITS[kind]
    cuts = draw(st.lists(st.integers(low + 1, high), unique=True, max_size=4))
    starts = [low, *sorted(cuts)]
    ends = [*(start - 1 for start in starts[1:]), high]
    # Opening hours are one band of several ranges; a number or date has one range for each.
    shared = draw(st.integers(1, 3)) if kind == "time" else len(starts)
    ranges: dict[str, list[tuple[int, int]]] = {}
    for place, span in enumerate(zip(starts, ends, strict=True)):
        ranges.setdefault(f"b{place % shared}", []).append(span)
    bands = tuple(Band(key, f"Band {key}", tuple(spans)) for key, spans in ranges.items())
    unit = "years" if kind == "number" else ""
    return Step(name, kind, f"Value {name}?", (), bands=bands, unit=unit)


_BARE: dict[StepKind, Any] = {
    "question": _question,
    "checklist": _checklist,
    "number": lambda name: _value("number", name),
    "date": lambda name: _value("date", name),
    "time": lambda name: _value("time", name),
}


@st.composite
def _edges(
    draw: st.DrawFn,
    step: Step,
    before: dict[str, Step],
    goals: st.SearchStrategy[str],
    complete: bool,
) -> tuple[Edge, ...]:
    known = [*before.values(), step]
    if step.kind == "checklist":
        return draw(_table(known, goals, complete))
    if step.bands:
        return tuple(
            Edge(draw(goals), Is(step.id, (band.id,)), f"It is {band.id}.", own=True)
            for band in step.bands
        )
    edges: list[Edge] = []
    for choice in step.choices:
        mine = Is(step.id, (choice.id,))
        if not before or draw(st.booleans()):
            edges.append(Edge(draw(goals), mine, f"It is {choice.id}.", ("sampleton-001",)))
            continue
        table = draw(_table([*before.values()], goals, complete))
        edges += [Edge(e.go, Every((mine, e.when)), e.because, e.clauses, e.own) for e in table]
    return tuple(edges)


@st.composite
def _table(
    draw: st.DrawFn, known: Sequence[Step], goals: st.SearchStrategy[str], complete: bool
) -> tuple[Edge, ...]:
    whens: list[Condition] = []
    for condition in draw(st.lists(conditions(known), min_size=1, max_size=3)):
        # Each rule leaves out what the rules before it cover, so that no two can disagree.
        narrowed = Every((condition, Not(Some(tuple(whens))))) if whens and complete else condition
        whens.append(narrowed)
    edges = [Edge(draw(goals), when, "A rule.", ("sampleton-001",)) for when in whens]
    if complete or draw(st.booleans()):
        edges.append(Edge(draw(goals), Not(Some(tuple(whens))), "All other cases.", own=True))
    return tuple(edges)


def _let_each_be_reached(steps: dict[str, Step]) -> None:
    """Turn an edge of the step before towards any step that no edge leads to."""
    for before, here in pairwise(list(steps)):
        if not any(edge.go == here for step in steps.values() for edge in step.edges):
            first, *others = steps[before].edges
            steps[before] = replace(steps[before], edges=(replace(first, go=here), *others))
