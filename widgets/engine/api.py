"""What the browser's worker calls: JSON text in, JSON text out, never an exception.

Requests are {"op": name, "pathway": id, "answers": {...}, ...}. Replies are {"ok": {...}} or
{"error": {"name", "message", "step"}}.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from widgets.engine import codec
from widgets.engine.errors import AnswerError, UnknownPathway
from widgets.engine.html import Html, join, tag
from widgets.engine.links import Links
from widgets.engine.model import Authority, Pathway
from widgets.engine.record import record
from widgets.engine.render.outcomes import outcome_card, reasons
from widgets.engine.render.steps import step_form
from widgets.engine.replies import read_reply
from widgets.engine.revise import Revision, revise, settle


class Session:
    """One authority's policy, ready to answer. It keeps no answers."""

    def __init__(self, policy: str) -> None:
        self.authority: Authority = codec.load(policy)
        self._operations: Mapping[str, Callable[[Pathway, dict[str, Any]], dict[str, Any]]] = {
            "show": self._show,
            "answer": self._answer,
            "edit": self._edit,
            "record": self._record,
        }

    def handle(self, request: str) -> str:
        """Answer one request. Faults come back as {"error": ...}."""
        try:
            asked = json.loads(request)
            pathway = self.authority.pathways.get(asked.get("pathway", ""))
            if pathway is None:
                raise UnknownPathway("This handbook has no such tool.")
            operation = self._operations.get(asked.get("op", ""))
            if operation is None:
                raise UnknownPathway("This tool cannot do that.")
            reply: dict[str, Any] = {"ok": operation(pathway, asked)}
        except AnswerError as fault:
            reply = {"error": {"name": fault.name, "message": str(fault), "step": fault.step}}
        return json.dumps(reply, ensure_ascii=False)

    def _show(self, pathway: Pathway, asked: dict[str, Any]) -> dict[str, Any]:
        return self._screen(settle(pathway, asked.get("answers", {})), asked)

    def _answer(self, pathway: Pathway, asked: dict[str, Any]) -> dict[str, Any]:
        revision = revise(pathway, asked.get("answers", {}), asked["step"], asked["answer"])
        return self._screen(revision, asked)

    def _edit(self, pathway: Pathway, asked: dict[str, Any]) -> dict[str, Any]:
        """The form of a step already answered, to change the answer."""
        answers = asked.get("answers", {})
        step = pathway.steps.get(asked["step"])
        if step is None:
            raise UnknownPathway("This tool has no such step.")
        return {"screen": step_form(step, answers.get(step.id)), "at": f"step:{step.id}"}

    def _record(self, pathway: Pathway, asked: dict[str, Any]) -> dict[str, Any]:
        trace = settle(pathway, asked.get("answers", {})).trace
        return {"text": record(self.authority, trace, str(asked.get("made", "")))}

    def _screen(self, revision: Revision, asked: dict[str, Any]) -> dict[str, Any]:
        trace = revision.trace
        pathway = trace.pathway
        links = Links(str(asked.get("root", "")), self.authority.id)
        if trace.outcome is not None:
            card = outcome_card(self.authority, trace.outcome, links)
            screen, at = join([card, reasons(trace)]), f"outcome:{trace.outcome.id}"
            says = trace.outcome.title
        else:
            asking = trace.asking
            assert asking is not None
            screen, at, says = step_form(asking), f"step:{asking.id}", asking.ask
        dropped = [pathway.steps[step].ask for step in revision.dropped if step in pathway.steps]
        return {
            "screen": screen,
            "at": at,
            "says": says,
            "answers": revision.answers,
            "used": list(trace.answers),
            "summary": answers_so_far(revision),
            "dropped": dropped,
        }


def answers_so_far(revision: Revision) -> Html:
    """The answers given, each with a way to change it, and those kept for later."""
    trace = revision.trace
    if not trace.visits and trace.interrupt is None:
        return Html("")
    rows = [_row(visit.step.id, visit.step.ask, visit.reply.shown) for visit in trace.visits]
    if trace.interrupt is not None:
        rows.append(
            tag(
                "div",
                tag("dt", "At any moment"),
                tag("dd", trace.interrupt.label, " ", _undo(trace.interrupt.id)),
            )
        )
    waiting = []
    for name in revision.waiting:
        step = trace.pathway.steps[name]
        shown = read_reply(step, revision.answers[name]).shown
        waiting.append(tag("li", f"{step.ask} {shown}"))
    kept = tag(
        "div",
        tag("p", "Kept for when the question comes again:"),
        tag("ul", waiting),
        class_="hb-answers__waiting",
    )
    return tag(
        "section",
        tag("h2", "Your answers so far"),
        tag("p", "They are held on this page only. Leaving it forgets them."),
        tag("dl", rows),
        kept if waiting else None,
        class_="hb-answers",
        aria_label="Your answers so far",
    )


def _row(step: str, ask: str, shown: str) -> Html:
    change = tag(
        "button",
        "Change",
        tag("span", f" the answer to: {ask}", class_="hb-hidden"),
        type="button",
        class_="hb-change",
        data_change=step,
    )
    return tag("div", tag("dt", ask), tag("dd", shown, " ", change))


def _undo(interrupt: str) -> Html:
    return tag("button", "Take this back", type="button", class_="hb-change", data_undo=interrupt)
