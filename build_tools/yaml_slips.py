"""What YAML's own complaints mean for somebody who writes policy files.

The library says what it looked for when it gave up. Here each of its complaints stands for the
slip that commonly brings it about, and the place is where the slip is, which is often further up: a
quote that is never closed is told where it opens, not at the end of the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip in writing YAML.

    `complaint` finds what the library says of it, in C or in Python. `at_start` is whether it lies
    where the value begins that could not be read.
    """

    complaint: re.Pattern[str]
    says: str
    mend: str
    at_start: bool = False


def _slip(complaint: str, says: str, mend: str, *, at_start: bool = False) -> Slip:
    return Slip(re.compile(complaint), says, mend, at_start)


_QUOTES = "put quotes around the text, or write it on the next line below '>-'"

SLIPS = (
    _slip(
        r"mapping values are not allowed",
        "a colon with a space after it stands where no value can begin",
        "put quotes around a text that holds ': '; if this is a key, check that it begins under "
        "the key it belongs beside",
    ),
    _slip(
        r"tab character",
        "a tab stands at the start of this line",
        "put spaces in its place, two for each step further in",
    ),
    _slip(
        r"simple key: could not find expected ':'",
        "this line has no colon, and does not belong to the text above it",
        "write 'key: value'; if it goes on with a text, begin it further in than the key of "
        "that text",
        at_start=True,
    ),
    _slip(
        r"quoted scalar: found unexpected end",
        "the quote that opens here is never closed",
        "close it at the end of the text; a ' inside single quotes is written twice",
        at_start=True,
    ),
    _slip(
        r"unknown escape",
        "a backslash between double quotes has a meaning of its own",
        "put single quotes around the text, or leave the backslash out",
    ),
    _slip(
        r"flow (?:sequence|mapping)",
        "the bracket that opens here is not closed, or a comma is missing in it",
        "write a comma between two entries and close the bracket; put quotes around a text that "
        "begins with a bracket",
        at_start=True,
    ),
    _slip(
        r"block collection: (?:did not find|expected)",
        "this line stands in a list but does not begin with '- '",
        "begin it with '- ', or begin it further left or right where it belongs",
    ),
    _slip(
        r"block mapping: (?:did not find|expected)",
        "this does not fit the lines above it",
        "check that the line begins under the key it belongs beside; if a quote stands before this "
        "place, put the whole text into quotes, and write a ' inside single quotes twice",
    ),
    _slip(
        r"scanning an (?:alias|anchor)",
        "a text begins with & or *, which have a meaning of their own in YAML",
        _QUOTES,
        at_start=True,
    ),
    _slip(
        r"(?:scanning|parsing) a tag",
        "a text begins with !, which has a meaning of its own in YAML",
        _QUOTES,
        at_start=True,
    ),
    _slip(
        r"cannot start any token|node content",
        "a text cannot begin with this sign",
        _QUOTES,
    ),
    _slip(
        r"(?:block )?sequence entries are not allowed",
        "an entry of a list cannot begin here",
        "begin each entry on a line of its own with '- ', or put quotes around the text",
    ),
    _slip(
        r"mapping keys are not allowed",
        "a text begins with ?, which has a meaning of its own in YAML",
        _QUOTES,
    ),
    _slip(
        r"block scalar",
        "nothing but '-' can follow '>' or '|' on the same line",
        "begin the text on the next line, two spaces further in than its key",
    ),
    _slip(
        r"document start|a directive|directive name|incompatible",
        "this line is not a key or an entry of a list",
        "remove it if it begins with % or is '...'; otherwise write 'key: value'",
    ),
)  # fmt: skip

UNKNOWN = Slip(
    re.compile(""),
    "this line, or the one above it, cannot be read",
    "look for a missing quote, colon or space, and for text with ': ' or ' #' in it, which needs "
    "quotes",
)


def slip_of(error: yaml.YAMLError, text: str) -> tuple[Slip, Any]:
    """The slip behind a complaint about `text`, with the mark of its place or None."""
    context, problem = (getattr(error, name, None) or "" for name in ("context", "problem"))
    said = f"{context}: {problem}" if context else str(problem or error)
    at = getattr(error, "problem_mark", None)
    if at is not None and text[at.index : at.index + 1] == "\t":
        # The library in C does not say which character it cannot read.
        said = "tab character"
    slip = next((each for each in SLIPS if each.complaint.search(said)), UNKNOWN)
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    if slip.at_start:
        marks.reverse()
    return slip, marks[0] or marks[1]
