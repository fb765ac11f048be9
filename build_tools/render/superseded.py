"""Earlier versions of an authority's tools: to be read, marked as superseded, never to act on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.compile import compile_authority
from build_tools.model.policy import AuthorityPolicy
from build_tools.render.notes import clause_notes, section
from build_tools.render.page import Page, Superseded, root_of
from build_tools.render.templates import template
from widgets.engine.html import Html
from widgets.engine.links import Links
from widgets.engine.model import Authority, Pathway
from widgets.engine.render import parts
from widgets.engine.render.static import static_pathway

FOLDER = "versions"
"""Where versions lie below an authority's folder, in the site."""

# A number or an address that was changed since must not be one press away. 999 does not change.
_OUTWARD = re.compile(
    r'<a\b[^>]*\bhref="(?:tel:(?!999")|mailto:|https?:)[^"]*"[^>]*>(.*?)</a>', re.DOTALL
)


def folder_of(policy: AuthorityPolicy, number: str) -> str:
    """Where the pages of an earlier version lie, from the top of the site, without a slash."""
    return f"{policy.id}/{FOLDER}/{number}"


def is_superseded(page: str) -> bool:
    """Whether a page, by its address or file from the top of the site, is of an earlier version."""
    return re.match(rf"[^/]+/{FOLDER}/[0-9][^/]*/", page) is not None


def superseded_pages(policy: AuthorityPolicy) -> Iterator[Page]:
    """The pages of every earlier version of an authority, the newest version first."""
    for number, version in policy.superseded.items():
        authority = compile_authority(version)
        yield _index(policy, number, version)
        for key, pathway in authority.pathways.items():
            yield _tool(policy, number, version, authority, key, pathway)


def _index(policy: AuthorityPolicy, number: str, version: AuthorityPolicy) -> Page:
    body = template("version.md.j2").render(
        number=number,
        authority=version.authority,
        pathways=version.pathways,
        changes=[each for each in policy.changes.changes.values() if str(each.version) == number],
    )
    title = f"{policy.authority.name}, version {number}"
    return _page(policy, number, version, "index", title, body, "authority.yml", policy.id)


def _tool(
    policy: AuthorityPolicy,
    number: str,
    version: AuthorityPolicy,
    authority: Authority,
    key: str,
    pathway: Pathway,
) -> Page:
    path = f"{folder_of(policy, number)}/tools/{key}.md"
    # Links from tool to tool stay within the version.
    links = Links(root_of(path), folder_of(policy, number))
    body = template("superseded_tool.md.j2").render(
        number=number,
        authority=version.authority,
        lifetime=authority.lifetime_of(pathway),
        pathway=pathway,
        static=static_pathway(authority, pathway, links),
        source=parts.source,
    )
    body += section("Clauses this page rests on", "clauses", clause_notes(version, body, None))
    present = f"{policy.id}/tools/{key}" if key in policy.pathways else policy.id
    title = f"{pathway.title} (version {number}, superseded)"
    name = f"tools/{key}"
    source = f"pathways/{key}.yml"
    return _page(policy, number, version, name, title, body, source, present)


def _page(
    policy: AuthorityPolicy,
    number: str,
    version: AuthorityPolicy,
    name: str,
    title: str,
    body: str,
    source: str,
    present: str,
) -> Page:
    folder = folder_of(policy, number)
    authority = version.authority
    ends = authority.effective_to
    assert ends is not None, "check_lifetimes lets no version pass without its last day"
    crumbs = [(str(policy.authority.name), policy.id), ("Versions", f"{policy.id}/{FOLDER}")]
    if name != "index":
        crumbs.append((f"Version {number}", folder))
    return Page(
        f"{folder}/{name}.md",
        title,
        _OUTWARD.sub(_as_text, body),
        source=f"policy/{policy.id}/superseded/{number}/{source}",
        authority=policy.id,
        description=f"{title}: as the handbook had it once. It is no longer in force.",
        part=policy.id,
        crumbs=tuple(crumbs),
        superseded=Superseded(
            number, authority.begins, ends, str(policy.authority.version), f"{present}/"
        ),
    )


def _as_text(link: re.Match[str]) -> Html:
    return Html(f'<span class="hb-then">{link[1]}</span>')
