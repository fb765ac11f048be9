"""The handbook of an authority as one PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from build_tools.model.policy import AuthorityPolicy
from build_tools.paper.book import Section, section_id, sections
from build_tools.paper.chromium import PrinterError, print_pdf
from build_tools.paper.margins import margins, page_rules
from build_tools.paper.page_numbers import page_numbers
from build_tools.paper.pathway_chart import pathway_charts
from build_tools.render.page import Page
from build_tools.render.site import SITE_NAME, urgent_panel
from build_tools.render.templates import template
from build_tools.stylesheet import PRINT, stylesheet
from widgets.engine.model import Authority

_PRINTS = 3
"""One to see where each chapter begins, one to tell it, one if telling it has moved them."""

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
    """Print the pages of an authority; `top` is the project's folder. Raises PrinterError.

    It is printed twice: where the chapters begin is known once they are on their pages.
    """
    dated = date.fromisoformat(str(policy.authority.dated))
    numbers: dict[str, int] = {}
    for _ in range(_PRINTS):
        pdf = print_pdf(handbook_html(top, settings, policy, authority, pages, numbers), dated)
        try:
            found = page_numbers(pdf)
        except ValueError as error:
            raise PrinterError(
                f"{error}: this Chromium prints otherwise than tested ones"
            ) from error
        if found == numbers:
            return pdf
        numbers = found
    raise PrinterError(f"the contents of {policy.id} move the pages that they tell of")


def handbook_html(
    top: Path,
    settings: MkDocsConfig,
    policy: AuthorityPolicy,
    authority: Authority,
    pages: Sequence[Page],
    numbers: Mapping[str, int],
) -> str:
    """The whole document: cover, contents, then every page that belongs on paper.

    `numbers` are those of the pages on which the sections begin, by their ids, as far as they are
    known. It stands alone: it loads nothing and runs nothing.
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
        numbers=numbers,
        first=section_id(f"{policy.id}/index.md"),
        sheet="\n".join(sheets),
    )
