"""Pages and assets of the whole handbook, ready for any site generator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.bundle import Bundle, bundle
from build_tools.check import Checked, check_all
from build_tools.render.page import Page
from build_tools.render.site import render, urgent_default, urgent_links, urgent_panel
from widgets.engine.html import Html

POLICY = Path("policy")


@dataclass(frozen=True, slots=True)
class Staged:
    """Everything the site is made of."""

    checked: Checked
    bundle: Bundle
    pages: dict[str, Page]
    urgent_panels: dict[str, Html]
    urgent_default: Html
    urgent_links: list[dict[str, str]]

    def nav(self) -> list[Any]:
        """The navigation: the first page, then a section for each authority."""
        entries: list[Any] = [{"Home": "index.md"}]
        compared = {path: page for path, page in self.pages.items() if path.startswith("compare/")}
        if compared:
            entries.append(
                {"Side by side": [{page.title: path} for path, page in compared.items()]}
            )
        for key, policy in self.checked.policies.items():
            own = {path: page for path, page in self.pages.items() if page.authority == key}
            entries.append({str(policy.authority.name): _section(own, key)})
        return entries


def stage(top: Path, *, progress: Callable[[str], None] = lambda _: None) -> Staged:
    """Check the policy under `top` and make every page and asset.

    Raises PolicyError with all problems, or BundleError when the set-up is not complete.
    """
    checked = check_all(top / POLICY, progress=progress).or_raise()
    progress("gathering what the tools load")
    bundled = bundle(checked.authorities, top)
    progress("writing pages")
    return Staged(
        checked,
        bundled,
        render(checked, bundled),
        {
            key: urgent_panel(policy, checked.authorities[key])
            for key, policy in checked.policies.items()
        },
        urgent_default(),
        urgent_links(checked),
    )


def write_stage(staged: Staged, folder: Path) -> int:
    """Write every page (Markdown) and asset below `folder`; returns how many files."""
    for page in staged.pages.values():
        target = folder / page.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.text, encoding="utf-8")
    for asset in staged.bundle.assets:
        target = folder / asset.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(asset.read())
    return len(staged.pages) + len(staged.bundle.assets)


def _section(pages: dict[str, Page], key: str) -> list[Any]:
    """Pages in order; those of a sub-folder under the title of its index page."""
    entries: list[Any] = []
    folders: dict[str, list[Any]] = {}
    for path, page in pages.items():
        inside = path.removeprefix(f"{key}/").split("/")
        if len(inside) == 1:
            entries.append({page.title: path})
            continue
        if inside[0] not in folders:
            folders[inside[0]] = []
            entries.append({page.title: folders[inside[0]]})
        folders[inside[0]].append({page.title: path})
    return entries
