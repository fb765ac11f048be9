"""What makes a finished folder fit for the network: packed copies, and headers for its hosts."""

from __future__ import annotations

from pathlib import Path

from build_tools.network.headers_file import HEADERS_FILE, headers_file
from build_tools.network.nginx import nginx_include
from build_tools.network.pack import ENDINGS, pack_folder
from build_tools.network.rules import policy_of


def prepare_for_network(site: Path, *, cache: Path, nginx: Path) -> None:
    """Add to a finished site what a host sends with it; nothing in it may change afterwards.

    site: the folder of the site, into which go a packed copy beside each file that gains by it
    and `_headers`. cache: a folder that keeps packed copies from one build to the next. nginx:
    the file for the same rules as an nginx host reads them. Raises OSError.
    """
    # MkDocs packs this one by itself, with the day of the build inside.
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    pack_folder(site, cache)
    paths = sorted(
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and path.suffix not in ENDINGS
    )
    security = policy_of(
        (site / path).read_text(encoding="utf-8") for path in paths if path.endswith(".html")
    )
    (site / HEADERS_FILE).write_text(headers_file(paths, security), encoding="utf-8")
    nginx.write_text(nginx_include(security), encoding="utf-8")
