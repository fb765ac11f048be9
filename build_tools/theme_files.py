"""The theme's own files that pages ask for beside the one stylesheet, as they are served."""

from __future__ import annotations

from pathlib import Path

from build_tools.scripts import shortened
from build_tools.stylesheet import THEME

FILES = ("in-force.js", "frame.js", "print.css", "favicon.svg")


def theme_files(top: Path) -> dict[str, bytes]:
    """What is served of each file, by its name; `top` is the project's folder.

    Raises ScriptError.
    """
    return {
        name: shortened(top, THEME / name)
        if name.endswith(".js")
        else (top / THEME / name).read_bytes()
        for name in FILES
    }
