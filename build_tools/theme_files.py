"""Addresses of the theme's own files that change when the file does.

A device may keep them for ever: a page asks for the very files it was made with.
"""

from __future__ import annotations

from pathlib import Path

from build_tools.bundle import short
from build_tools.stylesheet import THEME

FILES = ("in-force.js", "frame.js", "print.css", "favicon.svg")


def theme_files(top: Path) -> dict[str, str]:
    """The address of each file, from the top of the site, by its name: `assets/frame.js?HASH`.

    `top` is the project's folder.
    """
    return {name: f"assets/{name}?{short((top / THEME / name).read_bytes())}" for name in FILES}
