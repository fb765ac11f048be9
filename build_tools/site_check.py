"""What must hold of the finished site, page by page: safety rules 1 and 6, links, addresses.

`check_part` reads the pages of one part of the site (an authority, or what belongs to none) by
themselves, and what it returns can be kept: it changes only when the part does. `check_together`
holds the parts against each other: links from one into another, names of other authorities.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from build_tools.check.contacts import EMERGENCY, NUMBER_LIKE
from build_tools.foreign_check import Foreign, Voice, check_intervals, words_of
from build_tools.page_reader import Read, read_page
from build_tools.problems import Mark, Problem
from build_tools.register import Register
from build_tools.render.changes import PAGE as CHANGES
from build_tools.render.compare import FOLDER as COMPARE
from build_tools.render.desk import ADDRESS as DESK
from build_tools.render.framed import FOLDER as EMBEDDED
from build_tools.render.scenes import FACTS
from widgets.engine.errors import BadLink
from widgets.engine.points import BEGINS, read_point
from widgets.engine.render.static import outcome_anchor, step_anchor

_TOLD = re.compile(
    rf"{FACTS}(?:[a-z0-9-]+/){{3}}[a-z0-9-]+\.[a-z0-9-]+(?:/[a-z0-9-]+\.[a-z0-9-]+)*"
)

Passages = Mapping[str, list[tuple[int, str]]]
"""The sentences of each page, each with its line."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """A link from a page to a place that the page's own part does not have."""

    page: str
    line: int
    href: str
    target: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Then:
    """What an earlier version of an authority had: its numbers and addresses, and its voice."""

    register: Register
    voice: Voice


@dataclass(frozen=True, slots=True)
class PartRead:
    """What the other parts must know of one: its ids by page, its ways out, its words."""

    ids: Mapping[str, frozenset[str]]
    ways_out: tuple[WayOut, ...]
    words: frozenset[str]


