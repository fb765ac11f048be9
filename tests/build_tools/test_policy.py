"""The real policy: nothing wrong with it, and every path of every tool decided."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from build_tools.check import Checked, check_all
from tests.data import POLICY
from tests.engine.markup import parse
from tests.engine.routes_follower import arrive
from widgets.engine import codec
from widgets.engine.decide import decide
from widgets.engine.links import Links
from widgets.engine.model import Authority, Outcome, Pathway
from widgets.engine.paths import all_paths, routes
from widgets.engine.record import record
from widgets.engine.render.shell import widget
from widgets.engine.render.static import static_pathway

NAMES = sorted(
    (folder.name, tool.stem)
    for folder in POLICY.iterdir()
    if (folder / "authority.yml").exists()
    for tool in (folder / "pathways").glob("*.yml")
)


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check_all(POLICY)


def test_there_is_a_policy() -> None:
    assert {authority for authority, _ in NAMES} >= {"bradford"}


def test_nothing_is_wrong(checked: Checked) -> None:
    assert [str(problem) for problem in checked.problems] == []


@pytest.fixture(params=NAMES, ids="/".join)
def tool(request: pytest.FixtureRequest, checked: Checked) -> tuple[Authority, Pathway]:
    """Each tool of each authority in turn."""
    authority, name = request.param
    assert authority in checked.authorities, "its files have faults: see test_nothing_is_wrong"
    return checked.authorities[authority], checked.authorities[authority].pathways[name]


def test_every_path_is_decided(tool: tuple[Authority, Pathway], report: list[str]) -> None:
    authority, pathway = tool
    edges = routes(pathway)
    ends: set[str] = set()
    number = 0
    for path in all_paths(pathway):
        number += 1
        ends.add(path.outcome.id)
        for last in (False, True):
            answers = path.answers(last=last)
            trace = decide(pathway, answers)
            assert trace.outcome is path.outcome
            assert arrive(pathway, edges, answers) == path.outcome.id
        assert decide(pathway, {**answers, "harm": "yes"}).outcome is pathway.interrupt.outcome
    assert ends == set(pathway.outcomes)
    report.append(f"{authority.id}/{pathway.id}: {number} paths, all decided")


def test_the_browser_gets_what_was_proved(tool: tuple[Authority, Pathway]) -> None:
    authority, pathway = tool
    assert codec.load(codec.dump(authority)).pathways[pathway.id] == pathway


def test_its_screens_are_well_formed(tool: tuple[Authority, Pathway]) -> None:
    authority, pathway = tool
    links = Links("../../../", authority.id)
    parse(widget(authority, pathway, links, {}))
    parse(static_pathway(authority, pathway, links))


def test_every_urgent_outcome_says_whom_to_ring(tool: tuple[Authority, Pathway]) -> None:
    authority, pathway = tool
    for outcome in (pathway.interrupt.outcome, *pathway.outcomes.values()):
        if outcome.urgent:
            numbers = list(_numbers(authority, outcome))
            assert numbers or outcome.no_contact, outcome.id
            page = parse(static_pathway(authority, pathway, Links("../", authority.id)))
            card = page.one("section", data_outcome=outcome.id)
            assert all(number in card.text for number in numbers)


def test_the_record_of_an_urgent_outcome_holds_its_numbers(
    tool: tuple[Authority, Pathway],
) -> None:
    authority, pathway = tool
    text = record(authority, decide(pathway, {"harm": "yes"}), "today")
    for number in _numbers(authority, pathway.interrupt.outcome):
        assert number in text


def _numbers(authority: Authority, outcome: Outcome) -> Iterator[str]:
    for contact in (*outcome.ring, *outcome.contacts):
        for phone in authority.contacts[contact].phones:
            yield phone.shown
