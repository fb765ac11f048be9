"""Old addresses of tools and walkthroughs: small pages that lead on to where they are now."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.model.policy import AuthorityPolicy
from build_tools.render.assets import Assets
from build_tools.render.page import Page, day_in_words, root_of
from build_tools.render.templates import template
from widgets.engine.html import Html, tag
from widgets.engine.links import Links
from widgets.engine.model import Authority
from widgets.engine.renames import Renamed, resolve
from widgets.engine.render.static import outcome_anchor, step_anchor

FOLDERS = {"pathway": "tools", "walkthrough": "walkthroughs"}
"""The kinds of published names that have a page of their own, and the folder of these."""


def moved_pages(policy: AuthorityPolicy, authority: Authority, assets: Assets) -> Iterator[Page]:
    """A page for each address at which a tool or a walkthrough was published before.

    It says where the same is now or, where nothing took its place, why. It needs no script; with
    one, the reader is led on at once, and what stands behind the `#` comes along.
    """
    for key, entry in policy.renamed.renamed.items():
        kind, _, old = str(key).partition(" ")
        if kind not in FOLDERS:
            continue
        folder = FOLDERS[kind]
        path = f"{policy.id}/{folder}/{old}.md"
        links = Links(root_of(path), policy.id)
        now = resolve(authority.renamed, str(key)).partition(" ")[2]
        title = _title(policy, kind, now) if now else "This page is no longer here"
        body = template("moved.md.j2").render(
            name=policy.authority.name,
            title=title,
            href=links.page(f"{folder}/{now}") if now else "",
            all_of_them=links.page(folder),
            kind=folder,
            because=_reason(policy, str(key)) if not now else "",
            day=day_in_words(entry.date),
            script=assets.script("moved-page", links.root) if now else "",
        )
        yield Page(
            path,
            title,
            body,
            source=f"policy/{policy.id}/renamed.yml",
            authority=policy.id,
            description=f"{title}: an old address.",
            part=policy.id,
            crumbs=((str(policy.authority.name), policy.id),),
            unlisted=True,
        )


def taken_out(policy: AuthorityPolicy, renamed: Renamed, kind: str, within: str = "") -> Html | str:
    """What was taken out of a page, each with the place that old links to it lead to, and why.

    `within` is the tool or walkthrough of the page; "" for terms and clauses. "" where nothing was.
    """
    anchor = {"step": step_anchor, "outcome": outcome_anchor}.get(kind, str)
    rows = []
    for key, entry in policy.renamed.renamed.items():
        name = str(key)
        own, _, way = name.partition(" ")
        inside, _, last = way.rpartition("/")
        if own != kind or entry.because is None:
            continue
        outer = "walkthrough" if kind == "scene" else "pathway"
        if inside and resolve(renamed, f"{outer} {inside}") != f"{outer} {within}":
            continue
        text = f"Taken out on {day_in_words(entry.date)}: {entry.because}"
        rows.append(tag("li", text, id=anchor(last), tabindex="-1"))
    return tag("ul", rows, class_="hb-gone") if rows else ""


def _title(policy: AuthorityPolicy, kind: str, key: str) -> str:
    found = policy.pathways if kind == "pathway" else policy.walkthroughs
    return str(found[key].title)


def _reason(policy: AuthorityPolicy, name: str) -> str:
    """Why nothing took the place of a name, by the entry that took it out."""
    entries = {str(key): entry for key, entry in policy.renamed.renamed.items()}
    kind = name.partition(" ")[0]
    while entries[name].to is not None:
        name = f"{kind} {entries[name].to}"
    return str(entries[name].because)
