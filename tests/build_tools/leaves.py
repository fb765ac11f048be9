"""Change one value of a policy file at a time, as an editor might."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_tools.yaml_text import Map, Node, Seq, Text

Way = tuple[Any, ...]


def leaves(node: Node, way: Way = ()) -> Iterator[tuple[Way, Text]]:
    """Every text of a file, with the keys and places that lead to it."""
    if isinstance(node, Map):
        for key, inside in node.items():
            yield from leaves(inside, (*way, key))
    elif isinstance(node, Seq):
        for number, inside in enumerate(node):
            yield from leaves(inside, (*way, number))
    elif isinstance(node, Text):
        yield way, node


def with_leaf(node: Node, way: Way, new: str | None) -> Node:
    """The file with another text at one place, or with what stands there taken out."""
    if not way:
        assert isinstance(node, Text)
        assert new is not None
        return Text(new, node.at)
    key, *rest = way
    made: Node
    if isinstance(node, Map):
        made = Map(node)
    else:
        assert isinstance(node, Seq)
        made = Seq(node)
    made.at = node.at
    if new is None and not rest:
        del made[key]
    else:
        made[key] = with_leaf(node[key], tuple(rest), new)
    return made


def other(text: Text) -> str | None:
    """A different value of the same sort, or None for what has no other: an id, say."""
    words = {"yes": "no", "no": "yes", "must": "may", "should": "must", "may": "must",
             "info": "must"}  # fmt: skip
    if text in words:
        return words[text]
    if text.isdigit():
        return str(int(text) + 1)
    return f"{text} again" if " " in text or text[:1].isupper() else None
