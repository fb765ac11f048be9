"""Mutants are made where they are said to be, and those that nobody tells of are found."""

from __future__ import annotations

import pickle
from collections import Counter
from pathlib import Path

import pytest

from tests.data import FIXTURES, copy_of_sample
from tests.mutate.__main__ import table
from tests.mutate.judge import Judged, judge_authority

RING = "policy/sampleton/pathways/who-to-ring.yml"


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> list[Judged]:
    return list(judge_authority(copy_of_sample(tmp_path_factory.mktemp("mutate")), "sampleton"))


def test_there_are_mutants_of_every_kind(judged: list[Judged]) -> None:
    kinds = Counter(each.kind for each in judged)
    assert set(kinds) == {"edge swapped", "condition flipped", "digit changed", "action dropped"}
    assert min(kinds.values()) >= 3


def test_each_is_told_by_the_line_it_stands_on(judged: list[Judged]) -> None:
    lines = (
        (FIXTURES / "sampleton" / "pathways" / "who-to-ring.yml").read_text("utf-8").splitlines()
    )
    swapped = [each for each in judged if each.at.file == RING and each.kind == "edge swapped"]
    assert len(swapped) == sum(line.strip().startswith("go: ") for line in lines)
    for mutant in swapped:
        goal = lines[mutant.at.line - 1].strip()
        assert mutant.says.startswith(f"'{goal}' -> 'go: ")


def test_what_a_rule_or_a_case_forbids_is_told_of(judged: list[Judged]) -> None:
    told = {kind for each in judged for kind in each.told}
    assert {"no-rule", "rules-disagree", "scene-untrue"} <= told


def test_what_is_judged_can_go_from_one_process_to_another(judged: list[Judged]) -> None:
    assert pickle.loads(pickle.dumps(judged)) == judged


def test_survivors_are_counted_apart(judged: list[Judged], tmp_path: Path) -> None:
    survivors = [each for each in judged if not each.told]
    assert 0 < len(survivors) < len(judged)
    last = table({"sampleton": judged}).splitlines()[-1]
    assert last.endswith(f"| {len(judged) - len(survivors)} of {len(judged)} |")
