"""Versions follow each other: one command begins the next, and a day finds the one that counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.check import check_all
from build_tools.cli import main
from build_tools.model.policy import OF_NO_VERSION
from build_tools.overdue import overdue
from build_tools.supersede import SupersedeError, begin, entry
from build_tools.versions import as_it_stood, version_on
from tests.build_tools.commands import files_in
from tests.data import copy_of_sample, edit, with_earlier_version

TODAY = date(2027, 3, 1)
YESTERDAY = date(2027, 2, 28)


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    return copy_of_sample(tmp_path)


def _tell(policy: Path, version: str) -> None:
    edit(policy, "changes.yml", "changes:\n", f"changes:\n{entry(version, TODAY)}\n")


def test_one_command_begins_a_version_and_keeps_the_one_before(policy: Path) -> None:
    before = files_in(policy / "sampleton")
    kept = begin(policy, "sampleton", "3.1", TODAY)
    assert kept == policy / "sampleton" / "superseded" / "3"
    assert {problem.kind for problem in check_all(policy).problems} == {"change-untold"}
    _tell(policy, "3.1")
    now = check_all(policy).or_raise().policies["sampleton"]
    facts = now.authority
    assert (facts.version, facts.dated, facts.effective_from) == ("3.1", TODAY, TODAY)
    old = now.superseded["3"].authority
    assert (old.version, old.begins, old.effective_to) == ("3", date(2026, 11, 22), YESTERDAY)
    # All but the dates is kept to the letter, and nothing else of the present version moved.
    after = files_in(policy / "sampleton")
    for name, content in before.items():
        if name not in ("authority.yml", *(f"{stem}.yml" for stem in OF_NO_VERSION)):
            assert after[name] == after[f"superseded/3/{name}"] == content
    assert not {f"superseded/3/{stem}.yml" for stem in OF_NO_VERSION} & after.keys()
    assert len(after["authority.yml"].splitlines()) == len(before["authority.yml"].splitlines())


def test_a_second_version_follows_on_the_first(policy: Path) -> None:
    begin(policy, "sampleton", "3.1", TODAY)
    _tell(policy, "3.1")
    later = date(2027, 6, 1)
    begin(policy, "sampleton", "4", later)
    edit(
        policy, "changes.yml", "changes:\n", f"changes:\n{entry('4', later)}\n".replace("a-", "b-")
    )
    checked = check_all(policy).or_raise()
    now = checked.policies["sampleton"]
    assert list(now.superseded) == ["3.1", "3"]
    found = {
        day: str(version_on(now, date.fromisoformat(day)).authority.version)
        for day in ("2026-11-22", "2027-02-28", "2027-03-01", "2027-05-31", "2027-06-01")
    }
    assert list(found.values()) == ["3", "3", "3.1", "3.1", "4"]
    assert as_it_stood(checked, YESTERDAY)["sampleton"].version == "3"
    # Where no version counted it is the present one, which refuses.
    assert str(version_on(now, date(2020, 1, 1)).authority.version) == "4"


def test_the_schemas_are_found_from_where_a_copy_lies(policy: Path) -> None:
    file = policy / "sampleton" / "pathways" / "first-look.yml"
    line = "# yaml-language-server: $schema=../../schema/pathway.json\n"
    file.write_text(line + file.read_text(encoding="utf-8"), encoding="utf-8")
    kept = begin(policy, "sampleton", "3.1", TODAY)
    copied = (kept / "pathways" / "first-look.yml").read_text(encoding="utf-8")
    assert copied.startswith(
        "# yaml-language-server: $schema=../../../../schema/pathway.json\ntitle:"
    )


@pytest.mark.parametrize(
    ("name", "version", "day", "says"),
    [
        ("samplton", "4", TODAY, "give the name of a folder"),
        ("sampleton", "four", TODAY, "write numbers with dots"),
        ("sampleton", "../4", TODAY, "write numbers with dots"),
        ("sampleton", "3", TODAY, "is there already"),
        ("sampleton", "2", TODAY, "is there already"),
        ("sampleton", "4", date(2026, 11, 22), "has not counted on any day before today"),
    ],
)
def test_what_cannot_be_begun_leaves_every_file_alone(
    policy: Path, name: str, version: str, day: date, says: str
) -> None:
    with_earlier_version(policy)
    before = files_in(policy)
    with pytest.raises(SupersedeError, match=says):
        begin(policy, name, version, day)
    assert files_in(policy) == before


def test_the_command_says_what_comes_next(policy: Path) -> None:
    done = CliRunner().invoke(main, ["supersede", "sampleton", "3.1", "--policy", str(policy)])
    assert done.exit_code == 0, done.output
    assert 'version: "3.1"' in done.output
    assert "python -m build_tools check" in done.output
    edit(policy, "levels.yml", "levels:", "levles:")
    broken = CliRunner().invoke(main, ["supersede", "sampleton", "3.2", "--policy", str(policy)])
    assert broken.exit_code == 1
    assert "the policy has to be sound first" in broken.output
    assert "levels.yml:" in broken.output
    assert "Traceback" not in broken.output


@pytest.mark.parametrize(
    ("day", "kinds", "place"),
    [
        ("2027-05-22", [], ""),
        ("2027-05-23", ["review-overdue"], "at-the-door.yml:7:12: the tool 'at-the-door'"),
        ("2027-11-23", ["review-overdue"] * 2, "authority.yml:7:12: the policy of Sampleton"),
        ("2026-11-21", ["out-of-force"] * 2, "authority.yml:5:17: the policy of Sampleton"),
        ("2100-01-01", ["out-of-force", "review-overdue"] * 2, "authority.yml:6:15: the policy"),
    ],
)
def test_what_is_late_fails_a_strict_check_only(
    policy: Path, day: str, kinds: list[str], place: str
) -> None:
    found = overdue(check_all(policy).policies["sampleton"], date.fromisoformat(day))
    assert sorted(each.kind for each in found) == sorted(kinds)
    words = ["check", "--policy", str(policy), "--on", day]
    usual = CliRunner().invoke(main, words)
    strict = CliRunner().invoke(main, [*words, "--strict"])
    assert usual.exit_code == 0
    assert strict.exit_code == (1 if kinds else 0)
    for output in (usual.output, strict.output):
        assert place in output
    assert usual.output.count("late: ") == len(kinds)
    if kinds:
        assert f"{len(kinds)} problem" in strict.output


def test_a_strict_check_tells_programs_what_is_late(policy: Path) -> None:
    words = ["check", "--policy", str(policy), "--on", "2027-11-23", "--json"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0
    assert '"problems": []' in done.output
    assert '"kind": "review-overdue"' in done.output


def _decide(policy: Path, *words: str) -> str:
    given = ["decide", "sampleton/who-to-ring", "-a", "danger=no", "--policy", str(policy), *words]
    return CliRunner().invoke(main, given).output


def test_a_decision_can_be_made_as_the_policy_stood(policy: Path) -> None:
    old = with_earlier_version(policy)
    file = old / "pathways" / "who-to-ring.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("What day and time is it?", "Is it day or night?"), "utf-8")
    assert "Is it day or night?" in _decide(policy, "--on", "2026-11-21")
    assert "What day and time is it?" in _decide(policy, "--on", "2026-11-22")
    for day in ("2026-10-31", "2100-01-01"):
        refused = _decide(policy, "--on", day)
        assert "gives no answer" in refused
        assert "?" not in refused
    urgent = ["decide", "sampleton/who-to-ring", "-a", "harm=yes", "--on", "2100-01-01"]
    assert "Ring" in CliRunner().invoke(main, [*urgent, "--policy", str(policy)]).output
