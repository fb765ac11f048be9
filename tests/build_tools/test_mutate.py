"""Mutants are made where they are said to be, and what nobody tells of is found."""

from __future__ import annotations

import pickle
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from build_tools.check import Checked, check_all
from tests.build_tools.real import NAMES, checked
from tests.data import FIXTURES, POLICY, ROOT, copy_of_sample
from tests.mutate.__main__ import table
from tests.mutate.engine_equivalent import EQUIVALENT as ALIKE
from tests.mutate.engine_mutants import engine_mutants
from tests.mutate.engine_tests import modules, ordered_tests, path_of, with_all_tests
from tests.mutate.judge import EQUIVALENT, Judged, Target, judge, targets, tell_all

RING = Target("sampleton", "pathways/who-to-ring.yml")
EVERY = slice(None)


def judged_of(folder: Path, target: Target) -> list[Judged]:
    return list(judge(folder, check_all(folder).or_raise(), target, EVERY))


@pytest.fixture(scope="module")
def unsigned(tmp_path_factory: pytest.TempPathFactory) -> list[Judged]:
    """The mutants of a policy of which nothing is signed."""
    return judged_of(copy_of_sample(tmp_path_factory.mktemp("mutate")), RING)


def test_there_are_mutants_of_every_kind(unsigned: list[Judged]) -> None:
    kinds = Counter(each.kind for each in unsigned)
    assert set(kinds) >= {"edge swapped", "digit changed", "action dropped", "mark taken"}


def test_each_is_told_by_the_line_it_stands_on(unsigned: list[Judged]) -> None:
    lines = (FIXTURES / RING.name / RING.file).read_text("utf-8").splitlines()
    swapped = [each for each in unsigned if each.kind == "edge swapped"]
    assert len(swapped) == sum(line.strip().startswith("go: ") for line in lines)
    for mutant in swapped:
        goal = lines[mutant.at.line - 1].strip()
        assert mutant.says.startswith(f"'{goal}' -> 'go: ")


def test_without_a_signature_some_survive(unsigned: list[Judged]) -> None:
    survivors = [each for each in unsigned if not each.told]
    assert 0 < len(survivors) < len(unsigned)
    last = table({"sampleton": unsigned}).splitlines()[-1]
    alike = sum(each.told == (EQUIVALENT,) for each in unsigned)
    made = len(unsigned) - alike
    assert last == f"| all | {made - len(survivors)} of {made} |"


def test_what_is_judged_can_go_from_one_process_to_another(unsigned: list[Judged]) -> None:
    assert pickle.loads(pickle.dumps(unsigned)) == unsigned


def test_what_changes_nothing_is_proved_to(tmp_path: Path) -> None:
    sample = check_all(copy_of_sample(tmp_path)).or_raise()
    policy = sample.policies["sampleton"]
    tool = policy.pathways["who-to-ring"]
    changes = [tool.model_copy(), tool.model_copy(update={"summary": "Other words."})]
    told = [
        tell_all(sample, replace(policy, pathways={**policy.pathways, "who-to-ring": each}))
        for each in changes
    ]
    assert told == [(EQUIVALENT,), ()]


def sample_of(policy: Checked, name: str) -> Iterator[Judged]:
    """A few mutants of every file of an authority, always the same."""
    chosen = random.Random(name)
    for target in targets(POLICY, policy):
        if target.name == name:
            start = chosen.randrange(60)
            yield from judge(POLICY, policy, target, slice(start, None, 60))


def test_engine_mutants_are_of_every_sort(tmp_path: Path) -> None:
    module = tmp_path / "sums.py"
    module.write_text(
        '''"""Words."""
from x import y
LIMIT: int = 3


def all_in(values: list[int], top: int = -1) -> bool:
    """Words."""
    if not values or top == LIMIT:
        return False
    for value in values:
        if value < top and y(value):
            values.remove(value)
            continue
        raise ValueError("words")
    return all(value % 2 for value in values if value in (top, LIMIT))
''',
        "utf-8",
    )
    made = list(engine_mutants(module, "sums"))
    assert Counter(each.says for each in made) == {
        "3 -> 4": 1, "1 -> 2": 1, "minus taken away": 1, "not taken away": 1, "Or -> And": 1,
        "Eq -> NotEq": 1, "False -> True": 1, "returns None": 2, "condition turned round": 2,
        "Lt -> LtE": 1, "And -> Or": 1, "statement dropped": 3, "all -> any": 1, "Mod -> Mult": 1,
        "2 -> 3": 1, "filter turned round": 1, "In -> NotIn": 1,
    }  # fmt: skip
    assert len({each.source for each in made}) == len(made)
    for each in made:
        compile(each.source, "sums", "exec")
        assert each.text == module.read_text("utf-8").splitlines()[each.line - 1].strip()


def test_no_module_of_the_engine_is_left_whole() -> None:
    paths = {path_of(module) for module in modules()}
    assert {"in_force", "render.outcomes"} < set(modules())
    left = set((ROOT / "widgets" / "engine").rglob("*.py")) - paths
    assert {path.name for path in left} == {"__init__.py"}


def test_the_tests_of_a_module_are_its_own_then_those_that_load_it() -> None:
    own, others, many = ([path.name for path in part] for part in ordered_tests("render.outcomes"))
    assert own == ["test_render_outcomes.py"]
    assert "test_api.py" in others
    assert "test_renames.py" not in others
    assert many == ["test_html_properties.py"]
    some = with_all_tests(["render.outcomes", "renames", "html", "words"])
    assert "html" in some
    assert "render.outcomes" not in some


def test_what_is_said_to_change_nothing_is_a_mutant() -> None:
    named = {name.partition(":")[0] for name in ALIKE}
    mutants = chain.from_iterable(engine_mutants(path_of(name), name) for name in named)
    assert set(ALIKE) <= {mutant.name for mutant in mutants}


def test_a_sample_of_mutants_of_the_engine_is_told_of(report: list[str]) -> None:
    # In a process of its own, which has not loaded the engine.
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutate.engine", "--sample", "5"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "| all | 5 of 5 | 0 |" in done.stdout
    report.append("5 mutants of the engine, all told of (make mutate: all)")


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_of_mutants_of_real_policy_is_told_of(name: str, report: list[str]) -> None:
    judged = list(sample_of(checked(), name))
    assert len(judged) > 20
    assert [f"{each.at}: {each.kind}: {each.says}" for each in judged if not each.told] == []
    report.append(f"{name}: {len(judged)} mutants of the policy, all told of (make mutate: all)")
