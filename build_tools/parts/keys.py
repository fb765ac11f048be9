"""What a part is made of, as one hash: while it stays the same, so does the part.

Rather too much goes in than too little. A change to the code, the theme, an installed package or
the environment makes every part anew; a change to one authority's policy only that authority and,
when it shows there, the pages that belong to all.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import build_tools
import widgets.engine
from build_tools.bundle import Bundle
from build_tools.parts.generate import SETTINGS

_VARIABLE = re.compile(r"!ENV\s+(?:\[([^\]]*)\]|(\w+))")


def digest(*parts: Any) -> str:
    """One hash of plain data, of sets and of dataclasses of these; order counts."""
    text = json.dumps(parts, ensure_ascii=False, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def folder_digest(*folders: Path, names: Iterable[str] = ("*",)) -> str:
    """One hash of the files in folders: their names, their places and their content.

    Hidden files and what Python keeps beside its sources are passed over: no page is made of them.
    """
    found = []
    for number, folder in enumerate(folders):
        for path in sorted({path for name in names for path in folder.rglob(name)}):
            inside = path.relative_to(folder)
            if path.is_file() and not any(
                part.startswith(".") or part == "__pycache__" for part in inside.parts
            ):
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                found.append([number, inside.as_posix(), content])
    return digest(found)


def code_digest(top: Path) -> str:
    """One hash of everything but policy, pages written by hand and assets."""
    settings = (top / SETTINGS).read_text(encoding="utf-8")
    variables = sorted({"SOURCE_DATE_EPOCH", *_variables(settings)})
    return digest(
        folder_digest(Path(build_tools.__path__[0]), Path(widgets.engine.__path__[0])),
        folder_digest(top / "docs" / "theme"),
        settings,
        [[name, os.environ.get(name)] for name in variables],
        _installed(),
    )


def bundle_digest(bundled: Bundle) -> str:
    """One hash of how pages refer to what they load; the addresses hold hashes of the content."""
    return digest(
        dict(bundled.scripts),
        bundled.tool_script,
        bundled.stylesheet,
        bundled.first_sheet,
        bundled.worker,
        {name: list(file) for name, file in bundled.files.items()},
        sorted(asset.path for asset in bundled.assets),
    )


def _plain(value: Any) -> Any:
    """What JSON cannot write by itself."""
    if isinstance(value, frozenset):
        return sorted(value)
    return {each.name: getattr(value, each.name) for each in fields(value)}


def _variables(settings: str) -> Iterator[str]:
    """The environment variables that mkdocs.yml reads."""
    for several, one in _VARIABLE.findall(settings):
        yield from (name.strip().strip("\"'") for name in (several or one).split(","))


@cache
def _installed() -> list[list[str]]:
    """Python and every package beside it: MkDocs, the theme and Markdown make the pages."""
    packages = {(each.metadata["Name"], each.version) for each in distributions()}
    return [[sys.version, ""], *(list(package) for package in sorted(packages))]
