"""Whether the checks and the cases of a policy tell of a mutant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from build_tools.check import check_all, compiled
from build_tools.check.graph import check_graph
from build_tools.check.rules import check_rules
from build_tools.check.safety import check_safety
from build_tools.check.stories import check_stories
from build_tools.compile import compile_authority
from build_tools.model.base import PolicyModel
from build_tools.model.pathways import PathwayFile
from build_tools.model.policy import OPTIONAL_FILES, SINGLE_FILES, AuthorityPolicy
from build_tools.problems import Mark, Problems
from build_tools.yaml_text import read_yaml
from tests.mutate.mutants import Mutant, mutants

FILES = ("contacts", "dates")
"""Besides the tools, the files of an authority that mutants are made of."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutant by its place, sort and words, and the kinds of problem that told of it.

    None told of a survivor.
    """

    at: Mark
    kind: str
    says: str
    told: tuple[str, ...]


def judge_authority(folder: Path, name: str) -> Iterator[Judged]:
    """Judge every mutant of the tools and registers of one authority, which must be sound."""
    policy = check_all(folder).or_raise().policies[name]
    for key in policy.pathways:
        path = folder / name / "pathways" / f"{key}.yml"
        # The tool of case.yml is made of two files; `mutate` leaves it to the tests of cases.
        if path.exists():
            yield from _judge_file(policy, path, PathwayFile, key)
    for stem in FILES:
        path = folder / name / f"{stem}.yml"
        if path.exists():
            yield from _judge_file(policy, path, {**SINGLE_FILES, **OPTIONAL_FILES}[stem], "")


def _judge_file(
    policy: AuthorityPolicy, path: Path, model: type[PolicyModel], tool: str
) -> Iterator[Judged]:
    place = path.relative_to(path.parents[2 + bool(tool)]).as_posix()
    node = read_yaml(path, place, Problems())
    assert node is not None
    for mutant in mutants(node):
        try:
            made: Any = model.model_validate(mutant.node)
        except ValidationError:
            yield _judged(mutant, ("not-readable",))
            continue
        if tool:
            changed = replace(policy, pathways={**policy.pathways, tool: made})
        else:
            changed = replace(policy, **{path.stem: made})
        yield _judged(mutant, _told(changed, tool))


def _judged(mutant: Mutant, told: tuple[str, ...]) -> Judged:
    # Plain values only, for they go from one process to another.
    return Judged(replace(mutant.at), mutant.kind, str(mutant.says), told)


def _told(policy: AuthorityPolicy, tool: str) -> tuple[str, ...]:
    """The kinds of problem; the proof of the one tool comes first, for most fail there."""
    problems = Problems()
    check_graph(policy, problems)
    if len(problems) == 0:
        authority = compile_authority(policy)
        runs = check_rules(policy, authority.pathways[tool], problems) if tool else None
        if runs is not None:
            check_safety(policy, authority, runs, problems)
        check_stories(policy, authority, problems)
    if len(problems) == 0:
        compiled(policy, problems)
    return tuple(dict.fromkeys(problem.kind for problem in problems))
