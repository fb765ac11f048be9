"""All pages of an authority as one document: what leads nowhere on paper is left out.

Pages come as Markdown and are made into HTML by the settings of the site. Ids are made one page's
own, links from page to page become links inside the document, and headings sink by one where a page
stands below another, so that the bookmarks of the PDF are the handbook's menu.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from markdown import Markdown

from build_tools.render.page import Page

_VOID = frozenset({"br", "col", "hr", "img", "input", "wbr"})
_NOT_ON_PAPER = frozenset({"script", "style", "template", "form", "button", "progress"})
_NOT_ON_PAPER_CLASSES = frozenset({"hb-widget", "hb-offline", "hb-screen-only", "headerlink"})
_NAMES_IDS = frozenset({"for", "headers", "aria-labelledby", "aria-describedby", "aria-controls"})
_POINTS_TO = frozenset({"marker-end", "marker-start", "fill", "stroke"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What stands at the foot of each page of the site stands once in the document: in the glossary and
# under the sources.
_FEET = ("## Words on this page {", "## Clauses this page rests on {")
_CLAUSE = "clause-"
_LIST = '<div class="hb-static">'


@dataclass(frozen=True, slots=True)
class Section:
    """A page in the document: its number, title, how far below the top it stands, and its HTML."""

    id: str
    number: str
    title: str
    depth: int
    html: str


def sections(pages: Sequence[Page], extensions: Sequence[Any], settings: Mapping[str, Any],
             charts: Mapping[str, str] | None = None) -> list[Section]:  # fmt: skip
    """The pages of one authority that belong on paper, in their order, with numbers.

    `extensions` and `settings` are those of Markdown, as MkDocs reads them. `charts` are pathways
    as charts, by the paths of their pages: each stands before the same as a list. Pages of earlier
    versions are left out, and those that stand in no menu.
    """
    chosen = [page for page in pages if belongs(page)]
    places = {_address(page.path): section_id(page.path) for page in chosen}
    writer = Markdown(extensions=list(extensions), extension_configs=dict(settings))
    made = []
    chapter = part = 0
    for page in chosen:
        depth = 1 if _is_below(page, chosen) else 0
        chapter, part = (chapter, part + 1) if depth else (chapter + 1, 0)
        number = f"{chapter}.{part}" if depth else f"{chapter}"
        body = page.body
        for foot in _FEET:
            body = body.split(foot)[0]
        chart = (charts or {}).get(page.path, "")
        html = writer.reset().convert(body).replace(_LIST, f"{chart}{_LIST}", 1)
        reader = _Rewriter(page, places, depth, number)
        reader.feed(html)
        reader.close()
        made.append(Section(section_id(page.path), number, page.title, depth, "".join(reader.out)))
    return made


def belongs(page: Page) -> bool:
    """Whether a page belongs in the document: one of the menu that paper can hold."""
    return (
        page.superseded is None
        and not page.unlisted
        and not page.path.endswith("/versions/index.md")
    )


def section_id(path: str) -> str:
    """The id of a page in the document: 'luton/tools/pre-caf.md' -> 'luton.tools.pre-caf'."""
    return path.removesuffix(".md").removesuffix("/index").replace("/", ".")


def _address(path: str) -> str:
    name = path.removesuffix(".md")
    return f"/{name.removesuffix('index').rstrip('/')}/"


def _is_below(page: Page, pages: Iterable[Page]) -> bool:
    """Whether a page stands in a folder whose first page is another."""
    folder, _, name = page.path.rpartition("/")
    return "/" in folder and name != "index.md" and any(
        each.path == f"{folder}/index.md" for each in pages
    )  # fmt: skip


class _Rewriter(HTMLParser):
    """Writes a page's HTML again for its place in the document."""

    def __init__(self, page: Page, places: Mapping[str, str], depth: int, number: str) -> None:
        super().__init__(convert_charrefs=False)
        self.own = section_id(page.path)
        self.base = _address(page.path)
        self.sources = next((place for place in places.values() if place.endswith(".sources")), "")
        self.places, self.depth, self.number = places, depth, number
        self.out: list[str] = []
        self.left_out = 0
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = set((given.get("class") or "").split())
        if self.left_out or tag in _NOT_ON_PAPER or classes & _NOT_ON_PAPER_CLASSES:
            self.left_out += tag not in _VOID
            return
        if tag == "details":
            given["open"] = ""
        if tag == "a" and "href" in given:
            target = self._target(given.pop("href") or "")
            if target:
                given["href"] = target
        for name, value in list(given.items()):
            if name == "id":
                given[name] = f"{self.own}--{value}"
            elif name in _NAMES_IDS:
                given[name] = " ".join(f"{self.own}--{each}" for each in (value or "").split())
            elif name in _POINTS_TO and (value or "").startswith("url(#"):
                given[name] = f"url(#{self.own}--{(value or '')[5:]}"
        given.pop("tabindex", None)
        given.pop("hidden", None)
        written = "".join(
            f" {name}" if value is None else f' {name}="{escape(value)}"'
            for name, value in given.items()
        )
        self.out.append(f"<{self._sunk(tag)}{written}>")
        if tag == "h1":
            self.out.append(f'<span class="hb-paper__number">{self.number}</span> ')

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.left_out:
            return
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.left_out:
            self.left_out -= tag not in _VOID
            return
        if tag not in _VOID:
            self.out.append(f"</{self._sunk(tag)}>")

    def handle_data(self, data: str) -> None:
        if not self.left_out:
            self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def _sunk(self, tag: str) -> str:
        """Headings of a page that stands below another sink by one."""
        if tag not in _HEADINGS:
            return tag
        return _HEADINGS[min(_HEADINGS.index(tag) + self.depth, len(_HEADINGS) - 1)]

    def _target(self, href: str) -> str:
        """Where a link leads in the document, "" where the document does not hold it."""
        if urlsplit(href).scheme:
            return href
        if href.startswith(f"#{_CLAUSE}"):
            return f"#{self.sources}--{href.removeprefix(f'#{_CLAUSE}')}"
        address, anchor = urldefrag(urljoin(self.base, href))
        place = self.places.get(address)
        if place is None:
            return ""
        return f"#{place}--{anchor}" if anchor else f"#{place}"
