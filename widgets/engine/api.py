"""What the browser's worker calls: JSON text in, JSON text out, never an exception.

Requests are {"op": name, "pathway": id, "answers": {...}, ...}. Replies are {"ok": {...}} or
{"error": {"name", "message", "step"}}. Where rules have dates, "today" is the day (ISO 8601) by the
reader's clock, in London.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from widgets.engine import codec
from widgets.engine.differ import differ
from widgets.engine.errors import AnswerError, BadRequest, UnknownPathway, UnknownStep
from widgets.engine.html import join
from widgets.engine.in_force import may_answer, require_in_force
from widgets.engine.links import Links
from widgets.engine.model import Authority, Pathway
from widgets.engine.points import make_point, open_point
from widgets.engine.record import record
from widgets.engine.render.answers import answers_so_far
from widgets.engine.render.dates import date_calendar, date_results
from widgets.engine.render.differ import difference_card, in_one_line
from widgets.engine.render.links import link_box, opened_notice
from widgets.engine.render.outcomes import outcome_card, reasons
from widgets.engine.render.steps import step_form
from widgets.engine.revise import Revision, revise, settle

_UNREADABLE = "The page asked for something the engine does not know. Load the page again."


class Session:
    """One authority's policy, ready to answer. It keeps no answers."""

    def __init__(self, policy: str) -> None:
        self.authority: Authority = codec.load(policy)
        self._operations: Mapping[str, Callable[[Pathway, dict[str, Any]], dict[str, Any]]] = {
            "show": self._show,
            "answer": self._answer,
            "edit": self._edit,
            "record": self._record,
            "link": self._link,
            "open": self._open,
            "differ": self._differ,
        }

    def handle(self, request: str) -> str:
        """Answer one request. Faults come back as {"error": ...}."""
        try:
            asked = _read(request)
            if asked["op"] == "dates":
                return json.dumps({"ok": self._dates(asked)}, ensure_ascii=False)
            pathway = self.authority.pathways.get(asked["pathway"])
            if pathway is None:
                raise UnknownPathway("This handbook has no such tool.")
            operation = self._operations.get(asked["op"])
            if operation is None:
                raise BadRequest(_UNREADABLE)
            may_answer(self.authority, pathway, asked["answers"], asked["today"])
            reply: dict[str, Any] = {"ok": operation(pathway, asked)}
        except AnswerError as fault:
            reply = {"error": {"name": fault.name, "message": str(fault), "step": fault.step}}
        return json.dumps(reply, ensure_ascii=False)

    def _dates(self, asked: dict[str, Any]) -> dict[str, Any]:
        scale = self.authority.timescales.get(asked["timescale"])
        if scale is None:
            raise BadRequest(_UNREADABLE)
        require_in_force(self.authority.lifetime, asked["today"])
        return {
            "screen": date_results(scale, asked["start"]),
            "calendar": date_calendar(self.authority, scale, asked["start"], asked["made"]),
        }

    def _show(self, pathway: Pathway, asked: dict[str, Any]) -> dict[str, Any]:
        return self._screen(settle(pathway, asked["answers"]), asked)

    def _answer(self, pathway: Pathway, asked: dict[str, Any]) -> dict[str, Any]:
        revision = revise(pathway, asked["answers"], asked["step"], asked["answer"])
        return self._screen(revision, asked)

    def _edit(self, pathway: Pathway, asked: dict[str, Any]) -> dict[str, Any]:
        """The form of a step already answered, to change the answer."""
        step = pathway.steps.get(asked["step"])
        if step is None:
            raise UnknownStep("This tool has no such step.", asked["step"])
        answer = asked["answers"].get(step.id)
        return {"screen": step_form(step, answer), "at": f"step:{step.id}"}

    def _record(self, pathway: Pathway, asked: dict[str, Any]) -> dict[str, Any]:
        trace = settle(pathway, asked["answers"]).trace
        return {"text": record(self.authority, trace, asked["made"])}

    def _link(self, pathway: Pathway, asked: dict[str, Any]) -> dict[str, Any]:
        """A link to where the answers have led, to copy; "page" is the address of the tool."""
        trace = settle(pathway, asked["answers"]).trace
        point = make_point(self.authority, trace)
        return {"point": point, "screen": link_box(f"{asked['page']}#{point}", trace)}

    def _open(self, pathway: Pathway, asked: dict[str, Any]) -> dict[str, Any]:
        """Where a link leads: "point" is its fragment."""
        opened = open_point(self.authority, pathway, asked["point"])
        links = Links(str(asked.get("root", "")), self.authority.id)
        notice = opened_notice(self.authority, opened, links)
        return {**self._screen(opened.revision, asked), "notice": notice}

    def _differ(self, pathway: Pathway, asked: dict[str, Any]) -> dict[str, Any]:
        """Where the answers and those of a walkthrough, "story", part and end."""
        # The urgent way out is decided on any day, but the end of the story is not.
        require_in_force(self.authority.lifetime_of(pathway), asked["today"])
        difference = differ(pathway, asked["answers"], asked["story"])
        links = Links(str(asked.get("root", "")), self.authority.id)
        screen = difference_card(self.authority, difference, links)
        return {"screen": screen, "says": in_one_line(difference), "same": difference.same_end}

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


def _read(request: str) -> dict[str, Any]:
    """The request with every part that any operation needs. Raises BadRequest."""
    try:
        asked = json.loads(request)
    except ValueError:
        raise BadRequest(_UNREADABLE) from None
    if not isinstance(asked, dict):
        raise BadRequest(_UNREADABLE)
    texts = ("op", "pathway", "step", "timescale", "start", "made", "today", "page", "point")
    nothing: dict[str, Any] = {"answers": {}, "answer": None, "story": {}}
    whole = {**dict.fromkeys(texts, ""), **nothing, **asked}
    if not all(isinstance(whole[text], str) for text in texts):
        raise BadRequest(_UNREADABLE)
    if not isinstance(whole["answers"], dict) or not isinstance(whole["story"], dict):
        raise BadRequest(_UNREADABLE)
    return whole
