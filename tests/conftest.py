"""What all tests share: how hard the property tests try, and what the run reports at its end."""

from __future__ import annotations

import os

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
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

REPORTED = pytest.StashKey[list[str]]()


@pytest.fixture
def report(request: pytest.FixtureRequest) -> list[str]:
    """Lines to print after the run, for figures a reader of the run wants to see."""
    return request.config.stash.setdefault(REPORTED, [])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Under pytest-xdist keep browser tests in two groups, so that at most two browsers run."""
    for item in items:
        if item.get_closest_marker("browser"):
            group = "tools" if item.path.name.startswith("test_tools_") else "pages"
            item.add_marker(pytest.mark.xdist_group(group))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the lines that tests reported."""
    lines = config.stash.get(REPORTED, [])
    if lines:
        terminalreporter.section("figures")
        for line in lines:
            terminalreporter.write_line(line)
