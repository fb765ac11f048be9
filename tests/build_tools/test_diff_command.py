"""The command `diff`: its revisions, its three forms, and what it says when it cannot compare."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from build_tools.diff import revisions
from tests.build_tools.changes import Repository, repository
from tests.build_tools.commands import run
from tests.data import FIXTURES

RING = "pathways/who-to-ring.yml"


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """The sample authority in a repository of its own."""
    found = Repository(tmp_path / "checkout")
    shutil.copytree(FIXTURES, found.policy)
    found.git("init", "--quiet")
    found.commit("As published")
    return found


def shorter(made: Repository) -> None:
    """Let not being sure of near danger lead on, instead of to the police."""
    made.edit("sampleton", (
        RING,
        "        unsure: yes\n        go: ring-police\n"
        "        because: Not being sure counts as yes here.\n",
        "        unsure: yes\n        go: hour\n        because: The *hour* decides.\n",
    ))  # fmt: skip


# --- Which revisions ----------------------------------------------------------------------------


def test_two_revisions_may_be_named_in_any_way_git_knows(made: Repository) -> None:
    made.git("tag", "v1")
    shorter(made)
    second = made.commit("A change")
    for old, new in (("v1", second), ("HEAD~1", "HEAD"), (second[:12] + "^", second[:12])):
        assert "3 of 7 sets of answers to 1 tool end in another outcome" in made.diff(old, new)
    assert "Nothing differs." in made.diff("HEAD")
    assert "Nothing differs." in made.diff("v1", "HEAD~1")
    assert made.diff("v1", "HEAD") == made.diff("v1").replace(
        "the files as they are now", "HEAD (COMMIT)"
    )


def test_the_other_way_round_it_tells_the_opposite(made: Repository) -> None:
    shorter(made)
    made.commit("A change")
    assert made.diff("HEAD~1", "HEAD").count(": from ‘Ring 999 now’ (urgent") == 3
    assert made.diff("HEAD", "HEAD~1").count(" to ‘Ring 999 now’ (urgent") == 3
    there = json.loads(made.diff("HEAD~1", "--json"))
    back = json.loads(made.diff("HEAD", "HEAD~1", "--json"))
    assert there["moved"]["sets"] == back["moved"]["sets"] == 3
    assert [each["sets"] for each in there["findings"] if each["kind"] == "moved"] == [1, 1, 1]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nowhere"], "git knows no revision 'nowhere' here (give a branch, a tag or a commit"),
        (["HEAD", "nowhere"], "git knows no revision 'nowhere' here"),
        (["--", "--output=x"], "git knows no revision '--output=x' here"),
        (["HEAD", "--markdown", "--json"], "choose one of --markdown and --json"),
    ],
)
def test_what_cannot_be_compared_is_told_on_one_line(
    made: Repository, words: list[str], says: str
) -> None:
    policy = ["--policy", str(made.policy)]
    result = run("diff", *policy, *words, code=1)
    assert result.stderr.startswith(f"Error: {says}")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_a_folder_that_is_in_no_checkout(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES, tmp_path / "policy")
    said = run("diff", "HEAD", "--policy", tmp_path / "policy", code=1).stderr
    assert "is not in a git checkout" in said
    assert "(run this in a clone" in said
    assert "there is no folder" in run("diff", "HEAD", "--policy", tmp_path / "x", code=1).stderr


def test_a_revision_without_that_folder(made: Repository) -> None:
    made.git("checkout", "--quiet", "--orphan", "empty")
    made.git("rm", "-r", "--quiet", "--cached", ".")
    made.git("commit", "--quiet", "--allow-empty", "--message", "Nothing")
    said = run("diff", "HEAD", "--policy", made.policy, code=1).stderr
    assert "at 'HEAD' there was no folder policy (choose a later revision)" in said


def test_a_machine_without_git(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(made.folder))
    said = run("diff", "HEAD", "--policy", made.policy, code=1).stderr
    assert "git cannot be started" in said
    assert "(install git)" in said


# --- What cannot be read ------------------------------------------------------------------------


def test_an_older_form_is_told_and_the_rest_compared(tmp_path: Path) -> None:
    made = repository(tmp_path, "bradford")
    shutil.copytree(FIXTURES / "sampleton", made.policy / "sampleton")
    made.edit("sampleton", ("levels.yml", "objective: Every child can come in.", "aim: Come in."))
    made.commit("An older form")
    made.edit("sampleton", ("levels.yml", "aim: Come in.", "objective: Every child can come in."))
    made.edit("bradford", (RING, "    ring: [initial-contact-point]\n", "    ring: [police]\n"))
    said = made.diff("HEAD")
    assert "sampleton: the policy of sampleton in HEAD (COMMIT) does not fit the form" in said
    assert "policy/sampleton/levels.yml:" in said
    assert "‘Children's Social Services Initial Contact Point’ -> ‘Police’" in said


def test_a_file_that_cannot_be_read_is_told_first_and_the_rest_compared(made: Repository) -> None:
    shorter(made)
    made.edit("sampleton", ("pathways/first-look.yml", "    kind: number\n", "    kind: slider\n"))
    said = made.diff("HEAD")
    assert said.startswith("NOT COMPARED: sampleton/first-look; the end says why. Policy of HEAD")
    assert "3 of 7 sets of answers to 1 tool end in another outcome" in said
    assert "first-look.yml in the files as they are now has a mistake" in said
    assert "'slider' is not a kind of step" in said
    assert "tool removed" not in said
    assert "policy of sampleton" not in said


def test_a_tool_that_leads_nowhere_hides_no_other(made: Repository) -> None:
    shorter(made)
    made.edit("sampleton", ("pathways/first-look.yml", "start: spoken\n", "start: speaking\n"))
    for said in (made.diff("HEAD"), made.diff("HEAD", "--markdown")):
        assert "NOT COMPARED: sampleton/first-look" in said
        assert "3 of 7 sets of answers to 1 tool end in another outcome" in said


def test_a_walkthrough_that_cannot_be_read_is_not_taken_for_removed(made: Repository) -> None:
    made.edit("sampleton", ("walkthroughs/robin.yml", "title: Half way", "titel: Half way"))
    said = made.diff("HEAD")
    assert said.startswith("NOT COMPARED: sampleton/walkthroughs/robin")
    assert "is gone" not in said


def test_a_register_that_cannot_be_read_is_told_first(made: Repository) -> None:
    shorter(made)
    made.edit("sampleton", ("levels.yml", "objective: Every child can come in.", "aim: Come in."))
    assert made.diff("HEAD").startswith("NOT COMPARED: sampleton; the end says why.")


def test_the_difference_is_saved_as_markdown_beside_what_is_told(
    made: Repository, tmp_path: Path
) -> None:
    shorter(made)
    saved = tmp_path / "review.md"
    assert made.diff("HEAD", "--save", str(saved)).startswith("Policy of HEAD")
    assert saved.read_text(encoding="utf-8").startswith("## What this change does\n")
    said = made.diff("HEAD", "--save", str(tmp_path / "none" / "x.md"), code=1)
    assert "x.md cannot be written" in said


def test_shared_questions_that_cannot_be_read_are_not_taken_for_removed(made: Repository) -> None:
    path = made.policy / "shared" / "case.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("summary:", "sumary:", 1))
    said = made.diff("HEAD")
    assert "shared: the policy of shared in the files as they are now does not fit" in said
    assert "tool removed" not in said


def test_a_tool_whose_rules_have_a_gap_is_told_and_its_texts_compared(made: Repository) -> None:
    made.edit("sampleton", (
        "pathways/first-look.yml", "          every: [not-seen]",
        "          every: [not-seen]\n          items: [school, meals]",
    ))  # fmt: skip
    made.edit("sampleton", ("pathways/first-look.yml", "    hint: Answer each line.\n", ""))
    said = made.diff("HEAD")
    assert "sampleton/first-look: where its answers end cannot be compared" in said
    assert "in the newer revision rules of ‘What have you seen?’ lead to two places" in said
    assert "the hint of “What have you seen?”: ‘Answer each line.’ -> nothing" in said


def test_a_diagram_that_grows_too_large_is_told(
    made: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorter(made)
    monkeypatch.setattr("build_tools.answer_sets.diagram.MOST_NODES", 4)
    said = made.diff("HEAD")
    assert "No set of answers that could be compared ends in another outcome." in said
    assert "the rules look back at so many answers together that no count is possible" in said


# --- The forms ----------------------------------------------------------------------------------


def test_markdown_keeps_policy_text_as_text(made: Repository) -> None:
    shorter(made)
    said = made.diff("HEAD", "--markdown")
    assert said.startswith("## What this change does\n")
    assert "### Answers that now end elsewhere\n" in said
    assert "    - Now: The \\*hour\\* decides. (added by this handbook)\n" in said
    assert "- **sampleton/who-to-ring**: " in said


def test_json_holds_the_example_as_answers_that_can_be_given(made: Repository) -> None:
    shorter(made)
    facts = json.loads(made.diff("HEAD", "--json"))
    assert facts["new"] == revisions.WORKING_TREE
    assert facts["moved"] == {"sets": 3, "up": 0, "down": 0}
    for finding in facts["findings"]:
        answers = [f"--answer={step}={answer}" for step, answer in finding["answers"].items()]
        said = run("decide", "sampleton/who-to-ring", *answers, "--json", "--policy", made.policy)
        assert f"to ‘{json.loads(said.stdout)['outcome']['title']}’ (" in finding["says"]
        assert finding["clauses"]["before"] == []
        assert finding["of"] == 7
