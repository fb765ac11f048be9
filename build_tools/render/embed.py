"""Tools and walkthroughs as small pages by themselves, to be shown in a frame of another site.

Each is written whole here: it has no menu, so no site generator has anything to add.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from markdown import markdown

from build_tools.bundle import Asset
from build_tools.csp import with_csp
from build_tools.render.authority import AuthorityPages
from build_tools.render.framed import embed_address
from build_tools.render.page import root_of
from build_tools.render.templates import template
from build_tools.render.versions import in_words
from widgets.engine.html import Html
from widgets.engine.links import Links
from widgets.engine.model import Lifetime
from widgets.engine.render.shell import widget

_LINK = re.compile(r'<a (?P<before>[^>]*)href="(?P<to>(?!tel:|mailto:)[^"]*)"')


@dataclass(frozen=True, slots=True)
class Around:
    """What stands round each page.

    The address of the stylesheet, the text of its first part for tools, the addresses of the sheet
    for printing and the theme's files, the texts of the guard and of a tool's script, and the
    panel of urgent contacts.
    """

    stylesheet: str
    first_sheet: str
    print_sheet: str
    theme_files: Mapping[str, str]
    guard: str
    tool_script: str
    urgent: Html


def embed_pages(made: AuthorityPages, around: Around) -> Iterator[Asset]:
    """A page to be framed for each tool and each walkthrough of an authority."""
    authority = made.authority
    for key, pathway in authority.pathways.items():

        def tool(links: Links, key: str = key) -> Html:
            runtime = made.assets.runtime(authority.id, links.root)
            told = {**runtime, "page": links.tool(key)}
            return widget(authority, authority.pathways[key], links, told)

        lifetime = authority.lifetime_of(pathway)
        yield _page(made, around, f"tools/{key}", pathway.title, tool, lifetime, tool=True)
    for name, story in made.policy.walkthroughs.items():

        def tale(links: Links, name: str = name) -> Html:
            text = made.story_text(name, links).partition("\n")[2]
            return Html(markdown(text, extensions=["attr_list", "md_in_html"]))

        page = f"walkthroughs/{name}"
        yield _page(made, around, page, str(story.title), tale, authority.lifetime)


def _page(
    made: AuthorityPages,
    around: Around,
    page: str,
    title: str,
    body: Callable[[Links], Html],
    lifetime: Lifetime,
    *,
    tool: bool = False,
) -> Asset:
    authority = made.authority
    address = embed_address(authority.id, page)
    links = Links(root_of(f"{address.removesuffix('/')}.md"), authority.id)
    whole = links.page(page)
    html = template("embed.html.j2").render(
        around=around,
        root=links.root,
        address=address,
        title=title,
        authority=made.policy.authority,
        lifetime=lifetime,
        standing=in_words(lifetime),
        part=authority.id,
        whole=whole,
        tool=tool,
        body=_leading_out(body(links), whole),
    )
    return Asset(f"{address}index.html", with_csp(html, around.first_sheet).encode())


def _leading_out(html: str, whole: str) -> Html:
    """The page with its links opening beside the frame: no other page may be shown inside it.

    Clauses stand at the foot of the whole page. (widgets/web/embedded.js does so for what the
    engine writes later.)
    """

    def out(link: re.Match[str]) -> str:
        to = link["to"]
        if to.startswith("#") and not to.startswith("#clause-"):
            return link[0]
        to = f"{whole}{to}" if to.startswith("#") else to
        return f'<a {link["before"]}target="_blank" rel="noopener" href="{to}"'

    return Html(_LINK.sub(out, html))
