"""Whatever a policy file holds, the checks tell problems and never fall over."""

from __future__ import annotations

import copy
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.check import check_all
from build_tools.problems import Problem
from tests.data import FIXTURES, copy_of_sample

FILES = sorted(path.relative_to(FIXTURES).as_posix() for path in FIXTURES.rglob("*.yml"))
LOADED: dict[str, Any] = {
    # BaseLoader reads every scalar as text, as the loader under test does.
    name: yaml.load((FIXTURES / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for name in FILES
}


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the sample in which one file at a time is spoilt."""
    folder = tmp_path_factory.mktemp("fuzz")
    yield copy_of_sample(folder)
    shutil.rmtree(folder)


def told(policy: Path, name: str, raw: bytes) -> tuple[Problem, ...]:
    """The problems when a file holds `raw`; the file is put back."""
    path = policy / name
    try:
        path.write_bytes(raw)
        problems = check_all(policy).problems
    finally:
        path.write_bytes((FIXTURES / name).read_bytes())
    lines = raw.count(b"\n") + raw.count(b"\r") + 2
    for problem in problems:
        assert problem.at.line >= 1
        assert problem.at.column >= 1
        assert problem.at.file != f"policy/{name}" or problem.at.line <= lines
        assert problem.says
        assert problem.mend
        assert "\n" not in str(problem)
    assert list(problems) == sorted(problems)
    return problems


@given(st.sampled_from(FILES), st.binary(max_size=60))
def test_random_bytes(policy: Path, name: str, raw: bytes) -> None:
    assert told(policy, name, raw)


SCRAPS = st.sampled_from([
    "a", "yes", ":", ": ", "- ", "\n", "  ", "    ", "\t", "#", "'", '"', "|", ">", "&x ", "*x",
    "!!", "!t ", "? ", "[", "]", "{", "}", ",", "---\n", "...\n", "%", "@", "`", "<<", "é", "\\",
    "\ufeff", "\u2028", "\x00", "\x85", "\r", "999", "steps", "title", "kind: question",
])  # fmt: skip


@given(st.sampled_from(FILES), st.lists(SCRAPS, max_size=25).map("".join))
def test_random_yaml_scraps(policy: Path, name: str, text: str) -> None:
    assert told(policy, name, text.encode())


@given(st.sampled_from(FILES), st.data())
def test_random_bytes_inside_a_good_file(policy: Path, name: str, data: st.DataObject) -> None:
    raw = (FIXTURES / name).read_bytes()
    at = data.draw(st.integers(0, len(raw)))
    cut = data.draw(st.integers(0, 12))
    scrap = data.draw(st.one_of(st.binary(max_size=6), SCRAPS.map(str.encode)))
    told(policy, name, raw[:at] + scrap + raw[at + cut :])


VALUES = st.recursive(
    st.sampled_from(["", "a", "yes", "no", "-1", "99999999", "2026-02-30", "0", "harm", "signs",
                     "spoken", "police", "sampleton-001", "fixed text\nover lines", "'", "é"]),
    lambda inside: st.lists(inside, max_size=3)
    | st.dictionaries(st.sampled_from(["a", "go", "when", "is", "not", "clauses", "kind"]), inside,
                      max_size=3),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=60)
@given(st.sampled_from(FILES), st.randoms(use_true_random=False), VALUES)
def test_a_part_put_in_place_of_another(
    policy: Path, name: str, rng: random.Random, value: Any
) -> None:
    """Any value of any file may be anything: a stray value, a part of the same file, or gone."""
    document = copy.deepcopy(LOADED[name])
    for _ in range(rng.randint(1, 2)):
        holder, key = rng.choice(list(_places(document)))
        match rng.choice(["put", "borrow", "borrow", "remove"]):
            case "put":
                holder[key] = copy.deepcopy(value)
            case "borrow":
                other, other_key = rng.choice(list(_places(LOADED[name])))
                holder[key] = copy.deepcopy(other[other_key])
            case _:
                del holder[key]
        if not document:
            break
    raw = yaml.dump(document, Dumper=_Plain, sort_keys=False, allow_unicode=True).encode()
    told(policy, name, raw)


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _places(part: Any) -> Iterator[tuple[Any, Any]]:
    """Every place inside a document, as its holder and key or number."""
    pairs = part.items() if isinstance(part, dict) else enumerate(part)
    for key, inside in pairs:
        yield part, key
        if isinstance(inside, dict | list):
            yield from _places(inside)


def test_the_sample_survives_being_written_anew(policy: Path) -> None:
    # Otherwise what the tests above find would come from the writing, not from the change.
    for name in FILES:
        raw = yaml.dump(LOADED[name], Dumper=_Plain, sort_keys=False, allow_unicode=True)
        assert told(policy, name, raw.encode()) == ()
