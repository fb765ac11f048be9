"""All pages of the handbook, as a pure function of checked policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_tools.bundle import Asset
from build_tools.check import Checked
from build_tools.model.policy import AuthorityPolicy, SharedPolicy
from build_tools.render.assets import Assets
from build_tools.render.authority import AuthorityPages
from build_tools.render.changes import FEED, NEWEST, changes_of, feed, newest_first
from build_tools.render.compare import Columns, compare_pages
from build_tools.render.desk import desk_page
from build_tools.render.page import Page
from build_tools.render.templates import template
from build_tools.render.versions import change_facts
from build_tools.summary import FEW, Summary, summary
from widgets.engine.html import Html, tag
from widgets.engine.model import Authority, Phone
from widgets.engine.render import parts

SITE_NAME = "Practitioner handbook"
CHANGES = "changes.md"
"""The page of what changed anywhere."""


def render(checked: Checked, assets: Assets) -> dict[str, Page]:
    """Make every page. Returns them by path, in the order of the navigation.

    `checked` must hold no problem.
    """
    pages = [*home_pages(summaries(checked), checked.shared, assets)]
    for key, policy in checked.policies.items():
        pages += AuthorityPages(policy, checked.authorities[key], assets).pages()
    return {page.path: page for page in pages}


def summaries(checked: Checked) -> dict[str, Summary]:
    """The summary of every sound authority, in the order of their names."""
    return {
        key: summary(policy, checked.authorities[key]) for key, policy in checked.policies.items()
    }


def home_pages(
    authorities: Mapping[str, Summary],
    shared: SharedPolicy,
    assets: Assets,
    columns: Columns | None = None,
) -> Iterator[Page]:
    """The pages that belong to no authority: the first, those side by side, the draft desk.

    `columns` as for `compare_pages`.
    """
    body = template("home.md.j2").render(
        site_name=SITE_NAME,
        authorities=list(authorities.values()),
        few=len(authorities) <= FEW,
        own=parts.own,
    )
    yield Page(
        "index.md",
        "Home",
        body,
        source="policy",
        description="What to do, whom to tell and by when, when you are worried about a child.",
    )
    yield from compare_pages(authorities, shared, assets, columns)
    every = newest_first(each for authority in authorities.values() for each in authority.changes)
    body = template("all_changes.md.j2").render(
        changes=change_facts(every[:NEWEST]), more=len(every) > NEWEST
    )
    yield Page(
        CHANGES,
        "What changed",
        body,
        source="policy",
        description="What changed in this handbook, when and why.",
    )
    yield desk_page(authorities, assets)


def home_feed(authorities: Mapping[str, Summary], address: str) -> Asset:
    """The feed of the newest changes anywhere; `address` is that of the site, or ""."""
    every = newest_first(each for authority in authorities.values() for each in authority.changes)
    made = feed(
        every[:NEWEST],
        title=f"{SITE_NAME}: what changed",
        author=SITE_NAME,
        place=FEED,
        address=address,
    )
    return Asset(FEED, made)


def authority_feed(policy: AuthorityPolicy, address: str) -> Asset:
    """The feed of all changes of one authority."""
    place = f"{policy.id}/{FEED}"
    made = feed(
        changes_of(policy),
        title=f"{SITE_NAME}, {policy.authority.name}: what changed",
        author=str(policy.authority.owner),
        place=place,
        address=address,
    )
    return Asset(place, made)


def urgent_panel(policy: AuthorityPolicy, authority: Authority) -> Html:
    """The panel that stands first on every page of an authority."""
    rows = []
    for key in policy.urgent.panel:
        who = authority.contacts[key]
        numbers: list[Html | str] = []
        for number in who.phones:
            numbers += [" or " if numbers else " ", parts.phone(number, class_="tel")]
        hours = tag("span", who.hours, class_="urgent__hours") if who.hours else None
        rows.append(tag("li", tag("b", who.name), numbers, " ", hours))
    if not parts.prints_emergency(authority, policy.urgent.panel):
        note = tag("span", "In danger at this moment. ", parts.own(), class_="urgent__hours")
        rows.insert(0, tag("li", tag("b", "Police"), " ", _emergency_link(), " ", note))
    none = tag("p", policy.urgent.no_contact) if policy.urgent.no_contact else None
    return tag(
        "div",
        tag("p", policy.urgent.lead, class_="urgent__lead"),
        tag("ul", rows, class_="urgent__contacts") if rows else None,
        none,
        class_="urgent",
    )


def urgent_default() -> Html:
    """The panel of pages that belong to no authority; the theme adds a link to each one's own."""
    return tag(
        "p",
        "Child in danger at this moment? Ring ",
        _emergency_link(),
        " ",
        parts.own(),
        class_="urgent__lead",
    )


def _emergency_link() -> Html:
    return parts.phone(Phone(parts.EMERGENCY), class_="tel")


def urgent_links(authorities: Mapping[str, Summary]) -> list[dict[str, str]]:
    """Where the panel of pages of no authority leads: to whom to ring in each.

    With more authorities than a panel can hold, it leads to the list on the first page.
    """
    if len(authorities) > FEW:
        return [{"name": "your authority", "page": "./#worried-now"}]
    return [{"name": each.name, "page": each.ring_page} for each in authorities.values()]
