"""The lists of what a device keeps, written for a site that did not come out of the store."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from build_tools.offline import OTHERS, named_in, part_of, write_offline


def write_lists(site: Path, names: Mapping[str, str]) -> None:
    """Read every file of a finished site and write its lists and its worker."""
    files: dict[str, tuple[int, str]] = {}
    named: dict[str, frozenset[str]] = {}
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        path, content = file.relative_to(site).as_posix(), file.read_bytes()
        files[path] = len(content), hashlib.sha256(content).hexdigest()
        if path.endswith(".html"):
            on = part_of(path, {*names, *OTHERS})
            named[on] = named.get(on, frozenset()) | named_in(content.decode())
    write_offline(site, names, named, files)
