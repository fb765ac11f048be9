"""What makes a finished folder fit for the network: packed copies, and headers for its hosts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.csp import Inline, policy
from build_tools.network.headers_file import HEADERS_FILE, headers_file
from build_tools.network.nginx import nginx_include


def write_headers(site: Path, paths: Iterable[str], inline: Inline, *, nginx: Path) -> None:
    """Write what a host sends with each file, in the two forms that hosts read.

    site: the folder of the site, into which goes `_headers`. paths: its files without the packed
    copies. inline: what all pages hold. nginx: the file for the same rules as an nginx host reads
    them. Raises OSError.
    """
    # A header holds for a worker too, which the element in a page does not.
    security = policy(inline)
    (site / HEADERS_FILE).write_text(headers_file(paths, security), encoding="utf-8")
    nginx.write_text(nginx_include(security), encoding="utf-8")
