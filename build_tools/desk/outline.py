"""The keys of a policy file as far as it is written, also while YAML cannot be read.

An editor asks for completion in the middle of a line, when the text as a whole is rarely whole.
So the place is worked out from how far lines stand in, which is all that YAML's blocks go by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

ITEM = "-"
"""Stands in a path for an entry of a list."""

Path: TypeAlias = tuple[str, ...]

_LINE = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<rest>.*)", re.DOTALL)
_KEY = re.compile(r"(?P<key>[A-Za-z0-9][\w-]*):(?:[ ]+(?P<value>.*))?$", re.DOTALL)
_FOLDED = re.compile(r"[>|][-+0-9]*\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the text: where it stands, and the keys above it. `number` tells mappings apart."""

    path: Path
    name: str
    value: str
    row: int
    number: int


@dataclass(frozen=True, slots=True)
class Here:
    """Where the cursor stands: in the value of `key`, or where a key may stand when it is "".

    `path` are the keys above, `part` is what stands before the cursor of the word it is in.
    `siblings` are the other keys of the same mapping.
    """

    path: Path
    key: str
    part: str
    siblings: tuple[Key, ...]


@dataclass(slots=True)
class _Level:
    column: int
    name: str
    number: int


class _Outline:
    """The levels that are open while the lines are gone through."""

    def __init__(self) -> None:
        self.open: list[_Level] = []
        self.made = 0
        self.folded = -1

    def path(self) -> Path:
        return tuple(level.name for level in self.open)

    def number(self) -> int:
        """Which mapping a key belongs to now."""
        return self.open[-1].number if self.open else 0

    def enter(self, line: str) -> tuple[int, str] | None:
        """Open the entries of lists that a line begins: the column and text of what follows.

        None for a line that holds nothing.
        """
        found = _LINE.match(line)
        assert found
        indent, rest = len(found["indent"]), found["rest"]
        if self.folded >= 0 and (indent > self.folded or not line.strip()):
            return None
        self.folded = -1
        if not line.strip() or rest.startswith("#"):
            return None
        column = indent
        for dash in re.finditer("- +", found["dashes"]):
            self.close(column, dash=True)
            self.push(column, ITEM)
            column = indent + dash.end()
        return column, rest

    def close(self, column: int, *, dash: bool = False) -> None:
        """Close what cannot hold a key, or the dash of a list, at this column."""
        while self.open and (
            self.open[-1].column > column
            or (self.open[-1].column == column and not (dash and self.open[-1].name != ITEM))
        ):
            self.open.pop()

    def push(self, column: int, name: str) -> None:
        self.made += 1
        self.open.append(_Level(column, name, self.made))


def keys(text: str) -> Iterator[Key]:
    """Every key of a text, in order."""
    outline = _Outline()
    for row, line in enumerate(text.split("\n")):
        entered = outline.enter(line)
        found = _KEY.match(entered[1]) if entered else None
        if entered is None or found is None:
            continue
        outline.close(entered[0])
        value = (found["value"] or "").strip()
        yield Key(outline.path(), found["key"], value, row, outline.number())
        outline.push(entered[0], found["key"])
        if _FOLDED.match(value):
            outline.folded = entered[0]


def ids_under(found: list[Key], *path: str) -> list[str]:
    """The keys that stand directly below a path."""
    return [key.name for key in found if key.path == path]


def here(text: str, offset: int) -> Here | None:
    """Where the cursor at `offset` (characters) stands; None inside prose or a note."""
    before = text[:offset]
    row = before.count("\n")
    line = before.rsplit("\n", 1)[-1]
    outline = _Outline()
    for earlier in before.split("\n")[:-1]:
        entered = outline.enter(earlier)
        found = _KEY.match(entered[1]) if entered else None
        if entered is None or found is None:
            continue
        outline.close(entered[0])
        outline.push(entered[0], found["key"])
        if _FOLDED.match((found["value"] or "").strip()):
            outline.folded = entered[0]
    if "#" in line and re.search(r"(?:^|\s)#", line):
        return None
    if not line.strip():
        # An empty line stands as far in as its spaces say.
        if outline.folded >= 0 and len(line) > outline.folded:
            return None
        outline.folded = -1
        column, rest = len(line), ""
    else:
        entered = outline.enter(line)
        if entered is None:
            return None
        column, rest = entered
    key = _KEY.match(rest)
    if key is not None and rest[len(key["key"]) + 1 :][:1] == " ":
        outline.close(column)
        part = re.split(r"[\[,\s]", key["value"] or "")[-1]
        return Here(outline.path(), key["key"], part, _siblings(text, outline, row))
    if re.fullmatch(r"[\w-]*", rest):
        outline.close(column)
        return Here(outline.path(), "", rest, _siblings(text, outline, row))
    return None


def _siblings(text: str, outline: _Outline, row: int) -> tuple[Key, ...]:
    number, path = outline.number(), outline.path()
    return tuple(
        key for key in keys(text) if key.number == number and key.path == path and key.row != row
    )
