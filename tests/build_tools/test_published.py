"""The register of published ids, and the pages that keep old links good."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.check import check_all
from build_tools.cli import main
from build_tools.published import FILE, names
from build_tools.supersede import begin
from tests.build_tools.real import NAMES, policy
from tests.build_tools.test_versions import TODAY
from tests.data import copy_of_sample, edit


@pytest.mark.parametrize("name", NAMES)
def test_every_id_of_the_real_policy_is_registered(name: str) -> None:
    registered = {str(each) for each in policy(name).published.published}
    missing = names(policy(name)).keys() - registered
    assert not missing, f"run: python -m build_tools published {name}"


def test_the_command_adds_what_is_new_and_keeps_what_went(tmp_path: Path) -> None:
    folder = copy_of_sample(tmp_path)
    done = CliRunner().invoke(main, ["published", "sampleton", "--policy", str(folder)])
    assert done.exit_code == 0, done.output
    assert re.fullmatch(r"sampleton: \d\d+ new ids in .*published.yml\n", done.output)
    text = (folder / "sampleton" / FILE).read_text(encoding="utf-8")
    assert "  - step old-form/first\n" in text
    assert "  - answer first-look/spoken/yes\n" in text
    assert "  - item first-look/signs/school\n" in text
    assert "  - scene robin/a-worry\n" in text
    rows = [row for row in text.splitlines() if row.startswith("  - ")]
    assert rows == sorted(set(rows))
    check_all(folder).or_raise()
    again = CliRunner().invoke(main, ["published", "--policy", str(folder)])
    assert "sampleton: 0 new ids" in again.output
    assert (folder / "sampleton" / FILE).read_text(encoding="utf-8") == text


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    folder = copy_of_sample(tmp_path)
    lost = CliRunner().invoke(main, ["published", "samplton", "--policy", str(folder)])
    assert "there is no authority 'samplton' (choose one of: sampleton)" in lost.output
    edit(folder, "levels.yml", "levels:", "levles:")
    broken = CliRunner().invoke(main, ["published", "--policy", str(folder)])
    assert broken.exit_code == 1
    assert "the policy has to be sound first" in broken.output
    assert "Traceback" not in broken.output


def test_with_a_new_version_what_was_there_is_registered(tmp_path: Path) -> None:
    folder = copy_of_sample(tmp_path)
    kept = begin(folder, "sampleton", "4", TODAY)
    assert not (kept / FILE).exists()
    assert "  - step first-look/spoken\n" in (folder / "sampleton" / FILE).read_text("utf-8")
    # So a step that is renamed afterwards is told.
    for file in (folder / "sampleton" / "pathways").glob("first-look.yml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"\bspoken\b", "talked", text), encoding="utf-8")
    kinds = {problem.kind for problem in check_all(folder).problems}
    assert "id-gone" in kinds
