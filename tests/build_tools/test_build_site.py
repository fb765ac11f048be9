"""The whole build in a copy of the project: the same site every time, and all or nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.build_tools.commands import files_in
from tests.data import ROOT, link

pytestmark = pytest.mark.builds

# Copied, because the build finds the project by where its own code stands; the rest is large and
# only read.
COPIED = ("build_tools", "docs", "policy", "widgets", "mkdocs.yml", "package.json")
# Another day, another order of sets and another place in the world: they change nothing.
ELSEWHERE = {
    "SOURCE_DATE_EPOCH": "1764000000",
    "PYTHONHASHSEED": "7",
    "TZ": "Pacific/Auckland",
    "LC_ALL": "C",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with a site that was made there, nothing of it taken from a store."""
    top = tmp_path_factory.mktemp("project")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, top / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, top / name)
    link(top)
    done = build(top)
    assert done.returncode == 0, done.stderr
    return top


def build(top: Path) -> subprocess.CompletedProcess[str]:
    """Run the build command in a project, with its site in the folder `site`."""
    return subprocess.run(
        [sys.executable, "-m", "build_tools", "build", "--site", str(top / "site")],
        cwd=top,
        env={**os.environ, **ELSEWHERE},
        capture_output=True,
        text=True,
        check=False,
    )


def prints(site: Path) -> dict[str, str]:
    """A fingerprint of every file of a site."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in files_in(site).items()}


@contextmanager
def spoiled(file: Path, old: str, new: str) -> Iterator[None]:
    """The file with one place changed, for a while."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{text.count(old)} places in {file.name} hold {old!r}"
    file.write_text(text.replace(old, new), encoding="utf-8")
    try:
        yield
    finally:
        file.write_text(text, encoding="utf-8")


def test_the_same_project_gives_the_same_site_byte_for_byte(project: Path, site_dir: Path) -> None:
    if "HANDBOOK_SITE" in os.environ:
        pytest.skip("the site in HANDBOOK_SITE may be of another project, or hold PDFs")
    first, second = prints(site_dir), prints(project / "site")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_mistake_in_the_policy_leaves_the_earlier_site(project: Path) -> None:
    before = prints(project / "site")
    with spoiled(project / "policy/bradford/urgent.yml", "outcome:\n", "outcomes:\n"):
        done = build(project)
    _refused(done, "policy/bradford/urgent.yml:")
    assert prints(project / "site") == before


def test_slips_in_a_page_written_by_hand_leave_the_earlier_site(project: Path) -> None:
    before = prints(project / "site")
    about = project / "docs/about.md"
    text = about.read_text(encoding="utf-8")
    slips = "Ring 01274 437501 or [this](tel:01274437502). [Write](mailto:someone@bradford.example)"
    with spoiled(about, text, f"{text}\n{slips}\n"):
        done = build(project)
    told = [line for line in done.stderr.splitlines() if line.startswith("about/index.html:")]
    for wanted in ("01274 437501", "01274437502", "someone@bradford.example"):
        assert any(wanted in line for line in told), f"{wanted} was not told: {done.stderr}"
    _refused(done, "[unknown-number]")
    _refused(done, "[unknown-address]")
    assert prints(project / "site") == before
    assert [path.name for path in project.glob(".site-*")] == [], "half a site was left behind"


def _refused(done: subprocess.CompletedProcess[str], wanted: str) -> None:
    assert done.returncode == 1, done.stdout
    assert wanted in done.stderr
    assert "Traceback" not in done.stderr
