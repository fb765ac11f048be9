"""All broken policies, and what the checks say of each (worked out once for all tests)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from build_tools.check import check_all
from build_tools.problems import Mark, Problem
from tests.build_tools.broken import (
    conditions,
    lifetimes,
    published,
    reading,
    references,
    safety,
    shape,
    signed,
    slips,
    sources,
    stories,
    tangled,
    turns,
)
from tests.build_tools.broken.case import Case
from tests.build_tools.broken.sites import Site, noting

CASES = (
    *reading.CASES,
    *references.CASES,
    *conditions.CASES,
    *shape.CASES,
    *slips.CASES,
    *sources.CASES,
    *stories.CASES,
    *turns.CASES,
    *safety.CASES,
    *tangled.CASES,
    *lifetimes.CASES,
    *published.CASES,
    *signed.CASES,
)


SITES: set[Site] = set()
"""The places in the program from which the cases tried so far were told of something."""


@cache
def told(case: Case) -> tuple[Mark, tuple[Problem, ...]]:
    """The place that must be named, and every problem that is told."""
    with TemporaryDirectory() as folder, noting(SITES):
        policy, at = case.write(Path(folder))
        return at, check_all(policy).problems
