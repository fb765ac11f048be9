"""A scene of a walkthrough on its page: the story, the tool to play or practise with, the answers.

What stands in the page is of use by itself; widgets/web/walkthrough-scene.js fetches the tool
when the reader asks for it, so that a page with many scenes stays small.
"""

from __future__ import annotations

import json
from typing import Any

from build_tools.check.stories import play, told_as_case
from build_tools.model.walkthroughs import Scene
from build_tools.render.compare import FOLDER as COMPARE
from widgets.engine.compare import CASE
from widgets.engine.decide import Trace
from widgets.engine.differ import end_of
from widgets.engine.errors import BadLink
from widgets.engine.html import Html, tag
from widgets.engine.links import Links
from widgets.engine.model import Authority
from widgets.engine.points import make_point
from widgets.engine.render import parts
from widgets.engine.render.static import outcome_anchor, step_anchor

ELEMENT = "walkthrough-scene"
"""The custom element of a scene, and the name of its script."""


FACTS = "facts/"
"""What the fragment of a link to the page of comparison begins with that holds facts of a scene:

    facts/AUTHORITY/WALKTHROUGH/SCENE/QUESTION.ANSWER/...

widgets/web/told-facts.js reads it.
"""


def scene_facts(
    authority: Authority, story: str, name: str, scene: Scene, links: Links
) -> dict[str, Any]:
    """What the template shows of a scene; `name` is its id, `story` that of its walkthrough.

    `play` and `answers` are there only for a scene that uses a tool.
    """
    facts: dict[str, Any] = {
        "id": name,
        "title": scene.title,
        "story": scene.story,
        "known": scene.known,
        "reflect": scene.reflect,
        "not_said": scene.not_said,
        "clauses": scene.clauses,
        "compared": compared(authority, f"{story}/{name}", scene, links),
        "tool": None,
    }
    trace = play(authority, scene)
    if trace is None:
        return facts
    return facts | {
        "tool": {"href": links.tool(trace.pathway.id), "title": trace.pathway.title},
        "play": player(trace),
        "answers": answers_of(authority, trace, links),
    }


def player(trace: Trace) -> Html:
    """The element that opens the real tool beside the story.

    The tool's page lies in the same place seen from the page of a walkthrough and from its page
    for frames, each with its like: two folders up.
    """
    data = {
        "tool": f"../../tools/{trace.pathway.id}/",
        "answers": list(trace.answers.items()),
        "interrupt": trace.pathway.interrupt.id,
        "ends": end_of(trace),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return tag(
        ELEMENT,
        tag(
            "p",
            tag("button", "Practise: answer yourself", type="button", class_="hb-button",
                data_open="practise"),
            " ",
            tag("button", "Play: see it step by step", type="button",
                class_="hb-button hb-button--quiet", data_open="play"),
            class_="hb-play__open",
        ),
        tag("script", Html(text), type="application/json"),
        class_="hb-play hb-screen-only", hidden=True,
    )  # fmt: skip


def answers_of(authority: Authority, trace: Trace, links: Links) -> Html:
    """The answers of the story with their reasons, folded, so that a learner can answer first."""
    rows = [
        tag(
            "li",
            tag("p", visit.step.ask, class_="hb-reason__ask"),
            tag("p", visit.reply.shown, class_="hb-reason__answer"),
            [tag("p", edge.because, parts.source(edge.clauses, edge.own)) for edge in visit.edges],
        )
        for visit in trace.visits
    ]
    if (taken := trace.interrupt) is not None:
        rows.append(tag(
            "li",
            tag("p", "At any moment", class_="hb-reason__ask"),
            tag("p", taken.label, class_="hb-reason__answer"),
            tag("p", taken.because, parts.source(taken.clauses, False)),
        ))  # fmt: skip
    return tag(
        "details",
        tag("summary", "How they answered, why, and where it led"),
        tag("ol", rows, class_="hb-reasons"),
        _end(trace, links),
        _point(authority, trace, links),
        class_="hb-scene__answers",
    )


def _end(trace: Trace, links: Links) -> Html:
    tool = links.tool(trace.pathway.id)
    if trace.outcome is not None:
        label, end = "It ends:", trace.outcome.title
        place = outcome_anchor(trace.outcome.id)
    else:
        assert trace.asking is not None
        label, end = "Next question:", trace.asking.ask
        place = step_anchor(trace.asking.id)
    link = tag("a", end, href=f"{tool}#{place}")
    return tag("p", tag("b", label), " ", link, class_="hb-scene__end")


def _point(authority: Authority, trace: Trace, links: Links) -> Html | None:
    """A link to the tool with these answers filled in; none where they are too many for one."""
    try:
        point = make_point(authority, trace)
    except BadLink:
        return None
    address = f"{links.tool(trace.pathway.id)}#{point}"
    link = tag("a", "Open this point in the tool, with these answers", href=address)
    return tag("p", link, class_="hb-screen-only")


def compared(authority: Authority, place: str, scene: Scene, links: Links) -> Html | None:
    """The scene told in the questions that all authorities share, with a link that compares them.

    `place` is the ids of walkthrough and scene. None where the authority has no such questions, or
    nothing is decided in the scene.
    """
    told = told_as_case(authority, scene)
    if told is None:
        if CASE not in authority.pathways or scene.pathway is None:
            return None
        return tag(
            "p",
            "This scene is not told in the questions that all authorities share, so the others "
            "cannot be shown beside it.",
            class_="hb-scene__alone",
        )
    given = "/".join(f"{step}.{answer}" for step, answer in told.answers.items())
    address = f"{links.root}{COMPARE}/#{FACTS}{authority.id}/{place}/{given}"
    rows = [
        tag("div", tag("dt", visit.step.ask), tag("dd", visit.reply.shown)) for visit in told.visits
    ]
    return tag(
        "div",
        tag("p", tag("a", "See what each authority would do in this scene", href=address),
            class_="hb-screen-only"),
        tag(
            "details",
            tag("summary", "This scene in the questions that all authorities share"),
            tag("p", "The handbook chose these answers. ", parts.own()),
            tag("dl", rows),
        ),
        class_="hb-scene__compared",
    )  # fmt: skip


def any_tool(scenes: list[dict[str, Any]]) -> bool:
    """Whether a scene among these can be played, so that the page needs the script."""
    return any("play" in scene for scene in scenes)
