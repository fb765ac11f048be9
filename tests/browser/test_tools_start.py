"""Python restored from its snapshot, shared between pages, and what happens where neither works."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page

from tests.browser.spoiled import spoiled
from tests.browser.tool_cases import NAMES, shortest_ways, tool
from tests.browser.tool_checks import check_outcome
from tests.browser.tool_faults import (
    SNAPSHOT_FAULTS,
    WORKER,
    can_be_told,
    tell_worker,
)
from tests.browser.tool_page import HOW, STARTING, ToolPage
from tests.browser.watched import Visits

pytestmark = pytest.mark.browser

NETWORK = (r"Failed to load resource", r"ERR_")
# In every run; `make test-all` tries the others too.
ALWAYS = {"restoring broken"}


def started(page: ToolPage) -> str:
    page.until_engine("ready")
    return str(page.page.evaluate(HOW))


def workers_of(page: Page) -> int:
    """How many workers for tools the page has to itself."""
    return sum(1 for worker in page.workers if "/tool/" in worker.url)


def snapshot_files(visit: Visits) -> list[str]:
    return [path for path in visit.server.requests if "/snapshot/" in path]


def use(page: ToolPage, name: str) -> None:
    """Walk to the outcome that takes the most answers, decided by Python."""
    way = max(shortest_ways(name).values(), key=lambda way: len(way.tokens))
    page.set_clock_for(way.answers())
    page.walk(way.answers())
    page.until_at(f"outcome:{way.outcome.id}")
    page.until_reasons()
    check_outcome(page, way.answers())


@pytest.mark.parametrize(
    "fault",
    [
        each if each in ALWAYS else pytest.param(each, marks=pytest.mark.exhaustive)
        for each in SNAPSHOT_FAULTS
    ],
)
def test_without_its_snapshot_python_starts_the_plain_way(visit: Visits, fault: str) -> None:
    name = NAMES[list(SNAPSHOT_FAULTS).index(fault)]
    SNAPSHOT_FAULTS[fault](visit.server)
    page = ToolPage(visit(tool(name).page, allow=NETWORK), tool(name))
    assert started(page) == "plain"
    use(page, name)


def test_a_part_missing_from_the_snapshot_is_made_up_for(visit: Visits) -> None:
    name = NAMES[0]
    can_be_told(visit.server)
    page = ToolPage(visit(tool(name).page), tool(name))
    assert started(page) == "snapshot"
    tell_worker(page.page, "a part missing")
    way = max(shortest_ways(name).values(), key=lambda way: len(way.tokens))
    page.walk(way.answers())
    # The page's own edges lead on meanwhile.
    page.until_at(f"outcome:{way.outcome.id}")
    page.until_reasons(timeout=STARTING)
    check_outcome(page, way.answers())
    assert page.page.evaluate(HOW) == "plain"
    assert page.engine == "ready"


def test_the_next_page_finds_python_running(visit: Visits) -> None:
    first, second = tool(NAMES[0]), tool(NAMES[-1])
    page = visit(first.page)
    assert started(ToolPage(page, first)) == "snapshot"
    assert len(snapshot_files(visit)) == 2
    # Another authority, by way of a page without a tool.
    page.goto(visit.server.url + "about/")
    page.goto(visit.server.url + second.page)
    following = ToolPage(page, second)
    assert started(following) == "snapshot"
    use(following, NAMES[-1])
    assert len(snapshot_files(visit)) == 2


def test_where_python_runs_already_the_next_page_waits_for_nothing(visit: Visits) -> None:
    page = visit(tool(NAMES[0]).page)
    assert started(ToolPage(page, tool(NAMES[0]))) == "snapshot"
    # What makes other pages wait: the first picture, or half a second.
    page.add_init_script("""
      window.requestAnimationFrame = () => 0;
      const wait = window.setTimeout;
      window.setTimeout = (work, ms, ...rest) => (ms === 500 ? 0 : wait(work, ms, ...rest));
    """)
    page.goto(visit.server.url + tool(NAMES[-1]).page)
    assert started(ToolPage(page, tool(NAMES[-1]))) == "snapshot"
    # The same page again: its policy is in the worker.
    visit.server.requests.clear()
    page.goto(visit.server.url + tool(NAMES[0]).page)
    assert started(ToolPage(page, tool(NAMES[0]))) == "snapshot"
    assert not [path for path in visit.server.requests if "/policy/" in path]


@pytest.mark.parametrize(
    ("condition", "spoil"),
    [
        ("no such workers", "delete window.SharedWorker;"),
        (
            "workers that may not be shared",
            "window.SharedWorker = class { constructor() { throw new Error('not here'); } };",
        ),
    ],
)
def test_a_page_has_a_worker_of_its_own_where_none_can_be_shared(
    visit: Visits, condition: str, spoil: str
) -> None:
    page = visit("404.html")
    page.add_init_script(spoil)
    page.goto(visit.server.url + tool(NAMES[1]).page)
    own = ToolPage(page, tool(NAMES[1]))
    assert started(own) == "snapshot", condition
    assert workers_of(page) == 1
    use(own, NAMES[1])


def test_a_shared_worker_that_says_nothing_is_left_for_one_of_the_pages_own(visit: Visits) -> None:
    visit.server.intercept(
        WORKER,
        lambda path, reply: replace(
            reply, body=spoiled("worker.js", "worker.js", "=> serve(port);", "=> port.close();")
        ),
    )
    page = ToolPage(visit(tool(NAMES[0]).page), tool(NAMES[0]))
    assert started(page) == "snapshot"
    assert workers_of(page.page) == 1
