"""The PDF of an authority, read again by a reader of its own: text, numbers, bookmarks, tags."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache

import pytest
from pypdfium2 import PdfDocument

from build_tools.check.contacts import EMERGENCY, NUMBER_LIKE
from build_tools.paper.chromium import count_pages, print_pdf
from build_tools.paper.handbook import handbook_html, handbook_pdf
from build_tools.paper.margins import margins
from build_tools.paper.page_numbers import page_numbers
from build_tools.parts.generate import settings
from build_tools.register import register
from tests.build_tools import real
from tests.data import ROOT

SMALLEST = "luton"
"""The authority with the fewest pages: printing takes seconds."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize(
        "name",
        [
            pytest.param(name, marks=() if name == SMALLEST else pytest.mark.exhaustive)
            for name in real.NAMES
        ],
    ),
]


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed, the PDF, and the text of each of its pages."""

    html: str
    content: bytes
    document: PdfDocument
    texts: tuple[str, ...]


@cache
def printed(name: str) -> Printed:
    pages = [real.pages()[path] for path in real.pages_of(name)]
    policy, authority = real.policy(name), real.checked().authorities[name]
    given = (ROOT, settings(ROOT), policy, authority, pages)
    content = handbook_pdf(*given)
    source = handbook_html(*given, page_numbers(content))
    document = PdfDocument(content)
    texts = tuple(page.get_textpage().get_text_range() for page in document)
    return Printed(source, content, document, texts)


def test_each_page_carries_contacts_the_date_of_the_document_and_its_number(name: str) -> None:
    said = margins(real.policy(name), real.checked().authorities[name])
    texts = printed(name).texts
    assert len(texts) > 50
    for number, text in enumerate(texts, 1):
        # The number stands at the end of the first line of what the foot says of the document.
        before, numbered, after = _bare(text).partition(_bare(f"Page {number} of {len(texts)}"))
        assert numbered, f"page {number} has no number"
        for words in (said.contacts, said.document):
            assert _bare(words) in before + after, f"page {number}: {words}"


def test_every_number_stands_in_the_register(name: str) -> None:
    known = {*register(real.policy(name)).numbers, EMERGENCY}
    pdf = printed(name)
    found = {number for text in pdf.texts for number in NUMBER_LIKE.findall(text)}
    assert EMERGENCY in found
    assert found <= known
    shown = {
        phone.shown
        for contact in real.checked().authorities[name].contacts.values()
        for phone in contact.phones
    }
    assert {_bare(each) for each in shown} <= {_bare(each) for each in found}
    dialled = {each.decode() for each in re.findall(rb"/URI \(tel:(\d+)\)", pdf.content)}
    assert dialled == {_bare(number) for number in shown | {EMERGENCY}}


def test_each_heading_is_a_bookmark_that_leads_to_its_page(name: str) -> None:
    pdf = printed(name)
    headings = [
        _bare(html.unescape(re.sub(r"<[^>]*>", "", words)))
        for words in re.findall(r"<h[1-6]\b[^>]*>(.*?)</h[1-6]>", pdf.html, re.DOTALL)
    ]
    found = list(pdf.document.get_toc(max_depth=6))
    assert [_bare(each.get_title()) for each in found] == headings
    assert {each.level for each in found} >= {0, 1, 2}
    for each in found:
        to = each.get_dest()
        assert to is not None, each.get_title()
        assert _bare(each.get_title()) in _bare(pdf.texts[to.get_index()])


def test_the_contents_tell_the_page_of_each_chapter(name: str) -> None:
    pdf = printed(name)
    told = re.findall(
        r'<a href="#([^"]+)"><span>([\d.]+)</span> (.*?) <span class="hb-paper__page">(\d+)</span>',
        pdf.html,
    )
    assert len(told) == pdf.html.count("hb-paper__entry--") - pdf.html.count(".hb-paper__entry--")
    for _, number, title, page in told:
        assert _bare(html.unescape(f"{number}{title}")) in _bare(pdf.texts[int(page) - 1])
    assert [int(page) for *_, page in told] == sorted(int(page) for *_, page in told)
    contents = _bare("".join(pdf.texts[1:4]))
    for _, number, title, page in told:
        assert _bare(html.unescape(f"{number}{title}{page}")) in contents


def test_all_of_it_is_tagged_and_can_be_searched(name: str) -> None:
    pdf = printed(name)
    assert pdf.document.is_tagged()
    assert b"/Lang (en-GB)" in pdf.content
    wanted = f"{real.policy(name).authority.name}: practitioner handbook"
    assert pdf.document.get_metadata_dict()["Title"] == wanted
    kinds = set(re.findall(rb"/S /(\w+)", pdf.content))
    assert {b"H1", b"H2", b"P", b"L", b"LI", b"Link", b"Table"} <= kinds
    text = _bare("".join(pdf.texts))
    for pathway in real.checked().authorities[name].pathways.values():
        for step in pathway.steps.values():
            assert _bare(step.ask) in text
    assert count_pages(pdf.content) == len(pdf.document)
    for page in pdf.document:
        width, height = page.get_size()
        assert (round(width), round(height)) == (595, 842)


@pytest.mark.exhaustive
def test_printed_again_it_is_the_same_byte_for_byte(name: str) -> None:
    pdf = printed(name)
    assert print_pdf(pdf.html, real.policy(name).authority.dated) == pdf.content


def _bare(text: str) -> str:
    """Without white space and capitals: line ends and some capitals are the paper's own."""
    return re.sub(r"\s|\u00ad|\ufffe", "", text).casefold()
