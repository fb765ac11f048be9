"""What the browser tests share: a server for the built site, a browser, watched pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from build_tools.paper.chromium import found
from tests.browser.nginx import Nginx, Serve
from tests.browser.site_server import Serving, SiteServer
from tests.browser.tool_access import Views
from tests.browser.tool_cases import Tool, tool
from tests.browser.tool_page import ToolPage
from tests.browser.versions_site import two_versions
from tests.browser.watched import CLOCK_SET, Visits

# Chromium opens a whole window for each page, and in it two pages for the list below its address
# bar, which nobody sees here: more than a third of what a page costs. The other names are those
# that Playwright gives, since of two lists Chromium heeds the last.
_WITHOUT = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades",
    "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints",
    "PaintHolding", "PreconnectToSearch", "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
)  # fmt: skip
FLAGS = [
    f"--disable-features={','.join(_WITHOUT)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# One process draws all pages of a context and none stands by, which saves a sixth of what opening
# a page costs; not for what depends on processes, as tabs do that are kept to go back to.
_FRUGAL = ["--renderer-process-limit=1", "--in-process-gpu"]


# What a machine with nothing else to do shows at once may take longer than Playwright's 5 seconds
# on one that builds and tests at the same time.
expect.set_options(timeout=10_000)


@pytest.fixture(scope="session", autouse=True)
def _views(pytestconfig: pytest.Config) -> None:
    """A run without the exhaustive tests looks at fewer views of each state of a tool."""
    Views.all = "not exhaustive" not in pytestconfig.getoption("markexpr")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine, with a new profile for each page."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found(), args=[*FLAGS, *_FRUGAL])
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


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Starts an nginx: `serve(site, "/handbook/", immutable="")`.

    What is named after the prefix is put in place of that word of the configuration.
    """
    running: list[Nginx] = []

    def start(site: Path, prefix: str = "/", **instead: str) -> Nginx:
        own = tmp_path_factory.mktemp("nginx")
        include = site.with_name(f"{site.name}.nginx.conf")
        if instead:
            text = include.read_text(encoding="utf-8")
            for old, new in instead.items():
                assert old in text, f"{include.name} holds no {old}"
                text = text.replace(old, new)
            include = own / include.name
            include.write_text(text, encoding="utf-8")
        running.append(Nginx(site, include, own, prefix))
        return running[-1]

    yield start
    for each in running:
        each.close()


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample authority with an earlier version."""
    return two_versions(tmp_path_factory.mktemp("two-versions"))


@pytest.fixture(scope="session")
def _sample_server(sample_site: Path) -> Iterator[SiteServer]:
    server = SiteServer(sample_site)
    yield server
    server.close()


@pytest.fixture
def sample(_sample_server: SiteServer) -> Iterator[SiteServer]:
    """That site at an address of its own; rules set by a test end with it."""
    _sample_server.reset()
    yield _sample_server
    _sample_server.reset()


@pytest.fixture
def serving() -> Iterator[Serving]:
    """Serves another folder, or at another place: `serving(tmp_path, prefix="/handbook/")`.

    Until the pages of `visit` are closed: one that still loads something when its server goes says
    that something is wrong.
    """
    running: list[SiteServer] = []

    def start(root: Path, prefix: str = "/") -> SiteServer:
        running.append(SiteServer(root, prefix))
        return running[-1]

    yield start
    for each in running:
        each.close()


@pytest.fixture
def own_server(serving: Serving, site_dir: Path) -> SiteServer:
    """The site at an address of its own, for a test that stops the server or changes the site."""
    return serving(site_dir)


@pytest.fixture
def visit(browser: Browser, server: SiteServer, serving: Serving) -> Iterator[Visits]:
    """Opens pages: `visit("bradford/", width=320, scheme="dark")`. `serving` ends after it.

    Fails the test at its end when a page logged an error, met its Content-Security-Policy or asked
    for anything off the site, unless the test allowed it.
    """
    visits = Visits(browser, server)
    yield visits
    visits.close()
    unexpected = visits.unexpected()
    assert not unexpected, "the pages met problems:\n" + "\n".join(unexpected)


# Puts the tool of another page of the same authority in place of the one that is open.
MOUNT = """async (address) => {
  const html = await (await fetch(address)).text();
  const other = new DOMParser().parseFromString(html, "text/html");
  document.querySelector("article").replaceWith(other.querySelector("article"));
}"""

Open = Callable[[str], ToolPage]


class Tools:
    """Pages of tools with Python ready, kept for the whole run: starting Python takes seconds.

    They are in the time zone of New York, since the time in London is the tool's own affair.
    """

    def __init__(self, visits: Visits) -> None:
        self.visits = visits
        self.pages: dict[str, ToolPage] = {}
        self.shared: dict[str, ToolPage] = {}

    def own_page(self, name: str) -> ToolPage:
        """The tool on its own page, with nothing answered."""
        if name in self.pages:
            self.pages[name].begin()
        else:
            self.pages[name] = self._load(tool(name))
        return self.pages[name]

    def on_shared_page(self, name: str) -> ToolPage:
        """The tool, as its own page has it, on a page that all tools of its authority share.

        They share its engine as well. Its predecessors still hear of Back and Forward there.
        """
        each = tool(name)
        if each.authority.id not in self.shared:
            self.shared[each.authority.id] = self._load(each)
        page = self.shared[each.authority.id].page
        page.evaluate(MOUNT, self.visits.server.url + each.page)
        mounted = ToolPage(page, each)
        mounted.until_engine("ready")
        return mounted

    def _load(self, each: Tool) -> ToolPage:
        page = ToolPage(
            self.visits(each.page, timezone="America/New_York", allow=(CLOCK_SET,)), each
        )
        page.until_engine("ready")
        return page


@pytest.fixture(scope="session")
def _tools(browser: Browser, _site_server: SiteServer) -> Iterator[Tools]:
    tools = Tools(Visits(browser, _site_server))
    yield tools
    tools.visits.close()


@pytest.fixture
def _watched_tools(_tools: Tools) -> Iterator[Tools]:
    yield _tools
    unexpected = _tools.visits.unexpected()
    _tools.visits.problems.clear()
    assert not unexpected, "the pages met problems:\n" + "\n".join(unexpected)


@pytest.fixture
def ready_tool(_watched_tools: Tools) -> Open:
    """Gives a tool by name ("bradford/consent") on its own page, with Python ready."""
    return _watched_tools.own_page


@pytest.fixture
def mounted_tool(_watched_tools: Tools) -> Open:
    """Gives a tool by name on a page shared by its authority, with Python ready.

    Tests of Back and Forward need a page of its own.
    """
    return _watched_tools.on_shared_page
