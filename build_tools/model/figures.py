"""figures.yml: the figures of a document, drawn as charts with their tables."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from build_tools.model.base import Clauses, Id, Line, Listed, PolicyModel, Prose, Whole


class Row(PolicyModel):
    """One bar of a chart and one row of its table."""

    label: Line = Field(description="What is counted, as the document names it.")
    value: Whole = Field(description="The figure as printed.")
    note: Prose | None = Field(default=None, description="What a reader should know about it.")
    clauses: Clauses = Field(description="The clauses that give it.")


class Figure(PolicyModel):
    """One set of figures."""

    title: Line = Field(description="What the figures show.")
    year: Line = Field(description="The year or span the document gives, or that it gives none.")
    unit: Line = Field(description="What the figures count, for example 'CAFs' or 'per cent'.")
    about: Prose = Field(description="What they say, in one or two sentences.")
    rows: dict[Id, Row] = Field(description="Each figure under its id, in the document's order.")
    not_said: Annotated[tuple[Prose, ...], Listed] = Field(
        default=(), description="What the document leaves unsaid about them."
    )
    clauses: Clauses = Field(default=(), description="Clauses the whole set rests on.")


class FigureFile(PolicyModel):
    """The figures of one authority's documents."""

    figures: dict[Id, Figure] = Field(
        default_factory=dict, description="Each set of figures under its id."
    )
