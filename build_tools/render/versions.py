"""What the pages of versions and of changes show of an authority."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from build_tools.model.policy import AuthorityPolicy
from build_tools.render.changes import ChangeFacts
from build_tools.render.page import day_in_words
from widgets.engine.html import Html, tag
from widgets.engine.links import Links
from widgets.engine.model import Authority, Lifetime


def in_words(lifetime: Lifetime) -> str:
    """When rules count and who looks after them, in one or two sentences."""
    until = f" to {_day(lifetime.ends)}" if lifetime.ends else ""
    return (
        f"Version {lifetime.version} of the handbook's rules, in force from "
        f"{_day(lifetime.starts)}{until}. To be looked at again by {_day(lifetime.review_by)}."
    )


def version_facts(policy: AuthorityPolicy, authority: Authority, links: Links) -> dict[str, Any]:
    """What the page of versions shows."""
    return {
        "superseded": policy.superseded,
        "own_days": {
            key: in_words(tool.lifetime)
            for key, tool in authority.pathways.items()
            if tool.lifetime is not None
        },
        "finder": _finder(policy, links) if policy.superseded else "",
    }


def change_facts(
    changes: Iterable[ChangeFacts], links: Links | None = None
) -> list[dict[str, Any]]:
    """What a page of changes shows of each; with `links` it leads to the tools."""
    return [
        {
            "authority": each.authority,
            "name": each.name,
            "key": each.key,
            "day": day_in_words(date.fromisoformat(each.date)),
            "version": each.version,
            "what": each.what,
            "why": each.why,
            "tools": [
                {"title": title, "href": _tool(links, key, each)}
                for key, title in each.tools.items()
            ],
            "accepted_by": each.accepted_by,
        }
        for each in changes
    ]


def _tool(links: Links | None, key: str, change: ChangeFacts) -> str:
    return links.tool(key) if links is not None and key not in change.gone else ""


def _finder(policy: AuthorityPolicy, links: Links) -> Html:
    """The custom element that leads to a tool as it stood on a day."""
    titles: dict[str, str] = {}
    versions = []
    for version in (policy, *policy.superseded.values()):
        number = str(version.authority.version)
        ends = version.authority.effective_to
        for key, tool in version.pathways.items():
            titles.setdefault(key, str(tool.title))
        versions.append({
            "number": number,
            "starts": version.authority.begins.isoformat(),
            "ends": ends.isoformat() if ends is not None else "",
            "page": links.page() if version is policy else links.page(f"versions/{number}"),
            "tools": list(version.pathways),
        })  # fmt: skip
    # Nothing in the element may end it early.
    data = json.dumps(versions, separators=(",", ":")).replace("<", "\\u003c")
    return tag(
        "version-finder",
        tag(
            "form",
            tag(
                "label",
                tag("span", "Which tool", class_="hb-value__label"),
                tag(
                    "select",
                    tag("option", "All of them", value=""),
                    [tag("option", title, value=key) for key, title in titles.items()],
                    name="tool", class_="hb-select",
                ),
            ),
            tag(
                "label",
                tag("span", "As it stood on", class_="hb-value__label"),
                tag("input", type="date", name="day", class_="hb-value__input", required=True),
            ),
            tag("p", tag("button", "Show it", type="submit", class_="hb-button")),
            class_="hb-card hb-finder",
            novalidate=True,
        ),
        tag("div", class_="hb-status", role="status", data_part="status"),
        tag("script", Html(data), type="application/json"),
        class_="hb-widget",
        hidden=True,
    )  # fmt: skip


def _day(text: str) -> str:
    return day_in_words(date.fromisoformat(text))
