"""clauses.yml: the register of every statement in an authority's documents."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from build_tools.model.base import ClauseId, Id, Line, Listed, PolicyModel, Prose, Whole

ClauseKind = Literal[
    "case-study", "contact", "decision", "document-fact", "duty", "example", "figure", "form",
    "level", "principle", "right", "role", "service-list", "step", "term", "timescale", "training",
]  # fmt: skip
Force = Literal["must", "should", "may", "info"]


class Clause(PolicyModel):
    """One statement of a document."""

    document: Id = Field(description="The document it stands in, an id of authority.yml.")
    section: Line = Field(description="The heading it stands under.")
    lines: Annotated[tuple[Whole, Whole], Listed] = Field(
        description="First and last line in the source text, counted from 1."
    )
    also: Annotated[tuple[Line, ...], Listed] = Field(
        default=(), description="Other places that say the same, as 'document:first-last'."
    )
    kind: ClauseKind = Field(description="What sort of statement it is.")
    force: Force = Field(description="How strongly the document words it.")
    says: Prose = Field(description="What it says, in our own words; facts exactly as printed.")
    note: Prose | None = Field(
        default=None, description="What a reader should know: a misprint, a gap, two readings."
    )
    unused: Prose | None = Field(
        default=None,
        description="The reason why no page or tool rests on this clause. Only for an unused one.",
    )


class ClauseFile(PolicyModel):
    """The register of one authority."""

    clauses: dict[ClauseId, Clause] = Field(description="Each clause under its id.")
