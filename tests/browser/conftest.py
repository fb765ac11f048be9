"""What the browser tests share: the built site, a server for it, a browser, watched pages."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.site_server import SiteServer
from tests.browser.tool_cases import tool
from tests.browser.tool_page import ToolPage
from tests.browser.watched import Visits

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine, with a new profile for each page."""
    found = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
    assert found, "the browser tests need chromium on the PATH (Debian: apt-get install chromium)"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def _site_server(site_dir: Path) -> Iterator[SiteServer]:
    server = SiteServer(site_dir)
    yield server
    server.close()


@pytest.fixture
def server(_site_server: SiteServer) -> Iterator[SiteServer]:
    """The site at the root of a web server; rules set by a test end with it."""
    _site_server.reset()
    yield _site_server
    _site_server.reset()


@pytest.fixture
def visit(browser: Browser, server: SiteServer) -> Iterator[Visits]:
    """Opens pages: `visit("bradford/", width=320, scheme="dark")`.

    Fails the test at its end when a page logged an error, met its Content-Security-Policy or asked
    for anything off the site, unless the test allowed it.
    """
    visits = Visits(browser, server)
    yield visits
    visits.close()
    unexpected = visits.unexpected()
    assert not unexpected, "the pages met problems:\n" + "\n".join(unexpected)


@pytest.fixture(scope="session")
def _tool_visits(browser: Browser, _site_server: SiteServer) -> Iterator[Visits]:
    visits = Visits(browser, _site_server)
    yield visits
    visits.close()


@pytest.fixture(scope="session")
def _ready_tools() -> dict[str, ToolPage]:
    return {}


@pytest.fixture
def ready_tool(
    _tool_visits: Visits, _ready_tools: dict[str, ToolPage]
) -> Iterator[Callable[[str], ToolPage]]:
    """Gives a tool by name, such as "bradford/consent", with Python ready and nothing answered.

    Starting Python takes seconds, so each tool has one page for the whole run, in the time zone of
    New York: the time in London is the tool's own affair. A test leaves the page at its first size.
    """

    def open_tool(name: str) -> ToolPage:
        if name not in _ready_tools:
            each = tool(name)
            page = _tool_visits(each.page, timezone="America/New_York", accept_downloads=True)
            _ready_tools[name] = ToolPage(page, each)
            _ready_tools[name].until_engine("ready")
        else:
            _ready_tools[name].begin()
        return _ready_tools[name]

    yield open_tool
    unexpected = _tool_visits.unexpected()
    _tool_visits.problems.clear()
    assert not unexpected, "the pages met problems:\n" + "\n".join(unexpected)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what passing tests recorded as "measured": how many paths, how many seconds."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "measured":
                terminalreporter.write_line(f"{report.nodeid.rpartition('/')[2]}: {value}")
