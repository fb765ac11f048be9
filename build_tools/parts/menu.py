"""What stands round the pages of each part: the menu, and the ways to the other parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.load import SHARED, authority_folders
from build_tools.render.compare import FOLDER as COMPARE
from build_tools.render.desk import ADDRESS as DESK
from build_tools.render.desk import PATH as DESK_PAGE
from build_tools.render.desk import TITLE as DESK_TITLE
from build_tools.render.page import Page
from build_tools.render.site import CHANGES
from build_tools.summary import FEW, Summary
from widgets.engine.compare import CASE

HAND_WRITTEN: Mapping[str, str] = {
    "about.md": "About",
    "trainers.md": "For trainers",
    "editors.md": "For policy editors",
    "publishing.md": "Publishing",
}
"""The pages of `docs/`, in the order of the menu, with their titles there."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a part must know of the others to lead to them.

    `side_by_side` is the address of the first page that holds authorities against each other, ""
    where there is none. `many` is whether there are more authorities than a page can list.
    `hand_written` are the names of the pages of `docs/` that there are. `published` is whether
    readers may keep the pages on their devices: an editor must see what was just written.
    `printer` is the version of the Chromium that makes the PDFs, "" where none are made.
    """

    side_by_side: str
    many: bool
    hand_written: tuple[str, ...]
    published: bool
    printer: str = ""


def frame(top: Path, policy: Path, *, published: bool, printer: str = "") -> Frame:
    """Work out the frame from which files there are, before any of them is read."""
    folders = authority_folders(policy)
    has_case = (policy / SHARED / f"{CASE}.yml").is_file() and any(
        (folder / f"{CASE}.yml").is_file() for folder in folders
    )
    has_crosswalk = (policy / SHARED / "crosswalk.yml").is_file()
    return Frame(
        f"{COMPARE}/" if has_case else f"{COMPARE}/levels/" if has_crosswalk else "",
        len(folders) > FEW,
        tuple(name for name in HAND_WRITTEN if (top / "docs" / name).is_file()),
        published,
        printer,
    )


def authority_menu(name: str, key: str, pages: Iterable[Page], around: Frame) -> list[Any]:
    """The menu of an authority: the way home, its own pages, and what belongs to all."""
    shared: list[Any] = []
    if around.side_by_side:
        shared.append({"Side by side": around.side_by_side})
    shared += [{HAND_WRITTEN[file]: f"{file.removesuffix('.md')}/"} for file in around.hand_written]
    shared.append({DESK_TITLE: DESK})
    return [{"Home": "./"}, {name: _section(pages, key)}, *shared]


def home_menu(
    pages: Iterable[Page], authorities: Mapping[str, Summary], around: Frame
) -> list[Any]:
    """The menu of the pages of no authority; it lists the authorities while they are few."""
    pages = list(pages)
    compared = [{page.title: page.path} for page in pages if page.path.startswith(f"{COMPARE}/")]
    return [
        {"Home": "index.md"},
        *([{"Side by side": compared}] if compared else []),
        *([{each.name: f"{key}/"} for key, each in authorities.items()] if not around.many else []),
        *({page.title: page.path} for page in pages if page.path == CHANGES),
        *({HAND_WRITTEN[file]: file} for file in around.hand_written),
        {DESK_TITLE: DESK_PAGE},
    ]


def _section(pages: Iterable[Page], key: str) -> list[Any]:
    """Pages in order; those of a sub-folder under the title of its index page.

    Pages of earlier versions and hand-outs stand in no menu: another page leads to each. Nor do
    old addresses.
    """
    entries: list[Any] = []
    folders: dict[str, list[Any]] = {}
    for page in pages:
        if page.superseded is not None or page.unlisted:
            continue
        inside = page.path.removeprefix(f"{key}/").split("/")
        if len(inside) == 1:
            entries.append({page.title: page.path})
            continue
        if inside[0] not in folders:
            folders[inside[0]] = []
            entries.append({page.title: folders[inside[0]]})
        folders[inside[0]].append({page.title: page.path})
    return entries
