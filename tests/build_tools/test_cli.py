"""The command line: help, check, paths and clauses, in words and as JSON."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from build_tools import cli
from tests.build_tools.commands import answering, as_json, run
from tests.data import ROOT, copy_of_sample, edit

RING = "sampleton/who-to-ring"
LOOK = "sampleton/first-look"


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample authority, sound."""
    return copy_of_sample(tmp_path_factory.mktemp("sound"))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The sample authority with two mistakes."""
    policy = copy_of_sample(tmp_path)
    edit(policy, "levels.yml", "objective: Every child can come in.", "objectiv: Every child.")
    edit(policy, "contacts.yml", "    when: At any hour\n", "    hours: desk-time\n")
    return policy


# --- help ---------------------------------------------------------------------------------------


def test_the_program_starts_by_its_name() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", "--help"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Usage: python -m build_tools ")


@pytest.mark.parametrize("command", sorted(cli.main.commands))
def test_every_command_explains_itself(command: str) -> None:
    said = run(command, "--help").stdout
    assert said.startswith("Usage: ")
    assert cli.main.commands[command].help
    for option in cli.main.commands[command].params:
        if option.param_type_name == "option":
            assert getattr(option, "help", None), f"{command} {option.name} has no help"


@pytest.mark.parametrize("command", ["check", "paths", "decide", "clauses", "diff"])
def test_what_a_program_may_read_has_json(command: str) -> None:
    assert "--json" in run(command, "--help").stdout


def test_an_unknown_command_is_refused() -> None:
    assert "No such command" in run("publish", code=2).stderr


# --- check --------------------------------------------------------------------------------------


def test_check_tells_that_a_policy_is_sound(policy: Path) -> None:
    day = ("--on", "2026-11-28")
    result = run("check", "--policy", policy, *day)
    assert result.stdout.startswith("sampleton: sound. ")
    # A gap in the walkthroughs is noted (test_library.py), and nothing else.
    notes = result.stderr.splitlines()
    assert all(note.startswith("note: sampleton: no walkthrough ") for note in notes)
    assert as_json("check", "--policy", policy, *day) == {
        "problems": [],
        "late": [],
        "notes": [note.removeprefix("note: ") for note in notes],
    }


def test_check_tells_every_problem(broken: Path) -> None:
    result = run("check", "--policy", broken, code=1)
    lines = result.stderr.splitlines()
    assert result.stdout == ""
    assert lines[-1] == f"{len(lines) - 1} problems found"
    key = [line for line in lines if line.endswith("[unknown-key]")]
    assert len(key) == 1
    assert key[0].startswith("policy/sampleton/levels.yml:")
    assert "(did you mean 'objective'?)" in key[0]


def test_check_writes_problems_as_json(broken: Path) -> None:
    problems = as_json("check", "--policy", broken, code=1)["problems"]
    lines = run("check", "--policy", broken, code=1).stderr.splitlines()[:-1]
    assert [
        "{file}:{line}:{column}: {says} ({mend}) [{kind}]".format(**each) for each in problems
    ] == lines
    for each in problems:
        assert set(each) == {"file", "line", "column", "says", "mend", "kind"}


def test_one_problem_is_counted_in_the_singular(tmp_path: Path) -> None:
    policy = copy_of_sample(tmp_path)
    edit(policy, "levels.yml", "objective: Every child can come in.", "objective: &a Every child.")
    assert run("check", "--policy", policy, code=1).stderr.endswith("\n1 problem found\n")


def test_check_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    result = run("check", "--policy", tmp_path / "nowhere", code=1)
    assert "there is no authority folder here" in result.stderr


def test_check_of_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    file = tmp_path / "policy"
    file.touch()
    assert "is a file" in run("check", "--policy", file, code=2).stderr


@pytest.mark.parametrize("command", [["paths"], ["clauses"], ["decide", RING]], ids=" ".join)
def test_a_broken_policy_decides_nothing(command: list[str], broken: Path) -> None:
    result = run(*command, "--policy", broken, code=1)
    assert result.stdout == ""
    assert "[unknown-key]" in result.stderr


# --- paths --------------------------------------------------------------------------------------


def test_paths_lists_every_path_of_every_pathway(policy: Path) -> None:
    lines = run("paths", "--policy", policy).stdout.splitlines()
    heads = [line for line in lines if not line.startswith("  ")]
    assert f"{RING}: Whom do I ring now?" in heads
    assert f"{LOOK}: A first look at a worry" in heads
    facts = as_json("paths", "--policy", policy)
    assert len(facts) == len(lines) - len(heads)
    assert {each["pathway"] for each in facts} == {head.split(": ")[0] for head in heads}


def test_paths_lists_one_pathway(policy: Path) -> None:
    lines = run("paths", RING, "--policy", policy).stdout.splitlines()
    assert lines[0] == f"{RING}: Whom do I ring now?"
    assert [line.rpartition(" -> ")[2] for line in lines[1:]] == [
        "ring-police", "ring-police", "ring-duty-desk", "ring-either", "ring-night-desk",
    ]  # fmt: skip
    assert lines[1] == "  danger = ‘Yes’ -> ring-police"


def test_the_answers_of_a_path_lead_to_its_outcome(policy: Path) -> None:
    for path in as_json("paths", LOOK, "--policy", policy)[::7]:
        answers: list[str] = []
        for step, answer in path["answers"].items():
            if isinstance(answer, str):
                answers.append(f"{step}={answer}")
            else:
                answers += [f"{step}/{item}={token}" for item, token in answer.items()]
        facts = as_json("decide", LOOK, *answering(answers), "--policy", policy)
        assert facts["outcome"]["id"] == path["outcome"]


def test_paths_of_an_unknown_pathway(policy: Path) -> None:
    error = run("paths", "sampleton/who-to-wring", "--policy", policy, code=1).stderr
    assert "there is no pathway 'sampleton/who-to-wring'" in error
    assert f"did you mean '{RING}'?" in error
    assert f"\n  {LOOK}\n" in error


# --- clauses ------------------------------------------------------------------------------------


def test_clauses_tells_uses_and_excuses(policy: Path) -> None:
    rows = {row["clause"]: row for row in as_json("clauses", "--policy", policy)}
    assert [f"sampleton-{number:03}" for number in range(1, 18)] == list(rows)
    assert all(bool(row["uses"]) != bool(row["unused"]) for row in rows.values())
    police = [use["at"] for use in rows["sampleton-003"]["uses"] if use["label"] == "Police"]
    assert [at.split(":")[0] for at in police] == ["policy/sampleton/contacts.yml"]
    said = run("clauses", "--policy", policy).stdout
    assert f"\n    not used: {rows['sampleton-017']['unused']}\n" in said
    assert f"    used: Police ({police[0]})\n" in said
    assert all(f"{clause}  {row['says']}\n" in said for clause, row in rows.items())
