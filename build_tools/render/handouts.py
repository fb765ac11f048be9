"""Hand-outs of a walkthrough: one for participants, without answers, and one for the facilitator.

Both are made from the walkthrough itself, and its answers are played through the engine, so that a
hand-out can be no more out of date than its walkthrough.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.check.stories import play
from build_tools.model.walkthroughs import Scene, WalkthroughFile
from widgets.engine.html import join
from widgets.engine.links import Links
from widgets.engine.model import Authority
from widgets.engine.render import parts
from widgets.engine.render.outcomes import outcome_card

PARTICIPANTS, FACILITATOR = "hand-out", "facilitator"
"""The names of the two pages, below their walkthrough."""


@dataclass(frozen=True, slots=True)
class HandOut:
    """One of the two: its page's name, its title and its template."""

    name: str
    title: str
    template: str
    answers: bool


HAND_OUTS = (
    HandOut(PARTICIPANTS, "Hand-out for participants", "hand_out.md.j2", False),
    HandOut(FACILITATOR, "Facilitator's version", "facilitator.md.j2", True),
)


def hand_out_facts(
    authority: Authority, story: WalkthroughFile, hand_out: HandOut, links: Links
) -> Mapping[str, Any]:
    """What the page of a hand-out shows; nothing of the answers unless it is to show them."""
    return {
        "title": story.title,
        "origin": story.origin,
        "scenes": [
            _scene(authority, name, scene, hand_out, links) for name, scene in story.scenes.items()
        ],
        **({"summary": story.summary, "clauses": story.clauses} if hand_out.answers else {}),
    }


def _scene(
    authority: Authority, name: str, scene: Scene, hand_out: HandOut, links: Links
) -> dict[str, Any]:
    tool = authority.pathways[str(scene.pathway)] if scene.pathway else None
    facts: dict[str, Any] = {
        "id": name,
        "story": scene.story,
        "known": scene.known,
        "tool": {"href": links.tool(tool.id), "title": tool.title} if tool else None,
    }
    if not hand_out.answers:
        return facts
    # A title such as "Step down" gives the end away.
    facts |= {
        "title": scene.title,
        "reflect": scene.reflect,
        "not_said": scene.not_said,
        "clauses": scene.clauses,
    }
    trace = play(authority, scene)
    if trace is None:
        return facts
    facts["visits"] = [
        {
            "ask": visit.step.ask,
            "answer": visit.reply.shown,
            "because": [
                join([edge.because, parts.source(edge.clauses, edge.own)]) for edge in visit.edges
            ],
        }
        for visit in trace.visits
    ]
    facts["outcome"] = (
        outcome_card(authority, trace.outcome, links, heading="h3") if trace.outcome else None
    )
    facts["asking"] = trace.asking.ask if trace.asking else None
    return facts
