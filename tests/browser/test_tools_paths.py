"""Every path of every tool: Python on the desktop, Python in the page and the page's own edges."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.pages import file_of
from tests.browser.tool_cases import (
    NAMES,
    Given,
    Tool,
    answer_sets,
    authorities,
    digest,
    request,
    shortest_ways,
    tool,
    ways_to_each_step,
)
from tests.browser.tool_page import HOW, ToolPage
from tests.browser.tool_static import Static, read_data, read_static
from tests.browser.watched import Visits
from tests.engine.routes_follower import arrive
from widgets.engine import Path as Way
from widgets.engine import decide

pytestmark = pytest.mark.browser

BATCH = 300

# Each reply of the worker as its place and a fingerprint of its screen and its list of answers.
ASK_WORKER = """async (requests) => {
  const { runtime } = document.querySelector("pathway-widget");
  const hex = (buffer) => Array.from(new Uint8Array(buffer),
    (byte) => byte.toString(16).padStart(2, "0")).join("");
  return Promise.all(requests.map(async (request) => {
    const { ok, error } = await runtime.ask(request);
    if (error) return [error.name, ""];
    const text = new TextEncoder().encode(`${ok.screen}\\0${ok.summary}\\0${ok.says}`);
    return [ok.at, hex(await crypto.subtle.digest("SHA-256", text))];
  }));
}"""

FOLLOW = """([data, sets]) => {
  const { constructor: Routes } = document.querySelector("pathway-widget").routes;
  const routes = new Routes(data);
  return sets.map((answers) => routes.follow(answers));
}"""


def test_every_tool_of_every_authority_is_tried(site_dir: Path) -> None:
    known = {f"{a.id}/{p}" for a in authorities().values() for p in a.pathways}
    built = {
        f"{page.parent.parent.parent.name}/{page.parent.name}"
        for page in site_dir.glob("*/tools/*/index.html")
    }
    assert set(NAMES) == known == built


def test_every_page_of_a_tool_names_the_files_that_the_site_holds(site_dir: Path) -> None:
    for each in map(tool, NAMES):
        data = read_data(_html(site_dir, each))
        page = file_of(site_dir, each.page).parent
        for name, file in data["files"].items():
            content = (page / file["url"]).read_bytes()
            assert len(content) == file["size"], (each.page, name)
            assert hashlib.sha256(content).hexdigest() == file["sha256"], (each.page, name)
        assert (page / data["worker"]).is_file(), each.page
        assert (
            json.loads((page / data["files"]["policy.json"]["url"]).read_text())["id"]
            == each.authority.id
        )


@pytest.mark.parametrize("authority", sorted({name.partition("/")[0] for name in NAMES}))
@pytest.mark.parametrize(
    "every", [False, pytest.param(True, marks=pytest.mark.exhaustive)], ids=["some", "every"]
)
def test_python_in_the_page_agrees_with_python_on_the_desktop(
    mounted_tool: Callable[[str], ToolPage], authority: str, every: bool, report: list[str]
) -> None:
    """On every path of each tool, or on some that pass every step and come to every outcome."""
    names = [name for name in NAMES if name.startswith(f"{authority}/")]
    tools = [tool(name) for name in names]
    # One worker holds the policy of its whole authority.
    page = mounted_tool(names[0]).page
    sets_tried = screens = 0
    for name, each in zip(names, tools, strict=True):
        sets = list(answer_sets(each.pathway))
        for way, answers in sets:
            assert decide(each.pathway, answers).outcome is way.outcome
        ends = list(shortest_ways(name).values())
        if not every:
            further = (way for way in ways_to_each_step(name) if way not in ends)
            sets = [(way, way.answers()) for way in (*ends, *further)]
        sets_tried += len(sets)
        # Every screen on the way, and the urgent outcome over the answers of one path to each end.
        before: list[Given] = [way.answers() for way in ends]
        if every:
            before += [begun for way in ends for begun in _beginnings(way.answers())]
        asked = _distinct([
            *(answers for _, answers in sets),
            *(begun for _, answers in sets for begun in _beginnings(answers)),
            *({**begun, each.pathway.interrupt.id: "yes"} for begun in before),
        ])  # fmt: skip
        screens += len(asked)
        _compare(page, each, asked)
    # All of it without once falling back on the plain start.
    assert page.evaluate(HOW) == "snapshot"
    report.append(
        f"{authority}: desktop and Pyodide agree on {sets_tried} sets of answers to {len(tools)} "
        f"tools and, byte for byte, on {screens} screens"
    )


def test_the_edges_in_the_page_agree_on_every_path(site_dir: Path, report: list[str]) -> None:
    paths = 0
    for each in map(tool, NAMES):
        routes = read_data(_html(site_dir, each))["routes"]
        for way, answers in answer_sets(each.pathway):
            paths += 1
            assert arrive(each.pathway, routes, answers) == way.outcome.id, (each.page, answers)
    report.append(f"edges in the pages: agree on {paths} sets of answers")


def test_the_script_of_the_page_agrees_on_every_path(
    visit: Visits, site_dir: Path, report: list[str]
) -> None:
    page = visit(tool(NAMES[0]).page)
    paths = 0
    for name in NAMES:
        each = tool(name)
        sets = list(answer_sets(each.pathway))
        data = read_data(_html(site_dir, each))
        found = page.evaluate(FOLLOW, [data, [answers for _, answers in sets]])
        wrong = [
            (answers, way.outcome.id, end)
            for (way, answers), end in zip(sets, found, strict=True)
            if end != {"outcome": way.outcome.id}
        ]
        assert not wrong, f"{name}: {len(wrong)} paths differ, first {wrong[0]}"
        paths += len(sets)
    report.append(f"script of the pages: agrees on {paths} sets of answers")


def test_the_plain_pathway_leads_on_along_every_path(site_dir: Path, report: list[str]) -> None:
    paths = 0
    for each in map(tool, NAMES):
        static = read_static(_html(site_dir, each))
        for way, answers in answer_sets(each.pathway):
            paths += 1
            _walk_list(each, way, answers, static)
        for step in each.pathway.steps.values():
            assert len(static.rules[step.id]) == len(step.edges), f"{each.page}: {step.id}"
        assert f"outcome-{each.pathway.interrupt.outcome.id}" in static.ids, each.page
    report.append(f"links of the plain pathways: lead on along {paths} sets of answers")


def _walk_list(each: Tool, way: Way, answers: Given, static: Static) -> None:
    """Follow the links of the rules that apply, from the first step to the outcome."""
    assert list(answers) == list(way.tokens)
    here = each.pathway.start
    for step, edges in zip(way.tokens, way.edges, strict=True):
        assert here == step, f"the links lead to {here}, the path to {step}: {answers}"
        rules = [static.rules[step][str(each.pathway.steps[step].edges.index(e))] for e in edges]
        for rule, edge in zip(rules, edges, strict=True):
            assert edge.because in " ".join(rule.text.split()), rule
        (lead,) = {lead for rule in rules for lead in rule.leads}
        assert lead in static.ids, f"no part of the page is called {lead}"
        kind, _, here = lead.partition("-")
        assert kind == ("step" if here in each.pathway.steps else "outcome")
    assert here == way.outcome.id, answers


def _compare(page: Page, each: Tool, sets: list[Given]) -> None:
    """Ask the page's worker for every screen and hold it against the desktop's."""
    for first in range(0, len(sets), BATCH):
        batch = sets[first : first + BATCH]
        requests = [request(each, "show", answers) for answers in batch]
        for answers, (at, print_) in zip(batch, page.evaluate(ASK_WORKER, requests), strict=True):
            here = each.ask("show", answers)["ok"]
            assert at == here["at"], f"{each.page} {answers}"
            assert print_ == digest(here["screen"], here["summary"], here["says"]), (
                f"the screen differs in the page: {each.page} {answers}"
            )


def _beginnings(answers: Given) -> Iterator[Given]:
    steps = list(answers)
    for count in range(len(steps)):
        yield {step: answers[step] for step in steps[:count]}


def _distinct(sets: list[Given]) -> list[Given]:
    return list({repr(answers): answers for answers in sets}.values())


def _html(site_dir: Path, each: Tool) -> str:
    return file_of(site_dir, each.page).read_text(encoding="utf-8")
