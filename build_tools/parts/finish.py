"""What is written when all parts lie in the site: what no part can know by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_
from pathlib import Path

from build_tools.csp import Inline
from build_tools.network import write_headers
from build_tools.network.pack import ENDINGS, pack
from build_tools.offline import write_offline
from build_tools.parts.sitemap import sitemap
from build_tools.parts.store import Facts

SITEMAP = "sitemap.xml"


def finish(
    site: Path,
    parts: Mapping[str, Facts],
    *,
    address: str,
    packed: Path | None,
    nginx: Path,
    progress: Callable[[str], None],
) -> None:
    """Write the map of the site, the lists for devices and the headers, from the facts of parts.

    No page is read: what that takes would grow with the country. `address` is where the site will
    stand, "" where that is not known. `packed` is the folder that keeps packed copies, None for
    a site that is kept on no device and sent through no network. `nginx` is the file for the rules
    as nginx reads them. Raises OSError.
    """
    files = {name: file for facts in parts.values() for name, file in facts.files.items()}
    written = []
    if address:
        (site / SITEMAP).write_text(sitemap(address, files), encoding="utf-8")
        written.append(SITEMAP)
    if packed is None:
        return
    names = {key: each.summary.name for key, each in parts.items() if each.summary is not None}
    named = {on: found for each in parts.values() for on, found in each.needs.named.items()}
    written += write_offline(site, names, named, files)
    progress("packing files for the network")
    pack(site, written, packed)
    write_headers(
        site,
        [name for name in (*files, *written) if not name.endswith(ENDINGS)],
        reduce(or_, (each.needs.inline for each in parts.values()), Inline()),
        nginx=nginx,
    )
