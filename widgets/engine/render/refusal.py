"""What stands in the place of a tool outside the dates of its rules: why, and whom to ring."""

from __future__ import annotations

from widgets.engine.html import Html, tag
from widgets.engine.in_force import When, why_refused
from widgets.engine.links import Links
from widgets.engine.model import Authority, Lifetime
from widgets.engine.render.parts import contact_list


def refusal_card(
    authority: Authority, lifetime: Lifetime, side: When, links: Links, *, heading: str = "h2"
) -> Html:
    """Why nothing is decided, with the contacts of the urgent way out and the ways on.

    The page's script writes the day of today into the part named so.
    """
    urgent = authority.interrupt.outcome
    return tag(
        "section",
        tag(
            heading, f"{authority.name}: these rules are not in use today",
            class_="hb-outcome__title", tabindex="-1",
        ),
        tag("p", why_refused(lifetime, side)),
        tag("p", data_part="today", hidden=True),
        tag("p", "You can still get help. If you are worried about a child, ring:"),
        contact_list(authority, urgent),
        tag("p", urgent.no_contact) if urgent.no_contact else None,
        tag(
            "p",
            tag("a", f"All contacts of {authority.name}", href=links.page("contacts")),
            " · ",
            tag("a", "Versions of these rules", href=links.page("versions")),
        ),
        class_="hb-card hb-refused",
        data_authority=authority.id,
        data_refused=side,
    )  # fmt: skip


def refusal_screens(authority: Authority, lifetime: Lifetime, links: Links) -> dict[str, Html]:
    """The cards that a page may need, by the name of their screen; none without dates."""
    days: dict[When, str] = {"early": lifetime.starts, "late": lifetime.ends}
    return {
        f"refused:{side}": refusal_card(authority, lifetime, side, links)
        for side, day in days.items()
        if day
    }


def days_of(lifetime: Lifetime) -> list[str]:
    """The first and the last day, as the page's script reads them; "" for no such day."""
    return [lifetime.starts, lifetime.ends]
