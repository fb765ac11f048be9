"""The stylesheet that stands in the page of a tool itself, so that the tool is drawn at once.

On a slow line the one stylesheet of all pages comes long after the first question has; what comes
with the page is what the frame and a tool need of it. The whole sheet follows right behind the tool
and changes nothing that is drawn by then, because it says the same again.

It is the same text in every page, so that a host's Content-Security-Policy has to name one.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache
from pathlib import Path

from build_tools.css_rules import chosen, without_brackets, without_unread

WRITTEN_IN = (
    "docs/theme/base.html",
    "docs/theme/assets/guard.js",
    "docs/theme/assets/in-force.js",
    "docs/theme/partials/*.html",
    "build_tools/templates/embed.html.j2",
    "build_tools/templates/tool.md.j2",
    "build_tools/render/notes.py",
    "build_tools/render/site.py",
    "widgets/engine/render/answers.py",
    "widgets/engine/render/links.py",
    "widgets/engine/render/outcomes.py",
    "widgets/engine/render/parts.py",
    "widgets/engine/render/refusal.py",
    "widgets/engine/render/shell.py",
    "widgets/engine/render/steps.py",
    "widgets/web/messages.js",
    "widgets/web/offline.js",
    "widgets/web/offline/answers.js",
)
"""What writes the page down to the end of the tool, and the tool. Of these files every word may be
the name of an element or class: rather too much of the sheet is taken than too little."""

# What Markdown makes of a heading.
_MARKDOWN = "h1 a headerlink"
_NAME = re.compile(r"[A-Za-z_][\w-]*")
_NO_NAMES = re.compile(r"\"[^\"]*\"|'[^']*'|\[[^\]]*\]|::?[\w-]+")
# What Material's script makes, which comes when the reader turns to the search.
_LATER = "md-search-result"


def first_sheet(top: Path, whole: str) -> str:
    """The part of the stylesheet `whole` that a tool is first drawn with.

    `top` is the project's folder. Raises OSError when a file that writes the page cannot be read.
    """
    files = sorted(path for pattern in WRITTEN_IN for path in top.glob(pattern))
    texts = [path.read_text(encoding="utf-8") for path in files]
    return _first(whole, "\n".join([_MARKDOWN, *texts]))


# A build asks once for each authority, a preview at each save.
@lru_cache(maxsize=1)
def _first(whole: str, texts: str) -> str:
    names = frozenset(_block(name) for name in _NAME.findall(texts))
    return without_unread(chosen(whole, lambda selector: _is_wanted(selector, names)), "").strip()


def _is_wanted(selector: str, names: Set[str]) -> bool:
    if selector.startswith("@"):
        return "print" not in selector
    found = _NAME.findall(_NO_NAMES.sub(" ", without_brackets(selector)))
    return all(_block(name) in names and not name.startswith(_LATER) for name in found)


def _block(name: str) -> str:
    """A class without its state: `hb-level--2` is written as `hb-level--{rank}`."""
    return name.partition("--")[0]
