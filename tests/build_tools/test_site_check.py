"""The finished site: a slip in any page stops the build, and the page and line are named."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from build_tools.check import check_all
from build_tools.foreign_check import voice
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Problem
from build_tools.register import register, together
from build_tools.site_check import PartRead, Passages, check_part, check_together
from tests.build_tools import real
from tests.data import copy_of_sample
from tests.engine.test_points import signed

OTHER = "bradford"

# A page of Sampleton as it should be: line 3 holds what the tests spoil.
PAGE = """<!doctype html><html><head><title>Sampleton</title></head><body>
<h1 id="top">Ring</h1>
<p>Ring <a href="tel:01632960001">01632 960001</a> or <a href="tel:999">999</a>.</p>
<p id="more">Printed as 960002. <a href="#top">Up</a> <a href="levels/#first">Levels</a></p>
<p><a href="mailto:duty.desk@sampleton.example">Write</a>
<a href="http://www.sampleton.example/procedures?part=1&amp;page=2">Procedures</a></p>
</body></html>
"""
LEVELS = '<html><body><h1 id="first">Levels</h1><a href="../">Back</a></body></html>'
TOOL = """<html><body><button data-interrupt="harm">This child is being abused</button>
<form data-step="spoken"><button>Continue</button></form></body></html>"""
SOUND = {
    "index.html": '<html><body><a href="sampleton/">Sampleton</a></body></html>',
    "404.html": '<html><body><a href="/sampleton/#more">Sampleton</a></body></html>',
    "sampleton/index.html": PAGE,
    "sampleton/levels/index.html": LEVELS,
    "sampleton/tools/look/index.html": TOOL,
}


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, AuthorityPolicy]:
    """Sampleton and a real authority, each with contacts of its own."""
    sample = check_all(copy_of_sample(tmp_path_factory.mktemp("sample"))).or_raise().policies
    return {**sample, OTHER: real.policy(OTHER)}


def found(
    folder: Path,
    policies: Mapping[str, AuthorityPolicy],
    pages: Mapping[str, str],
    forge: str = "",
    top: str = "/",
) -> list[tuple[str, str, int]]:
    """Kind, page and line of each problem in a site of the sound pages and these.

    As in a build, the pages of each authority are read by themselves and then held together.
    """
    problems: list[Problem] = []
    parts: dict[str, PartRead] = {}
    texts: dict[str, Passages] = {}
    files: set[str] = set()
    for name, html in {**SOUND, **pages}.items():
        part = name.split("/", 1)[0] if name.split("/", 1)[0] in policies else "home"
        path = folder / part / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
        files.add(name)
        parts[part] = PartRead({}, (), frozenset())
    registers = {key: register(policy) for key, policy in policies.items()}
    voices = {key: voice(policy) for key, policy in policies.items()}
    for part in parts:
        allowed = registers.get(part) or together(registers.values())
        wrong, parts[part], texts[part] = check_part(
            folder / part, allowed, own=voices.get(part), forge=forge, top=top
        )
        problems += wrong
    problems += check_together(parts, files, voices, texts.__getitem__)
    for problem in problems:
        _explains_itself(problem)
    return [(problem.kind, problem.at.file, problem.at.line) for problem in problems]


def test_a_sound_site_has_no_problem(
    tmp_path: Path, policies: Mapping[str, AuthorityPolicy]
) -> None:
    assert found(tmp_path, policies, {}) == []


NUMBER = '<a href="tel:01632960001">01632 960001</a>'


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        pytest.param("Ring <a", "Ring 01274 437500, <a", {"unknown-number"},
                     id="the number of another authority, in the text"),
        pytest.param("Ring <a", "Ring 01632 960009, <a", {"unknown-number"},
                     id="a number that nobody has"),
        pytest.param("Ring <a", "Ring +44 1632 960001, <a", {"unknown-number"},
                     id="a known number in another dress"),
        pytest.param("Ring <a", "Ring 01632960001, <a", {"unknown-number"},
                     id="a known number without its space"),
        pytest.param(NUMBER, NUMBER.replace("960001</a>", "960010</a>"),
                     {"unknown-number", "dials-other"}, id="two digits the wrong way round"),
        pytest.param(NUMBER, NUMBER.replace('960001"', '960002"'), {"dials-other"},
                     id="a link that dials another known number"),
        pytest.param(NUMBER, NUMBER.replace('960001"', '96000"'), {"dials-other"},
                     id="a link that dials a digit too few"),
        pytest.param(NUMBER, '<a href="tel:01632960001">Duty Desk</a>',
                     {"unknown-number", "dials-other"}, id="a link that shows no number"),
        pytest.param(NUMBER, '<a href="tel:01274437500">01274 437500</a>', {"unknown-number"},
                     id="a link to another authority's number"),
        pytest.param(NUMBER, '<a href="tel:112">112</a>', {"unknown-number"},
                     id="an emergency number of another country"),
        pytest.param(NUMBER, '<a href="nowhere/">Here</a>', {"dead-link"}, id="a dead link"),
        pytest.param(NUMBER, '<a href="../../../other/">Here</a>', {"dead-link"},
                     id="a link above the top"),
        pytest.param(NUMBER, '<a href="#nothing">Here</a>', {"dead-anchor"}, id="a dead anchor"),
        pytest.param(NUMBER, '<a href="levels/#second">Here</a>', {"dead-anchor"},
                     id="a dead anchor on another page"),
        pytest.param("<p>Ring", '<p id="top">Ring', {"repeated-id"}, id="an id twice"),
        pytest.param(NUMBER, '<a href="mailto:desk@sampleton.example">Write</a>',
                     {"unknown-address"}, id="a mail address in no register"),
        pytest.param(NUMBER, '<a href="mailto:duty.desk.sampleton.example">Write</a>',
                     {"unknown-address"}, id="a misprinted mail address as a link"),
        pytest.param(NUMBER, '<a href="http://www.sampleton.example/">Web</a>',
                     {"unknown-address"}, id="a web address in no register"),
        pytest.param(NUMBER, '<a href="http://www.bradford.gov.uk/integratedworking">Web</a>',
                     {"unknown-address"}, id="a web address of another authority"),
    ],
)  # fmt: skip
def test_a_slip_in_a_page_is_found(
    tmp_path: Path,
    policies: Mapping[str, AuthorityPolicy],
    old: str,
    new: str,
    kinds: set[str],
) -> None:
    assert PAGE.count(old) == 1
    spoiled = {"sampleton/index.html": PAGE.replace(old, new)}
    problems = found(tmp_path, policies, spoiled)
    assert {kind for kind, _, _ in problems} == kinds
    assert {(page, line) for _, page, line in problems} == {("sampleton/index.html", 3)}


POINT = "point/1/sampleton/look/3/2026-11-22/spoken.yes.12345/outcome.help/"
LOOK = TOOL.replace("<body>", '<body><h2 id="outcome-help">Help</h2>')
FACTS = "facts/sampleton/robin/one-sign/danger.no/plan.no"


@pytest.mark.parametrize(
    ("href", "kinds"),
    [
        pytest.param(f"tools/look/#{signed(POINT)}", set(), id="a point whose end is there"),
        pytest.param(f"tools/look/#{signed(POINT.replace('help', 'gone'))}", {"dead-anchor"},
                     id="a point whose end is no more"),
        pytest.param(f"tools/look/#{POINT}00000000", {"dead-anchor"}, id="a damaged point"),
        pytest.param(f"levels/#{signed(POINT)}", {"dead-anchor"}, id="a point of another page"),
        pytest.param(f"../compare/#{FACTS}", set(), id="facts of a scene"),
        pytest.param("../compare/#facts/sampleton/robin", {"dead-anchor"}, id="no facts"),
        pytest.param(f"levels/#{FACTS}", {"dead-anchor"}, id="facts where none are asked"),
    ],
)  # fmt: skip
def test_a_link_to_a_point_or_with_facts_is_held_against_where_it_leads(
    tmp_path: Path, policies: Mapping[str, AuthorityPolicy], href: str, kinds: set[str]
) -> None:
    pages = {
        "sampleton/index.html": PAGE.replace(NUMBER, f'<a href="{href}">Here</a>'),
        "sampleton/tools/look/index.html": LOOK,
        "compare/index.html": '<html><body><h1 id="top">Compare</h1></body></html>',
    }
    assert {kind for kind, _, _ in found(tmp_path, policies, pages)} == kinds


@pytest.mark.parametrize("tag", ["template", "details", "aside"])
def test_a_wrong_number_is_found_wherever_it_hides(
    tmp_path: Path, policies: Mapping[str, AuthorityPolicy], tag: str
) -> None:
    hidden = PAGE.replace("<p>Ring", f"<{tag}>Ring 01274 437500</{tag}><p>Ring")
    problems = found(tmp_path, policies, {"sampleton/index.html": hidden})
    assert ("unknown-number", "sampleton/index.html", 3) in problems


def test_a_number_in_data_for_a_script_is_left_to_the_engine(
    tmp_path: Path, policies: Mapping[str, AuthorityPolicy]
) -> None:
    data = '<script type="application/json">{"bytes": 01274437501}</script><p>Ring'
    assert found(tmp_path, policies, {"sampleton/index.html": PAGE.replace("<p>Ring", data)}) == []


def test_a_page_of_no_authority_may_show_the_numbers_of_all(
    tmp_path: Path, policies: Mapping[str, AuthorityPolicy]
) -> None:
    every = "<html><body><p>01632 960001, 01274 437500</p></body></html>"
    assert found(tmp_path, policies, {"compare/index.html": every}) == []
    none = {"compare/index.html": every.replace("437500", "437501")}
    assert found(tmp_path, policies, none) == [("unknown-number", "compare/index.html", 1)]


@pytest.mark.parametrize(
    ("link", "top", "sound"),
    [
        pytest.param("/sampleton/levels/", "/", True, id="from the top"),
        pytest.param("#place", "/", True, id="to a place on the page itself"),
        pytest.param("/sampletown/", "/", False, id="to no page"),
        pytest.param("sampleton/levels/", "/", False, id="from wherever the page is shown"),
        pytest.param("/handbook/sampleton/#more", "/handbook/", True, id="from the top below"),
        pytest.param("/sampleton/#more", "/handbook/", False, id="above the top below"),
        pytest.param("/handbook/sampleton/#gone", "/handbook/", False, id="to no place"),
    ],
)
def test_the_page_for_wrong_addresses_needs_links_from_the_top(
    tmp_path: Path, policies: Mapping[str, AuthorityPolicy], link: str, top: str, sound: bool
) -> None:
    pages = {"404.html": f'<b id="place">Lost</b> <a href="{link}">Here</a>'}
    wrong = [] if sound else [("dead-anchor" if "gone" in link else "dead-link", "404.html", 1)]
    assert found(tmp_path, policies, pages, top=top) == wrong


def test_links_of_other_pages_hold_wherever_the_site_stands(
    tmp_path: Path, policies: Mapping[str, AuthorityPolicy]
) -> None:
    pages = {"404.html": '<a href="/handbook/sampleton/">Here</a>'}
    assert found(tmp_path, policies, pages, top="/handbook/") == []


def test_a_form_needs_the_urgent_way_out(
    tmp_path: Path, policies: Mapping[str, AuthorityPolicy]
) -> None:
    without = TOOL.replace(' data-interrupt="harm"', "")
    assert without != TOOL
    problems = found(tmp_path, policies, {"sampleton/tools/look/index.html": without})
    assert [kind for kind, _, _ in problems] == ["no-way-out"]


def test_links_to_edit_lead_only_to_the_forge(
    tmp_path: Path, policies: Mapping[str, AuthorityPolicy]
) -> None:
    edited = PAGE.replace("Ring <a", '<a href="https://forge.example/edit/x.yml">Edit</a> <a')
    pages = {"sampleton/index.html": edited}
    assert found(tmp_path, policies, pages, forge="https://forge.example/") == []
    assert found(tmp_path, policies, pages) == [("unknown-address", "sampleton/index.html", 3)]


def test_all_slips_of_a_site_are_reported_at_once(
    tmp_path: Path, policies: Mapping[str, AuthorityPolicy]
) -> None:
    pages = {
        "index.html": '<a href="gone/">Here</a> 01274 000000',
        "sampleton/levels/index.html": LEVELS.replace("first", "one"),
    }
    assert {kind for kind, _, _ in found(tmp_path, policies, pages)} == {
        "dead-link", "unknown-number", "dead-anchor",
    }  # fmt: skip


def _explains_itself(problem: Problem) -> None:
    """What is wrong, where, and how to mend it."""
    said = str(problem)
    assert said.startswith(f"{problem.at.file}:{problem.at.line}")
    assert problem.mend
    assert problem.mend in said
