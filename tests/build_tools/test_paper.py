"""The handbook on paper, before it is printed: margins, the document, charts, hand-outs."""

from __future__ import annotations

import itertools
import re
from datetime import date
from functools import cache
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from build_tools.check.contacts import NUMBER_LIKE
from build_tools.model.policy import AuthorityPolicy
from build_tools.page_reader import read_page
from build_tools.paper import chromium
from build_tools.paper.book import Section, belongs, section_id, sections
from build_tools.paper.chromium import (
    PrinterError,
    count_pages,
    with_date,
    with_own_ids,
    with_titles_once,
)
from build_tools.paper.command import pdf, with_pdfs
from build_tools.paper.margins import css_text, margins, page_rules, print_sheet
from build_tools.paper.pathway_chart import pathway_charts
from build_tools.parts.generate import settings
from build_tools.render.authority import AuthorityPages, Printed
from build_tools.render.page import Page
from tests.build_tools import real
from tests.build_tools.real import NAMES, NoAssets
from tests.data import ROOT
from widgets.engine.model import Authority, Pathway


def known(name: str) -> tuple[AuthorityPolicy, Authority]:
    return real.policy(name), real.checked().authorities[name]


def pages(name: str) -> dict[str, Page]:
    return {path: real.pages()[path] for path in real.pages_of(name)}


@cache
def book(name: str) -> list[Section]:
    read = settings(ROOT)
    made = list(pages(name).values())
    _, authority = known(name)
    charts = {
        f"{name}/tools/{key}.md": str(pathway_charts(each, f"chart-{key}"))
        for key, each in authority.pathways.items()
    }
    return sections(made, read.markdown_extensions, read.mdx_configs, charts)


@pytest.mark.parametrize("name", NAMES)
def test_the_margins_tell_whom_to_ring_and_how_old_the_document_is(name: str) -> None:
    policy, authority = known(name)
    said = margins(policy, authority)
    numbers = set(NUMBER_LIKE.findall(said.contacts))
    panel = {phone.shown for key in policy.urgent.panel for phone in authority.contacts[key].phones}
    assert numbers == panel | {"999"}
    assert not NUMBER_LIKE.findall(said.document)
    for document in policy.authority.documents.values():
        assert f"{document.title} ({document.date or 'no date printed'})" in said.document
    assert "22 November 2026" in said.document


def test_a_text_cannot_leave_its_css_string() -> None:
    assert css_text('a"b\\c\nd<e') == '"a\\22 b\\5c c\\a d\\3c e"'


def test_a_print_sheet_changes_its_name_with_its_words() -> None:
    policy, authority = known("bradford")
    one, other = (print_sheet(policy, authority, common) for common in ("a {}", "b {}"))
    assert one.path != other.path
    assert re.fullmatch(r"assets/print/bradford\.[a-z2-7]{12}\.css", one.path)
    assert page_rules(margins(policy, authority)) in one.read().decode()


@pytest.mark.parametrize("name", NAMES)
def test_every_link_of_the_document_leads_somewhere_in_it(name: str) -> None:
    html = "".join(f'<section id="{each.id}">{each.html}</section>' for each in book(name))
    read = read_page(html)
    inside = [link.href[1:] for link in read.links if link.href.startswith("#")]
    assert len(inside) > 100
    assert [each for each in inside if each not in read.ids] == []
    assert read.repeated == []
    outward = {link.href for link in read.links if not link.href.startswith("#")}
    assert all(re.match(r"(tel|mailto|https?):", href) for href in outward), outward


@pytest.mark.parametrize("name", NAMES)
def test_the_document_holds_every_page_of_the_menu_and_nothing_to_press(name: str) -> None:
    made = book(name)
    assert [each.id for each in made] == [
        section_id(page.path) for page in pages(name).values() if belongs(page)
    ]
    assert len({each.number for each in made}) == len(made)
    html = "".join(each.html for each in made)
    assert not re.search(r"<(script|form|template|button|input)\b", html)
    assert html.count('class="hb-chart--pathway"') >= len(known(name)[1].pathways)
    # Each page is one heading; those of a page below another sink by one.
    for each in made:
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", each.html)]
        assert levels[0] == each.depth + 1
        assert levels.count(each.depth + 1) == 1


