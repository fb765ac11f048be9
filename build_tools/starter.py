"""A folder to start a new authority from: commented, sound, and built like any other."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

TEMPLATES = Path(__file__).parent / "starter"
RESERVED = frozenset(
    {
        "schema",
        "shared",
        "compare",
        "assets",
        "search",
        "about",
        "editors",
        "embed",
        "publishing",
        "changes",
    }
)


class StarterError(Exception):
    """The folder cannot be made; the text says why and how to mend it."""


def folder_name(name: str) -> str:
    """The folder of an authority by its name: "East Sussex" -> "east-sussex".

    Raises StarterError when nothing usable is left of the name, or the site needs it itself.
    """
    if not re.fullmatch(r"[^\W\d_](?:[^\W_]|[ '&-])*", name):
        raise StarterError(f"'{name}' is not a name (use letters, spaces, hyphens and apostrophes)")
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall(r"[a-z]+", plain))
    if not words:
        raise StarterError(f"'{name}' holds no letters (give the name of the authority)")
    if words in RESERVED:
        raise StarterError(f"'{words}' is a name the site needs itself (choose a longer name)")
    return words


def write_starter(policy: Path, name: str, today: date) -> list[Path]:
    """Write the starter of authority `name` below `policy` and return the files.

    Raises StarterError when the folder is there already; nothing is ever overwritten.
    """
    key = folder_name(name)
    target = policy / key
    if target.exists():
        raise StarterError(f"{target} is there already (choose another name, or edit it)")
    facts = {
        "__NAME__": " ".join(name.split()),
        "__ID__": key,
        "__TODAY__": today.isoformat(),
        "__NEXT_YEAR__": _a_year_later(today).isoformat(),
    }
    written = []
    for template in sorted(TEMPLATES.rglob("*.yml")):
        text = template.read_text(encoding="utf-8")
        for sign, value in facts.items():
            text = text.replace(sign, value)
        path = target / template.relative_to(TEMPLATES)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def _a_year_later(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
