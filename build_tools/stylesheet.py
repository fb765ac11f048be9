"""The one stylesheet of every page: Material's, trimmed, the theme's and the tools', in this order.

One file instead of nine, because a page is not painted before the last of them has arrived.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from build_tools.css_rules import without_unread
from build_tools.material_css import trimmed

THEME = Path("docs/theme/assets")
TOOLS = Path("widgets/web")
PRINT = THEME / "print.css"
"""What pages look like on paper; each authority's sheet is this one and its margins."""
THEME_PARTS = (
    "handbook.css", "urgent.css", "frame.css", "menu.css", "standing.css", "search.css",
    "pages.css", "pictures.css", "offline.css",
)  # fmt: skip
TOOL_PARTS = ("outcome.css", "widget.css", "steps.css", "compare.css", "links.css", "play.css")


class StylesheetError(Exception):
    """A part is not there; the text says which and how to get it."""


def stylesheet(top: Path) -> bytes:
    """All parts, one after the other; `top` is the project's folder. Raises StylesheetError."""
    parts = [
        material_file(),
        *(top / THEME / name for name in THEME_PARTS),
        *(top / TOOLS / name for name in TOOL_PARTS),
    ]
    if missing := [str(path) for path in parts if not path.is_file()]:
        raise StylesheetError(f"these stylesheets are missing: {', '.join(missing)}")
    texts = [path.read_text(encoding="utf-8").removeprefix('@charset "UTF-8";') for path in parts]
    material, *ours = texts
    return _together(material, "\n".join(ours)).encode()


# A build asks once for each authority, a preview at each save.
@lru_cache(maxsize=1)
def _together(material: str, ours: str) -> str:
    return "\n".join(['@charset "UTF-8";', without_unread(trimmed(material), ours), ours])


def material_file() -> Path:
    """Material's own stylesheet, whose name changes with each release."""
    package = find_spec("material")
    if package is None or package.origin is None:
        raise StylesheetError("Material is not installed: run `make setup`")
    folder = Path(package.origin).parent / "templates" / "assets" / "stylesheets"
    found = sorted(folder.glob("main.*.min.css"))
    if len(found) != 1:
        raise StylesheetError(f"Material's stylesheet was not found in {folder}")
    return found[0]
