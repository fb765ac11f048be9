"""Reads a finished page: its ids, links, text, and the forms of its tools."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_HIDDEN_TEXT = frozenset({"script", "style"})
_WITHIN_A_SENTENCE = frozenset({"a", "abbr", "b", "code", "em", "i", "small", "span", "strong"})


@dataclass(slots=True)
class Link:
    """A link of a page: its address, its text and the line it stands on."""

    href: str
    line: int
    text: str = ""


@dataclass(slots=True)
class Read:
    """What was read from a page.

    `text` holds each piece of text with its line, `passages` the same with the pieces of a
    sentence put together, as links and labels cut words apart.
    """

    ids: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    text: list[tuple[int, str]] = field(default_factory=list)
    passages: list[tuple[int, str]] = field(default_factory=list)
    forms: int = 0
    interrupts: int = 0
    repeated: list[tuple[int, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read = Read()
        self.open: list[str] = []
        self.link: Link | None = None
        self.templates = 0
        self.in_passage = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        line = self.getpos()[0]
        self.in_passage &= tag in _WITHIN_A_SENTENCE
        if tag == "template":
            self.templates += 1
        if (name := given.get("id")) and not self.templates:
            if name in self.read.ids:
                self.read.repeated.append((line, name))
            self.read.ids.add(name)
        if tag == "a" and (href := given.get("href")) is not None:
            self.link = Link(href, line)
            self.read.links.append(self.link)
        if "data-step" in given and tag == "form":
            self.read.forms += 1
        if "data-interrupt" in given:
            self.read.interrupts += 1
        if tag in _HIDDEN_TEXT:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.in_passage &= tag in _WITHIN_A_SENTENCE
        if tag == "a":
            self.link = None
        if tag == "template":
            self.templates -= 1
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open:
            return
        if self.link is not None:
            self.link.text += data
        line = self.getpos()[0]
        self.read.text.append((line, data))
        if self.in_passage:
            line, before = self.read.passages.pop()
            data = before + data
        self.read.passages.append((line, data))
        self.in_passage = True


def read_page(html: str) -> Read:
    """Read one page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.read
