"""Every kind of broken policy is told, at its place, in words that help to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.check import check_all
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
    found = [problem for problem in problems if (problem.at, problem.kind) == (at, case.kind)]
    assert len(found) == 1, f"wanted {at} [{case.kind}], told:\n{told}"
    for words in case.says:
        assert words in found[0].says
    for words in case.mend:
        assert words in found[0].mend
    others = {problem.kind for problem in problems if problem is not found[0]}
    assert others == set(case.also), told
