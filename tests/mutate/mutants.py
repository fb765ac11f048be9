"""Every small mistake that could be made in a policy file, one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.problems import Mark
from build_tools.yaml_text import Map, Node, Seq, Text
from tests.build_tools.leaves import Way, leaves, with_leaf

_FLIPPED = {"some": "none", "none": "some", "every": "none"}
_SAID = frozenset({"does", "by", "title", "label", "ask", "shown", "from", "to", "attaches"})
"""Keys whose figures readers act on. A figure in a hint or a reason is left alone."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A policy file with one mistake: where it is, what sort, and the file as it would be."""

    at: Mark
    kind: str
    says: str
    node: Node


def mutants(node: Node) -> Iterator[Mutant]:
    """Every mutant of a file, sort by sort."""
    yield from _edges(node)
    yield from _flipped(node)
    yield from _digits(node)
    yield from _dropped(node)


def _edges(node: Node) -> Iterator[Mutant]:
    """Each edge led to the place where the edge after it leads."""
    ways = [(way, text) for way, text in leaves(node) if way[-1] == "go"]
    goals = list(dict.fromkeys(str(text) for _, text in ways))
    for way, text in ways:
        other = goals[(goals.index(str(text)) + 1) % len(goals)]
        if other != text:
            says = f"'go: {text}' -> 'go: {other}'"
            yield Mutant(text.at, "edge swapped", says, with_leaf(node, way, other))


def _flipped(node: Node) -> Iterator[Mutant]:
    """Each condition on answers turned into its opposite."""
    for way, inside in _maps(node):
        for key in list(inside):
            if key in _FLIPPED and "when" in way:
                turned = Map((_FLIPPED[k] if k == key else k, v) for k, v in inside.items())
                turned.pop("at-least", None)
                turned.at = inside.at
                says = f"'{key}' -> '{_FLIPPED[key]}'"
                yield Mutant(key.at, "condition flipped", says, _with(node, way, turned))
        if "answer" in inside and "is" in inside:
            inner = Map(inside)
            inner.at = inside.at
            turned = Map({Text("not", inside.at): inner})
            turned.at = inside.at
            says = f"'{inside['answer']}' is {', '.join(inside['is'])} -> is not"
            yield Mutant(inside.at, "condition flipped", says, _with(node, way, turned))


def _digits(node: Node) -> Iterator[Mutant]:
    """The last digit of each figure that readers act on, changed by one."""
    for way, text in leaves(node):
        in_dates = "due" in way and way[-1] in ("hours", "days", "weeks", "months", "years")
        if not (in_dates or way[-1] in _SAID or "happens" in way):
            continue
        for found in re.finditer(r"[0-9](?![0-9])", text):
            digit = str((int(found[0]) + 1) % 10)
            new = f"{text[: found.start()]}{digit}{text[found.end() :]}"
            says = f"‘{_near(text, found.start())}’ -> ‘{_near(new, found.start())}’"
            yield Mutant(text.at, "digit changed", says, with_leaf(node, way, new))


def _dropped(node: Node) -> Iterator[Mutant]:
    """Each action left out."""
    for way, inside in _maps(node):
        actions = inside.get("actions")
        if isinstance(actions, Seq):
            for number, action in enumerate(actions):
                kept = Seq(each for n, each in enumerate(actions) if n != number)
                kept.at = actions.at
                says = f"dropped: {_near(action['does'], 0)}"
                yield Mutant(action.at, "action dropped", says,
                             _with(node, (*way, "actions"), kept))  # fmt: skip


def _near(text: str, position: int) -> str:
    return " ".join(text[max(0, position - 20) : position + 40].split())


def _maps(node: Node, way: Way = ()) -> Iterator[tuple[Way, Map]]:
    if isinstance(node, Map):
        yield way, node
        for key, inside in node.items():
            yield from _maps(inside, (*way, key))
    elif isinstance(node, Seq):
        for number, inside in enumerate(node):
            yield from _maps(inside, (*way, number))


def _with(node: Node, way: Way, new: Node) -> Node:
    if not way:
        return new
    key, *rest = way
    made: Map | Seq = Map(node) if isinstance(node, Map) else Seq(node)
    made.at = node.at
    made[key] = _with(made[key], tuple(rest), new)
    return made
