"""Which slot of a diagram holds the answer to which question.

The order of slots decides how large a diagram grows. Slots that one rule looks at together are
put near each other (the FORCE heuristic: Aloul, Markov and Sakallah, 2003); it changes no result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from widgets.engine.model import Condition, Count, Every, Is, Not, Pathway, Some, Step, StepKind

SlotKey: TypeAlias = tuple[str, StepKind, str]
"""A step, its kind, and the line of a checklist ("" elsewhere)."""

_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class Layout:
    """The slots of one pathway, and for each token the values that stand for it."""

    number: Mapping[SlotKey, int]
    values: Mapping[SlotKey, Mapping[str, tuple[int, ...]]]


def layout_of(pathway: Pathway) -> tuple[Layout, list[int]]:
    """The layout of a pathway by itself, with the sizes of its slots."""
    order = arrange(slot_keys(pathway), groups(pathway))
    values = {
        key: {token: (n,) for n, token in enumerate(tokens_of(pathway.steps[key[0]]))}
        for key in order
    }
    return Layout({key: n for n, key in enumerate(order)}, values), [len(values[k]) for k in order]


def slots_of(step: Step) -> tuple[SlotKey, ...]:
    """The slots of a step."""
    if step.kind == "checklist":
        return tuple((step.id, step.kind, item.id) for item in step.items)
    return ((step.id, step.kind, ""),)


def tokens_of(step: Step) -> tuple[str, ...]:
    """What each slot of a step can be answered with."""
    return tuple(each.id for each in (step.choices or step.bands))


def slot_keys(pathway: Pathway) -> list[SlotKey]:
    """All slots of a pathway, in an order in which they can be asked."""
    return [key for step in in_order(pathway) for key in slots_of(step)]


def in_order(pathway: Pathway) -> list[Step]:
    """The steps that can be reached, each before those it leads to; without cycles only."""
    done: dict[str, Step] = {}

    def visit(name: str) -> None:
        step = pathway.steps.get(name)
        if step is None or name in done:
            return
        for edge in reversed(step.edges):
            visit(edge.go)
        done[name] = step

    visit(pathway.start)
    return list(reversed(done.values()))


def groups(pathway: Pathway) -> list[tuple[SlotKey, ...]]:
    """Slots that belong near each other, because one rule looks at them together."""
    found: dict[tuple[SlotKey, ...], None] = {}
    for step in in_order(pathway):
        for edge in step.edges:
            for together in _together(edge.when, pathway):
                found[together] = None
    return list(found)


def _together(condition: Condition, pathway: Pathway) -> Iterator[tuple[SlotKey, ...]]:
    match condition:
        case Some(parts):
            for part in parts:
                yield from _together(part, pathway)
        case Not(part):
            yield from _together(part, pathway)
        case Every(parts):
            plain = [part for part in parts if isinstance(part, Is | Count)]
            yield tuple(dict.fromkeys(key for part in plain for key in _looked_at(part, pathway)))
            for part in parts:
                if not isinstance(part, Is | Count):
                    yield from _together(part, pathway)
        case Is() | Count():
            yield tuple(_looked_at(condition, pathway))


def _looked_at(part: Is | Count, pathway: Pathway) -> Iterator[SlotKey]:
    for key in slots_of(pathway.steps[part.step]):
        if isinstance(part, Is) or key[2] in part.items:
            yield key


def arrange(keys: Sequence[SlotKey], near: Sequence[Sequence[SlotKey]]) -> list[SlotKey]:
    """Put slots of one group near each other, keeping the order where nothing speaks against."""
    known = set(keys)
    sets = [[key for key in group if key in known] for group in near]
    mine: dict[SlotKey, list[int]] = {key: [] for key in keys}
    for number, group in enumerate(sets):
        for key in group:
            mine[key].append(number)
    best = order = list(dict.fromkeys(keys))
    least = _spread(order, sets)
    for _ in range(_ROUNDS):
        place = {key: n for n, key in enumerate(order)}
        middle = [sum(place[key] for key in group) / max(len(group), 1) for group in sets]
        pull = {
            key: sum(middle[n] for n in mine[key]) / len(mine[key]) if mine[key] else place[key]
            for key in order
        }
        moved = sorted(order, key=lambda key: (pull[key], place[key]))
        if moved == order:
            break
        order = moved
        spread = _spread(order, sets)
        if spread < least:
            best, least = order, spread
    return best


def _spread(order: Sequence[SlotKey], sets: Sequence[Sequence[SlotKey]]) -> int:
    place = {key: n for n, key in enumerate(order)}
    return sum(
        max(place[key] for key in group) - min(place[key] for key in group)
        for group in sets
        if group
    )
