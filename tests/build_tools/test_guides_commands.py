"""Every command that the guides name exists, and prints what they show."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.build_tools.commands import run
from tests.build_tools.guides import CHANGELOG, CONTRIBUTING, EDITORS, GUIDES, PUBLISHING, README
from tests.data import ROOT

SHELL = re.compile(r"^```sh\n(.*?)^```$", re.S | re.M)
PROGRAM = "-m build_tools "


@cache
def printed(line: str) -> str:
    """What a command line of the program prints; it must succeed."""
    return run(*line.split(PROGRAM)[1].split()).output.strip()


def prints(line: str, shown: str) -> bool:
    """Whether a command prints all that is shown, in this order; "..." is for what is left out."""
    pattern = re.escape(shown.strip()).replace(re.escape("..."), ".*")
    return re.search(f"^{pattern}$", printed(line), re.S | re.M) is not None


def shell_lines(guide: Path) -> list[str]:
    """Every command line that a guide shows in a block."""
    blocks = SHELL.findall(guide.read_text(encoding="utf-8"))
    return [line for block in blocks for line in block.splitlines()]


def targets() -> set[str]:
    """The commands that `make` lists."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):.*## ", makefile, re.M))


def program_commands() -> set[str]:
    """The commands that `python -m build_tools --help` lists."""
    listed = run("--help").output.split("Commands:\n")[1]
    return set(re.findall(r"^  ([a-z]+) ", listed, re.M))


def test_commands_are_found() -> None:
    assert {"serve", "test", "build", "check"} <= targets()
    assert {"check", "build", "stage", "paths", "decide", "clauses", "schema"} <= program_commands()


@pytest.mark.parametrize("guide", [*GUIDES, PUBLISHING], ids=lambda guide: guide.name)
def test_every_command_named_in_a_guide_exists(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    # In blocks a command starts a line; in running text it stands between backticks.
    made = re.findall(r"(?:^|`)make ([a-z-]+)", text, re.M)
    called = re.findall(r"python -m build_tools ([a-z]+)", text)
    assert made
    assert set(made) <= targets()
    assert set(called) <= program_commands()


def test_readme_names_every_command() -> None:
    text = README.read_text(encoding="utf-8")
    assert program_commands() <= set(re.findall(r"python -m build_tools ([a-z]+)", text))
    assert targets() - {"help"} <= set(re.findall(r"make ([a-z-]+)", text))


DECISIONS = [(guide, line) for guide in GUIDES for line in shell_lines(guide) if " decide " in line]


def test_readme_decides_on_two_pathways() -> None:
    shown = {line.split(" decide ")[1].split()[0] for guide, line in DECISIONS if guide == README}
    assert shown == {"bradford/who-to-ring", "bradford/step-up-step-down"}


@pytest.mark.parametrize("line", [line for _, line in DECISIONS])
def test_every_decision_shown_can_be_made(line: str) -> None:
    assert printed(line)


def test_readme_shows_what_the_commands_print() -> None:
    text = README.read_text(encoding="utf-8")
    shown = re.findall(r"^```sh\n(.*)\n```\n+```text\n((?:.*\n)*?)```$", text, re.M)
    assert len(shown) >= 3
    for line, output in shown:
        assert prints(line, output), f"README.md shows for `{line}` what it does not print"


def test_editors_are_shown_what_a_sound_check_prints() -> None:
    shown = re.search(r"`(bradford: sound[^`]*)`", EDITORS.read_text(encoding="utf-8"))
    assert shown
    assert prints("python -m build_tools check", shown[1])


@pytest.mark.parametrize("guide", [README, CONTRIBUTING, CHANGELOG], ids=lambda guide: guide.name)
def test_every_link_to_a_file_leads_to_one(guide: Path) -> None:
    # Pages of the site are held against the finished site by the build itself.
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", guide.read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), f"{guide.name}: {target}"
