"""The steps of the sample: one of every kind, and every kind of condition."""

from __future__ import annotations

from datetime import date

from widgets.engine.model import (
    Band,
    Choice,
    Count,
    Edge,
    Every,
    Is,
    Item,
    Not,
    Some,
    Step,
)

OPEN = tuple((day * 1440 + 540, day * 1440 + 1019) for day in range(5))
"""Nine to five, Monday to Friday, without the closing minute."""

CLOSING = tuple((day * 1440 + 1020, day * 1440 + 1020) for day in range(5))

SHUT = (
    (0, 539),
    *((day * 1440 + 1021, (day + 1) * 1440 + 539) for day in range(4)),
    (4 * 1440 + 1021, 7 * 1440 - 1),
)

SPOKEN = Step(
    "spoken",
    "question",
    "Have you spoken to the family?",
    hint="A short talk counts.",
    why="What comes next hangs on it.",
    clauses=("sampleton-001",),
    not_said=("The document does not say how long to wait.",),
    choices=(
        Choice("yes", "Yes", "In person or by telephone.", worry=0),
        Choice("no", "No", worry=1),
        Choice("unsure", "I am not sure", unsure=True),
    ),
    edges=(
        Edge("signs", Is("spoken", ("yes", "unsure")), "You go on.", ("sampleton-001",)),
        Edge("age", Is("spoken", ("no",)), "You look at the age first.", own=True),
    ),
)

SIGNS = Step(
    "signs",
    "checklist",
    "What have you seen?",
    clauses=("sampleton-012",),
    choices=(
        Choice("seen", "Seen", worry=1),
        Choice("not-seen", "Not seen", worry=0),
    ),
    items=(
        Item("school", "Missing school", "Two days or more.", ("sampleton-002",)),
        Item("meals", "Missing meals", reports_harm=("seen",)),
        Item("sleep", "Tired all day"),
    ),
    edges=(
        Edge(
            "support",
            Count("signs", ("school", "meals", "sleep"), ("seen",), least=2),
            "Two signs call for support.",
            ("sampleton-002", "sampleton-003"),
        ),
        Edge(
            "age",
            Count("signs", ("school", "meals", "sleep"), ("seen",), most=0),
            "Nothing was seen.",
            ("sampleton-002",),
        ),
        Edge(
            "since",
            Not(
                Some(
                    (
                        Count("signs", ("school", "meals", "sleep"), ("seen",), least=2),
                        Count("signs", ("school", "meals", "sleep"), ("seen",), most=0),
                    )
                )
            ),
            "One sign: when did it start?",
            own=True,
        ),
    ),
)

AGE = Step(
    "age",
    "number",
    "How old is the child?",
    unit="years",
    bands=(
        Band("young", "Under 5", ((0, 4),)),
        Band("older", "5 to 18", ((5, 18),)),
    ),
    edges=(
        Edge("hour", Is("age", ("young",)), "Young children come first.", ("sampleton-004",)),
        Edge("watch", Is("age", ("older",)), "You keep watching.", ("sampleton-004",)),
    ),
)

SINCE = Step(
    "since",
    "date",
    "When did it start?",
    bands=(
        Band(
            "long", "Before 2026", ((date(1900, 1, 1).toordinal(), date(2025, 12, 31).toordinal()),)
        ),
        Band(
            "late",
            "In 2026 or later",
            ((date(2026, 1, 1).toordinal(), date(2199, 12, 31).toordinal()),),
        ),
    ),
    edges=(
        Edge("support", Is("since", ("long",)), "It has lasted.", ("sampleton-005",)),
        Edge(
            "support",
            Every((Is("since", ("late",)), Is("spoken", ("yes",)))),
            "You have spoken and it goes on.",
            ("sampleton-005",),
        ),
        Edge(
            "watch",
            Every((Is("since", ("late",)), Not(Is("spoken", ("yes",))))),
            "Speak to the family first.",
            own=True,
        ),
    ),
)

HOUR = Step(
    "hour",
    "time",
    "What day and time is it?",
    clock=True,
    bands=(
        Band("open", "Office hours", OPEN),
        Band("edge", "The closing minute", CLOSING),
        Band("shut", "Any other time", SHUT),
    ),
    edges=(
        Edge("ring-office", Is("hour", ("open", "edge")), "Someone is there.", ("sampleton-006",)),
        Edge("ring-night", Is("hour", ("shut",)), "The office is shut.", ("sampleton-006",)),
        Edge("ring-office", Is("hour", ("edge",)), "The last minute still counts.", own=True),
    ),
)
