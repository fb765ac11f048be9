"""What a pathway is: plain, frozen data that the build makes and the engine reads.

Every reply to a step comes down to *tokens* from a finite set: the id of a choice, the id of
a band (a range of numbers, dates or times), or one choice id for each item of a checklist.
That is what lets every path be enumerated and every rule table be proved complete.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

StepKind: TypeAlias = Literal["question", "checklist", "number", "date", "time"]
Force: TypeAlias = Literal["must", "should", "may", "info"]
AspectName: TypeAlias = Literal["form", "leads", "limit"]
Unit: TypeAlias = Literal["hours", "days", "weeks", "months", "years"]
OnwardKind: TypeAlias = Literal["step-up", "step-down", "review", "continue", "close", "tool"]

MINUTES_A_DAY = 24 * 60
MINUTES_A_WEEK = 7 * MINUTES_A_DAY


@dataclass(frozen=True, slots=True)
class Is:
    """Holds when the reply to `step` is one of `tokens`."""

    step: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """Holds when at least `least` and at most `most` of `items` have one of `tokens`.

    `items` are of the checklist `step`; `most` None means no limit.
    """

    step: str
    items: tuple[str, ...]
    tokens: tuple[str, ...]
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Every:
    """Holds when all `parts` hold; with no parts it always holds."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Some:
    """Holds when at least one of `parts` holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Holds when `part` does not."""

    part: Condition


Condition: TypeAlias = Is | Count | Every | Some | Not


@dataclass(frozen=True, slots=True)
class Edge:
    """A way out of a step: taken when `when` holds; leads to a step or an outcome.

    `own` marks a rule of the handbook that no document carries.
    """

    go: str
    when: Condition
    because: str
    clauses: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to a question, or one shared by the items of a checklist."""

    id: str
    label: str
    hint: str = ""
    worry: int | None = None
    unsure: bool = False
    reports_harm: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a checklist. `reports_harm` lists the choices that tell of harm."""

    id: str
    label: str
    hint: str = ""
    clauses: tuple[str, ...] = ()
    reports_harm: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """A set of values with one consequence: inclusive ranges of whole numbers.

    A number counts as itself, a date as its proleptic ordinal day, a time as the minute of
    the week (0 is Monday 00:00).
    """

    id: str
    label: str
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A question put to the reader.

    `choices` belong to questions and checklists, `items` to checklists, `bands` to number,
    date and time steps. `edges` are tried together: those whose condition holds must agree.
    """

    id: str
    kind: StepKind
    ask: str
    edges: tuple[Edge, ...]
    hint: str = ""
    why: str = ""
    clauses: tuple[str, ...] = ()
    not_said: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    items: tuple[Item, ...] = ()
    bands: tuple[Band, ...] = ()
    unit: str = ""
    clock: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do: who, what, by when, and how strongly the document words it."""

    who: str
    does: str
    force: Force
    by: str = ""
    tells: str = ""
    attaches: str = ""
    consent: str = ""
    contacts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class Onward:
    """Where the journey goes on: another tool, a step of one, or nothing further."""

    kind: OnwardKind
    label: str
    pathway: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Aspect:
    """One side of an outcome by which authorities are compared."""

    name: AspectName
    text: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a pathway ends. `level` is "" where the pathway is not about levels.

    `aspects` belong to outcomes that are compared across authorities; one that is missing
    is what the document does not say.
    """

    id: str
    title: str
    level: str = ""
    urgent: bool = False
    ring: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    no_contact: str = ""
    happens: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    not_said: tuple[str, ...] = ()
    next: tuple[Onward, ...] = ()
    clauses: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = ()


@dataclass(frozen=True, slots=True)
class Interrupt:
    """The way out that stands above every step and always wins."""

    id: str
    label: str
    because: str
    outcome: Outcome
    hint: str = ""
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lifetime:
    """When rules count, and who looks after them.

    `starts` and `ends` are the first and the last day (ISO 8601, both included), `review_by` the
    day by which someone must have looked at the rules again; "" where there is no such day.
    """

    version: str = ""
    starts: str = ""
    ends: str = ""
    owner: str = ""
    review_by: str = ""


@dataclass(frozen=True, slots=True)
class Pathway:
    """A decision tool: steps joined by edges, ending in outcomes.

    `lifetime` is None where the authority's holds.
    """

    id: str
    title: str
    summary: str
    start: str
    steps: Mapping[str, Step]
    outcomes: Mapping[str, Outcome]
    interrupt: Interrupt
    about: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    lifetime: Lifetime | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """A level of need. `rank` counts from 1, the lowest."""

    id: str
    name: str
    rank: int


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number: `shown` is what stands on the page and what is dialled."""

    shown: str
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Email:
    """An address as printed. With a `misprint` it is shown as text, never as a link."""

    shown: str
    misprint: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone to reach, with hours in words."""

    id: str
    name: str
    what_for: str
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    hours: str = ""
    clauses: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class WebLink:
    """A web address as printed."""

    id: str
    title: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class After:
    """So many `unit` after the start; a negative `count` counts back."""

    unit: Unit
    count: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """The nearest such day of the week strictly before or after the start (0 is Monday)."""

    day: int
    direction: Literal["before", "after"]


Reckoning: TypeAlias = After | Weekday


@dataclass(frozen=True, slots=True)
class Due:
    """One date that a timescale gives: what is due, and how it is counted."""

    id: str
    label: str
    rule: Reckoning


@dataclass(frozen=True, slots=True)
class Timescale:
    """A time limit or a rhythm of a document. `start` says what is counted from."""

    id: str
    title: str
    start: str
    dues: tuple[Due, ...]
    about: str = ""
    not_said: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()

    @property
    def to_the_minute(self) -> bool:
        """Whether a moment is needed, not just a day."""
        return any(isinstance(due.rule, After) and due.rule.unit == "hours" for due in self.dues)


@dataclass(frozen=True, slots=True)
class Authority:
    """All that the tools of one authority need. `version` and `dated` name the policy used.

    `renamed` leads from published names to what took their place (widgets/engine/renames.py).
    """

    id: str
    name: str
    version: str
    dated: str
    document: str
    levels: Mapping[str, Level]
    contacts: Mapping[str, Contact]
    links: Mapping[str, WebLink]
    pathways: Mapping[str, Pathway]
    interrupt: Interrupt
    timescales: Mapping[str, Timescale] = field(default_factory=dict)
    lifetime: Lifetime = field(default_factory=Lifetime)
    renamed: Mapping[str, str] = field(default_factory=dict)

    def lifetime_of(self, pathway: Pathway) -> Lifetime:
        """When the rules of one tool count: its own lifetime, else the authority's."""
        return pathway.lifetime or self.lifetime

    def rank(self, outcome: Outcome) -> int:
        """How high an outcome stands: 0 without a level, above all levels when urgent."""
        if outcome.urgent:
            return len(self.levels) + 1
        level = self.levels.get(outcome.level)
        return level.rank if level else 0
