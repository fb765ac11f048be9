"""What the page "Links for trainers" shows: a line to copy for each tool and walkthrough."""

from __future__ import annotations

from typing import Any

from build_tools.model.policy import AuthorityPolicy
from build_tools.render.assets import Assets
from build_tools.render.framed import embed_address
from widgets.engine.links import Links
from widgets.engine.model import Authority


def sharing_facts(
    policy: AuthorityPolicy, authority: Authority, assets: Assets, links: Links
) -> dict[str, Any]:
    """The tools and the walkthroughs of an authority, each with its page and the page to frame."""
    stories = policy.walkthroughs
    groups = (
        ("tools", "Decision tools", {key: each.title for key, each in authority.pathways.items()}),
        ("walkthroughs", "Walkthroughs", {key: each.title for key, each in stories.items()}),
    )
    return {
        "groups": [
            {
                "id": folder,
                "title": title,
                "rows": [
                    _row(authority, f"{folder}/{key}", str(name), links)
                    for key, name in rows.items()
                ],
            }
            for folder, title, rows in groups
        ],
        "script": assets.script("embed-lines", links.root),
    }


def _row(authority: Authority, page: str, title: str, links: Links) -> dict[str, str]:
    address = embed_address(authority.id, page)
    return {
        "id": page.replace("/", "-"),
        "title": title,
        "href": links.page(page),
        "address": address,
        "embed": f"{links.root}{address}",
    }
