"""What the whole site must know of a part's pages; kept with it, so that none is read twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.csp import Inline, inline_of
from build_tools.offline import OTHERS, may_be_kept, named_in, part_of


@dataclass(frozen=True, slots=True)
class Needs:
    """What lists for devices and headers need of a part's pages.

    `named` are the files under assets/ that pages name, by the list that the pages are on.
    `inline` is what they hold that a Content-Security-Policy must let be.
    """

    named: Mapping[str, frozenset[str]] = field(default_factory=dict)
    inline: Inline = field(default_factory=Inline)


def needs_of(pages: Path, part: str) -> Needs:
    """Read the finished pages in a folder; `part` is an authority's id, or "" for the home part."""
    named: dict[str, frozenset[str]] = {}
    inline = Inline()
    for file in sorted(pages.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        inline |= inline_of(html)
        path = file.relative_to(pages).as_posix()
        if may_be_kept(path.removesuffix("index.html")):
            on = part_of(path, {part, *OTHERS})
            named[on] = named.get(on, frozenset()) | named_in(html)
    return Needs(named, inline)
