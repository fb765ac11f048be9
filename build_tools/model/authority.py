"""authority.yml: who the authority is, which documents speak for it, what they leave unsaid."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from build_tools.model.base import Clauses, Day, Id, Line, Listed, PolicyModel, Prose, Version


class Document(PolicyModel):
    """A source document."""

    title: Line = Field(description="Its title as printed.")
    file: Line = Field(description="The name of the source text it was read from.")
    date: Line | None = Field(
        default=None, description="Its date as printed. Leave out when none is printed."
    )
    period: Line | None = Field(
        default=None, description="What the document itself lets us say about when it was written."
    )
    readers: Line = Field(description="Whom it is for.")
    status: Prose = Field(description="Its standing: in force, superseded, unknown.")
    replaces: Prose | None = Field(default=None, description="What it takes the place of.")
    clauses: Clauses = Field(default=(), description="The clauses this entry rests on.")


class NotSaid(PolicyModel):
    """Something a reader would look for and the documents do not say."""

    text: Prose = Field(description="What is not said, as a whole sentence.")
    clauses: Clauses = Field(default=(), description="Clauses that come nearest.")


class AuthorityFile(PolicyModel):
    """One authority. Its id is the name of its folder."""

    name: Line = Field(description="The authority's name, as readers know it.")
    version: Version = Field(description="The version of this policy; raise it with every change.")
    dated: Day = Field(description="The day this version was made.")
    # Git revisions from before this key was there can still be compared; `check` demands it.
    effective_from: Day | None = Field(
        default=None,
        description="The first day on which this version counts. Before it the tools give no "
        "answers. It is the handbook's own date, not a document's.",
    )
    effective_to: Day | None = Field(
        default=None,
        description="The last day on which this version counts; leave out while no end is known. "
        "After it the tools give no answers.",
    )
    owner: Line = Field(description="Who answers for this policy: a role, never a person.")
    review_by: Day = Field(
        description="The day by which someone must have looked at it again. After it every page "
        "says so, and a copy kept on a reader's device gives no answers."
    )
    summary: Prose = Field(description="The authority's model in two or three sentences.")
    notice: Prose = Field(
        description="Shown at the head of every page: how old the document is, what to confirm."
    )
    coordinator: Line = Field(
        description="What this authority calls the person who coordinates support."
    )
    clauses: Clauses = Field(default=(), description="The clauses the summary rests on.")
    documents: dict[Id, Document] = Field(description="Each source document under its id.")
    tools: Annotated[tuple[Id, ...], Listed] = Field(
        default=(),
        description="The tools in the order readers see them, by their file names in pathways/. "
        "Those left out follow.",
    )
    not_said: Annotated[tuple[NotSaid, ...], Listed] = Field(
        default=(), description="What the documents leave unsaid."
    )

    @property
    def begins(self) -> date:
        """The first day on which this version counts: the day it was made, unless told."""
        return self.effective_from or self.dated
