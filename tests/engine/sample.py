"""A small authority made by hand for the engine's tests: every kind of step and condition.

Numbers are from the range that Ofcom keeps for drama (01632 960000 to 960999).
"""

from __future__ import annotations

from datetime import date

from widgets.engine.links import Links
from widgets.engine.model import (
    Action,
    After,
    Authority,
    Band,
    Choice,
    Contact,
    Count,
    Due,
    Edge,
    Email,
    Every,
    Interrupt,
    Is,
    Item,
    Level,
    Not,
    Onward,
    Outcome,
    Pathway,
    Phone,
    Some,
    Step,
    Timescale,
    WebLink,
    Weekday,
)

LINKS = Links("../../../", "sampleton")

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

URGENT = Outcome(
    "harm",
    "Ring now",
    level="protect",
    urgent=True,
    ring=("police",),
    contacts=("office", "night"),
    happens=("You ring without waiting.",),
    actions=(
        Action("You", "Ring the police.", "must", by="Now", contacts=("police",), own=True),
    ),
    clauses=("sampleton-007",),
)

INTERRUPT = Interrupt(
    "harm",
    "I think a child may come to harm",
    "Harm comes before every other question.",
    URGENT,
    hint="You need not be sure.",
    clauses=("sampleton-007",),
)

OUTCOMES = {
    "watch": Outcome(
        "watch",
        "Keep watching",
        level="open-door",
        happens=("You stay in touch.", "You write down what you see."),
        next=(
            Onward("review", "Look again in a month", "first-look", "spoken"),
            Onward("close", "Close when all is well"),
        ),
        clauses=("sampleton-008",),
    ),
    "support": Outcome(
        "support",
        "Offer support",
        level="support",
        contacts=("office",),
        actions=(
            Action(
                "You",
                "Fill in the form.",
                "should",
                by="Within 5 days",
                tells="Your line manager",
                attaches="Form S1",
                consent="Of a parent",
                contacts=("office",),
                links=("procedures",),
                clauses=("sampleton-009",),
            ),
            Action("Line manager", "Signs the form.", "may", clauses=("sampleton-009",)),
            Action("Team", "Keeps the form.", "info", clauses=("sampleton-009",)),
        ),
        not_said=("Who keeps the copy.",),
        next=(
            Onward("step-up", "Open the first look", "first-look"),
            Onward("step-down", "Go down a level"),
            Onward("continue", "Go on as before"),
            Onward("tool", "See the tool", "first-look"),
        ),
        clauses=("sampleton-009", "sampleton-010"),
    ),
    "ring-office": Outcome("ring-office", "Ring the office", urgent=True, ring=("office",)),
    "ring-night": Outcome(
        "ring-night", "Nobody to ring", urgent=True, no_contact="The document gives no number."
    ),
}

PATHWAY = Pathway(
    "first-look",
    "A first look",
    "Settles what you do first.",
    "spoken",
    {step.id: step for step in (SPOKEN, SIGNS, AGE, SINCE, HOUR)},
    OUTCOMES,
    INTERRUPT,
    about=("Take your time.",),
    clauses=("sampleton-001",),
)

PLAN_REVIEW = Timescale(
    "plan-review",
    "Looking at a plan again",
    "The day the plan was written",
    (
        Due("soon", "Word to the family", After("days", 2)),
        Due("first", "First review", After("weeks", 6)),
        Due("second", "Second review", After("months", 3)),
        Due("yearly", "Yearly review", After("years", 1)),
        Due("panel", "The Tuesday panel", Weekday(1, "before")),
        Due("letter", "The letter", After("days", -1)),
    ),
    about="Plans are looked at again.",
    not_said=("Whether bank holidays count.",),
    clauses=("sampleton-015",),
)

CALL_BACK = Timescale(
    "call-back",
    "Calling back",
    "The moment you rang",
    (Due("call", "The call back", After("hours", 4)),),
    clauses=("sampleton-004",),
)

AUTHORITY = Authority(
    id="sampleton",
    name="Sampleton",
    version="3",
    dated="2026-11-22",
    document="Sampleton Guide",
    levels={
        "open-door": Level("open-door", "Open door", 1),
        "support": Level("support", "Support", 2),
        "protect": Level("protect", "Protection", 3),
    },
    contacts={
        "police": Contact("police", "Police", "Danger now.", (Phone("999"),)),
        "office": Contact(
            "office",
            "Sampleton Office",
            "Advice.",
            (Phone("01632 960001"), Phone("01632 960002", "960002")),
            (
                Email("office@sampleton.example"),
                Email("office.sampleton.example", "The @ sign is missing."),
            ),
            "Monday to Friday, 9.00 - 5.00",
            ("sampleton-006",),
            "Ask for the duty worker.",
        ),
        "night": Contact("night", "Night Desk", "At night.", (Phone("01632 960003"),)),
    },
    links={
        "procedures": WebLink(
            "procedures", "Procedures", "http://www.sampleton.example/a?b=1&c=2", "It has moved."
        )
    },
    pathways={"first-look": PATHWAY},
    interrupt=INTERRUPT,
    timescales={scale.id: scale for scale in (PLAN_REVIEW, CALL_BACK)},
)
