"""Which pages a site has, what their HTML says before any script runs, and all of it laid out."""

from __future__ import annotations

import time
from collections.abc import Mapping, Set
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from playwright.sync_api import Page

from build_tools.render.framed import is_embedded

# Elements that never have an end tag.
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Outline(HTMLParser):
    """One page: its elements in source order, each as (tag, attributes, tags it stands in)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], tuple[str, ...]]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values, tuple(self._open)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values, tuple(self._open)))

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open and self._open.pop() != tag:
            pass

    def children(self, parent: str) -> list[tuple[str, dict[str, str]]]:
        """The elements directly inside the one element named `parent`, such as "body"."""
        return [
            (tag, attrs) for tag, attrs, inside in self.elements if inside and inside[-1] == parent
        ]

    def addresses(self) -> list[str]:
        """What the page loads: the addresses of its scripts, stylesheets, icons and pictures."""
        return [
            attrs["src"] if tag != "link" else attrs["href"]
            for tag, attrs, _ in self.elements
            if (tag in {"script", "img", "iframe"} and "src" in attrs)
            or (tag == "link" and attrs.get("rel") in {"stylesheet", "icon", "preload"})
        ]


def every_page(site: Path) -> list[str]:
    """The path of each page below the site's root: "" for the first, "bradford/", "404.html".

    Without those for frames of other sites, which have no menu and no search.
    """
    return [path for path in _every_file(site) if not is_embedded(path)]


def framed_pages(site: Path) -> list[str]:
    """The path of each page for frames of other sites."""
    return [path for path in _every_file(site) if is_embedded(path)]


def _every_file(site: Path) -> list[str]:
    files = sorted(site.rglob("*.html"))
    found = [file.relative_to(site).as_posix() for file in files]
    assert "404.html" in found, f"{site} has no 404.html"
    return [path.removesuffix("index.html") for path in found]


def one_of_each_kind(site: Path, *, longest: bool = True) -> list[str]:
    """Every page at the top, and of each kind of page below an authority the longest.

    Or the shortest, which is another authority's where it can be. `bradford/contacts/` and another
    authority's contacts are one kind; so are all tools.
    """
    found: dict[str, str] = {}
    pages = sorted(every_page(site), key=lambda path: file_of(site, path).stat().st_size)
    for path in pages if longest else reversed(pages):
        parts = path.rstrip("/").split("/")
        kind = path if len(parts) == 1 else f"{parts[1]}, {len(parts)} deep"
        found[kind] = path
    return sorted(found.values())


def fewest(parts: Mapping[str, Set[str]]) -> list[str]:
    """Few of these pages that have among them every part that any of them has."""
    wanted = set().union(*parts.values())
    chosen = []
    while wanted:
        chosen.append(max(sorted(parts), key=lambda path: len(parts[path] & wanted)))
        wanted -= parts[chosen[-1]]
    return chosen


@cache
def outline_of(site: Path, path: str) -> Outline:
    """The outline of a page of a site that stays as it is."""
    return Outline(file_of(site, path).read_text(encoding="utf-8"))


def file_of(site: Path, path: str) -> Path:
    """The HTML file behind a page's path."""
    return site / path / "index.html" if path == "" or path.endswith("/") else site / path


def lay_out(page: Page) -> None:
    """Lay out what waits with that until it is scrolled to, as it is once a reader comes there.

    Until then such parts have no text to measure, and move each other as one looks at them.
    """
    page.evaluate("""() => {
      for (const part of document.querySelectorAll("*")) {
        const { contentVisibility: now } = getComputedStyle(part);
        if (now === "auto") part.style.contentVisibility = "visible";
      }
    }""")


def until(page: Page, condition: str, seconds: float = 5.0) -> None:
    """Wait for an expression to be true.

    Playwright's own way of waiting evaluates text in the page, which the page's policy forbids.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"never true: {condition}"
        page.wait_for_timeout(50)
