"""What a comparison of two revisions finds, as data for every form of the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal, TypeAlias

from widgets.engine.replies import Answer

Direction: TypeAlias = Literal["up", "down", ""]
"""By the order of levels; an urgent outcome stands above all. "" where neither can be said."""


class Section(Enum):
    """The parts of a report, gravest first. The value is the heading."""

    MOVED = "Answers that now end elsewhere"
    TOLD = "What readers are told at the end"
    REGISTER = "Contacts, dates and levels"
    MEANING = "Same name, other words: confirm that the meaning is the same"
    SHAPE = "Tools, questions and answers"
    READING = "Pages for reading, by which no tool decides"
    WORDING = "Wording only"
    NOT_COMPARED = "Not compared"


@dataclass(frozen=True, slots=True)
class Detail:
    """One difference, in words. `kind` names its sort for programs."""

    kind: str
    says: str
    direction: Direction = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an editor should know.

    `where` is an authority, or authority/tool. `sets` of `of` sets of answers are concerned, where
    that can be counted: every answer to each question that either revision asks, a range of
    numbers, dates or times as one answer. `answers` is the shortest of them, by the ids of the
    newer revision; `example` tells in words which of its answers settle the matter, whatever else
    is answered. `clauses` are those behind it, before and now.
    """

    section: Section
    kind: str
    where: str
    says: str
    details: tuple[Detail, ...] = ()
    direction: Direction = ""
    sets: int | None = None
    of: int | None = None
    example: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    clauses: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found, in the order of the sections; `old` and `new` name the revisions."""

    old: str
    new: str
    findings: tuple[Finding, ...]

    def of(self, section: Section) -> tuple[Finding, ...]:
        """The findings of one section."""
        return tuple(each for each in self.findings if each.section is section)
