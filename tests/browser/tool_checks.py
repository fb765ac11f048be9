"""What must hold of every outcome on a screen."""

from __future__ import annotations

import re
from typing import Any

from tests.browser.tool_cases import Given
from tests.browser.tool_page import ToolPage
from widgets.engine.model import Outcome


def check_outcome(used: ToolPage, answers: Given) -> None:
    """The outcome on the screen is the engine's on the desktop, to the last contact and reason."""
    trace = used.tool.trace(answers)
    outcome = trace.outcome
    assert outcome is not None
    used.until_reasons()
    shown = check_card(used, outcome)
    asked = [visit.step.ask for visit in trace.visits]
    reasons = [reason for reason in shown["reasons"] if reason["ask"]]
    assert [reason["ask"] for reason in reasons] == asked
    for reason, visit in zip(reasons, trace.visits, strict=True):
        assert reason["answer"] == visit.reply.shown
        assert all(edge.because in reason["text"] for edge in visit.edges)
    if trace.interrupt is not None:
        assert trace.interrupt.because in shown["reasons"][-1]["text"]
        asked.append("At any moment")
    assert used.summary() == asked
    assert used.part("error").is_hidden()


def check_card(used: ToolPage, outcome: Outcome) -> dict[str, Any]:
    """The outcome on the screen has its title, level and contacts, is in view and has the focus.

    Returns all that is shown.
    """
    each, shown = used.tool, used.outcome()
    level = each.authority.levels.get(outcome.level)
    assert (shown["id"], shown["title"]) == (outcome.id, outcome.title)
    assert shown["level"] == (level.name if level else "")
    expected = [
        {
            "name": contact.name,
            "now": contact.id in outcome.ring,
            "phones": [[n.shown, "tel:" + re.sub(r"\D", "", n.shown)] for n in contact.phones],
            "seen": True,
        }
        for contact in each.contacts(outcome)
    ]
    assert shown["contacts"] == expected
    assert shown["noContact"] == outcome.no_contact
    assert expected or outcome.no_contact or not outcome.urgent
    assert shown["focused"], f"the focus is not on the title of {outcome.id}"
    assert shown["inView"], f"the title of {outcome.id} is below the screen"
    return shown