def check_part(
    site: Path,
    register: Register,
    *,
    own: Voice | None = None,
    then: Mapping[str, Then] = MappingProxyType({}),
    forge: str = "",
    top: str = "/",
) -> tuple[list[Problem], PartRead, Passages]:
    """Read every page below `site` and hold it against a contact register.

    Every number character for character, every tel: link by the digits shown, mail and web links;
    every form of a tool must stand under the urgent way out. `own` is the authority's voice, whose
    intervals alone may stand there; None for pages of no authority. `then` has what earlier
    versions had, by the folder of their pages: there it may be read besides, but no link leads to
    it. `forge` is the address under which policy files are edited, `top` the path on its host at
    which the site will stand. Returns the problems, what the other parts need, and the text.
    """
    pages = {
        path.relative_to(site).as_posix(): read_page(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
    problems: list[Problem] = []
    ways_out: list[WayOut] = []
    for name, page in pages.items():
        was = next((each for folder, each in then.items() if name.startswith(folder)), None)
        if own is not None:
            told = [each.voice for each in then.values()] if _tells_of_then(name) else []
            voice = own.with_intervals_of([was.voice] if was is not None else told)
            problems += check_intervals(voice, name, page.passages)
        problems += check_numbers(name, page, register, was.register if was is not None else None)
        problems += check_addresses(name, page, register, forge=forge)
        problems += check_ids(name, page)
        problems += check_forms(name, page)
        for way in _ways(name, page, top):
            if way.target in pages:
                if way.anchor and way.anchor not in pages[way.target].ids:
                    problems.append(_dead_anchor(way))
            elif not (site / way.target).is_file():
                ways_out.append(way)
    passages = {name: page.passages for name, page in pages.items()}
    read = PartRead(
        {name: frozenset(page.ids) for name, page in pages.items()},
        tuple(ways_out),
        words_of(text for page in pages.values() for _, text in page.passages),
    )
    return problems, read, passages


def check_together(
    parts: Mapping[str, PartRead],
    files: Set[str],
    voices: Mapping[str, Voice],
    passages: Callable[[str], Passages],
    settled: Set[str] = frozenset(),
) -> list[Problem]:
    """Hold the parts of a site against each other and return what is wrong.

    `files` are all files of the site. `passages` gives the text of a part. `settled` are parts
    known to hold none of the names that the other voices have.
    """
    problems: list[Problem] = []
    ids = {page: found for part in parts.values() for page, found in part.ids.items()}
    foreign = Foreign(voices)
    for key, part in parts.items():
        for way in part.ways_out:
            if way.target not in files:
                problems.append(
                    Problem(
                        Mark(way.page, way.line), "dead-link",
                        f"the link {way.href} leads to no page", "correct it, or add the page",
                    )
                )  # fmt: skip
            elif way.anchor and way.target in ids and way.anchor not in ids[way.target]:
                problems.append(_dead_anchor(way))
        if key in voices and key not in settled:
            problems += foreign.check(key, passages(key), part.words)
    return problems


def _tells_of_then(page: str) -> bool:
    """Whether a page tells what changed, and so what held before."""
    return page.endswith(f"/{CHANGES}index.html")


def check_numbers(
    name: str, page: Read, register: Register, then: Register | None = None
) -> Iterator[Problem]:
    """Safety rule 6: numbers in text and behind tel: links.

    What stood in the register `then` may be read, but no link dials it.
    """
    known = {EMERGENCY, *register.numbers}
    read = known if then is None else {*known, *then.numbers}
    for line, text in page.text:
        for found in NUMBER_LIKE.findall(text):
            if found not in read:
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
    name: str, page: Read, register: Register, *, forge: str = ""
) -> Iterator[Problem]:
    """Mail and web links stand in the register; no misprinted address is a link."""
    for link in page.links:
        scheme = urlsplit(link.href).scheme
        if scheme == "mailto" and link.href.removeprefix("mailto:") not in register.mail:
            yield Problem(
                Mark(name, link.line), "unknown-address",
                f"the mail link {link.href} stands in no contact register of this page",
                "correct it in the policy, or add it to contacts.yml",
            )  # fmt: skip
        to_forge = bool(forge) and link.href.startswith(forge)
        if scheme in ("http", "https") and link.href not in register.web and not to_forge:
            yield Problem(
                Mark(name, link.line), "unknown-address",
                f"the web link {link.href} stands in no contact register of this page",
                "correct it in the policy, or add it to contacts.yml",
            )  # fmt: skip


def check_ids(name: str, page: Read) -> Iterator[Problem]:
    """An id names one place."""
    for line, repeated in page.repeated:
        yield Problem(
            Mark(name, line), "repeated-id", f"the id '{repeated}' stands twice on the page",
            "give one of the two another id",
        )  # fmt: skip


def check_forms(name: str, page: Read) -> Iterator[Problem]:
    """Safety rule 1: where a tool's form stands, the urgent way out stands too."""
    if page.forms and not page.interrupts:
        yield Problem(
            Mark(name), "no-way-out", "a tool stands here without the urgent way out",
            "render the tool with its interrupt",
        )  # fmt: skip


def _ways(name: str, page: Read, top: str) -> Iterator[WayOut]:
    """The links of a page that stay on the site, each with the file and place it leads to.

    A link that leads out of the site has no file.
    """
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
        if lost:
            target = ""
        if target == f"{DESK}index.html" and "/" in fragment:
            # It names a policy file to open there, and no place on the page.
            fragment = ""
        yield WayOut(name, link.line, link.href, target, _place(target, unquote(fragment)))


def _place(target: str, fragment: str) -> str:
    """The id that a fragment leads to.

    Of a link to a point of a tool it is where its answers end; facts of a scene are no place.
    """
    if target == f"{COMPARE}/index.html" and _TOLD.fullmatch(fragment):
        return ""
    if not fragment.startswith(BEGINS):
        return fragment
    try:
        point = read_point(fragment)
    except BadLink:
        return fragment
    if target.removeprefix(f"{EMBEDDED}/") != f"{point.authority}/tools/{point.pathway}/index.html":
        return fragment
    kind, _, end = point.end.partition(":")
    return outcome_anchor(end) if kind == "outcome" else step_anchor(end)


def _dead_anchor(way: WayOut) -> Problem:
    return Problem(
        Mark(way.page, way.line), "dead-anchor",
        f"the link {way.href} leads to no place on that page", "correct the anchor",
    )  # fmt: skip
