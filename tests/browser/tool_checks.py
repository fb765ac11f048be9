"""What must hold of every outcome on a screen."""

from __future__ import annotations

import re
from typing import Any

from tests.browser.tool_cases import Given, Tool
from tests.browser.tool_page import ToolPage
from widgets.engine.model import Outcome

# Stands first in an urgent outcome where the document prints no number for emergencies.
EMERGENCY = {"name": "Police", "now": True, "phones": [["999", "tel:999"]], "seen": True}


def check_outcome(used: ToolPage, answers: Given) -> None:
    """The outcome on the screen is the engine's on the desktop, to the last contact and reason."""
    trace = used.tool.trace(answers)
    outcome = trace.outcome
    assert outcome is not None, f"{answers} lead to no outcome"
    used.until_reasons()
    shown = check_card(used, outcome)
    asked = [visit.step.ask for visit in trace.visits]
    reasons = [reason for reason in shown["reasons"] if reason["ask"]]
    _same([reason["ask"] for reason in reasons], asked, "the questions among the reasons")
    for reason, visit in zip(reasons, trace.visits, strict=True):
        _same(reason["answer"], visit.reply.shown, f"the answer to {visit.step.id}")
        for edge in visit.edges:
            assert edge.because in reason["text"], f"the reason {edge.because!r} is not shown"
    if trace.interrupt is not None:
        assert trace.interrupt.because in shown["reasons"][-1]["text"], "the urgent reason lacks"
        asked.append("At any moment")
    _same(used.summary(), asked, "the list of answers")
    assert used.part("error").is_hidden(), "an error is shown beside the outcome"


def check_card(used: ToolPage, outcome: Outcome) -> dict[str, Any]:
    """The outcome on the screen has its title, level and contacts, is in view and has the focus.

    Returns all that is shown.
    """
    each, shown = used.tool, used.outcome()
    level = each.authority.levels.get(outcome.level)
    _same((shown["id"], shown["title"]), (outcome.id, outcome.title), "the outcome")
    _same(shown["level"], level.name if level else "", f"the level of {outcome.id}")
    _same(shown["contacts"], _contacts(each, outcome), f"the contacts of {outcome.id}")
    said = (outcome.no_contact, *outcome.happens, *outcome.not_said)
    for text in (*said, *(action.does for action in outcome.actions)):
        assert text in shown["text"], f"{outcome.id} lacks {text!r}"
    assert shown["focused"], f"the focus is not on the title of {outcome.id}"
    assert shown["inView"], f"the title of {outcome.id} is below the screen"
    return shown


def _contacts(each: Tool, outcome: Outcome) -> list[dict[str, Any]]:
    """The contacts that an outcome must show; an urgent one never lacks the emergency number."""
    contacts: list[dict[str, Any]] = [
        {
            "name": contact.name,
            "now": contact.id in outcome.ring,
            "phones": [[n.shown, "tel:" + re.sub(r"\D", "", n.shown)] for n in contact.phones],
            "seen": True,
        }
        for contact in each.contacts(outcome)
    ]
    if outcome.urgent and ["999", "tel:999"] not in [n for c in contacts for n in c["phones"]]:
        contacts.insert(0, EMERGENCY)
    return contacts


def _same(shown: object, expected: object, what: str) -> None:
    assert shown == expected, f"{what}: shown is {shown!r}, expected {expected!r}"
