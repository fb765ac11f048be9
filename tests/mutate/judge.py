"""Whether the checks and what is signed tell of a mutant of a policy.

What is quick comes first and only the file that the mutant is made of is read anew. A mutant that
nothing tells of is put through every check there is, and then through the exact difference of two
policies: when that finds none, it changes nothing anybody could get and is no mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from build_tools.check import Checked, check_authority, compiled
from build_tools.check.graph import check_bands, check_cycles, check_orphans
from build_tools.check.references import check_references
from build_tools.check.rules import check_rules
from build_tools.check.safety import check_safety
from build_tools.check.shared import Ids, check_shared
from build_tools.check.signed import check_tool_cases, check_tool_facts
from build_tools.compile import compile_interrupt, compile_pathway
from build_tools.diff.compare import compare
from build_tools.diff.revisions import Revision
from build_tools.load import SHARED
from build_tools.model.base import PolicyModel
from build_tools.model.case import CaseFile, FactFile, as_pathway
from build_tools.model.pathways import PathwayFile, Value
from build_tools.model.policy import (
    FOLDERS,
    OPTIONAL_FILES,
    SHARED_FILES,
    SINGLE_FILES,
    AuthorityPolicy,
)
from build_tools.problems import Mark, Problems
from build_tools.read_model import load_file
from build_tools.yaml_text import read_yaml
from tests.mutate.facts import told_by_facts
from tests.mutate.mutants import Mutant, mutants
from widgets.engine.compare import CASE
from widgets.engine.model import Authority

EQUIVALENT = "equivalent"
"""What tells of a mutant that is proved to change nothing."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutant by its place, sort and words, and the kinds of problem that told of it.

    None told of a survivor; only EQUIVALENT of one that changes nothing.
    """

    at: Mark
    kind: str
    says: str
    told: tuple[str, ...]


Judge = Callable[[PolicyModel], tuple[str, ...]]
"""From a mutant file that can be read to the kinds of problem that tell of it."""


@dataclass(frozen=True, slots=True)
class Target:
    """A file to make mutants of: the authority, or SHARED, and its path inside its folder."""

    name: str
    file: str


def targets(folder: Path, checked: Checked) -> list[Target]:
    """Every file of a sound policy but what is signed, the largest first."""
    found = [Target(SHARED, f"{stem}.yml") for stem in SHARED_FILES]
    for name in checked.policies:
        found += [Target(name, f"{stem}.yml") for stem in (*SINGLE_FILES, *OPTIONAL_FILES)]
        for sub in FOLDERS:
            found += [Target(name, f"{sub}/{path.name}")
                      for path in sorted((folder / name / sub).glob("*.yml"))]  # fmt: skip
    present = [each for each in found if (folder / each.name / each.file).exists()]
    return sorted(present, key=lambda each: -(folder / each.name / each.file).stat().st_size)


def judge(folder: Path, checked: Checked, target: Target, every: slice) -> Iterator[Judged]:
    """Judge the mutants of one file, or with `every` some of them."""
    path = folder / target.name / target.file
    node = read_yaml(path, f"{folder.name}/{target.name}/{target.file}", Problems())
    assert node is not None
    policy = checked.policies.get(target.name)
    levels = [str(key) for key in policy.levels.levels] if policy else []
    stem = target.file.removesuffix(".yml")
    model, tell = _judge_of(folder, checked, target)
    for mutant in list(mutants(node, levels))[every]:
        if policy is not None and told_by_facts(policy, stem, model, mutant):
            yield _judged(mutant, ("not-as-signed",))
            continue
        try:
            made = model.model_validate(mutant.node)
        except ValidationError:
            yield _judged(mutant, ("not-readable",))
            continue
        yield _judged(mutant, tell(made))


def _judged(mutant: Mutant, told: tuple[str, ...]) -> Judged:
    # Plain values only, for they go from one process to another.
    return Judged(replace(mutant.at), mutant.kind, str(mutant.says), told)


def _judge_of(folder: Path, checked: Checked, target: Target) -> tuple[type[PolicyModel], Judge]:
    stem = target.file.removesuffix(".yml")
    if target == Target(SHARED, f"{CASE}.yml"):
        return FactFile, _judge_of_questions(folder, checked)
    if target.name == SHARED:
        return SHARED_FILES[stem], lambda made: _tell_shared(checked, stem, made)
    policy = checked.policies[target.name]
    sub, _, tool = stem.partition("/")
    if sub == "pathways":
        return PathwayFile, lambda made: _tell_tool(checked, policy, tool, made)
    if stem == CASE:
        facts = checked.shared.case
        assert facts is not None

        def tell_case(made: PolicyModel) -> tuple[str, ...]:
            assert isinstance(made, CaseFile)
            return _tell_tool(checked, policy, CASE, as_pathway(facts, made))

        return CaseFile, tell_case
    if sub in FOLDERS:
        return FOLDERS[sub], lambda made: tell_all(
            checked, _with_file(policy, sub, {**getattr(policy, sub), tool: made})
        )
    models = {**SINGLE_FILES, **OPTIONAL_FILES}
    return models[stem], lambda made: tell_all(checked, _with_file(policy, stem, made))


def _kinds(problems: Problems) -> tuple[str, ...]:
    return tuple(dict.fromkeys(problem.kind for problem in problems))


def _tell_tool(
    checked: Checked, policy: AuthorityPolicy, tool: str, made: PolicyModel
) -> tuple[str, ...]:
    assert isinstance(made, PathwayFile)
    changed = replace(policy, pathways={**policy.pathways, tool: made})
    problems = Problems()
    if tool in policy.signed_tools:
        check_tool_facts(changed, tool, problems)
    check_cycles(made, problems)
    check_orphans(made, problems)
    for name, step in made.steps.items():
        if isinstance(step, Value):
            check_bands(str(name), step, policy.contacts.hours, problems)
    if len(problems) == 0:
        check_references(changed, problems)
    if len(problems) == 0:
        interrupt = compile_interrupt(policy.urgent)
        pathway = compile_pathway(tool, made, interrupt, policy.contacts.hours)
        runs = check_rules(changed, pathway, problems)
        if runs is not None:
            if tool in policy.signed_tools:
                check_tool_cases(changed, runs, problems)
            authority = checked.authorities[policy.id]
            pathways = {**authority.pathways, tool: pathway}
            check_safety(changed, replace(authority, pathways=pathways), runs, problems)
    return _kinds(problems) or tell_all(checked, changed)


def _with_file(policy: AuthorityPolicy, stem: str, made: Any) -> AuthorityPolicy:
    change: dict[str, Any] = {stem: made}
    return replace(policy, **change)


def _tell_shared(checked: Checked, stem: str, made: PolicyModel) -> tuple[str, ...]:
    problems = Problems()
    change: dict[str, Any] = {stem: made}
    shared = replace(checked.shared, **change)
    ids = {key: Ids(each.levels.levels, each.clauses.clauses)
           for key, each in checked.policies.items()}  # fmt: skip
    check_shared(shared, list(ids), ids, problems)
    return _kinds(problems)


def _judge_of_questions(folder: Path, checked: Checked) -> Judge:
    """The shared questions are told of by the first authority whose case they spoil."""
    cases = {
        name: load_file(folder / name / f"{CASE}.yml", CaseFile, Problems(), name=name)
        for name, policy in checked.policies.items()
        if CASE in policy.pathways
    }

    def tell(made: PolicyModel) -> tuple[str, ...]:
        assert isinstance(made, FactFile)
        told = _tell_shared(checked, CASE, made)
        for name, case in cases.items():
            if told in ((), (EQUIVALENT,)):
                assert isinstance(case, CaseFile)
                told = _tell_tool(checked, checked.policies[name], CASE, as_pathway(made, case))
        return told

    return tell


def tell_all(checked: Checked, changed: AuthorityPolicy) -> tuple[str, ...]:
    """What every check, and then the exact difference, tells of a changed authority."""
    problems = Problems()
    check_authority(changed, problems)
    if len(problems):
        return _kinds(problems)
    authority = compiled(changed, Problems())
    assert authority is not None
    before = _revision(checked, checked.policies[changed.id], checked.authorities[changed.id])
    report = compare(before, _revision(checked, changed, authority))
    return () if report.findings else (EQUIVALENT,)


def _revision(checked: Checked, policy: AuthorityPolicy, authority: Authority) -> Revision:
    return Revision("", checked.shared, {policy.id: policy}, {policy.id: authority}, {})
