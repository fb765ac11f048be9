"""All pages of the handbook, as a pure function of checked policy."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.check import Checked
from build_tools.model.policy import AuthorityPolicy
from build_tools.render.assets import Assets
from build_tools.render.authority import AuthorityPages
from build_tools.render.compare import compare_pages
from build_tools.render.page import Page
from build_tools.render.templates import template
from widgets.engine.html import Html, tag
from widgets.engine.model import Authority, Phone
from widgets.engine.render import parts

SITE_NAME = "Practitioner handbook"


def render(checked: Checked, assets: Assets) -> dict[str, Page]:
    """Make every page. Returns them by path, in the order of the navigation.

    `checked` must hold no problem.
    """
    pages: dict[str, Page] = {}
    for page in _pages(checked, assets):
        pages[page.path] = page
    return pages


def _pages(checked: Checked, assets: Assets) -> Iterator[Page]:
    yield _home(checked)
    yield from compare_pages(checked, assets)
    for key, policy in checked.policies.items():
        yield from AuthorityPages(policy, checked.authorities[key], assets).pages()


def _home(checked: Checked) -> Page:
    rows = []
    for key, policy in checked.policies.items():
        urgent = policy.urgent_tool
        rows.append(
            {
                "name": policy.authority.name,
                "href": f"{key}/",
                "summary": policy.authority.summary,
                "urgent_href": f"{key}/tools/{urgent}/" if urgent else f"{key}/contacts/",
                "urgent_title": policy.pathways[urgent].title if urgent else "Contacts",
                "tools": len(policy.pathways),
                "clauses": len(policy.clauses.clauses),
            }
        )
    body = template("home.md.j2").render(site_name=SITE_NAME, authorities=rows, own=parts.own)
    return Page(
        "index.md",
        "Home",
        body,
        source="policy",
        description="What to do, whom to tell and by when, when you are worried about a child.",
    )


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


def urgent_links(checked: Checked) -> list[dict[str, str]]:
    """For each authority its name and the page (from the top) that tells whom to ring now."""
    return [
        {
            "name": str(policy.authority.name),
            "page": f"{key}/tools/{policy.urgent.tool}/"
            if policy.urgent.tool
            else f"{key}/contacts/",
        }
        for key, policy in checked.policies.items()
    ]
