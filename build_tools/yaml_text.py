"""Read YAML as text, keeping for every value the place where it stands.

YAML guesses: `03001234567` would become 402995575, `17:30` 1050 and `no` False. Here every
scalar stays the text that was written, and what could hide an error (a key given twice, an
anchor, a tag, very deep nesting) is a problem.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from build_tools.problems import Mark, Problems
from build_tools.yaml_slips import slip_of

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 20
_LARGEST = 2_000_000
_HIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    "|[\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""What YAML does not allow (YAML 1.1, section 4.1.1), and what breaks or turns lines unseen."""


class _TooDeep(Exception):
    """Values are nested too deep to be meant; it has been told."""


class Text(str):
    """A scalar as written, knowing where."""

    at: Mark

    def __new__(cls, value: str, at: Mark) -> Text:
        """Make the text `value` that stands at `at`."""
        text = super().__new__(cls, value)
        text.at = at
        return text


class Map(dict[Any, Any]):
    """A mapping, knowing where it starts. Its keys are `Text`."""

    at: Mark


class Seq(list[Any]):
    """A list, knowing where it starts."""

    at: Mark


Node = Text | Map | Seq


def read_yaml(path: Path, name: str, problems: Problems) -> Node | None:
    """Read one file.

    `name` is what problems call the file. Returns None when nothing usable was read; every
    fault found is added to `problems`.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        says, mend = _unreadable(error)
        problems.add(Mark(name), "unreadable", says, mend)
        return None
    if len(raw) > _LARGEST:
        problems.add(
            Mark(name), "too-large", "the file is larger than 2 MB", "split it into smaller files"
        )
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        problems.add(
            Mark(name, line, column),
            "not-utf8",
            "a letter or sign here is not stored as UTF-8, as all policy files are",
            "write it anew, and save the file with the encoding UTF-8 (your editor offers it when "
            "you save)",
        )
        return None
    return _Reader(name, problems).read(text)


def _unreadable(error: OSError) -> tuple[str, str]:
    """What is wrong with a file that the system does not give, and how to mend it."""
    match error:
        case IsADirectoryError():
            return "this is a folder, and a file is needed", "rename the folder, or remove it"
        case PermissionError():
            return "you are not allowed to read this file", "change who may read it"
        case _:
            return (
                f"the system does not give this file to be read ('{error.strerror}')",
                "check that it is there and that you can open it, then try again",
            )


class _Reader:
    def __init__(self, name: str, problems: Problems) -> None:
        self.name = name
        self.problems = problems
        self.events: Any = iter(())

    def mark(self, event: Any) -> Mark:
        return Mark(self.name, event.start_mark.line + 1, event.start_mark.column + 1)

    def read(self, text: str) -> Node | None:
        if hidden := _HIDDEN.search(text):
            line = text.count("\n", 0, hidden.start()) + 1
            column = hidden.start() - text.rfind("\n", 0, hidden.start())
            self.problems.add(
                Mark(self.name, line, column),
                "hidden-character",
                f"a character stands here that cannot be seen (U+{ord(hidden.group()):04X})",
                "delete it; such characters come along when text is copied from elsewhere",
            )
            return None
        try:
            self.events = iter(yaml.parse(text, Loader=_LOADER))
            next(self.events)
            event = next(self.events)
            if isinstance(event, yaml.StreamEndEvent):
                self.problems.add(
                    Mark(self.name),
                    "empty-file",
                    "the file is empty",
                    "fill it in, or delete it if nothing belongs here",
                )
                return None
            node = self.node(next(self.events), 0)
            next(self.events)
            if isinstance(event := next(self.events), yaml.DocumentStartEvent):
                self.problems.add(
                    self.mark(event),
                    "second-document",
                    "a line of '---' starts a second document in the same file",
                    "remove that line, or move what follows to a file of its own",
                )
            return node
        except _TooDeep:
            return None
        except yaml.YAMLError as error:
            slip, mark = slip_of(error, text)
            at = Mark(self.name, mark.line + 1, mark.column + 1) if mark else Mark(self.name)
            self.problems.add(at, "yaml-syntax", slip.says, slip.mend)
            return None

    def node(self, event: Any, depth: int) -> Node:
        at = self.mark(event)
        if getattr(event, "anchor", None):
            self.problems.add(
                at,
                "anchor",
                "this value begins with & or *, YAML's short cuts, which policy files do not use",
                "write the value out where it is needed, or put quotes around it if the sign is "
                "part of it",
            )
        if getattr(event, "tag", None) and event.tag != "!":
            self.problems.add(
                at,
                "tag",
                "words that begin with ! (tags) are not used in policy files",
                "remove the word, or put the value into quotes if the ! belongs to it",
            )
        if depth > _DEEPEST:
            self.problems.add(
                at,
                "too-deep",
                f"this value stands {depth} levels deep, and {_DEEPEST} is the most",
                "look for brackets or lists inside lists that were not meant",
            )
            raise _TooDeep
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(at, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            items = Seq()
            items.at = at
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                items.append(self.node(event, depth + 1))
            return items
        return Text(getattr(event, "value", ""), at)

    def mapping(self, at: Mark, depth: int) -> Map:
        pairs = Map()
        pairs.at = at
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key, Text):
                self.problems.add(
                    key.at, "odd-key", "a key must be plain text", "write a word before the colon"
                )
            elif key in pairs:
                first = next(known for known in pairs if known == key)
                self.problems.add(
                    key.at,
                    "duplicate-key",
                    f"'{key}' is given twice; the first is on line {first.at.line}",
                    "keep one of the two, or give this one another name",
                )
            else:
                pairs[key] = value
        return pairs
