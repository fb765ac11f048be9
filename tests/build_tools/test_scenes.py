"""Scenes on their pages: what is folded, what the script is told, and links that hold."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from build_tools.check import check_all
from build_tools.check.stories import play, told_as_case
from build_tools.render.scenes import FACTS, scene_facts
from tests.build_tools.real import NAMES, checked
from tests.data import FIXTURES
from tests.engine.markup import Element, parse
from widgets.engine.compare import CASE
from widgets.engine.differ import differ
from widgets.engine.links import Links
from widgets.engine.points import BEGINS, open_point

LINKS = Links("../../../", "sampleton")


@cache
def scene(name: str) -> dict[str, Any]:
    """What the page of the sample shows of a scene."""
    found = check_all(FIXTURES).or_raise()
    story = found.policies["sampleton"].walkthroughs["robin"]
    authority = found.authorities["sampleton"]
    return scene_facts(authority, "robin", name, story.scenes[name], LINKS)


def data(name: str) -> dict[str, Any]:
    """What the script of a scene is told."""
    told: dict[str, Any] = json.loads(parse(scene(name)["play"]).one("script").raw_text)
    return told


def links(html: str, holding: str) -> list[Element]:
    return [each for each in parse(html).every("a") if holding in (each.attributes["href"] or "")]


def test_a_scene_without_a_tool_is_only_told() -> None:
    facts = scene("a-worry")
    assert facts["tool"] is None
    assert facts["compared"] is None
    assert not {"play", "answers"} & set(facts)


def test_the_answers_are_folded_with_their_reasons_and_their_end() -> None:
    answers = parse(scene("one-sign")["answers"]).one("details")
    assert "open" not in answers.attributes
    rows = list(answers.one("ol").every("li"))
    assert len(rows) == len(data("one-sign")["answers"]) == 4
    assert all(row.one("p", class_="hb-reason__answer").text for row in rows)
    assert answers.one("p", class_="hb-scene__end").text.startswith("It ends:")


def test_a_story_that_stops_at_a_question_and_one_that_takes_the_way_out_say_so() -> None:
    assert data("not-finished")["ends"] == "step:signs"
    assert "Next question:" in parse(scene("not-finished")["answers"]).text
    harm = data("harm")
    assert harm["answers"][-1] == [harm["interrupt"], "yes"]
    assert "At any moment" in parse(scene("harm")["answers"]).text
    assert harm["ends"].startswith("outcome:")


def test_facts_become_a_link_that_fills_in_the_page_of_comparison() -> None:
    (link,) = links(scene("one-sign")["compared"], f"#{FACTS}")
    assert link.attributes["href"] == (
        "../../../compare/#facts/sampleton/robin/one-sign/danger.no/plan.no"
    )
    assert "Is there a plan?" in parse(scene("one-sign")["compared"]).text
    assert "cannot be shown beside it" in scene("not-finished")["compared"]


def test_every_real_scene_opens_its_tool_where_its_answers_end() -> None:
    played = 0
    for name in NAMES:
        authority = checked().authorities[name]
        for key, story in checked().policies[name].walkthroughs.items():
            for each, said in story.scenes.items():
                trace = play(authority, said)
                if trace is None:
                    continue
                here = Links("../../../", name)
                facts = scene_facts(authority, key, each, said, here)
                (link,) = links(facts["answers"], f"#{BEGINS}")
                point = str(link.attributes["href"]).partition("#")[2]
                opened = open_point(authority, trace.pathway, point)
                held = differ(trace.pathway, opened.revision.answers, trace.answers)
                clock = any(visit.step.clock for visit in trace.visits)
                assert clock or held.same_end
                assert clock or not held.differing
                played += 1
    assert played > 40


def test_some_scenes_of_each_authority_are_compared() -> None:
    for name in NAMES:
        authority = checked().authorities[name]
        told = [
            trace
            for story in checked().policies[name].walkthroughs.values()
            for scene in story.scenes.values()
            if (trace := told_as_case(authority, scene)) is not None
        ]
        assert len(told) >= 3
        assert all(trace.pathway.id == CASE and trace.outcome is not None for trace in told)
