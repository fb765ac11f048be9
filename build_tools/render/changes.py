"""What changed, as pages and as a feed: the same entries of changes.yml."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin
from xml.etree import ElementTree

from build_tools.model.policy import AuthorityPolicy

ATOM = "http://www.w3.org/2005/Atom"
NEWEST = 50
"""As many changes as the page and the feed of all authorities hold; each authority's hold all."""

PAGE = "changes/"
FEED = "changes/feed.xml"
"""Where the page and the feed lie below an authority's folder, and below the top of the site."""

# A made-up place among all names, so that entries keep their ids wherever the site stands.
_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:practitioner-handbook:changes")


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """A change as pages and feeds show it.

    `key` is its id in the file of `authority`; `tools` are the titles of those it touches by their
    id, `gone` those among them that the present version no longer has. `date` is ISO 8601.
    """

    authority: str
    name: str
    key: str
    version: str
    date: str
    what: str
    why: str
    tools: Mapping[str, str]
    gone: tuple[str, ...]
    accepted_by: str

    @property
    def page(self) -> str:
        """Where it stands, from the top of the site."""
        return f"{self.authority}/{PAGE}#change-{self.key}"


def changes_of(policy: AuthorityPolicy) -> tuple[ChangeFacts, ...]:
    """The changes of one authority, the newest first."""
    titles: dict[str, str] = {}
    for version in (policy, *policy.superseded.values()):
        for key, tool in version.pathways.items():
            titles.setdefault(key, str(tool.title))
    return newest_first(
        ChangeFacts(
            authority=policy.id,
            name=str(policy.authority.name),
            key=str(key),
            version=str(change.version),
            date=change.date.isoformat(),
            what=" ".join(str(change.what).split()),
            why=" ".join(str(change.why).split()),
            tools={str(tool): titles[tool] for tool in change.tools},
            gone=tuple(str(tool) for tool in change.tools if tool not in policy.pathways),
            accepted_by=str(change.accepted_by),
        )
        for key, change in policy.changes.changes.items()
    )


def newest_first(changes: Iterable[ChangeFacts]) -> tuple[ChangeFacts, ...]:
    """Changes by day; those of one day stay in their order."""
    return tuple(sorted(changes, key=lambda each: each.date, reverse=True))


def feed(
    changes: Iterable[ChangeFacts], *, title: str, author: str, place: str, address: str
) -> bytes:
    """An Atom feed (RFC 4287) of changes, the newest first.

    `place` is where the feed will lie, from the top of the site, and `address` that of the site, ""
    where it is not known: links then lead from the feed itself, as the standard allows. No clock is
    read, so the same changes give the same bytes.
    """
    entries = list(changes)
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed", {"xml:lang": "en-GB"})
    up = address or "../" * place.count("/")

    def link(to: str, **attributes: str) -> dict[str, str]:
        return {"href": urljoin(up, to) if address else f"{up}{to}", **attributes}

    _put(root, "title", title)
    _put(root, "id", _id(place))
    _put(root, "updated", _moment(max((each.date for each in entries), default="1970-01-01")))
    _put(_put(root, "author"), "name", author)
    _put(root, "link", rel="self", type="application/atom+xml", **link(place))
    page = place.rsplit("/", 1)[0] + "/"
    _put(root, "link", rel="alternate", type="text/html", **link(page))
    for each in entries:
        entry = _put(root, "entry")
        _put(entry, "title", f"{each.name}, version {each.version}: {_short(each.what)}")
        _put(entry, "id", _id(f"{each.authority}/{each.key}"))
        _put(entry, "updated", _moment(each.date))
        _put(_put(entry, "author"), "name", each.accepted_by)
        _put(entry, "link", rel="alternate", type="text/html", **link(each.page))
        for key, name in each.tools.items():
            _put(entry, "category", term=f"{each.authority}/{key}", label=name)
        _put(entry, "content", _in_words(each), type="text")
    ElementTree.indent(root)
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _put(
    parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    made.text = text
    return made


def _in_words(change: ChangeFacts) -> str:
    parts = [f"What changed: {change.what}", f"Why: {change.why}"]
    if change.tools:
        parts.append(f"Tools: {'; '.join(change.tools.values())}")
    return "\n".join([*parts, f"Accepted by: {change.accepted_by}"])


def _short(text: str) -> str:
    """The first sentence, or as much of it as a list of titles can hold."""
    first = text.split(". ")[0].rstrip(".")
    return first if len(first) <= 90 else f"{first[:87].rsplit(' ', 1)[0]} ..."


def _id(name: str) -> str:
    return uuid.uuid5(_OURS, name).urn


def _moment(day: str) -> str:
    """The beginning of a day: the policy knows no time of day."""
    return f"{day}T00:00:00Z"
