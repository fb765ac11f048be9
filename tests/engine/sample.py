"""A small authority made by hand for the engine's tests: every kind of step and condition.

Numbers are from the range that Ofcom keeps for drama (01632 960000 to 960999).
"""

from __future__ import annotations

from tests.engine.sample_steps import AGE, HOUR, SIGNS, SINCE, SPOKEN
from widgets.engine.links import Links
from widgets.engine.model import (
    Action,
    After,
    Authority,
    Contact,
    Due,
    Email,
    Interrupt,
    Level,
    Lifetime,
    Onward,
    Outcome,
    Pathway,
    Phone,
    Timescale,
    WebLink,
    Weekday,
)

__all__ = [
    "AGE", "AUTHORITY", "CALL_BACK", "HOUR", "INTERRUPT", "LINKS", "OUTCOMES", "PATHWAY",
    "PLAN_REVIEW", "SIGNS", "SINCE", "SPOKEN", "TODAY", "URGENT",
]  # fmt: skip

LINKS = Links("../../../", "sampleton")
TODAY = "2020-01-01"
"""A day on which everything here is in force."""

URGENT = Outcome(
    "harm",
    "Ring now",
    level="protect",
    urgent=True,
    ring=("police",),
    contacts=("office", "night"),
    happens=("You ring without waiting.",),
    actions=(Action("You", "Ring the police.", "must", by="Now", contacts=("police",), own=True),),
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
    lifetime=Lifetime("3.1", "2019-06-01", "2020-12-31", "Sampleton editors", "2020-06-30"),
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
    lifetime=Lifetime("3", "2019-01-01", "2020-12-31", "Sampleton editors", "2020-06-30"),
)
