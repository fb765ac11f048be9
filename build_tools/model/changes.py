"""changes.yml: what changed from version to version, in words for readers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from build_tools.model.base import Day, Id, Line, Listed, PolicyModel, Prose, Version


class Change(PolicyModel):
    """One change, as the change page and the feed tell it."""

    version: Version = Field(description="The version that brought it.")
    date: Day = Field(description="The day on which it was made.")
    what: Prose = Field(description="What is different for readers, in plain words.")
    why: Prose = Field(description="Why it was changed.")
    tools: Annotated[tuple[Id, ...], Listed] = Field(
        default=(), description="The tools it touches. Leave out where it touches all or none."
    )
    accepted_by: Line = Field(description="Who accepted it: a role, never a person.")


class ChangeFile(PolicyModel):
    """The changes of an authority's policy. The id of each stays: feed readers know it by that."""

    changes: dict[Id, Change] = Field(
        default_factory=dict, description="Each change under its id, newest first."
    )
