"""The sample authority for the tests, and ways to spoil a copy of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from build_tools.model.policy import OF_NO_VERSION

ROOT = Path(__file__).resolve().parent.parent
POLICY = ROOT / "policy"
FIXTURES = ROOT / "tests" / "fixtures"
SAMPLE = FIXTURES / "sampleton"


def copy_of_sample(folder: Path) -> Path:
    """Copy Sampleton and what is shared into `folder`/policy; return that policy folder."""
    policy = folder / "policy"
    shutil.copytree(FIXTURES, policy)
    return policy


EARLIER = "superseded/2"
"""Where `with_earlier_version` puts it, in Sampleton's folder."""


def with_earlier_version(policy: Path) -> Path:
    """Give the copy of Sampleton a version 2 that counted in the three weeks before; its folder."""
    sample = policy / "sampleton"
    target = sample / EARLIER
    of_none = (f"{stem}.yml" for stem in OF_NO_VERSION)
    shutil.copytree(sample, target, ignore=shutil.ignore_patterns(*of_none))
    file = target / "authority.yml"
    text = file.read_text(encoding="utf-8")
    for old, new in (
        ('version: "3"', 'version: "2"'),
        ("dated: 2026-11-22", "dated: 2026-11-01"),
        ("effective-from: 2026-11-22", "effective-from: 2026-11-01"),
        ("effective-to: 2099-12-31", "effective-to: 2026-11-21"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return target


def inside(file: str) -> str:
    """Where a file stands in the policy folder: Sampleton's, unless named as shared."""
    return file if file.startswith("shared/") else f"sampleton/{file}"


def edit(policy: Path, file: str, old: str, new: str) -> Path:
    """Replace the one place in a file of the copy where `old` stands; return the file."""
    path = policy / inside(file)
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{text.count(old)} places in {file} hold {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def place_of(text: str, position: int) -> tuple[int, int]:
    """Line and column, from 1, of a position in a text."""
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1


BUILT = ("node_modules", "build/engine", "build/snapshot", "build/desk", "build/compressed")
"""What is installed and made once for every copy of the project."""


def drop_case(authority: Path) -> None:
    """Take an authority's answers to the shared questions away, and from its scenes their facts."""
    (authority / "case.yml").unlink()
    for story in (authority / "walkthroughs").glob("*.yml"):
        text = story.read_text(encoding="utf-8")
        told = re.sub(r"^    facts:\n(?:      .*\n)+", "", text, flags=re.MULTILINE)
        story.write_text(told, encoding="utf-8")


def link(top: Path, *names: str) -> None:
    """Put these files and folders of the project, and all that is `BUILT`, into a copy of it."""
    # Not there before the first build.
    (ROOT / "build" / "compressed").mkdir(parents=True, exist_ok=True)
    for name in (*names, *BUILT):
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).symlink_to(ROOT / name)
