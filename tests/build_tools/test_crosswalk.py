"""The pages that hold the authorities side by side: nothing lost, nothing borrowed."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from build_tools.check import Checked, check_all
from build_tools.foreign_check import check_intervals, voice
from build_tools.model.crosswalk import CrosswalkFile
from build_tools.model.policy import SharedPolicy
from build_tools.render.compare import compare_pages
from build_tools.render.page import Page
from build_tools.render.site import summaries
from tests.build_tools.real import NAMES, NoAssets, checked, foreign, policy
from tests.data import FIXTURES, copy_of_sample, drop_case, edit
from tests.engine.markup import Element, parse
from widgets.engine.compare import CASE

CASE_PAGE, LEVELS, TERMS = "compare/index.md", "compare/levels.md", "compare/terms.md"
UNSAID = "The document does not say."


def made(found: Checked) -> dict[str, Page]:
    """The pages that belong to all authorities."""
    pages = compare_pages(summaries(found), found.shared, NoAssets())
    return {page.path: page for page in pages}


@cache
def real() -> dict[str, Page]:
    return made(checked())


def crosswalk() -> CrosswalkFile:
    found = checked().shared.crosswalk
    assert found is not None
    return found


def sections(body: str) -> dict[str, tuple[str, Element]]:
    """What stands under each heading of a page, by the heading's id."""
    parts = re.split(r"^## (.*) \{: #([a-z0-9-]+) \}$", body, flags=re.MULTILINE)
    return {
        key: (title, parse(html))
        for title, key, html in zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    }


def cells(section: Element) -> dict[str, Element]:
    """The cell of each authority, by its name, in the order of the page."""
    rows = section.one("dl").every("div")
    return {row.one("dt").text: row.one("dd") for row in rows}


def plain(text: str) -> str:
    return " ".join(text.split())


def test_there_are_three_pages_with_their_sources() -> None:
    assert list(real()) == [CASE_PAGE, LEVELS, TERMS]
    assert {page.source for page in real().values()} == {
        "policy/shared/case.yml", "policy/shared/crosswalk.yml",
    }  # fmt: skip
    assert all(not page.authority for page in real().values())


def test_what_is_not_written_makes_no_page(tmp_path: Path) -> None:
    found = check_all(FIXTURES).or_raise()
    shared = found.shared
    assert list(made(replace(found, shared=SharedPolicy()))) == []
    assert list(made(replace(found, shared=SharedPolicy(case=shared.case)))) == [CASE_PAGE]
    words = SharedPolicy(crosswalk=shared.crosswalk)
    assert list(made(replace(found, shared=words))) == [LEVELS, TERMS]
    # Questions that nobody answers are not asked.
    written = copy_of_sample(tmp_path)
    drop_case(written / "sampleton")
    assert list(made(check_all(written).or_raise())) == [LEVELS, TERMS]


# ---- levels


@pytest.mark.parametrize("name", NAMES)
def test_every_level_of_every_authority_stands_on_a_rung(name: str) -> None:
    levels = [str(level) for level in policy(name).levels.levels]
    stands = [str(level) for rung in crosswalk().rungs.values() for level in rung.levels[name]]
    assert set(stands) == set(levels)
    # From the lowest rung up no level stands above a higher one.
    assert [levels.index(level) for level in stands] == sorted(map(levels.index, stands))


def test_each_rung_shows_each_authoritys_own_levels() -> None:
    found = sections(real()[LEVELS].body)
    assert list(found)[: len(crosswalk().rungs)] == [str(key) for key in crosswalk().rungs]
    for key, rung in crosswalk().rungs.items():
        _, section = found[str(key)]
        assert list(cells(section)) == [str(policy(name).authority.name) for name in NAMES]
        for name, cell in zip(NAMES, cells(section).values(), strict=True):
            levels = policy(name).levels.levels
            expected = [
                (f"../../{name}/levels/{level}/", str(levels[level].name))
                for level in rung.levels[name]
            ]
            links = [link for link in cell.every("a") if not link.has(class_="hb-clause")]
            assert [(link.attributes["href"], link.text) for link in links] == expected
            for level in rung.levels[name]:
                assert plain(levels[level].objective) in cell.text
            assert ("The document names no level here." in cell.text) == (not expected)
        traps = [each.text for each in section.one("div", class_="hb-trap").every("li")]
        assert traps == [plain(trap) for trap in rung.traps]


# ---- words


