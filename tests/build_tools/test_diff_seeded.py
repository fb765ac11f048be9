"""Twelve changes of real policy: the difference says what an editor should know, and no more.

The whole report of each stands in `reports/`. It was read line by line when it was written; where
a change of policy or of words makes it differ, read it again before you store it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build_tools.changes import repository
from tests.build_tools.seeded import SEEDED, Seeded

REPORTS = Path(__file__).parent / "reports"


@pytest.mark.parametrize("seeded", SEEDED, ids=lambda seeded: seeded.id)
def test_the_report_says_what_an_editor_should_know(seeded: Seeded, tmp_path: Path) -> None:
    made = repository(tmp_path, seeded.authority)
    made.edit(seeded.authority, *seeded.edits)
    wanted = (REPORTS / f"{seeded.id}.txt").read_text(encoding="utf-8")
    assert made.diff("HEAD") == wanted


def test_every_stored_report_is_of_a_change() -> None:
    assert {path.stem for path in REPORTS.iterdir()} == {seeded.id for seeded in SEEDED}
    assert len(SEEDED) == 12
