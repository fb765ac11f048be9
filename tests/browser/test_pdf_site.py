"""A site with PDFs: made where a printer is given, kept, and linked to only where made."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from build_tools.paper.chromium import version
from build_tools.site import PARTS, make_slice
from tests.data import ROOT, copy_of_sample, link, with_earlier_version

pytestmark = pytest.mark.browser

NAME = "sampleton-handbook.pdf"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose one authority, with an earlier version, was made with a PDF."""
    top = tmp_path_factory.mktemp("with-pdf")
    with_earlier_version(copy_of_sample(top))
    shutil.copytree(ROOT / "docs", top / "docs")
    shutil.copy2(ROOT / "mkdocs.yml", top / "mkdocs.yml")
    link(top, "widgets", "build_tools")
    assert make_slice(top, 1, 1, printer=version()) == ["sampleton"]
    return top


def versions(top: Path) -> set[Path]:
    return {each / "site" for each in (top / PARTS / "sampleton").iterdir() if each.is_dir()}


def test_the_first_page_leads_to_the_pdf_and_tells_how_long_it_is(project: Path) -> None:
    site = next(each for each in versions(project) if (each / "sampleton" / NAME).is_file())
    pdf = (site / "sampleton" / NAME).read_bytes()
    page = (site / "sampleton" / "index.html").read_text(encoding="utf-8")
    assert f'<a href="{NAME}" download>' in page
    pages = len(PdfDocument(pdf))
    assert f"{pages} pages of A4 (PDF, {len(pdf) / 1_000_000:.1f} MB)" in page
    others = [each for each in site.rglob("*.html") if each.parent.name != "sampleton"]
    assert others
    assert not any(NAME in each.read_text(encoding="utf-8") for each in others)


def test_a_kept_pdf_is_not_made_again_and_without_a_printer_there_is_none(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bytes:
        raise AssertionError("it was printed again")

    monkeypatch.setattr("build_tools.parts.make.handbook_pdf", refuse)
    before = versions(project)
    make_slice(project, 1, 1, printer=version())
    assert versions(project) == before
    make_slice(project, 1, 1)
    (bare,) = versions(project) - before
    assert not list(bare.rglob("*.pdf"))
    assert ".pdf" not in (bare / "sampleton" / "index.html").read_text(encoding="utf-8")


def test_each_page_prints_with_margins_but_those_of_an_earlier_version(project: Path) -> None:
    site = next(iter(versions(project)))
    sheets = {}
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        found = re.search(r'href="[./]*(assets/[^"]+)" media="print"', html)
        assert found, page
        sheets[page.relative_to(site).as_posix()] = found[1]
    then = {page for page in sheets if page.startswith("sampleton/versions/2/")}
    assert then
    for place, sheet in sheets.items():
        # An earlier version's contacts and dates are not those of today.
        if place in then:
            assert re.fullmatch(r"assets/print\.[a-z2-7]{12}\.css", sheet)
        else:
            assert sheet.startswith("assets/print/sampleton.")
            assert "@bottom-right" in (site / sheet).read_text(encoding="utf-8")