def test_each_concept_shows_what_each_document_calls_it_and_means() -> None:
    found = sections(real()[TERMS].body)
    assert list(found)[: len(crosswalk().concepts)] == [str(key) for key in crosswalk().concepts]
    for key, concept in crosswalk().concepts.items():
        title, section = found[str(key)]
        assert title.replace("\\", "") == concept.title
        label = section.one("span", class_=f"hb-relation--{concept.relation}").text
        assert label in {"The same idea", "Looks alike, differs", "Only one document has it"}
        for name, cell in zip(NAMES, cells(section).values(), strict=True):
            naming = concept.names.get(name)
            names = [each.text for each in cell.every("b")]
            assert names == ([plain(naming.name)] if naming and naming.name else [])
            assert (plain(naming.means) if naming else UNSAID) in cell.text
            cited = [link.attributes["href"] for link in cell.every("a", class_="hb-clause")]
            assert cited == [f"#clause-{each}" for each in (naming.clauses if naming else ())]


def test_only_one_document_has_what_only_one_is_said_to_have() -> None:
    for key, concept in crosswalk().concepts.items():
        named = [name for name, naming in concept.names.items() if naming.name]
        if concept.relation == "only-one":
            assert len(named) == 1, key
        else:
            assert len(named) >= 2, key


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_borrows_a_name_or_an_interval(name: str) -> None:
    own = voice(checked().policies[name])
    for key, concept in crosswalk().concepts.items():
        naming = concept.names.get(name)
        for text in (naming.name or "", naming.means) if naming else ():
            passages = [(1, str(text))]
            problems = [
                *foreign().check(name, {str(key): passages}),
                *check_intervals(own, str(key), passages),
            ]
            assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize("path", [LEVELS, TERMS])
def test_every_clause_cited_is_explained_under_its_authority(path: str) -> None:
    body = real()[path].body
    cited = set(re.findall(r'href="#clause-([a-z0-9-]+)"', body))
    notes = parse(body[body.index("{: #page-clauses }") + len("{: #page-clauses }") :])
    explained: dict[str, list[str]] = {}
    heads = [head.text for head in notes.every("h3")]
    lists = list(notes.every("ul", class_="hb-notes"))
    for head, listed in zip(heads, lists, strict=True):
        explained[head] = [
            (row.attributes["id"] or "").removeprefix("clause-") for row in listed.every("li")
        ]
    assert {key for keys in explained.values() for key in keys} == cited
    for name in NAMES:
        keys = explained.get(str(policy(name).authority.name), [])
        assert set(keys) == {key for key in cited if key in policy(name).clauses.clauses}
        assert keys == sorted(keys)


# ---- the case


def test_the_case_page_has_a_column_for_whoever_answers_the_questions() -> None:
    widget = parse(_html(real()[CASE_PAGE].body, "case-compare")).one("case-compare")
    screens = [each.attributes["data-screen"] or "" for each in widget.every("template")]
    refused = [screen for screen in screens if ":refused:" in screen]
    assert refused == [f"{name}:refused:early" for name in NAMES]
    assert [screen for screen in screens if screen not in refused] == [
        f"{name}:{outcome}"
        for name in NAMES
        for outcome in checked().authorities[name].pathways[CASE].outcomes
    ]
    for name in NAMES:
        for template in widget.every("template"):
            screen = template.attributes["data-screen"] or ""
            if screen.startswith(f"{name}:") and screen not in refused:
                links = {a.attributes["href"] for a in template.every("a")}
                assert f"../{name}/" in links
                pages = {link for link in links if link and not link.startswith(("#", "tel:"))}
                assert pages == {f"../{name}/"}


@pytest.mark.parametrize("name", NAMES)
def test_a_column_shows_no_number_of_another_authority(name: str) -> None:
    widget = parse(_html(real()[CASE_PAGE].body, "case-compare")).one("case-compare")
    known = {"999"} | {
        str(number.shown)
        for contact in policy(name).contacts.contacts.values()
        for number in contact.telephones
    }
    for template in widget.every("template"):
        if (template.attributes["data-screen"] or "").startswith(f"{name}:"):
            dialled = {a.text for a in template.every("a", class_="hb-tel")}
            assert dialled <= known


def test_a_changed_name_changes_the_page(tmp_path: Path) -> None:
    written = copy_of_sample(tmp_path)
    edit(written, "shared/crosswalk.yml", "name: Lead Practitioner", "name: Lead & <Friend>")
    body = made(check_all(written).or_raise())[TERMS].body
    assert "<b>Lead &amp; &lt;Friend&gt;</b>" in body


def _html(body: str, tag: str) -> str:
    return body[body.index(f"<{tag}") : body.index(f"</{tag}>") + len(f"</{tag}>")]
