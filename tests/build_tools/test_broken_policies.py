"""Every kind of broken policy is told, at its place, in words that help to mend it."""

from __future__ import annotations

import pytest

from tests.build_tools.broken.case import Case
from tests.build_tools.broken.told import CASES, told

# Beside the others that look at the broken policies, so that each is tried once.
pytestmark = pytest.mark.xdist_group("broken")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_broken_policy(case: Case) -> None:
    at, problems = told(case)
    all_told = "\n".join(str(problem) for problem in problems)
    found = [
        problem
        for problem in problems
        if (problem.at, problem.kind) == (at, case.kind)
        and all(words in problem.says for words in case.says)
        and all(words in problem.mend for words in case.mend)
    ]
    wanted = f"{at} [{case.kind}] {case.says} ({case.mend})"
    assert len(found) == 1, f"wanted {wanted}, told:\n{all_told}"
    others = {problem.kind for problem in problems if problem is not found[0]}
    assert others == set(case.also), all_told


def test_cases_are_many_and_named_once() -> None:
    assert len({case.id for case in CASES}) == len(CASES) >= 30
