"""Decide one set of facts under several authorities at once."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from widgets.engine import codec
from widgets.engine.decide import follow
from widgets.engine.errors import AnswerError, MissingItems, NotInForce
from widgets.engine.in_force import outside, require_in_force
from widgets.engine.links import Links
from widgets.engine.model import Authority
from widgets.engine.render.compare import compare_card
from widgets.engine.render.refusal import refusal_card
from widgets.engine.replies import Answers

CASE = "case"
"""The id of the tool that asks the shared questions."""


class Comparison:
    """Several authorities' answers to the shared questions. It keeps no answers.

    `policies` is a JSON list of what `codec.dump` wrote, in the order of the columns.
    """

    def __init__(self, policies: str) -> None:
        self.authorities = [codec.load(text) for text in json.loads(policies)]

    def handle(self, request: str) -> str:
        """Answer {"answers": {...}, "root": way to the top of the site, "today": ISO 8601}.

        An authority whose rules do not count today says so in place of its column and has no end.
        With "policies", a list as for the class, these are compared in place of the class's own.
        The reply is {"ok": {"screen": HTML, "ends": {authority: outcome}}} or {"error": ...}.
        """
        try:
            asked = json.loads(request)
            reply: dict[str, Any] = {
                "ok": self._compare(
                    self._asked_for(asked),
                    asked["answers"],
                    str(asked["root"]),
                    str(asked.get("today", "")),
                )
            }
        except AnswerError as fault:
            reply = {"error": {"name": fault.name, "message": str(fault), "step": fault.step}}
        except (ValueError, KeyError, TypeError):
            message = "The page asked for something the engine does not know. Load the page again."
            reply = {"error": {"name": "BadRequest", "message": message, "step": ""}}
        return json.dumps(reply, ensure_ascii=False)

    def _asked_for(self, asked: dict[str, Any]) -> list[Authority]:
        if "policies" not in asked:
            return self.authorities
        return [codec.load(text) for text in asked["policies"]]

    def _compare(
        self, authorities: list[Authority], answers: Answers, root: str, today: str
    ) -> dict[str, Any]:
        cards = []
        ends = {}
        for authority in authorities:
            links = Links(root, authority.id)
            try:
                require_in_force(authority.lifetime, today)
            except NotInForce:
                side = outside(authority.lifetime, today)
                if not today or side is None:
                    raise
                cards.append(refusal_card(authority, authority.lifetime, side, links))
                continue
            trace = follow(authority.pathways[CASE], answers)
            if trace.outcome is None:
                assert trace.asking is not None
                raise MissingItems(f"Answer this too: {trace.asking.ask}", trace.asking.id, ())
            cards.append(compare_card(authority, trace.outcome, links))
            ends[authority.id] = trace.outcome.id
        return {"screen": "".join(cards), "ends": ends}


def case_only(authority: Authority) -> Authority:
    """The authority with no tool but the shared questions: all that a comparison needs."""
    return replace(authority, pathways={CASE: authority.pathways[CASE]}, timescales={})
