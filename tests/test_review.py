"""What a pull request goes through on GitHub: the workflows, who is asked, and the one comment."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.load import authority_folders
from tests.data import POLICY, ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
FAKE_GH = """#!/bin/sh
printf '%s\\n' "$*" >> "$FAKE/calls"
case "$*" in
  *"/pulls "*) cat "$FAKE/pulls" ;;
  *comments*--jq*) cat "$FAKE/comments" ;;
  "run download"*)
    while [ "$1" != --dir ]; do shift; done
    [ -f "$FAKE/review.md" ] && cp "$FAKE/review.md" "$2/review.md" ;;
  *body=@*)
    for word; do case "$word" in body=@*) cp "${word#body=@}" "$FAKE/posted" ;; esac; done ;;
esac
"""


def workflow(name: str) -> dict[Any, Any]:
    text = (GITHUB / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
    read = yaml.safe_load(text)
    assert isinstance(read, dict)
    return read


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


NAMES = [path.stem for path in WORKFLOWS]


def test_the_workflows_are_those_two() -> None:
    assert set(NAMES) == {"pull-request", "pull-request-comment"}


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_one_that_people_run_too(name: str) -> None:
    commands = [step["run"] for step in steps(name) if "run" in step]
    assert commands
    for command in commands:
        target = re.fullmatch(r"make ([a-z-]+)", command.strip())
        assert target, f"{name}: '{command}' is not one target of the Makefile"
        assert re.search(rf"^{target[1]}:", MAKEFILE, re.MULTILINE), f"make knows no {target[1]}"


@pytest.mark.parametrize("name", NAMES)
def test_foreign_actions_are_named_by_their_commit(name: str) -> None:
    text = (GITHUB / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
    used = re.findall(r"uses: (.*)", text)
    assert used
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


@pytest.mark.parametrize("name", NAMES)
def test_no_step_puts_words_of_a_stranger_into_a_command(name: str) -> None:
    for step in steps(name):
        assert "${{" not in step.get("run", ""), step
    for step in steps(name):
        if step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] is False
            assert "ref" not in step["with"], "a workflow that may write must not take foreign code"


def test_code_of_a_pull_request_may_read_and_nothing_else() -> None:
    read = workflow("pull-request")
    # YAML reads the key `on` as a truth value.
    assert read[True] == {"pull_request": None}
    assert read["permissions"] == {}
    assert all(job["permissions"] == {"contents": "read"} for job in read["jobs"].values())
    text = (GITHUB / "workflows" / "pull-request.yml").read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "github.token" not in text


def test_the_workflow_that_may_write_follows_the_other() -> None:
    read = workflow("pull-request-comment")
    assert read[True]["workflow_run"]["workflows"] == [workflow("pull-request")["name"]]
    assert read["permissions"] == {}
    allowed = {"actions": "read", "contents": "read", "pull-requests": "write"}
    assert read["jobs"]["comment"]["permissions"] == allowed
    given = {
        step["with"]["name"] for step in steps("pull-request") if "path" in step.get("with", {})
    }
    assert given == {"review", "site"}
    script = (GITHUB / "comment.sh").read_text(encoding="utf-8")
    assert "--name review" in script
    needed = set(re.findall(r"\$\{?(REPOSITORY|RUN|RUN_RESULT|HEAD|HEAD_COMMIT)\b", script))
    assert needed <= set(steps("pull-request-comment")[-1]["env"])


class Posting:
    """The script that posts, with a `gh` that notes what it is asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        gh = folder / "bin" / "gh"
        gh.parent.mkdir()
        gh.write_text(FAKE_GH, encoding="utf-8")
        gh.chmod(0o755)
        self.give("pulls", "7\tabc\n")
        self.give("comments", "")

    def give(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def run(self, result: str = "success", head: str = "someone:branch") -> str:
        done = subprocess.run(
            ["sh", str(GITHUB / "comment.sh")],
            env={
                "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
                "FAKE": str(self.folder),
                "REPOSITORY": "group/handbook",
                "RUN": "11",
                "RUN_RESULT": result,
                "HEAD": head,
                "HEAD_COMMIT": "abc",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @property
    def calls(self) -> str:
        return (self.folder / "calls").read_text(encoding="utf-8")

    @property
    def posted(self) -> str:
        return (self.folder / "posted").read_text(encoding="utf-8")


@pytest.fixture
def posting(tmp_path: Path) -> Posting:
    made = Posting(tmp_path)
    made.give("review.md", "## What this change does\n\nNothing differs.\n")
    return made


def test_the_difference_is_posted_once_and_then_renewed(posting: Posting) -> None:
    posting.run()
    assert "--method POST repos/group/handbook/issues/7/comments" in posting.calls
    assert posting.posted.startswith("<!-- handbook: what this change does -->\n## What this")
    posting.give("comments", "99\n")
    posting.give("review.md", "Another.\n")
    posting.run()
    assert "--method PATCH repos/group/handbook/issues/comments/99" in posting.calls
    assert posting.posted.endswith("Another.\n")


def test_a_commit_that_is_no_longer_the_last_posts_nothing(posting: Posting) -> None:
    posting.give("pulls", "7\tdef\n")
    assert "nothing to post" in posting.run()
    assert "comments" not in posting.calls


def test_the_name_of_a_branch_is_only_a_name(posting: Posting) -> None:
    posting.run(head="someone:$(touch evil); `touch evil`")
    assert "head=someone:$(touch evil); `touch evil`" in posting.calls
    assert not Path("evil").exists()


def test_nobody_is_called_by_what_a_policy_says(posting: Posting) -> None:
    posting.give("review.md", "Ask @everyone.\n")
    posting.run()
    assert "@everyone" not in posting.posted


def test_a_failure_and_a_missing_difference_are_told(posting: Posting) -> None:
    (posting.folder / "review.md").unlink()
    posting.run("failure")
    assert (
        "**Something failed.** https://github.com/group/handbook/actions/runs/11" in posting.posted
    )
    assert "no difference to show" in posting.posted


def test_a_difference_too_long_for_a_comment_is_cut_and_says_so(posting: Posting) -> None:
    posting.give("review.md", "- one line\n" * 9_000)
    posting.run()
    assert len(posting.posted) < 65_536
    assert "**Cut short here.**" in posting.posted


def owners() -> list[tuple[str, str]]:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    pairs = [line.split() for line in lines if line and not line.startswith("#")]
    assert all(len(pair) == 2 for pair in pairs), "one team for each line"
    return [(pattern, team) for pattern, team in pairs]


def test_every_authority_has_editors_and_another_who_signs() -> None:
    teams = dict(owners())
    patterns = list(teams)
    for folder in authority_folders(POLICY):
        rules, signed = f"/policy/{folder.name}/", f"/policy/{folder.name}/signed*"
        assert rules in teams, f"nobody is asked about {rules}"
        assert signed in teams, f"nobody is asked about {signed}"
        assert teams[rules] != teams[signed]
        # The last line that fits counts.
        assert patterns.index(rules) < patterns.index(signed)


def test_teams_that_are_to_be_filled_in_say_so() -> None:
    assert all(team.startswith("@FILL-IN/") for _, team in owners())


def test_a_pull_request_asks_for_commands_that_there_are() -> None:
    text = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    for target in re.findall(r"`make ([a-z-]+)`", text):
        assert re.search(rf"^{target}:.*## ", MAKEFILE, re.MULTILINE), target
