"""signed.yml and signed/*.yml: what the owner of a policy accepted, kept apart from its rules.

Both are written by `python -m build_tools sign`, and read by people: each line says a fact.
What follows " | " on a line is there to be read and is not compared.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from build_tools.model.base import Id, Line, Listed, PolicyModel

Facts = Annotated[tuple[Line, ...], Listed]
"""Facts, one to a line, in the order of the policy."""


class SignedCase(PolicyModel):
    """A whole set of answers and the outcome that was accepted for it."""

    answers: dict[Id, Id | Line | dict[Id, Id]] = Field(description="The answers, step by step.")
    ends: Id = Field(description="The outcome they must reach.")


class SignedTool(PolicyModel):
    """What was accepted of one tool. The file has the name of the tool."""

    owner: Line = Field(description="Who accepted this, as a role.")
    cases: Annotated[tuple[SignedCase, ...], Listed] = Field(
        description="Sets of answers that together take every rule, and where each must end."
    )
    outcomes: dict[Id, Facts] = Field(
        description="What each outcome promises: its level, whom to ring, then each action."
    )
    steps: dict[Id, Facts] = Field(
        default_factory=dict, description="Figures, ranges and marks of each step."
    )
    about: Facts = Field(default=(), description="Figures in the title and the introduction.")


class SignedFile(PolicyModel):
    """What was accepted of everything but the tools."""

    owner: Line = Field(description="Who accepted this, as a role.")
    pages: dict[Line, dict[Line, Facts]] = Field(
        description="File by file and entry by entry: numbers, names, time limits and figures."
    )
