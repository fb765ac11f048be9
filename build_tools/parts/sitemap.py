"""The map of the whole site for search engines, which no part can make by itself."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import PurePosixPath
from urllib.parse import urljoin

from build_tools.render.framed import is_embedded
from build_tools.render.superseded import is_superseded


def sitemap(address: str, files: Iterable[str]) -> str:
    """The map of the site at `address` for search engines (sitemaps.org, protocol 0.9).

    Without the day of a change: two builds of the same policy shall not differ. Without earlier
    versions: nobody should find one in place of what counts. Without pages for frames: the whole
    page is what to find.
    """
    pages = sorted(
        name
        for name in files
        if PurePosixPath(name).name == "index.html"
        and not (is_superseded(name) or is_embedded(name))
    )
    listed = [
        f"<url><loc>{escape(urljoin(address, name.removesuffix('index.html')))}</loc></url>"
        for name in pages
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return "\n".join([head, f'<urlset xmlns="{space}">', *listed, "</urlset>", ""])
