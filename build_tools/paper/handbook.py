"""The handbook of an authority as one PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from build_tools.model.policy import AuthorityPolicy
from build_tools.paper.book import Section, section_id, sections
from build_tools.paper.chromium import print_pdf
from build_tools.paper.margins import margins, page_rules
from build_tools.paper.pathway_chart import pathway_charts
from build_tools.render.page import Page
from build_tools.render.site import SITE_NAME, urgent_panel
from build_tools.render.templates import template
from build_tools.stylesheet import PRINT, stylesheet
from widgets.engine.model import Authority

_SHEET = Path(__file__).parent / "paper.css"


def name_of(authority: str) -> str:
    """The file's name, which it keeps when a reader saves it."""
    return f"{authority}-handbook.pdf"


def handbook_pdf(
    top: Path,
    settings: MkDocsConfig,
    policy: AuthorityPolicy,
    authority: Authority,
    pages: Sequence[Page],
) -> bytes:
    """Print the pages of an authority; `top` is the project's folder. Raises PrinterError."""
    html = handbook_html(top, settings, policy, authority, pages)
    return print_pdf(html, date.fromisoformat(str(policy.authority.dated)))


def handbook_html(
    top: Path,
    settings: MkDocsConfig,
    policy: AuthorityPolicy,
    authority: Authority,
    pages: Sequence[Page],
) -> str:
    """The whole document: cover, contents, then every page that belongs on paper.

    It stands alone: it loads nothing and runs nothing.
    """
    charts = {
        f"{policy.id}/tools/{key}.md": str(pathway_charts(pathway, f"chart-{key}"))
        for key, pathway in authority.pathways.items()
    }
    made: list[Section] = sections(
        pages, settings.markdown_extensions, settings.mdx_configs, charts
    )
    sheets = [
        stylesheet(top).decode(),
        (top / PRINT).read_text(encoding="utf-8"),
        page_rules(margins(policy, authority)),
        _SHEET.read_text(encoding="utf-8"),
    ]
    return template("handbook.html.j2").render(
        site_name=SITE_NAME,
        authority=policy.authority,
        panel=urgent_panel(policy, authority),
        sections=made,
        first=section_id(f"{policy.id}/index.md"),
        sheet="\n".join(sheets),
    )
