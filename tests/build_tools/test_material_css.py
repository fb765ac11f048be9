"""What is left of Material's stylesheet: every rule that a page may need, unchanged."""

from __future__ import annotations

import re

import pytest

from build_tools.css_rules import rules, without_unread
from build_tools.material_css import UNUSED, is_unused, trimmed
from build_tools.stylesheet import material_file

MATERIAL = material_file().read_text(encoding="utf-8").removeprefix('@charset "UTF-8";')


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".md-nav{a:b}", ""),
        (".md-nav__list>li,.md-typeset ul{a:b}", ".md-typeset ul{a:b}"),
        (".md-navy{a:b}", ".md-navy{a:b}"),
        ("a:not(.md-tabs){a:b}", "a:not(.md-tabs){a:b}"),
        (":is(.md-top,.x) a{a:b}", ":is(.md-top,.x) a{a:b}"),
        ("[dir=rtl] p{a:b}[dir=ltr] p{a:b}", "[dir=ltr] p{a:b}"),
        ("@media print{.md-footer{a:b}p{a:b}}", "@media print{p{a:b}}"),
        ("@media print{.md-footer{a:b}}", ""),
        ("@keyframes md-top{to{a:b}}", "@keyframes md-top{to{a:b}}"),
        (".x:after{content:'},.md-nav{'}", ".x:after{content:'},.md-nav{'}"),
        (".x{b:url(data:a;b{c})}.key-alt{a:b}", ".x{b:url(data:a;b{c})}"),
        ('@import "x;{y";.grid{a:b}', '@import "x;{y";'),
    ],
)
def test_a_rule_goes_when_only_what_is_not_there_would_fit(css: str, kept: str) -> None:
    assert trimmed(css) == kept


@pytest.mark.parametrize("css", [".x{a:b", ".x{a:b}}.y", "@import 'x'", ".x{a:url(b}"])
def test_a_broken_stylesheet_is_refused(css: str) -> None:
    with pytest.raises(ValueError, match="ends within a rule"):
        trimmed(css)


@pytest.mark.parametrize(
    ("css", "others", "kept"),
    [
        (":root{--a:1;b:2}", "", ":root{b:2}"),
        (":root{--a:1}p{b:2}", "", "p{b:2}"),
        (":root{--a:1}p{b:var(--a)}", "", ":root{--a:1}p{b:var(--a)}"),
        (":root{--a:1}", "p{b:var( --a, 2)}", ":root{--a:1}"),
        (":root{--a:1;--ab:2}", "p{b:var(--ab)}", ":root{--ab:2}"),
        (":root{--a:1;--b:var(--a);--c:var(--b)}", "", ""),
        (
            ':root{--a:url("x;--b:{}");--b:url(data:c;d)}',
            "p{b:var(--b)}",
            ":root{--b:url(data:c;d)}",
        ),
        ("@media print{:root{--a:1}p{b:2}}", "", "@media print{p{b:2}}"),
        ("@keyframes x{to{--a:1}}", "", "@keyframes x{to{--a:1}}"),
        ('@import "x";p{b:2}', "", '@import "x";p{b:2}'),
    ],
)
def test_a_custom_property_goes_when_nothing_reads_it(css: str, others: str, kept: str) -> None:
    assert without_unread(css, others) == kept


def test_every_custom_property_that_the_pages_read_is_there() -> None:
    """But for those that Material itself reads and nobody sets, or its script does."""
    ours = "p{color:var(--md-typeset-a-color)}"
    before, after = trimmed(MATERIAL), without_unread(trimmed(MATERIAL), ours)
    read, declared = r"var\(\s*(--[\w-]+)", r"(--[\w-]+)\s*:"
    wanted = set(re.findall(read, after + ours))
    assert wanted & set(re.findall(declared, before)) <= set(re.findall(declared, after))
    assert len(after) < 0.9 * len(before)


def test_nothing_of_materials_is_lost_in_the_reading() -> None:
    again = "".join(
        before if inside is None else f"{before}{{{inside}}}" for before, inside in rules(MATERIAL)
    )
    assert again == MATERIAL.rstrip("\n")


def test_every_name_still_drops_something() -> None:
    # A name that Material no longer has is a name to take away.
    classes = set(re.findall(r"\.([\w-]+)", MATERIAL))
    idle = [
        each
        for each in UNUSED
        if not any(name == each or name.startswith((f"{each}-", f"{each}_")) for name in classes)
    ]
    assert idle == []


def test_most_of_it_goes() -> None:
    assert len(trimmed(MATERIAL)) < len(MATERIAL) / 2
    assert not any(
        is_unused(name) for name in ("md-search", "md-typeset", "md-clipboard", "md-navy")
    )
