"""What stands in a tool's page itself of the one stylesheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.first_sheet import WRITTEN_IN, first_sheet
from build_tools.scripts import minified
from build_tools.stylesheet import stylesheet
from tests.data import ROOT


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A project in which a page holds a few elements."""
    for name, text in {
        "docs/theme/base.html": '<main class="hb-main"><a id="urgent">',
        "widgets/engine/render/steps.py": 'tag("div", class_=f"hb-level hb-level--{rank}")',
    }.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".hb-main{a:b}", ".hb-main{a:b}"),
        (".hb-main,.hb-other{a:b}", ".hb-main{a:b}"),
        (".hb-main .hb-other{a:b}", ""),
        (".hb-main table{a:b}", ""),
        (".hb-main>a#urgent::before{a:b}", ".hb-main>a#urgent::before{a:b}"),
        (".hb-level--2{a:b}", ".hb-level--2{a:b}"),
        (".hb-main :is(table,.x){a:b}", ".hb-main :is(table,.x){a:b}"),
        ("[data-kind=x] a:hover{a:b}", "[data-kind=x] a:hover{a:b}"),
        ("*{a:b}", "*{a:b}"),
        ("@media print{a{b:c}}", ""),
        ("@media screen{a{b:c}table{b:c}}", "@media screen{a{b:c}}"),
        ("@keyframes x{to{a:b}}", "@keyframes x{to{a:b}}"),
        (":root{--a:1;--b:2}a{c:var(--b)}", ":root{--b:2}a{c:var(--b)}"),
    ],
)
def test_a_rule_is_taken_when_the_page_may_need_it(top: Path, css: str, kept: str) -> None:
    assert first_sheet(top, css) == kept


@pytest.mark.parametrize("pattern", WRITTEN_IN)
def test_what_writes_the_page_is_there(pattern: str) -> None:
    assert list(ROOT.glob(pattern))


def test_it_is_half_of_the_whole_and_can_stand_in_a_page() -> None:
    whole = minified(ROOT, stylesheet(ROOT)).decode()
    first = first_sheet(ROOT, whole)
    assert len(first) < 0.55 * len(whole)
    assert "</style" not in first.lower()
    assert "search-result" not in first
