"""Material's stylesheet without the parts of Material that the handbook's frame has none of.

A page is not painted before its stylesheet has arrived, and two thirds of Material's are for menus,
tabs, blogs, versions and the like. What is dropped is named here, not guessed from the pages, so
that a rule of a kind that is in use never goes; tests hold the names against every page.
"""

from __future__ import annotations

import re
from functools import cache

from build_tools.css_rules import chosen, without_brackets

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


def is_unused(name: str) -> bool:
    """Whether a class is one of UNUSED or of their parts."""
    return any(name == each or name.startswith((f"{each}-", f"{each}_")) for each in UNUSED)


@cache
def trimmed(css: str) -> str:
    """`css` without rules that only fit elements of a class in UNUSED, or text from right to left.

    Raises ValueError when it does not end where a rule ends, as after a broken download.
    """
    return chosen(css, _is_used)


def _is_used(selector: str) -> bool:
    # The page's text runs from left to right (docs/theme/base.html).
    if "[dir=rtl]" in selector:
        return False
    return not any(is_unused(name) for name in _CLASS.findall(without_brackets(selector)))
