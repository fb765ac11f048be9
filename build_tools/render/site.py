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
from widgets.engine.html import Html, join, tag
from widgets.engine.model import Authority
from widgets.engine.render.parts import own, phone

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
        urgent = policy.urgent.tool or next(iter(policy.pathways))
        rows.append(
            {
                "name": policy.authority.name,
                "href": f"{key}/",
                "summary": policy.authority.summary,
                "urgent_href": f"{key}/tools/{urgent}/",
                "urgent_title": policy.pathways[urgent].title,
                "tools": len(policy.pathways),
                "clauses": len(policy.clauses.clauses),
            }
        )
    body = template("home.md.j2").render(site_name=SITE_NAME, authorities=rows, own=own)
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
            numbers += [" or " if numbers else " ", phone(number, class_="tel")]
        hours = tag("span", who.hours, class_="urgent__hours") if who.hours else None
        rows.append(tag("li", tag("b", who.name), numbers, " ", hours))
    none = tag("p", policy.urgent.no_contact) if policy.urgent.no_contact else None
    return tag(
        "div",
        tag("p", policy.urgent.lead, class_="urgent__lead"),
        tag("ul", rows, class_="urgent__contacts") if rows else None,
        none,
        class_="urgent",
    )


def urgent_default(checked: Checked) -> Html:
    """The panel of pages that belong to no authority: a way to each authority's own numbers."""
    links = [
        tag("li", tag("b", policy.authority.name), " ", _first_numbers(policy, authority))
        for policy, authority in (
            (policy, checked.authorities[key]) for key, policy in checked.policies.items()
        )
    ]
    return tag(
        "div",
        tag("p", "Child in immediate danger? Ring ", tag("a", "999", class_="tel", href="tel:999"),
            class_="urgent__lead"),
        tag("ul", links, class_="urgent__contacts"),
        class_="urgent",
    )  # fmt: skip


def _first_numbers(policy: AuthorityPolicy, authority: Authority) -> Html:
    shown: list[Html | str] = []
    for key in policy.urgent.panel:
        who = authority.contacts[key]
        for number in who.phones:
            if number.shown == "999":
                continue
            hours = tag("span", f" {who.hours} ", class_="urgent__hours")
            shown += [phone(number, class_="tel"), hours]
    return join(shown)