def test_the_document_keeps_every_text_of_a_pathway() -> None:
    html = next(each.html for each in book("luton") if each.id == "luton.tools.pre-caf")
    said = " ".join(" ".join(text for _, text in read_page(html).text).split())
    pathway = known("luton")[1].pathways["pre-caf"]
    for step in pathway.steps.values():
        assert step.ask in said
        assert all(edge.because in said for edge in step.edges)
    assert all(outcome.title in said for outcome in pathway.outcomes.values())


@pytest.mark.parametrize("name", NAMES)
def test_the_charts_show_each_place_that_an_answer_leads_to(name: str) -> None:
    for key, pathway in known(name)[1].pathways.items():
        drawn = pathway_charts(pathway, "chart")
        ends = {edge.go for step in pathway.steps.values() for edge in step.edges}
        assert set(re.findall(r'href="#([^"]+)"', drawn)) == {
            *(f"step-{step}" for step in pathway.steps),
            *(f"outcome-{outcome}" for outcome in ends & set(pathway.outcomes)),
            f"outcome-{pathway.interrupt.outcome.id}",
        }, key
        for chart in drawn.split("</svg>")[:-1]:
            _assert_each_place_has_its_arrows(pathway, chart)


def _assert_each_place_has_its_arrows(pathway: Pathway, chart: str) -> None:
    """One arrow from the question just before, and one for all other questions together."""
    numbers = {key: number for number, key in enumerate(pathway.steps, 1)}
    asked = [
        step for step in pathway.steps.values()
        if re.search(rf"<tspan[^>]*>{numbers[step.id]}\. ", chart)
    ]  # fmt: skip
    below = {(one.id, two.id) for one, two in itertools.pairwise(asked)}
    into = {(edge.go, (step.id, edge.go) in below) for step in asked for edge in step.edges}
    assert chart.count("marker-end") == len(into)
    boxes = re.findall(r'<rect x="(\d+)" y="(-?\d+)" width="(\d+)" height="(\d+)"', chart)
    assert len(boxes) == 1 + len(asked) + len({edge for edge, _ in into} - {s.id for s in asked})
    # No box lies on another.
    for one, two in itertools.combinations([[int(each) for each in box] for box in boxes], 2):
        apart = one[0] + one[2] <= two[0] or two[0] + two[2] <= one[0]
        assert apart or one[1] + one[3] <= two[1] or two[1] + two[3] <= one[1]


def test_a_chart_is_no_higher_than_a_sheet() -> None:
    for name in NAMES:
        for key, pathway in known(name)[1].pathways.items():
            drawn = pathway_charts(pathway, "chart")
            heights = [float(each) for each in re.findall(r'viewBox="0 0 640 ([\d.]+)"', drawn)]
            assert heights
            assert max(heights) <= 860, f"{name}/{key}"


@pytest.mark.parametrize("name", NAMES)
def test_the_hand_out_for_participants_holds_no_answer(name: str) -> None:
    policy, authority = known(name)
    for key, story in policy.walkthroughs.items():
        folder = f"{name}/walkthroughs/{key}"
        given, held = (
            _said(pages(name)[f"{folder}/{page}.md"]) for page in ("hand-out", "facilitator")
        )
        assert all(text in given for scene in story.scenes.values() for text in scene.story)
        assert str(story.summary) not in given
        # The story may use the words of an outcome; what is left of the page may not.
        for scene in story.scenes.values():
            for text in (*scene.story, *scene.known):
                given = given.replace(" ".join(text.split()), "")
        for scene in story.scenes.values():
            assert not any(str(text) in given for text in (scene.title, *scene.reflect))
            if scene.pathway is None:
                continue
            pathway = authority.pathways[str(scene.pathway)]
            assert pathway.title in given
            for step in pathway.steps.values():
                assert not any(edge.because in given for edge in step.edges)
            for outcome in (*pathway.outcomes.values(), pathway.interrupt.outcome):
                assert outcome.title not in given, f"{folder}: {outcome.title}"
            if scene.ends and scene.ends.outcome:
                assert pathway.outcomes[str(scene.ends.outcome)].title in held


