"""Stylesheets as rules, and what may be left out of one without a change to a page.

It reads what Material and the handbook are written in: rules, groups of rules (`@media`) and
statements. Nothing is written anew; what stays stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set

_PIECES = re.compile(
    r"""\\.|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[(){},;]|[^\\"'(){},;]+""", re.DOTALL
)
_BRACKETS = re.compile(r"\([^()]*\)")
_READ = re.compile(r"var\(\s*(--[\w-]+)")
_GROUPS = ("@media", "@supports")


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


def chosen(css: str, wanted: Callable[[str], bool]) -> str:
    """`css` without the selectors, of rules and of groups (`@media print`), that are not wanted.

    Raises ValueError when it does not end where a rule ends, as after a broken download.
    """
    return "".join(_chosen(css, wanted))


def without_brackets(selector: str) -> str:
    """A selector without what an element may do without, as in `:not(.x)` or `:is(.x, .y)`."""
    while (bare := _BRACKETS.sub("", selector)) != selector:
        selector = bare
    return selector


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


def _chosen(css: str, wanted: Callable[[str], bool]) -> Iterator[str]:
    for before, inside in rules(css):
        if inside is None:
            yield before
        elif before.startswith(_GROUPS):
            if wanted(before) and (kept := chosen(inside, wanted)):
                yield f"{before}{{{kept}}}"
        elif before.startswith("@"):
            yield f"{before}{{{inside}}}"
        elif kept := ",".join(each for each in _parted(before, ",") if wanted(each)):
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
