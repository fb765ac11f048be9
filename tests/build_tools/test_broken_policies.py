"""Every kind of broken policy is told, at its place, in words that help to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.check import check_all
from build_tools.problems import Problem
from tests.build_tools.broken import reading, references, safety, shape, sources
from tests.build_tools.broken.case import Case

CASES = (
    *reading.CASES,
    *references.CASES,
    *shape.CASES,
    *sources.CASES,
    *safety.CASES,
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_broken_policy(case: Case, tmp_path: Path) -> None:
    policy, at = case.write(tmp_path)
    problems = check_all(policy).problems
    told = "\n".join(str(problem) for problem in problems)
    found = [
        problem
        for problem in problems
        if (problem.at, problem.kind) == (at, case.kind)
        and all(words in problem.says for words in case.says)
        and all(words in problem.mend for words in case.mend)
    ]
    assert len(found) == 1, f"wanted {at} [{case.kind}] {case.says} ({case.mend}), told:\n{told}"
    others = {problem.kind for problem in problems if problem is not found[0]}
    assert others == set(case.also), told


def all_told(tmp_path: Path) -> list[Problem]:
    """Every problem that any of the broken policies gives."""
    told: list[Problem] = []
    for case in CASES:
        policy, _ = case.write(tmp_path / case.id)
        told += check_all(policy).problems
    return told


def test_cases_are_many_and_named_once() -> None:
    assert len({case.id for case in CASES}) == len(CASES) >= 30
