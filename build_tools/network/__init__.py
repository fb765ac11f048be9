"""What makes a finished folder fit for the network: packed copies, and headers for its hosts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.network.headers_file import HEADERS_FILE, headers_file
from build_tools.network.nginx import nginx_include
from build_tools.network.rules import policy_for


def write_headers(site: Path, paths: Iterable[str], scripts: Iterable[str], *, nginx: Path) -> None:
    """Write what a host sends with each file, in the two forms that hosts read.

    site: the folder of the site, into which goes `_headers`. paths: its files without the packed
    copies. scripts: the hashes of all inline scripts. nginx: the file for the same rules as an
    nginx host reads them. Raises OSError.
    """
    security = policy_for(scripts)
    (site / HEADERS_FILE).write_text(headers_file(paths, security), encoding="utf-8")
    nginx.write_text(nginx_include(security), encoding="utf-8")
