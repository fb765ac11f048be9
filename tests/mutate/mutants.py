"""Every small mistake that could be made in a policy file, one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.problems import Mark
from build_tools.yaml_text import Map, Node, Seq, Text
from tests.build_tools.leaves import Way, leaves, with_leaf

_FLIPPED = {"some": "none", "none": "some", "every": "none"}
_NOT_FOR_READERS = frozenset({
    # Where a statement comes from, which the checks of sources look after.
    "clauses", "document", "file", "lines", "also",
    # What changes with every change of a policy.
    "version", "dated", "review-by", "owner",
})  # fmt: skip
"""Keys whose figures are nothing a reader acts on."""

_MARKS = frozenset({"urgent", "reports-harm", "unsure", "clock"})
_WHOM = frozenset({"ring", "contacts", "panel", "links"})
_FORCES = {"must": "may", "should": "may", "may": "must", "info": "must"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A policy file with one mistake: where it is, what sort, and the file as it would be.

    `way` leads to the part of the file that is not as it was.
    """

    at: Mark
    kind: str
    says: str
    node: Node
    way: Way


def mutants(node: Node, levels: Sequence[str] = ()) -> Iterator[Mutant]:
    """Every mutant of a file, sort by sort; `levels` are the levels of its authority."""
    yield from _edges(node)
    yield from _flipped(node)
    yield from _digits(node)
    yield from _dropped(node)
    yield from _levels(node, levels)
    yield from _words(node)
    yield from _whom(node)


def _edges(node: Node) -> Iterator[Mutant]:
    """Each edge led to the place where the edge after it leads."""
    ways = [(way, text) for way, text in leaves(node) if way[-1] == "go"]
    goals = list(dict.fromkeys(str(text) for _, text in ways))
    for way, text in ways:
        other = goals[(goals.index(str(text)) + 1) % len(goals)]
        if other != text:
            says = f"'go: {text}' -> 'go: {other}'"
            yield Mutant(text.at, "edge swapped", says, with_leaf(node, way, other), way)


def _flipped(node: Node) -> Iterator[Mutant]:
    """Each condition on answers turned into its opposite."""
    for way, inside in _maps(node):
        for key in list(inside):
            if key in _FLIPPED and "when" in way:
                turned = Map((_FLIPPED[k] if k == key else k, v) for k, v in inside.items())
                turned.pop("at-least", None)
                turned.at = inside.at
                says = f"'{key}' -> '{_FLIPPED[key]}'"
                yield Mutant(key.at, "condition flipped", says, _with(node, way, turned), way)
        if "answer" in inside and "is" in inside:
            inner = Map(inside)
            inner.at = inside.at
            turned = Map({Text("not", inside.at): inner})
            turned.at = inside.at
            says = f"'{inside['answer']}' is {', '.join(inside['is'])} -> is not"
            yield Mutant(inside.at, "condition flipped", says, _with(node, way, turned), way)


def _digits(node: Node) -> Iterator[Mutant]:
    """The last digit of each figure, changed by one."""
    for way, text in leaves(node):
        if _not_for_readers(way):
            continue
        for found in re.finditer(r"[0-9](?![0-9])", text):
            digit = str((int(found[0]) + 1) % 10)
            new = f"{text[: found.start()]}{digit}{text[found.end() :]}"
            says = f"‘{_near(text, found.start())}’ -> ‘{_near(new, found.start())}’"
            yield Mutant(text.at, "digit changed", says, with_leaf(node, way, new), way)


def _not_for_readers(way: Way) -> bool:
    if way[0] in _NOT_FOR_READERS and (len(way) == 1 or isinstance(way[1], int)):
        return True
    # Below its first key, the register of clauses holds what readers see.
    return any(str(key) in _NOT_FOR_READERS for key in way[1:])


def _dropped(node: Node) -> Iterator[Mutant]:
    """Each action left out."""
    for way, inside in _maps(node):
        actions = inside.get("actions")
        if isinstance(actions, Seq):
            for number, action in enumerate(actions):
                says = f"dropped: {_near(action['does'], 0)}"
                changed = _with(node, (*way, "actions"), _without(actions, number))
                yield Mutant(action.at, "action dropped", says, changed, way)


def _levels(node: Node, levels: Sequence[str]) -> Iterator[Mutant]:
    """Each level made another one of the authority."""
    for way, text in leaves(node):
        if way[-1] == "level" and text in levels:
            other = levels[(levels.index(str(text)) + 1) % len(levels)]
            says = f"'level: {text}' -> 'level: {other}'"
            yield Mutant(text.at, "level changed", says, with_leaf(node, way, other), way)


def _words(node: Node) -> Iterator[Mutant]:
    """Each mark taken away, each duty made stronger or weaker, each deadline and form left out."""
    for way, text in leaves(node):
        key = str(way[-1])
        if key in _MARKS and text == "yes":
            yield Mutant(
                text.at, "mark taken", f"'{key}: yes' -> no", with_leaf(node, way, "no"), way
            )
        elif key == "force" and "clauses" not in way[:1]:
            other = _FORCES[str(text)]
            says = f"'force: {text}' -> {other}"
            yield Mutant(text.at, "force changed", says, with_leaf(node, way, other), way)
        elif key in ("by", "attaches", "tells"):
            yield Mutant(text.at, f"{key} dropped", f"dropped: {key} {_near(text, 0)}",
                         with_leaf(node, way, None), way)  # fmt: skip


def _whom(node: Node) -> Iterator[Mutant]:
    """Each contact and each link that is shown left out."""
    for way, inside in _maps(node):
        for key, values in inside.items():
            if key in _WHOM and isinstance(values, Seq):
                for number, value in enumerate(values):
                    changed = _with(node, (*way, key), _without(values, number))
                    yield Mutant(
                        value.at, "contact dropped", f"dropped: {key} {value}", changed, way
                    )


def _without(values: Seq, number: int) -> Seq:
    kept = Seq(each for n, each in enumerate(values) if n != number)
    kept.at = values.at
    return kept


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
