"""One problem, one place, one way to mend it; told in the order of the files."""

from __future__ import annotations

import pytest

from build_tools.problems import Mark, PolicyError, Problem, Problems, did_you_mean, nearest


def test_a_problem_reads_as_place_fault_and_mending() -> None:
    problem = Problem(Mark("policy/x.yml", 3, 5), "orphan", "nobody comes here", "open a way")
    assert str(problem) == "policy/x.yml:3:5: nobody comes here (open a way) [orphan]"


def test_a_value_over_lines_is_told_on_one() -> None:
    problem = Problem(Mark("x.yml"), "kind", "'a\n  b' is odd", "write\nit anew")
    assert str(problem) == "x.yml:1:1: 'a b' is odd (write it anew) [kind]"


def test_problems_come_in_the_order_of_files_lines_and_columns() -> None:
    problems = Problems()
    for at in (Mark("b", 1, 1), Mark("a", 10, 1), Mark("a", 9, 7), Mark("a", 9, 2)):
        problems.add(at, "kind", "says", "mend")
    assert [str(each.at) for each in problems] == ["a:9:2", "a:9:7", "a:10:1", "b:1:1"]


def test_each_is_told_once() -> None:
    problems = Problems()
    for _ in range(2):
        problems.add(Mark("a"), "kind", "says", "mend")
    problems.extend(list(problems))
    assert len(problems) == 1


def test_an_error_carries_all_problems() -> None:
    found = [Problem(Mark("a", n), "kind", f"fault {n}", "mend") for n in (1, 2)]
    with pytest.raises(PolicyError) as raised:
        raise PolicyError(found)
    assert raised.value.problems == tuple(found)
    assert str(raised.value).splitlines() == [str(each) for each in found]


@pytest.mark.parametrize(
    ("word", "known", "said"),
    [
        ("lable", ["label", "hint"], "did you mean 'label'?"),
        ("zzz", ["label", "hint"], "choose one of: hint, label"),
        ("zzz", [], "check the spelling"),
        ("zzz", [f"n{number}" for number in range(13)], "check the spelling"),
    ],
)
def test_what_was_probably_meant(word: str, known: list[str], said: str) -> None:
    assert did_you_mean(word, known) == said


def test_nearest_is_nothing_when_nothing_is_near() -> None:
    assert nearest("label", ["hint"]) == ""
    assert nearest("labels", ["hint", "label"]) == "label"
