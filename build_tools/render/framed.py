"""Where the pages lie that other sites may show in a frame.

Together below one folder: a host gives them leave to be framed by their address, and one that reads
`_headers` cannot tell apart what lies scattered (build_tools/network/).
"""

from __future__ import annotations

FOLDER = "embed"


def embed_address(authority: str, page: str) -> str:
    """Where the page to be framed lies, from the top of the site; `page` as 'tools/consent'."""
    return f"{FOLDER}/{authority}/{page}/"


def is_embedded(page: str) -> bool:
    """Whether a page, by its address or file from the top of the site, is one to be framed."""
    return page.startswith(f"{FOLDER}/")
