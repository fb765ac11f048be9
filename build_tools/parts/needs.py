"""What the whole site must know of a part's pages; kept with it, so that none is read twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.network.rules import scripts_of
from build_tools.offline import OTHERS, may_be_kept, named_in, part_of


@dataclass(frozen=True, slots=True)
class Needs:
    """What lists for devices and headers need of a part's pages.

    `named` are the files under assets/ that pages name, by the list that the pages are on.
    `scripts` are the hashes of their inline scripts.
    """

    named: Mapping[str, frozenset[str]] = field(default_factory=dict)
    scripts: frozenset[str] = frozenset()


def needs_of(pages: Path, part: str) -> Needs:
    """Read the finished pages in a folder; `part` is an authority's id, or "" for the home part."""
    named: dict[str, frozenset[str]] = {}
    scripts: set[str] = set()
    for file in sorted(pages.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        scripts.update(scripts_of(html))
        path = file.relative_to(pages).as_posix()
        if may_be_kept(path.removesuffix("index.html")):
            on = part_of(path, {part, *OTHERS})
            named[on] = named.get(on, frozenset()) | named_in(html)
    return Needs(named, frozenset(scripts))
