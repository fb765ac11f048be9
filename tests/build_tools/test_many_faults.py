"""All that is wrong is told in one run, in the order of the files and their lines."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from build_tools.check import check_all
from build_tools.problems import PolicyError
from tests.build_tools.broken import lifetimes
from tests.build_tools.broken.case import HERE, Case
from tests.build_tools.broken.told import CASES
from tests.data import copy_of_sample, edit, inside


def test_faults_in_several_files_are_all_told(tmp_path: Path) -> None:
    policy = copy_of_sample(tmp_path)
    edit(policy, "levels.yml", "name: Protection", "nam: Protection")
    edit(policy, "contacts.yml", 'closes: "16:30"', "closes: 4.30")
    edit(policy, "glossary.yml", "see: [plan]", "see: &x [plan]")
    edit(policy, "urgent.yml", "urgent: yes", "urgent: maybe")
    edit(policy, "pathways/first-look.yml", "kind: number", "kind: slider")
    edit(policy, "walkthroughs/robin.yml", "title: Half way", "titel: Half way")
    (policy / "sampleton" / "services.yml").unlink()
    (policy / "sampleton" / "notes.txt").write_text("Ask Robin.", encoding="utf-8")
    told = [(problem.at.file.removeprefix("policy/sampleton/"), problem.kind)
            for problem in check_all(policy).problems]  # fmt: skip
    assert told == [
        ("contacts.yml", "wrong-value"),
        ("glossary.yml", "anchor"),
        ("levels.yml", "missing-key"),
        ("levels.yml", "unknown-key"),
        ("notes.txt", "stray-file"),
        ("pathways/first-look.yml", "wrong-word"),
        ("services.yml", "missing-file"),
        ("urgent.yml", "wrong-value"),
        ("walkthroughs/robin.yml", "missing-key"),
        ("walkthroughs/robin.yml", "unknown-key"),
    ]


def test_faults_of_meaning_in_several_files_are_all_told(tmp_path: Path) -> None:
    policy = copy_of_sample(tmp_path)
    edit(policy, "levels.yml", "clauses: [sampleton-009]", "clauses: [sampleton-099]")
    edit(policy, "glossary.yml", "see: [plan]", "see: [plans]")
    edit(policy, "urgent.yml", "  ring: [police]", "  ring: [nobody]")
    edit(policy, "contacts.yml", "shown: 01632 960003", "shown: 01632-960003")
    edit(policy, "pathways/who-to-ring.yml", "during: desk-hours", "during: no-hours")
    edit(policy, "pathways/first-look.yml", "        from: 19\n", "        from: 18\n")
    told = [(problem.at.file.removeprefix("policy/sampleton/"), problem.kind)
            for problem in check_all(policy).problems]  # fmt: skip
    assert told == [
        ("contacts.yml", "odd-number"),
        ("glossary.yml", "no-such-name"),
        ("levels.yml", "no-such-clause"),
        ("pathways/first-look.yml", "ranges-overlap"),
        ("pathways/who-to-ring.yml", "no-such-name"),
        ("urgent.yml", "no-such-name"),
    ]


def test_a_fault_in_one_tool_does_not_hide_a_fault_in_another(tmp_path: Path) -> None:
    policy = copy_of_sample(tmp_path)
    answer = "        label: No\n        worry: {}\n        go: watch"
    edit(policy, "pathways/first-look.yml", answer.format(0), answer.format(2))
    edit(policy, "pathways/who-to-ring.yml", "    ring: [duty-desk]\n", "")
    kinds = [problem.kind for problem in check_all(policy).problems]
    assert kinds == ["worry-lowers", "urgent-without-contact"]


@pytest.mark.parametrize("seed", range(12))
def test_many_broken_policies_at_once(seed: int, tmp_path: Path) -> None:
    """Faults that one file shows by itself are told whatever else is wrong beside it."""
    alone = [case for case in CASES if _stands_alone(case)]
    rng = random.Random(seed)
    chosen: dict[str, Case] = {}
    for case in rng.sample(alone, len(alone)):
        chosen.setdefault(case.edits[0][0], case)
    policy = copy_of_sample(tmp_path)
    for case in chosen.values():
        file, old, new = case.edits[0]
        edit(policy, file, old, new.replace(HERE, ""))
    problems = check_all(policy).problems
    assert list(problems) == sorted(problems)
    for case in chosen.values():
        place = f"policy/{inside(case.edits[0][0])}"
        assert any(p.kind == case.kind and p.at.file == place for p in problems), case.id


_BY_ITSELF = {
    "anchor", "tag", "duplicate-key", "odd-key", "second-document", "yaml-syntax", "missing-key",
    "unknown-key", "wrong-word", "wrong-value", "wrong-shape",
}  # fmt: skip


def _stands_alone(case: Case) -> bool:
    # A missing first day is told of the policy as a whole.
    return case.kind in _BY_ITSELF and len(case.edits) == 1 and case not in lifetimes.CASES


def test_all_problems_are_raised_together(tmp_path: Path) -> None:
    policy = copy_of_sample(tmp_path)
    edit(policy, "levels.yml", "name: Protection", "nam: Protection")
    edit(policy, "urgent.yml", "urgent: yes", "urgent: maybe")
    checked = check_all(policy)
    with pytest.raises(PolicyError) as raised:
        checked.or_raise()
    assert raised.value.problems == checked.problems
    assert len(checked.problems) == 3


def test_progress_is_told(tmp_path: Path) -> None:
    policy = copy_of_sample(tmp_path)
    said: list[str] = []
    check_all(policy, progress=said.append)
    assert said[0] == "reading the policy files"
    assert "sampleton: proving first-look" in said
