"""Paths, routes and deciding agree on every pathway, at both ends of each range."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given

from tests.engine.generated import pathways
from tests.engine.routes_follower import arrive
from widgets.engine.conditions import holds
from widgets.engine.decide import decide
from widgets.engine.model import Pathway, Step
from widgets.engine.paths import all_paths, routes
from widgets.engine.replies import Answer, Tokens, all_tokens, answer_for


@given(pathways())
def test_routes_and_decide_agree_on_every_path(pathway: Pathway) -> None:
    edges = json.loads(json.dumps(routes(pathway)))
    for path in all_paths(pathway):
        for last in (False, True):
            answers = path.answers(last=last)
            trace = decide(pathway, answers)
            assert trace.outcome is path.outcome
            assert arrive(pathway, edges, answers) == path.outcome.id


@given(pathways(kinds=("number", "date", "time", "question"), most_steps=3))
def test_both_ends_of_every_range_agree(pathway: Pathway) -> None:
    edges = routes(pathway)
    for path in all_paths(pathway):
        answers = path.answers()
        for name, tokens in path.tokens.items():
            for end in _ends(pathway.steps[name], tokens):
                moved = {**answers, name: end}
                assert decide(pathway, moved).outcome is path.outcome
                assert arrive(pathway, edges, moved) == path.outcome.id


def _ends(step: Step, tokens: Tokens) -> Iterator[Answer]:
    """The first and last value of every range of a band."""
    for band in step.bands:
        if band.id == tokens:
            for span in band.ranges:
                alone = replace(step, bands=(replace(band, ranges=(span,)),))
                yield answer_for(alone, tokens)
                yield answer_for(alone, tokens, last=True)


@given(pathways())
def test_paths_are_all_and_each_once(pathway: Pathway) -> None:
    def tried(here: str, tokens: dict[str, Tokens]) -> list[dict[str, Tokens]]:
        step = pathway.steps.get(here)
        if step is None:
            return [tokens]
        ends: list[dict[str, Tokens]] = []
        for reply in all_tokens(step):
            after = {**tokens, here: reply}
            goals = {e.go for e in step.edges if holds(e.when, after, pathway.steps)}
            ends += tried(goals.pop(), after)
        return ends

    assert [path.tokens for path in all_paths(pathway)] == tried(pathway.start, {})


@given(pathways())
def test_every_node_is_reached_and_every_reply_has_an_edge(pathway: Pathway) -> None:
    made = routes(pathway)
    reached = {made["start"]}
    for node in made["nodes"].values():
        reached.update(node.get("go", {}).values())
        if "step" in node:
            replies = list(all_tokens(pathway.steps[node["step"]]))
            assert len(node["go"]) == len(replies)
    assert reached == set(made["nodes"])
