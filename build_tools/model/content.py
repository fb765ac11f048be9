"""levels.yml, services.yml, glossary.yml and procedures.yml: what the reading pages hold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from build_tools.model.base import Clauses, Flag, Id, Line, Listed, PolicyModel, Prose
from build_tools.model.clauses import Force


class Statement(PolicyModel):
    """One statement with the clauses that carry it."""

    text: Prose = Field(description="The statement, in our own words, to the reader as 'you'.")
    force: Force = Field(default="info", description="How strongly the document words it.")
    clauses: Clauses = Field(default=(), description="The clauses it rests on.")
    own: Flag = Field(
        default=False, description="yes when the handbook adds this and no document says it."
    )
    contacts: Annotated[tuple[Id, ...], Listed] = Field(
        default=(), description="Contacts to show beside it."
    )
    links: Annotated[tuple[Id, ...], Listed] = Field(
        default=(), description="Web addresses to show beside it, ids of contacts.yml 'links'."
    )


class Level(PolicyModel):
    """A level of need, or what the authority has in its place."""

    name: Line = Field(description="Its name as printed.")
    short: Line = Field(description="The name in at most three words, for the diagram.")
    objective: Prose = Field(description="What it is for, in one sentence.")
    about: Annotated[tuple[Statement, ...], Listed] = Field(
        default=(), description="What else to know."
    )
    clauses: Clauses = Field(description="The clauses it rests on.")
    own: Flag = Field(
        default=False,
        description="yes when no document names this level and the handbook sorts needs so.",
    )


class Move(PolicyModel):
    """A way from one level to another: an arrow of the diagram."""

    from_: Id = Field(alias="from", description="The level the child is at.")
    to: Id = Field(description="The level the child moves to.")
    kind: Literal["step-up", "step-down"] = Field(description="Which way it goes.")
    label: Line = Field(description="What makes it happen, in a few words.")
    pathway: Id | None = Field(default=None, description="The tool that decides it.")
    step: Id | None = Field(default=None, description="The step of that tool.")
    clauses: Clauses = Field(description="The clauses it rests on.")


class LevelFile(PolicyModel):
    """The levels, lowest first, and the moves between them."""

    about: Annotated[tuple[Statement, ...], Listed] = Field(
        default=(), description="How the levels are to be read."
    )
    levels: dict[Id, Level] = Field(description="Each level under its id, lowest first.")
    moves: Annotated[tuple[Move, ...], Listed] = Field(
        default=(), description="The ways up and down."
    )


class ServiceGroup(PolicyModel):
    """Services of one kind at one level."""

    level: Id = Field(description="The level at which the document lists them.")
    name: Line = Field(description="The heading they stand under, for example 'Health'.")
    services: Annotated[tuple[Line, ...], Listed] = Field(description="The services as printed.")
    clauses: Clauses = Field(description="The clauses that list them.")
    note: Prose | None = Field(default=None, description="For example an unexplained abbreviation.")


class ServiceFile(PolicyModel):
    """Which services work at which level."""

    groups: Annotated[tuple[ServiceGroup, ...], Listed] = Field(
        description="Groups in the order of the document."
    )


class Term(PolicyModel):
    """A term, explained in this authority's sense."""

    term: Line = Field(description="The term as this authority writes it.")
    also: Annotated[tuple[Line, ...], Listed] = Field(
        default=(), description="Other forms of it that running text may use."
    )
    brief: Line = Field(description="The meaning in one short sentence.")
    means: Annotated[tuple[Statement, ...], Listed] = Field(
        default=(), description="The full meaning, statement by statement."
    )
    see: Annotated[tuple[Id, ...], Listed] = Field(
        default=(), description="Other terms to read with it."
    )
    links: Annotated[tuple[Id, ...], Listed] = Field(
        default=(), description="Web addresses, ids of contacts.yml 'links'."
    )
    clauses: Clauses = Field(description="The clauses that define it.")


class GlossaryFile(PolicyModel):
    """The terms of one authority."""

    terms: dict[Id, Term] = Field(description="Each term under its id.")


class Procedure(PolicyModel):
    """A procedure or a set of working principles, for reading."""

    title: Line = Field(description="What it is about.")
    summary: Prose = Field(description="In one or two sentences.")
    ordered: Flag = Field(default=False, description="yes when the statements are steps in order.")
    statements: Annotated[tuple[Statement, ...], Listed] = Field(description="What to do, or know.")
    not_said: Annotated[tuple[Prose, ...], Listed] = Field(
        default=(), description="What the document leaves unsaid about it."
    )
    pathway: Id | None = Field(default=None, description="The tool that helps with it.")
    clauses: Clauses = Field(default=(), description="Clauses the summary rests on.")


class ProcedureFile(PolicyModel):
    """The procedures of one authority."""

    procedures: dict[Id, Procedure] = Field(description="Each procedure under its id.")
