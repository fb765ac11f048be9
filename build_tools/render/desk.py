"""The draft desk's page, and what it fetches of an authority."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from build_tools.load import SHARED
from build_tools.render.assets import Assets
from build_tools.render.page import Page, root_of
from build_tools.render.templates import template
from build_tools.summary import Summary
from widgets.engine.compare import CASE
from widgets.engine.html import Html

TITLE = "Draft desk"
PATH = "desk.md"
ADDRESS = "desk/"
"""The page, from the top of the site."""

SOURCE = "build_tools/templates/desk.md.j2"


def desk_page(authorities: Mapping[str, Summary], assets: Assets) -> Page:
    """The page where an editor tries a change to a policy file."""
    root = root_of(PATH)
    desk = assets.desk(root)
    data = {"root": root, "source": SOURCE, "worker": desk["worker"], "files": desk["files"]}
    # "</script>" inside a string must not end the element.
    text = Html(json.dumps(data, separators=(",", ":")).replace("<", "\\u003c"))
    body = template("desk.md.j2").render(
        authorities=list(authorities.values()), desk=desk, data=text
    )
    return Page(
        PATH,
        TITLE,
        body,
        source=SOURCE,
        description="Try a change to a policy file and see what it does, before you hand it in.",
    )


def published(policy: Path, authority: str) -> tuple[str, bytes]:
    """Where the page finds an authority's policy files, from the top of the site, and the JSON.

    `policy` is the folder of the authorities. The address has no hash: the page would change, and
    with it all that is made of it, at every change of any authority.
    """
    own = sorted((policy / authority).rglob("*.yml"))
    shared = [path for path in [policy / SHARED / f"{CASE}.yml"] if path.is_file()]
    files = {
        path.relative_to(policy).as_posix(): path.read_text(encoding="utf-8-sig")
        for path in (*own, *shared)
    }
    content = json.dumps(
        {"authority": authority, "files": files}, ensure_ascii=False, separators=(",", ":")
    )
    return f"{authority}/policy.json", content.encode()