def test_hand_outs_stand_in_no_menu_and_no_search() -> None:
    asides = [page for page in pages("luton").values() if page.unlisted]
    assert {page.path.rsplit("/", 1)[1] for page in asides} == {"hand-out.md", "facilitator.md"}
    assert all('search: {"exclude": true}' in page.text for page in asides)
    assert all(not belongs(page) for page in asides)


def test_only_a_site_with_a_pdf_leads_to_one() -> None:
    policy, authority = known("luton")
    assert "handbook.pdf" not in pages("luton")["luton/index.md"].body
    printed = Printed("luton-handbook.pdf", 12, 3_456_789)
    first = next(AuthorityPages(policy, authority, NoAssets(), printed=printed).pages())
    assert '<a href="luton-handbook.pdf" download>' in first.body
    assert "12 pages of A4 (PDF, 3.5 MB)" in first.body


def test_the_moment_of_printing_is_replaced_and_no_byte_moves() -> None:
    pdf = b"/CreationDate (D:20261128061553+00'00')\n/ModDate (D:20261128061553+01'00')>>"
    told = with_date(pdf, date(2026, 11, 22))
    assert len(told) == len(pdf)
    assert told.count(b"(D:20261122000000+00'00')") == 2


def test_a_bookmark_named_twice_over_is_named_once_and_no_byte_moves() -> None:
    pdf = b"/Title (What?What?) /Title (A \\(b\\)A \\(b\\)) /Title (What is? What?)"
    told = with_titles_once(pdf)
    assert len(told) == len(pdf)
    assert told == b"/Title (What?)      /Title (A \\(b\\))        /Title (What is? What?)"


def test_ids_of_table_headers_are_numbered_in_their_order() -> None:
    first = b"/ID (node00011654)>> /Headers [(node00011654) (node00011702)]"
    again = b"/ID (node00011655)>> /Headers [(node00011655) (node00011703)]"
    told = with_own_ids(first)
    assert told == with_own_ids(again)
    assert told == b"/ID (node00000001)>> /Headers [(node00000001) (node00000002)]"


def test_pages_are_counted_and_not_what_holds_them() -> None:
    assert count_pages(b"<</Type /Pages>> <</Type /Page\n>> <</Type /Page>>") == 2


@pytest.mark.parametrize(
    ("tells", "says"),
    [
        (None, "Chromium or Google Chrome is needed"),
        ("Chromium 130.0.1", "Chromium 130.0.1 is too old"),
        ("gibberish", "did not tell its version, but: gibberish"),
    ],
)
def test_a_machine_that_cannot_print_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tells: str | None, says: str
) -> None:
    if tells is not None:
        program = tmp_path / "chromium"
        program.write_text(f"#!/bin/sh\necho {tells}\n", encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    chromium.version.cache_clear()
    try:
        with pytest.raises(PrinterError, match=re.escape(says)):
            chromium.version()
        asked = CliRunner().invoke(_asking, ["--pdf"])
        assert asked.stdout == "printer ''\n"
        assert asked.stderr.startswith("Without PDFs: ")
        assert says in asked.stderr
    finally:
        chromium.version.cache_clear()


def test_an_authority_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    asked = CliRunner().invoke(pdf, ["lutn", "--out", str(tmp_path / "out")])
    assert asked.exit_code == 1
    assert "there is no authority 'lutn' (did you mean 'luton'?); there are: " in asked.stderr
    assert all(name in asked.stderr for name in NAMES)
    assert not (tmp_path / "out").exists()


@click.command()
@with_pdfs
def _asking(printer: str) -> None:
    click.echo(f"printer {printer!r}")


def test_no_printer_is_looked_for_unless_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    asked = CliRunner().invoke(_asking, [])
    assert (asked.stdout, asked.stderr) == ("printer ''\n", "")


def _said(page: Page) -> str:
    return " ".join("".join(text for _, text in read_page(page.body).text).split())
