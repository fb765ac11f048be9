"""pathways/*.yml and urgent.yml: the decisions, step by step."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from build_tools.model.base import (
    Clauses,
    Day,
    Flag,
    Id,
    Line,
    Listed,
    PolicyModel,
    Prose,
    Version,
    Whole,
)
from build_tools.model.clauses import Force

Ids = Annotated[tuple[Id, ...], Listed]


class When(PolicyModel):
    """A condition over answers. Use exactly one of the ways below."""

    answer: Id | None = Field(default=None, description="A step already answered; with 'is'.")
    is_: Ids = Field(default=(), alias="is", description="It holds for any of these answers.")
    some: Ids = Field(
        default=(), description="At least one item of the checklist has one of these answers."
    )
    every: Ids = Field(default=(), description="Each item of the checklist has one of these.")
    none: Ids = Field(default=(), description="No item of the checklist has one of these.")
    at_least: Whole | None = Field(
        default=None, description="With 'some': how many items at the least, instead of one."
    )
    items: Ids = Field(default=(), description="Look at these items only, instead of all.")
    checklist: Id | None = Field(
        default=None, description="The checklist meant, when it is an earlier step."
    )
    all: Annotated[tuple[When, ...], Listed] = Field(
        default=(), description="Holds when all of these conditions hold."
    )
    any: Annotated[tuple[When, ...], Listed] = Field(
        default=(), description="Holds when any of these conditions holds."
    )
    not_: When | None = Field(
        default=None, alias="not", description="Holds when this condition does not."
    )


class Edge(PolicyModel):
    """Where an answer leads, and why."""

    go: Id = Field(description="The step or outcome it leads to.")
    because: Prose = Field(description="Why, told to the reader.")
    clauses: Clauses = Field(default=(), description="The clauses that say so.")
    own: Flag = Field(
        default=False, description="yes when this is the handbook's rule, not the document's."
    )


class Rule(Edge):
    """An edge with a condition. One without 'when' stands last: it is for all other cases."""

    when: When | None = Field(default=None, description="The condition; leave out for 'otherwise'.")


class Choice(PolicyModel):
    """An answer to a question. It has either 'go' and 'because', or 'rules'."""

    label: Line = Field(description="The answer as the reader sees it.")
    hint: Prose | None = Field(default=None, description="A line to help choose it.")
    worry: Whole | None = Field(
        default=None,
        description="How worrying the answer is beside the others: 0 for none, more for worse. "
        "Leave out where the answers say nothing about worry.",
    )
    unsure: Flag = Field(default=False, description="yes for the answer 'I am not sure'.")
    reports_harm: Flag = Field(
        default=False, description="yes when it tells of harm or a risk of significant harm."
    )
    go: Id | None = Field(default=None, description="The step or outcome it leads to.")
    because: Prose | None = Field(default=None, description="Why it leads there.")
    clauses: Clauses = Field(default=(), description="The clauses that say so.")
    own: Flag = Field(
        default=False, description="yes when this is the handbook's rule, not the document's."
    )
    rules: Annotated[tuple[Rule, ...], Listed] = Field(
        default=(), description="Where it leads when that hangs on earlier answers."
    )


class SharedAnswer(PolicyModel):
    """An answer shared by all items of a checklist."""

    label: Line = Field(description="The answer as the reader sees it.")
    worry: Whole | None = Field(default=None, description="How worrying it is, 0 for none.")
    unsure: Flag = Field(default=False, description="yes for the answer 'I am not sure'.")
    reports_harm: Flag = Field(default=False, description="yes when it tells of harm.")


class Item(PolicyModel):
    """One line of a checklist."""

    label: Line = Field(description="What is asked, as the reader sees it.")
    hint: Prose | None = Field(default=None, description="A line to help answer.")
    clauses: Clauses = Field(default=(), description="The clauses it rests on.")
    reports_harm: Ids = Field(default=(), description="Answers to it that tell of harm.")


class Band(Edge):
    """A range of a number, date or time, and where it leads. Both ends are included."""

    label: Line = Field(description="The range in words.")
    from_: Whole | Day | None = Field(
        default=None, alias="from", description="The first value; leave out for 'and below'."
    )
    to: Whole | Day | None = Field(
        default=None, description="The last value; leave out for 'and above'."
    )
    during: Id | None = Field(
        default=None, description="For a time: within these opening hours of contacts.yml."
    )
    closing: Id | None = Field(
        default=None, description="For a time: at the very minute these hours end."
    )
    outside: Id | None = Field(default=None, description="For a time: outside these hours.")


class _Step(PolicyModel):
    ask: Line = Field(description="The question, in plain words.")
    hint: Prose | None = Field(default=None, description="A line to help answer it.")
    why: Prose | None = Field(default=None, description="Why it is asked.")
    clauses: Clauses = Field(default=(), description="The clauses the question rests on.")
    not_said: Annotated[tuple[Prose, ...], Listed] = Field(
        default=(), description="What the document leaves unsaid about this step."
    )


class Question(_Step):
    """A question with a few answers."""

    kind: Literal["question"] = Field(description="The word 'question'.")
    choices: dict[Id, Choice] = Field(description="The answers, each under its id.")


class Checklist(_Step):
    """Several items that share the same answers, and a table of rules over them."""

    kind: Literal["checklist"] = Field(description="The word 'checklist'.")
    items: dict[Id, Item] = Field(description="The items, each under its id.")
    choices: dict[Id, SharedAnswer] = Field(description="The answers they share.")
    rules: Annotated[tuple[Rule, ...], Listed] = Field(
        description="Where the answers lead. One rule, and no two that differ, must fit each set."
    )


class Value(_Step):
    """A number, a date or a time, and the ranges that decide."""

    kind: Literal["number", "date", "time"] = Field(description="What is asked for.")
    unit: Line | None = Field(default=None, description="For a number: what is counted.")
    least: Whole | None = Field(default=None, description="For a number: the smallest allowed.")
    most: Whole | None = Field(default=None, description="For a number: the largest allowed.")
    clock: Flag = Field(
        default=False, description="For a time: yes to take the reader's clock, London time."
    )
    bands: dict[Id, Band] = Field(description="The ranges, each under its id, with no gap.")


Step = Annotated[Question | Checklist | Value, Field(discriminator="kind")]


class Action(PolicyModel):
    """Something to do. 'by' left out is shown as: the document does not say."""

    who: Line = Field(description="Who acts, for example 'You' or 'Lead Practitioner'.")
    does: Prose = Field(description="What they do, starting with a verb.")
    by: Line | None = Field(default=None, description="By when, if the document says.")
    tells: Line | None = Field(default=None, description="Whom they tell or send it to.")
    attaches: Line | None = Field(default=None, description="Which form or paper goes with it.")
    consent: Line | None = Field(default=None, description="With whose agreement.")
    force: Force = Field(description="How strongly the document words it.")
    contacts: Ids = Field(default=(), description="Contacts to show beside it.")
    links: Ids = Field(default=(), description="Web addresses to show beside it.")
    clauses: Clauses = Field(default=(), description="The clauses it rests on.")
    own: Flag = Field(
        default=False, description="yes when the handbook adds this and no document says it."
    )


class Onward(PolicyModel):
    """Where the journey goes on after an outcome."""

    kind: Literal["step-up", "step-down", "review", "continue", "close", "tool"] = Field(
        description="What sort of move it is."
    )
    label: Line = Field(description="What the reader does next.")
    pathway: Id | None = Field(default=None, description="The tool to open.")
    step: Id | None = Field(default=None, description="The step of that tool to go to.")


class Outcome(PolicyModel):
    """Where a pathway ends."""

    title: Line = Field(description="The answer in a few words.")
    level: Id | None = Field(default=None, description="The level reached, an id of levels.yml.")
    urgent: Flag = Field(default=False, description="yes when the reader must act at once.")
    ring: Ids = Field(default=(), description="The contacts to ring now, shown largest.")
    contacts: Ids = Field(default=(), description="The other contacts to show.")
    no_contact: Prose | None = Field(
        default=None,
        description="For an urgent outcome of an authority whose document gives no contact: "
        "the sentence that says so.",
    )
    happens: Annotated[tuple[Prose, ...], Listed] = Field(
        default=(), description="What happens now, in short paragraphs."
    )
    actions: Annotated[tuple[Action, ...], Listed] = Field(
        default=(), description="Who does what, in order."
    )
    not_said: Annotated[tuple[Prose, ...], Listed] = Field(
        default=(), description="What the document leaves unsaid here."
    )
    next: Annotated[tuple[Onward, ...], Listed] = Field(
        default=(), description="Where the journey goes on."
    )
    clauses: Clauses = Field(default=(), description="The clauses it rests on.")


class PathwayFile(PolicyModel):
    """A decision tool."""

    title: Line = Field(description="The name of the tool, as a question or a task.")
    summary: Prose = Field(description="What it settles, in one sentence.")
    about: Annotated[tuple[Prose, ...], Listed] = Field(
        default=(), description="What else to know; it stands below the tool."
    )
    clauses: Clauses = Field(default=(), description="The clauses the whole tool rests on.")
    version: Version | None = Field(
        default=None, description="The version of this tool, where it is not the authority's."
    )
    effective_from: Day | None = Field(
        default=None, description="Its own first day, where it is not the authority's."
    )
    effective_to: Day | None = Field(
        default=None, description="Its own last day, where it is not the authority's."
    )
    owner: Line | None = Field(
        default=None,
        description="Who answers for this tool, where it is not the authority's owner.",
    )
    review_by: Day | None = Field(
        default=None, description="Its own day of review, where it is not the authority's."
    )
    start: Id = Field(description="The first step.")
    steps: dict[Id, Step] = Field(description="Each step under its id.")
    outcomes: dict[Id, Outcome] = Field(description="Each outcome under its id.")


class UrgentFile(PolicyModel):
    """The way out that stands above every step of every pathway, and the panel on every page."""

    label: Line = Field(description="What the reader says by taking it, for example 'I think ...'.")
    hint: Prose | None = Field(default=None, description="A line to help.")
    because: Prose = Field(description="Why it overrides everything else.")
    lead: Line = Field(description="The first line of the panel on every page.")
    tool: Id | None = Field(
        default=None,
        description="The tool that tells whom to ring now; the first page leads to it.",
    )
    panel: Ids = Field(default=(), description="The contacts of the panel, most urgent first.")
    no_contact: Prose | None = Field(
        default=None, description="What the panel says where the document gives no contact."
    )
    clauses: Clauses = Field(description="The clauses it rests on.")
    outcome: Outcome = Field(description="What the reader must then do.")
