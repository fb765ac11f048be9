"""Pages and assets of the whole handbook, ready for any site generator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.bundle import Asset, Bundle, bundle
from build_tools.check import check_all
from build_tools.exports.package import files
from build_tools.exports.questions import questions
from build_tools.render.desk import published
from build_tools.render.page import Page
from build_tools.render.site import authority_feed, home_feed, render, summaries

POLICY = Path("policy")


@dataclass(frozen=True, slots=True)
class Staged:
    """Every page and asset."""

    bundle: Bundle
    pages: dict[str, Page]


def stage(top: Path, *, progress: Callable[[str], None] = lambda _: None) -> Staged:
    """Check the policy under `top` and make every page and asset.

    Raises PolicyError with all problems, or BundleError when the set-up is not complete.
    """
    checked = check_all(top / POLICY, progress=progress).or_raise()
    progress("gathering what the tools load")
    bundled = bundle(checked.authorities, top)
    progress("writing pages")
    extras = [authority_feed(policy, "") for policy in checked.policies.values()]
    extras.append(home_feed(summaries(checked), ""))
    extras += [Asset(*published(top / POLICY, key)) for key in checked.authorities]
    for key, policy in checked.policies.items():
        extras += files(policy, questions(policy, checked.authorities[key], ""))
    whole = replace(bundled, assets=(*bundled.assets, *extras))
    return Staged(whole, render(checked, bundled))


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
