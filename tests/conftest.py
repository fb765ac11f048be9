"""What all tests share: how hard the property tests try, the built site, what a run reports."""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Examples are the same on every run, so that a change is red or green for everyone alike;
# HYPOTHESIS_PROFILE=search looks further, with new examples each time.
settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("search", settings.get_profile("steady"), derandomize=False,
                          max_examples=1_000)  # fmt: skip
# For the many runs of tests/mutate/engine.py.
settings.register_profile("quick", settings.get_profile("steady"), max_examples=12)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

FIGURE = "figure"
ROOT = Path(__file__).resolve().parents[1]

LONGEST = (
    "test_theme.py", "test_frame.py", "test_reading_pages.py", "test_offline_copy.py",
    "test_offline_network.py", "test_compare_page.py", "test_parts.py", "test_build_site.py",
)  # fmt: skip
"""Modules that take longest after those of the tools, the longest first."""


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site: HANDBOOK_SITE where set, else built once for the whole run."""
    given = os.environ.get("HANDBOOK_SITE")
    if given:
        site = Path(given).resolve()
        assert (site / "index.html").is_file(), f"HANDBOOK_SITE={given} holds no built site"
        return site
    # Under pytest-xdist every worker has a folder of its own inside one that they share.
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    site, done = shared / "site", shared / "site.done"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            built = subprocess.run(
                [sys.executable, "-m", "build_tools", "build", "--site", str(site)],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
            )
            assert built.returncode == 0, f"the build failed:\n{built.stdout}\n{built.stderr}"
            done.touch()
    return site


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Lines to print after the run, for figures a reader of the run wants to see."""
    lines: list[str] = []
    yield lines
    # What a test notes about itself reaches the summary from the workers of pytest-xdist too.
    request.node.user_properties.extend((FIGURE, line) for line in lines)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long.

    Single quick tests come last, so that no worker is idle while the other has a long group.
    """
    items.sort(key=_turn)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Under pytest-xdist keep together what shares something dear.

    The tests of tools share pages on which Python runs; the other browser tests of a module share
    what they have looked at, and those of a module that builds a site of its own that site.
    pytest-xdist 3.8 groups by a name that it adds to each test's own, which pytest 9.1 ignores.
    """
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

    class Together(LoadScopeScheduling):  # type: ignore[misc] # it has no types
        def _split_scope(self, nodeid: str) -> str:
            return _group(nodeid.split("::", 1)[0]) or nodeid

    return Together(config, log)


@cache
def _group(module: str) -> str:
    """The tests that a module's stay with on one worker, by a name; "" when each may go alone."""
    path = Path(module)
    text = (ROOT / path).read_text(encoding="utf-8")
    if named := re.search(r'xdist_group\("([\w-]+)"\)', text):
        return named[1]
    if path.name.startswith("test_tools_"):
        return "tools"
    shares = "pytest.mark.browser" in text or "pytest.mark.builds" in text
    return path.name if shares else ""


def _turn(item: pytest.Item) -> int:
    """Whose turn it is: tools, the longest modules, then groups, then single tests."""
    if item.path.name.startswith("test_tools_"):
        return 0
    if item.path.name in LONGEST:
        return 1 + LONGEST.index(item.path.name)
    return 1 + len(LONGEST) + (not _group(item.nodeid.split("::", 1)[0]))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the lines that tests reported."""
    # The end of a passed test's tear-down is filed under no outcome.
    lines = [
        str(value)
        for told in terminalreporter.getreports("")
        for name, value in told.user_properties
        if name == FIGURE
    ]
    if lines:
        terminalreporter.section("figures")
        for line in lines:
            terminalreporter.write_line(line)
