"""Material's stylesheet without the parts of Material that the handbook's frame has none of.

A page is not painted before its stylesheet has arrived, and two thirds of Material's are for menus,
tabs, blogs, versions and the like. What is dropped is named here, not guessed from the pages, so
that a rule of a kind that is in use never goes; tests hold the names against every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache

UNUSED = (
    # Of the frame: docs/theme has its own in their place, or none.
    "md-author", "md-banner", "md-button", "md-consent", "md-container", "md-copyright",
    "md-feedback", "md-footer", "md-footer-meta", "md-input", "md-logo", "md-main", "md-meta",
    "md-nav", "md-pagination", "md-path", "md-post", "md-profile", "md-progress", "md-select",
    "md-sidebar", "md-skip", "md-social", "md-source", "md-source-file", "md-status", "md-tabs",
    "md-tag", "md-top", "md-version",
    # Of extensions to Markdown that mkdocs.yml does not name.
    "arithmatex", "critic", "emojione", "footnote", "gemoji", "grid", "highlight",
    "highlighttable", "key", "keys", "mermaid", "tabbed", "task-list", "twemoji",
)  # fmt: skip
"""Classes, each with its parts: md-nav stands for md-nav__list and md-nav--primary too."""

_CLASS = re.compile(r"\.((?:\\.|[\w-])+)")
_BRACKETS = re.compile(r"\([^()]*\)")
_PIECES = re.compile(
    r"""\\.|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[(){},;]|[^\\"'(){},;]+""", re.DOTALL
)
_READ = re.compile(r"var\(\s*(--[\w-]+)")
_GROUPS = ("@media", "@supports")


def is_unused(name: str) -> bool:
    """Whether a class is one of UNUSED or of their parts."""
    return any(name == each or name.startswith((f"{each}-", f"{each}_")) for each in UNUSED)


def without_unread(css: str, others: str) -> str:
    """`css` without the custom properties that neither it nor `others`, stylesheets too, ever read.

    What no `var()` names changes nothing (CSS Custom Properties, 3), so one that is read only for
    such a property goes too. Material's scripts set a few, and read some only for its diagrams, of
    which the handbook has its own.
    """
    read_elsewhere = set(_READ.findall(others))
    while True:
        read = read_elsewhere | set(_READ.findall(css))
        kept = "".join(_with_declared(css, read))
        if kept == css:
            return css
        css = kept


@cache
def trimmed(css: str) -> str:
    """`css` without rules that only fit elements of a class in UNUSED, or text from right to left.

    Raises ValueError when it does not end where a rule ends, as after a broken download.
    """
    return "".join(_kept(css))


def rules(css: str) -> Iterator[tuple[str, str | None]]:
    """What stands before each block and in it, one level deep; None for `@import ...;` and such.

    Raises ValueError when a block, a bracket or a statement is left open.
    """
    before, inside, depth, brackets = "", "", 0, 0
    end = 0
    for piece in _PIECES.finditer(css):
        text, end = piece.group(), piece.end()
        brackets += (text == "(") - (text == ")")
        if brackets == 0 and text == "}":
            depth -= 1
            if depth == 0:
                yield before, inside
                before, inside = "", ""
                continue
        if depth:
            inside += text
        elif brackets == 0 and text == ";":
            yield before + text, None
            before = ""
        elif not (brackets == 0 and text == "{"):
            before += text
        depth += brackets == 0 and text == "{"
    if end != len(css) or before.strip() or depth:
        raise ValueError(f"the stylesheet ends within a rule: ...{css[-60:]}")


def _kept(css: str) -> Iterator[str]:
    for before, inside in rules(css):
        if inside is None:
            yield before
        elif before.startswith(_GROUPS):
            if kept := "".join(_kept(inside)):
                yield f"{before}{{{kept}}}"
        elif before.startswith("@"):
            yield f"{before}{{{inside}}}"
        elif kept := ",".join(each for each in _parted(before, ",") if _is_used(each)):
            yield f"{kept}{{{inside}}}"


def _with_declared(css: str, read: Set[str]) -> Iterator[str]:
    for before, inside in rules(css):
        if inside is None:
            yield before
        elif before.startswith("@keyframes"):
            yield f"{before}{{{inside}}}"
        elif before.startswith(_GROUPS):
            yield f"{before}{{{''.join(_with_declared(inside, read))}}}"
        elif kept := ";".join(
            each
            for each in _parted(inside, ";")
            if not (name := each.partition(":")[0].strip()).startswith("--") or name in read
        ):
            yield f"{before}{{{kept}}}"


def _parted(text: str, sign: str) -> Iterator[str]:
    """A list of selectors or declarations, parted at its own commas or semicolons only."""
    one, brackets = "", 0
    for piece in _PIECES.findall(text):
        brackets += (piece == "(") - (piece == ")")
        if piece == sign and brackets == 0:
            yield one
            one = ""
        else:
            one += piece
    yield one


def _is_used(selector: str) -> bool:
    # The page's text runs from left to right (docs/theme/base.html).
    if "[dir=rtl]" in selector:
        return False
    # What stands in brackets, as in :not(.x) or :is(.x, .y), an element may do without.
    while (bare := _BRACKETS.sub("", selector)) != selector:
        selector = bare
    return not any(is_unused(name) for name in _CLASS.findall(selector))
