"""shared/crosswalk.yml: one idea under several names, and words that only look alike."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from build_tools.model.base import Clauses, Id, Line, Listed, PolicyModel, Prose


class Naming(PolicyModel):
    """What one authority calls an idea, and what it means there."""

    name: Line | None = Field(
        default=None, description="Its name there. Leave out where the document has none."
    )
    means: Prose = Field(description="What it is there; or that the document does not say.")
    clauses: Clauses = Field(default=(), description="The clauses it rests on.")


class Concept(PolicyModel):
    """One idea across authorities."""

    title: Line = Field(description="The idea in plain words.")
    relation: Literal["same", "alike-but-different", "only-one"] = Field(
        description="Whether the names may be read as the same."
    )
    about: Prose = Field(description="What holds across them.")
    names: dict[Id, Naming] = Field(description="Each authority's own, under its id.")
    traps: Annotated[tuple[Prose, ...], Listed] = Field(
        default=(), description="What must not be mixed up."
    )


class Rung(PolicyModel):
    """Levels of different authorities that stand on about the same height."""

    title: Line = Field(description="The height in plain words.")
    levels: dict[Id, Annotated[tuple[Id, ...], Listed]] = Field(
        description="For each authority the ids of its levels here; an empty list for none."
    )
    traps: Annotated[tuple[Prose, ...], Listed] = Field(
        default=(), description="What must not be mixed up."
    )


class CrosswalkFile(PolicyModel):
    """The crosswalk of all authorities."""

    about: Annotated[tuple[Prose, ...], Listed] = Field(
        default=(), description="What to know before reading it."
    )
    rungs: dict[Id, Rung] = Field(description="The levels aligned, lowest first.")
    concepts: dict[Id, Concept] = Field(description="Each idea under its id.")
