"""What must hold of the finished site, page by page: safety rules 1 and 6, links, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from build_tools.check.contacts import EMERGENCY, NUMBER_LIKE, numbers
from build_tools.foreign_check import Foreign
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Mark, Problem

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


def check_site(
    site: Path, policies: Mapping[str, AuthorityPolicy], *, forge: str = "", top: str = "/"
) -> list[Problem]:
    """Read every page of a built site and return what is wrong.

    Held against the contact registers of `policies`: every number character for character,
    every tel: link by the digits shown, mail and web links, and on a page of one authority
    only its own. Every internal link and anchor must exist; every form of a tool must stand
    under the urgent way out. `forge` is the address under which policy files are edited, `top`
    the path on its host at which the site will stand, with a slash at both ends.
    """
    pages = {
        path.relative_to(site).as_posix(): read_page(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
    problems: list[Problem] = []
    foreign = Foreign(policies)
    for name, page in pages.items():
        authority = name.split("/", 1)[0]
        if authority in policies:
            problems += foreign.check(authority, name, page.passages)
        registers = [policies[authority]] if authority in policies else list(policies.values())
        problems += check_numbers(name, page, registers)
        problems += check_addresses(name, page, registers, forge=forge)
        problems += check_links(name, page, pages, site, top=top)
        problems += check_forms(name, page)
    return problems


def check_numbers(name: str, page: Read, registers: Iterable[AuthorityPolicy]) -> Iterator[Problem]:
    """Safety rule 6: numbers in text and behind tel: links."""
    known = {EMERGENCY, *(number for policy in registers for number in numbers(policy))}
    for line, text in page.text:
        for found in NUMBER_LIKE.findall(text):
            if found not in known:
                yield Problem(
                    Mark(name, line), "unknown-number",
                    f"the number {found} stands in no contact register of this page",
                    "correct it in the policy, digit by digit, or add it to contacts.yml",
                )  # fmt: skip
    for link in page.links:
        if not link.href.startswith("tel:"):
            continue
        shown = " ".join(link.text.split())
        if re.sub(r"\D", "", shown) != link.href.removeprefix("tel:"):
            yield Problem(
                Mark(name, link.line), "dials-other",
                f"the link shows {shown} but dials {link.href.removeprefix('tel:')}",
                "let it dial the digits shown",
            )  # fmt: skip
        if shown not in known:
            yield Problem(
                Mark(name, link.line), "unknown-number",
                f"the link shows {shown}, which stands in no contact register of this page",
                "correct it in the policy, digit by digit, or add it to contacts.yml",
            )  # fmt: skip


def check_addresses(
    name: str, page: Read, registers: Iterable[AuthorityPolicy], *, forge: str = ""
) -> Iterator[Problem]:
    """Mail and web links stand in a register; no misprinted address is a link."""
    mail: set[str] = set()
    web: set[str] = set()
    for policy in registers:
        web |= {str(link.address) for link in policy.contacts.links.values()}
        for contact in policy.contacts.contacts.values():
            mail |= {str(email.shown) for email in contact.emails if email.misprint is None}
    for link in page.links:
        parts = urlsplit(link.href)
        if parts.scheme == "mailto" and link.href.removeprefix("mailto:") not in mail:
            yield Problem(
                Mark(name, link.line), "unknown-address",
                f"the mail link {link.href} stands in no contact register of this page",
                "correct it in the policy, or add it to contacts.yml",
            )  # fmt: skip
        to_forge = bool(forge) and link.href.startswith(forge)
        if parts.scheme in ("http", "https") and link.href not in web and not to_forge:
            yield Problem(
                Mark(name, link.line), "unknown-address",
                f"the web link {link.href} stands in no contact register of this page",
                "correct it in the policy, or add it to contacts.yml",
            )  # fmt: skip


def check_links(
    name: str, page: Read, pages: Mapping[str, Read], site: Path, *, top: str = "/"
) -> Iterator[Problem]:
    """Every internal link leads to a file of the site, every anchor to an id; ids are unique."""
    for line, repeated in page.repeated:
        yield Problem(
            Mark(name, line), "repeated-id", f"the id '{repeated}' stands twice on the page",
            "give one of the two another id",
        )  # fmt: skip
    for link in page.links:
        parts = urlsplit(link.href)
        if parts.scheme or parts.netloc:
            continue
        address, fragment = urldefrag(urljoin(f"{top}{name}", link.href))
        # The page for wrong addresses is shown at any depth, so its links start at the host's top.
        lost = name == "404.html" and not link.href.startswith(("/", "#"))
        lost |= not address.startswith(top)
        target = unquote(address.removeprefix(top))
        if target == "" or target.endswith("/"):
            target += "index.html"
        if lost or (target not in pages and not (site / target).is_file()):
            yield Problem(
                Mark(name, link.line), "dead-link", f"the link {link.href} leads to no page",
                "correct it, or add the page",
            )  # fmt: skip
        elif fragment and target in pages and unquote(fragment) not in pages[target].ids:
            yield Problem(
                Mark(name, link.line), "dead-anchor",
                f"the link {link.href} leads to no place on that page", "correct the anchor",
            )  # fmt: skip


def check_forms(name: str, page: Read) -> Iterator[Problem]:
    """Safety rule 1: where a tool's form stands, the urgent way out stands too."""
    if page.forms and not page.interrupts:
        yield Problem(
            Mark(name), "no-way-out", "a tool stands here without the urgent way out",
            "render the tool with its interrupt",
        )  # fmt: skip
