"""The library of walkthroughs: what the cases show, and how they are listed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.coverage import KINDS, covered, not_covered
from build_tools.model.themes import THEMES
from build_tools.render.authority import AuthorityPages
from build_tools.render.library import case_facts, finder, in_time
from tests.build_tools.commands import as_json, run
from tests.build_tools.real import NAMES, NoAssets, checked, policy
from tests.data import copy_of_sample

LEAST = 5
"""One case that an authority began with, and four beside it."""


@pytest.mark.parametrize("name", NAMES)
def test_the_cases_of_each_authority_show_every_level_and_turn(name: str) -> None:
    stories = policy(name).walkthroughs
    assert len(stories) >= LEAST
    assert not_covered(checked().authorities[name], stories) == ()


@pytest.mark.parametrize("name", NAMES)
def test_what_no_case_shows_is_told_in_words(name: str) -> None:
    authority = checked().authorities[name]
    told_of_nothing = {
        key: story.model_copy(update={"scenes": {}})
        for key, story in policy(name).walkthroughs.items()
    }
    told = not_covered(authority, told_of_nothing)
    for level in authority.levels.values():
        assert any(f"'{level.name}'" in text for text in told)
    assert len(told) == len(authority.levels) + len(KINDS)
    for words in KINDS.values():
        assert any(text.endswith(words.lower()) for text in told)
    # Every turn is shown by some case: without those that show it, the list tells of it again.
    for kind, words in KINDS.items():
        others = {
            key: story
            for key, story in policy(name).walkthroughs.items()
            if kind not in covered(authority, story).kinds
        }
        assert any(text.endswith(words.lower()) for text in not_covered(authority, others)), kind


@pytest.mark.parametrize("name", NAMES)
def test_every_case_is_found_by_all_that_it_shows(name: str) -> None:
    authority, stories = checked().authorities[name], policy(name).walkthroughs
    found = finder(authority, stories)
    anchors = [shelf.facet.anchor for shelf in (*found.levels, *found.themes, *found.kinds)]
    assert len(anchors) == len(set(anchors))
    for key, story in stories.items():
        facts = case_facts(authority, story)
        for facets, shelves in (
            (facts.levels, found.levels),
            (facts.themes, found.themes),
            (facts.kinds, found.kinds),
        ):
            holding = {s.facet for s in shelves if (str(key), str(story.title)) in s.cases}
            assert holding == set(facets), key
        assert facts.themes, key


@pytest.mark.parametrize(
    ("name", "story", "scenes", "kinds"),
    [
        # A step down that turns out not to be ready, before it is made.
        ("luton", "bilal", ("it-goes-well", "nearly-ready"), set()),
        ("luton", "bilal", ("it-goes-well", "nearly-ready", "the-step-down"), {"step-down"}),
        # Nobody is sure that one agency is enough: the higher level is held for care.
        ("luton", "tegan", ("one-question", "not-so-sure"), {"not-settled"}),
        ("luton", "rowan", ("small-signs", "more-comes-to-light"), {"step-up"}),
        # A team is not sure if it refers, and is asked after that if it has a MAST to turn to.
        ("wolverhampton", "sunil", ("at-the-surgery", "it-has-got-worse"), set()),
        ("wolverhampton", "gethin", ("planning-it", "it-gets-worse"), {"step-up"}),
    ],
)
def test_a_level_that_is_only_held_is_no_step(
    name: str, story: str, scenes: tuple[str, ...], kinds: set[str]
) -> None:
    whole = policy(name).walkthroughs[story]
    told = {key: scene for key, scene in whole.scenes.items() if key in scenes}
    assert len(told) == len(scenes)
    part = whole.model_copy(update={"scenes": told})
    assert set(covered(checked().authorities[name], part).kinds) == kinds


def test_check_notes_what_no_case_shows_and_does_not_fail(tmp_path: Path) -> None:
    call = ("check", "--policy", copy_of_sample(tmp_path), "--on", "2026-11-28", "--strict")
    notes = [
        "sampleton: no walkthrough reaches the level 'Open door'",
        "sampleton: no walkthrough reaches the level 'In between'",
        "sampleton: no walkthrough shows this: help steps up",
        "sampleton: no walkthrough shows this: help steps down",
        "sampleton: no walkthrough shows this: someone says no to sharing",
    ]
    assert run(*call).stderr.splitlines() == [f"note: {note}" for note in notes]
    assert as_json(*call)["notes"] == notes


def test_the_list_leads_to_no_place_that_is_not_there() -> None:
    """An authority may have no case yet, or cases that show no turn."""
    made, authority = policy("luton"), checked().authorities["luton"]
    assert not_covered(authority, {}) == ("there is no walkthrough yet",)
    quiet = made.walkthroughs["amara"]
    quiet = quiet.model_copy(update={"scenes": {"few-words": quiet.scenes["few-words"]}})
    path = "luton/walkthroughs/index.md"
    for stories in ({}, {"amara": quiet}, made.walkthroughs):
        told = replace(made, walkthroughs=stories)
        found = AuthorityPages(told, authority, NoAssets(), only=frozenset([path])).pages()
        body = next(page.body for page in found if page.path == path)
        places = set(re.findall(r'(?:id="|\{: #)([a-z0-9-]+)', body))
        linked = set(re.findall(r'href="#([a-z0-9-]+)"', body))
        assert linked <= places
        assert bool(linked) == bool(stories)


def test_no_two_authorities_tell_of_the_same_child() -> None:
    titles = [str(story.title) for name in NAMES for story in policy(name).walkthroughs.values()]
    names = [title.split(",")[0].split(" ")[0] for title in titles]
    assert len(set(names)) == len(names)


def test_themes_are_named_in_words_and_told_apart() -> None:
    assert len(set(THEMES.values())) == len(THEMES)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 minute"), (55, "55 minutes"), (60, "1 hour"), (125, "2 hours 5 minutes")],
)
def test_times_are_told_in_hours_and_minutes(minutes: int, words: str) -> None:
    assert in_time(minutes) == words
