"""The safety rules on small policies: each canary is told, and each by its own rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.answer_sets import runs_of
from build_tools.check import check_all
from build_tools.check.monotone import check_monotone
from build_tools.model.base import place
from build_tools.problems import Problems
from tests.build_tools.broken import safety
from tests.build_tools.broken.case import Case
from tests.build_tools.broken.told import CASES
from tests.build_tools.written import pathway_file
from tests.data import copy_of_sample, edit
from tests.engine.generated import OUTCOMES, authority_of
from tests.engine.sample import INTERRUPT
from widgets.engine.model import Choice, Edge, Is, Pathway, Step


@pytest.mark.parametrize(
    ("rule", "kinds"),
    [
        (safety.RULE_1, {"urgent-not-urgent"}),
        (safety.RULE_2, {"harm-not-urgent"}),
        (safety.RULE_3, {"unsure-lower"}),
        (safety.RULE_4, {"worry-lowers", "no-level"}),
        (safety.RULE_5, {"urgent-without-contact"}),
    ],
)
def test_every_rule_has_a_canary(rule: tuple[Case, ...], kinds: set[str]) -> None:
    assert {case.kind for case in rule} == kinds
    assert set(rule) <= set(CASES)


def test_the_way_out_is_checked_even_where_there_is_no_tool(tmp_path: Path) -> None:
    import shutil

    policy = copy_of_sample(tmp_path)
    for name in ("pathways", "walkthroughs"):
        shutil.rmtree(policy / "sampleton" / name)
    (policy / "sampleton" / "case.yml").unlink()
    edit(policy, "urgent.yml", "  level: protection\n  urgent: yes\n", "  level: protection\n")
    edit(policy, "urgent.yml", "tool: who-to-ring\n", "")
    edit(policy, "urgent.yml", "      pathway: who-to-ring\n", "")
    edit(policy, "levels.yml", "    pathway: first-look\n    step: signs\n", "")
    edit(policy, "procedures.yml", "    pathway: first-look\n", "")
    edit(policy, "authority.yml", "tools: [who-to-ring, first-look]\n", "")
    kinds = {problem.kind for problem in check_all(policy).problems}
    assert "urgent-not-urgent" in kinds


def question(name: str, *ways: tuple[int | None, str]) -> Step:
    """A question whose answers have these worries and lead to these places."""
    choices = tuple(
        Choice(f"c{n}", f"Choice {n}", worry=worry) for n, (worry, _) in enumerate(ways)
    )
    edges = tuple(
        Edge(go, Is(name, (f"c{n}",)), "It is so.", own=True) for n, (_, go) in enumerate(ways)
    )
    return Step(name, "question", f"{name}?", edges, choices=choices)


def told(*steps: Step) -> set[str]:
    """The steps of which the proof says that a greater worry ends lower."""
    pathway = Pathway("p", "P", "S", steps[0].id, {s.id: s for s in steps}, OUTCOMES, INTERRUPT)
    source, problems = pathway_file(pathway), Problems()
    check_monotone(source, authority_of(pathway), runs_of(pathway), problems)
    places = {place(key, step.at): str(key) for key, step in source.steps.items()}
    return {places[problem.at] for problem in problems}


def test_a_greater_worry_that_ends_higher_or_alike_is_fine() -> None:
    assert told(question("a", (0, "low"), (1, "low"), (2, "now"))) == set()


@pytest.mark.parametrize("worries", [(0, 1, 1), (0, 0, 1), (0, 1, 2), (1, 1, 5)])
def test_no_pair_of_worries_is_skipped(worries: tuple[int, int, int]) -> None:
    """Equal worries are no ladder: every lower one is held against every higher one."""
    for lowest in range(3):
        for highest in range(3):
            if worries[lowest] < worries[highest]:
                ways: list[tuple[int | None, str]] = [(worry, "middle") for worry in worries]
                ways[lowest] = (worries[lowest], "high")
                ways[highest] = (worries[highest], "low")
                assert told(question("a", *ways)) == {"a"}


def test_every_step_is_told_also_where_two_come_to_the_same_fault() -> None:
    assert told(
        question("a", (0, "high-end"), (1, "low-end"), (None, "b")),
        question("b", (0, "high-end"), (1, "low-end")),
        question("high-end", (None, "high")),
        question("low-end", (None, "low")),
    ) == {"a", "b"}


def test_a_step_both_readers_come_to_is_answered_alike() -> None:
    # The more worried reader takes a longer way to the same last question.
    last = question("last", (None, "low"), (None, "high"))
    longer = question("longer", (None, "last"))
    assert told(question("a", (0, "last"), (1, "longer")), longer, last) == set()
    # But not where the way round ends lower for one of its own answers.
    other = question("longer", (None, "last"), (None, "low"))
    assert told(question("a", (0, "last"), (1, "longer")), other, last) == {"a"}


def test_answers_without_worry_are_not_compared() -> None:
    assert told(question("a", (None, "high"), (None, "low"), (1, "middle"))) == set()
