"""The library of walkthroughs: what the cases cover, how long they take, and how one is found."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from build_tools.check import check_all, compiled
from build_tools.coverage import KINDS, covered, not_covered
from build_tools.load import load_authority
from build_tools.model.policy import AuthorityPolicy
from build_tools.model.themes import THEMES
from build_tools.problems import Problems
from build_tools.render.authority import AuthorityPages
from build_tools.render.library import case_facts, finder, in_time
from tests.build_tools.commands import as_json, run
from tests.build_tools.real import NAMES, NoAssets
from tests.data import POLICY, copy_of_sample, edit
from widgets.engine.model import Authority

STORY = "walkthroughs/robin.yml"


@cache
def made(name: str) -> tuple[AuthorityPolicy, Authority]:
    """One authority of ours. Nothing here needs the proof of its rules, which takes long."""
    problems = Problems()
    read = load_authority(POLICY / name, problems, name=name)
    assert read is not None
    whole = compiled(read, problems)
    assert whole is not None
    return read, whole


def policy(name: str) -> AuthorityPolicy:
    return made(name)[0]


def authority(name: str) -> Authority:
    return made(name)[1]


@cache
def bodies(name: str) -> dict[str, str]:
    """The list of walkthroughs and each of them, by path."""
    paths = [f"{name}/walkthroughs/{key}.md" for key in ("index", *policy(name).walkthroughs)]
    pages = AuthorityPages(*made(name), NoAssets(), only=frozenset(paths)).pages()
    return {page.path: page.body for page in pages if page.path in paths}


# --- what our own cases cover -------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_level_and_every_kind_of_turn_is_shown(name: str) -> None:
    assert not_covered(authority(name), policy(name).walkthroughs) == ()


@pytest.mark.parametrize("name", NAMES)
def test_there_are_four_cases_beside_the_first(name: str) -> None:
    assert len(policy(name).walkthroughs) >= 5


def test_no_two_children_of_the_handbook_have_one_name() -> None:
    told = [str(key) for name in NAMES for key in policy(name).walkthroughs]
    assert len(told) == len(set(told))


# --- what a case shows, worked out from its tools -----------------------------------------------


def sample(folder: Path, *edits: tuple[str, str]) -> tuple[Authority, set[str], tuple[str, ...]]:
    """The sample authority, and the kinds and levels of its walkthrough after some edits of it."""
    written = copy_of_sample(folder)
    for old, new in edits:
        edit(written, STORY, old, new)
    found = check_all(written).or_raise()
    alone = found.authorities["sampleton"]
    shown = covered(alone, found.policies["sampleton"].walkthroughs["robin"])
    return alone, set(shown.kinds), shown.levels


def test_harm_after_help_has_begun_is_late_harm(tmp_path: Path) -> None:
    _, kinds, levels = sample(tmp_path)
    assert kinds == {"harm", "late-harm", "not-settled"}
    assert levels == ("early-help", "protection")


def test_harm_told_from_the_beginning_is_not_late(tmp_path: Path) -> None:
    _, kinds, _ = sample(tmp_path, ("follows: one-sign", "follows: a-worry"))
    assert kinds == {"harm", "not-settled"}


def test_harm_is_no_step_up_and_what_comes_after_it_is_a_step_down(tmp_path: Path) -> None:
    # The scene of harm stands last, and the story goes on from it.
    again = (
        "    ends:\n      outcome: harm\n",
        "    ends:\n      outcome: harm\n"
        "  later:\n    title: Later\n    story: [The plan is kept.]\n    pathway: first-look\n"
        "    answers:\n      spoken: yes\n      signs:\n        school: seen\n"
        "        meals: seen\n        bruises: not-seen\n    ends:\n      outcome: help\n",
    )
    _, kinds, _ = sample(tmp_path, again)
    assert "step-down" in kinds
    assert "step-up" not in kinds


def test_a_refusal_is_told_by_the_answer_or_by_the_scene(tmp_path: Path) -> None:
    _, kinds, _ = sample(tmp_path, ("[not-settled]", "[refused-consent]"))
    assert "refused-consent" in kinds
    # In Bedfordshire's case nobody types it: the tool asks.
    story = policy("bedfordshire").walkthroughs["robin"]
    assert not any(scene.shows for scene in story.scenes.values())
    assert "refused-consent" in covered(authority("bedfordshire"), story).kinds


@pytest.mark.parametrize("name", NAMES)
def test_practice_takes_longer_than_reading(name: str) -> None:
    for story in policy(name).walkthroughs.values():
        shown = covered(authority(name), story)
        assert 1 <= shown.reading < shown.practising


def test_minutes_are_told_in_hours_where_there_are_any() -> None:
    assert [in_time(each) for each in (1, 45, 60, 61, 125)] == [
        "1 minute", "45 minutes", "1 hour", "1 hour 1 minute", "2 hours 5 minutes",
    ]  # fmt: skip


# --- what is not shown --------------------------------------------------------------------------


def test_an_authority_may_have_no_walkthrough(tmp_path: Path) -> None:
    alone, _, _ = sample(tmp_path)
    assert not_covered(alone, {}) == ("there is no walkthrough yet",)


def test_check_notes_what_no_walkthrough_shows_and_does_not_fail(tmp_path: Path) -> None:
    written = copy_of_sample(tmp_path)
    call = ("check", "--policy", written, "--on", "2026-11-28", "--strict")
    notes = [
        "sampleton: no walkthrough reaches the level 'Open door'",
        "sampleton: no walkthrough reaches the level 'In between'",
        "sampleton: no walkthrough shows this: help steps up",
        "sampleton: no walkthrough shows this: help steps down",
        "sampleton: no walkthrough shows this: someone says no to sharing",
    ]
    assert run(*call).stderr.splitlines() == [f"note: {note}" for note in notes]
    assert as_json(*call)["notes"] == notes


# --- how a case is found ------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_case_is_found_by_each_of_its_facets_and_by_no_other(name: str) -> None:
    stories = policy(name).walkthroughs
    found = finder(authority(name), stories)
    shelves = {
        shelf.facet: {key for key, _ in shelf.cases}
        for shelf in (*found.levels, *found.themes, *found.kinds)
    }
    for key, story in stories.items():
        facts = case_facts(authority(name), story)
        own = {*facts.levels, *facts.themes, *facts.kinds}
        assert own == {facet for facet, cases in shelves.items() if key in cases}
    assert all(shelf.cases for shelf in (*found.themes, *found.kinds))


@pytest.mark.parametrize("name", NAMES)
def test_the_facts_at_the_head_of_a_case_lead_to_places_that_are_there(name: str) -> None:
    listed = bodies(name)[f"{name}/walkthroughs/index.md"]
    places = set(re.findall(r'id="((?:level|theme|shows)-[a-z0-9-]+)"', listed))
    for key, story in policy(name).walkthroughs.items():
        body = bodies(name)[f"{name}/walkthroughs/{key}.md"]
        linked = re.findall(r'walkthroughs/#((?:level|theme|shows)-[a-z0-9-]+)"', body)
        facts = case_facts(authority(name), story)
        assert linked == [each.anchor for each in (*facts.levels, *facts.themes, *facts.kinds)]
        assert set(linked) <= places
        for said in (facts.scenes, facts.reading, facts.practising):
            assert said in body
            assert said in listed


def test_themes_and_kinds_are_words_for_readers() -> None:
    for word in (*THEMES.values(), *KINDS.values()):
        assert word[0].isupper()
        # They stand in lists, with commas between them.
        assert "," not in word
        assert "-" not in word


def test_the_list_leads_to_no_place_that_is_not_there(tmp_path: Path) -> None:
    alone, _, _ = sample(tmp_path)
    problems = Problems()
    read = load_authority(tmp_path / "policy/sampleton", problems, name="sampleton")
    assert read is not None
    quiet = read.walkthroughs["robin"]
    # One that reaches no outcome shows no turn.
    told = quiet.model_copy(update={"scenes": {"a-worry": quiet.scenes["a-worry"]}})
    for stories in ({}, {"robin": told}, {"robin": quiet}):
        listed = "sampleton/walkthroughs/index.md"
        written = replace(read, walkthroughs=stories)
        found = AuthorityPages(written, alone, NoAssets(), only=frozenset([listed])).pages()
        body = next(page.body for page in found if page.path == listed)
        places = set(re.findall(r'(?:id="|\{: #)([a-z0-9-]+)', body))
        linked = set(re.findall(r'href="#(by-[a-z]+|not-shown)"', body))
        assert linked <= places
        assert bool(linked) == bool(stories)
