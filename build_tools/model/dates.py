"""dates.yml: the time limits and rhythms of an authority's documents."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from build_tools.model.base import Clauses, Id, Line, Listed, PolicyModel, Prose, Whole
from build_tools.model.contacts import Weekday


class After(PolicyModel):
    """So much time after the start (a minus sign counts back). Use exactly one unit."""

    hours: Whole | None = Field(default=None, description="Hours, as they pass.")
    days: Whole | None = Field(default=None, description="Calendar days.")
    weeks: Whole | None = Field(default=None, description="Weeks.")
    months: Whole | None = Field(default=None, description="Calendar months.")
    years: Whole | None = Field(default=None, description="Calendar years.")


class Nearest(PolicyModel):
    """The nearest day of the week before or after the start."""

    day: Weekday = Field(description="The day, as mon, tue, wed, thu, fri, sat or sun.")
    which: Literal["before", "after"] = Field(description="Before or after the start.")


class Due(PolicyModel):
    """One date of a timescale. Use either 'after' or 'nearest'."""

    label: Line = Field(description="What is due then.")
    after: After | None = Field(default=None, description="So much time after the start.")
    nearest: Nearest | None = Field(default=None, description="The nearest day of the week.")


class Timescale(PolicyModel):
    """A time limit or a rhythm, and the dates it gives."""

    title: Line = Field(description="What it is for, in a few words.")
    about: Prose = Field(description="What the document says about it.")
    start: Line = Field(description="What the reader gives: the day or moment counted from.")
    due: dict[Id, Due] = Field(description="The dates, each under its id.")
    not_said: Annotated[tuple[Prose, ...], Listed] = Field(
        default=(), description="What the document leaves unsaid, for example the start."
    )
    clauses: Clauses = Field(description="The clauses it rests on.")


class DateFile(PolicyModel):
    """The timescales of one authority."""

    timescales: dict[Id, Timescale] = Field(
        default_factory=dict, description="Each timescale under its id."
    )
    not_said: Annotated[tuple[Prose, ...], Listed] = Field(
        default=(),
        description="Time limits a reader would look for and the document does not give.",
    )
