"""What the page's script does with `routes` before Python has started, written out for tests.

Nothing of the engine's deciding is used here: only the map of edges, and the values of bands.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from widgets.engine.model import Pathway, Step
from widgets.engine.replies import Answer


def arrive(pathway: Pathway, routes: Mapping[str, Any], answers: Mapping[str, Answer]) -> str:
    """The outcome that answers lead to along the edges of `routes`; "" where they stop short."""
    node = routes["nodes"][routes["start"]]
    while "step" in node:
        step = pathway.steps[node["step"]]
        if "go" not in node or step.id not in answers:
            return ""
        node = routes["nodes"][node["go"][_reply(step, answers[step.id])]]
    return str(node["outcome"])


def _reply(step: Step, answer: Answer) -> str:
    if not isinstance(answer, str):
        return ",".join(answer[item.id] for item in step.items)
    if step.kind == "question":
        return answer
    value = _value(step.kind, answer)
    return next(band.id for band in step.bands for low, high in band.ranges if low <= value <= high)


def _value(kind: str, answer: str) -> int:
    if kind == "number":
        return int(answer)
    if kind == "date":
        return (date.fromisoformat(answer) - date(1, 1, 1)).days + 1
    moment = datetime.fromisoformat(answer)
    return moment.weekday() * 1440 + moment.hour * 60 + moment.minute
