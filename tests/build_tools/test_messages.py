"""What the checks say is for people who write policy, not for programmers."""

from __future__ import annotations

import builtins
import re
from pathlib import Path

import pytest

from build_tools.check import check_all
from build_tools.problems import Problem
from tests.build_tools.broken.told import CASES, told
from tests.data import copy_of_sample, edit
from widgets.engine import errors

# Beside the others that look at the broken policies, so that each is tried once.
pytestmark = pytest.mark.xdist_group("broken")

# Words that only a programmer knows, and marks that only a program writes.
PROGRAMMERS = re.compile(
    r"(?-i:\bNone\b|\bTrue\b|\bFalse\b)|\bvalidat|\bpydantic|\bTraceback|\bexception\b|\bparse[rd]?\b"
    r"|\bnull\b|\bboolean\b|\binteger\b|\bdict(?:ionary)?\b|\btuple\b|\bstr\b|\bint\b|\bNaN\b"
    r"|\bobject\b|\bargument\b|\binput\b|\bschema\b|\bregex|\bunion\b|\bliteral\b|\btoken\b"
    r"|\bscalar\b|\bnode\b|\bstring\b|\balphabetic\b|\bnumeric\b|<class|__|\{\}|\[\]|\{'|\['|=>|->"
    r"(?! [a-z-])|\b0x|\\x|\\u|\\n",
    re.IGNORECASE,
)
CLASSES = {
    name for name in (*dir(builtins), *dir(errors)) if name[0].isupper() and not name.isupper()
} - {"None", "True", "False"}


@pytest.fixture(scope="module")
def every() -> list[Problem]:
    """Every problem that any of the broken policies gives."""
    return [problem for case in CASES for problem in told(case)[1]]


def test_no_programmers_word_is_said(every: list[Problem]) -> None:
    for problem in every:
        for text in (problem.says, problem.mend):
            assert not PROGRAMMERS.search(text), str(problem)
            assert not CLASSES & set(re.findall(r"\w+", text)), str(problem)


def test_every_problem_can_be_mended(every: list[Problem]) -> None:
    for problem in every:
        assert len(problem.mend.split()) >= 3, str(problem)
        assert problem.says.strip() == problem.says != "", str(problem)
        assert problem.mend.strip() == problem.mend, str(problem)


def test_every_problem_is_on_one_line(every: list[Problem]) -> None:
    for problem in every:
        assert "\n" not in str(problem)
        assert re.match(r".+:\d+:\d+: .+ \(.+\) \[[a-z0-9-]+\]$", str(problem)), str(problem)


def test_messages_begin_small_and_need_no_full_stop(every: list[Problem]) -> None:
    # They stand in the middle of a line, after the place and before the brackets.
    for problem in every:
        for text in (problem.says, problem.mend):
            assert not text.endswith("."), str(problem)
        assert problem.says[0].islower() or not problem.says[0].isalpha() or "YAML" in problem.says


ODD_SHAPES = {
    "a list for a word": ("procedures.yml", "force: may", "force: [may]"),
    "keys for a word": ("procedures.yml", "force: may", "force: {may: yes}"),
    "nothing for a word": ("procedures.yml", "force: may", "force:"),
    "a list for a number": ("pathways/first-look.yml", "least: 0", "least: [0]"),
    "a list for yes": ("urgent.yml", "urgent: yes", "urgent: [yes]"),
    "keys for a date": ("authority.yml", "dated: 2026-11-22", "dated: {year: 2026}"),
    "nothing for a list": ("urgent.yml", "  ring: [police]", "  ring:"),
    "nothing for keys": ("pathways/first-look.yml", "        items: [bruises]\n        go: ring",
                         "        items: [bruises]\n        go: ring"),
    "text for steps": ("walkthroughs/robin.yml", "    ends:\n      step: signs", "    ends: signs"),
    "a list for ends": ("walkthroughs/robin.yml", "    ends:\n      step: signs",
                        "    ends: [signs]"),
    "a list for an answer": ("walkthroughs/robin.yml", "      since: 2026-01-08",
                             "      since: [2026-01-08]"),
    "keys for a list of answers": ("walkthroughs/robin.yml", "        school: seen",
                                   "        school: [seen]"),
    "a list for a kind of step": ("pathways/first-look.yml", "kind: number", "kind: [number]"),
    "keys for a kind of step": ("pathways/first-look.yml", "kind: number", "kind: {number: yes}"),
    "nothing for a kind of step": ("pathways/first-look.yml", "kind: number", "kind:"),
    "text for a step": ("pathways/who-to-ring.yml", "  hour:\n    kind: time\n",
                        "  spare: later\n  hour:\n    kind: time\n"),
    "a list for a step": ("pathways/who-to-ring.yml", "  hour:\n    kind: time\n",
                          "  spare: []\n  hour:\n    kind: time\n"),
    "text for a range end": ("pathways/first-look.yml", "        from: 19\n",
                             "        from: nineteen\n"),
    "a list for a range end": ("pathways/first-look.yml", "        from: 19\n",
                               "        from: [19]\n"),
    "words for lines": ("clauses.yml", "lines: [5, 5]", "lines: [five, six]"),
    "keys for lines": ("clauses.yml", "lines: [5, 5]", "lines: {from: 5}"),
    "text for a condition": ("pathways/first-look.yml",
                             "      - when:\n          every: [not-seen]\n",
                             "      - when: always\n"),
    "a list for a condition": ("pathways/first-look.yml",
                               "      - when:\n          every: [not-seen]\n",
                               "      - when: [not-seen]\n"),
    "a day of no week": ("contacts.yml", "days: [fri]", "days: [friday]"),
    "a list in a list of days": ("contacts.yml", "days: [fri]", "days: [[fri]]"),
    "nothing in a list": ("contacts.yml", "days: [fri]", "days: [fri, ]"),
    "an empty text in a list": ("urgent.yml", "panel: [police,", "panel: ['',"),
}  # fmt: skip


@pytest.mark.parametrize("shape", ODD_SHAPES)
def test_odd_shapes_are_told_in_plain_words(shape: str, tmp_path: Path) -> None:
    policy = copy_of_sample(tmp_path)
    file, old, new = ODD_SHAPES[shape]
    changed = edit(policy, file, old, new)
    problems = check_all(policy).problems
    for problem in problems:
        assert not PROGRAMMERS.search(f"{problem.says} {problem.mend}"), str(problem)
        assert problem.at.file.endswith(changed.name), str(problem)
    if shape not in ("nothing for keys", "nothing in a list"):
        assert problems, "nothing was told"
        line = changed.read_text(encoding="utf-8").count("\n")
        assert all(problem.at.line <= line + 1 for problem in problems)
