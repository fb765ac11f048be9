"""The scripts of the pages: the web shell's modules, each joined with all that it imports.

One file for each element, because a phone's line answers six requests at a time and each one more
is a round trip. Two stand in the page itself: the guard, and the script of a tool, so that a tool
runs as soon as it is there. All without comments and needless spaces, for which a reader on a slow
line would wait.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from build_tools.stylesheet import THEME

WEB = Path("widgets/web")
JOINER = Path("node_modules/.bin/esbuild")
GUARD = THEME / "guard.js"
TOOL = "pathway-widget"
"""The element whose script stands in its page, behind it."""


class ScriptError(Exception):
    """A script cannot be joined; the text says what is missing and how to get it."""


def joined(top: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Each script of WEB with what it imports, as one module by its file name.

    `top` is the project's folder. Raises ScriptError.
    """
    return dict(_joined(top, tuple(names), "esm", _stamps(top / WEB)))


def tool_script(top: Path) -> str:
    """The text of the script of TOOL as it stands in a page. Raises ScriptError."""
    name = f"{TOOL}.js"
    ((_, text),) = _joined(top, (name,), "iife", _stamps(top / WEB))
    return text.decode().strip()


def guard(top: Path) -> str:
    """The text of the guard as it stands in each page. Raises ScriptError."""
    return shortened(top, GUARD).decode().strip()


def shortened(top: Path, path: Path) -> bytes:
    """A script of the theme, with what it imports of WEB, without comments and needless spaces.

    `path` leads to it from `top`. Raises ScriptError.
    """
    stamp = (_stamps(top / path.parent), _stamps(top / WEB))
    arguments = ("--bundle", "--format=iife", "--minify", "--charset=utf8")
    return _run(top, str(path), *arguments, stamp=stamp).encode()


def minified(top: Path, css: bytes) -> bytes:
    """A stylesheet without comments and needless spaces. Raises ScriptError."""
    return _run(top, "--minify", "--loader=css", "--charset=utf8", given=css.decode()).encode()


@cache
def _joined(
    top: Path, names: tuple[str, ...], shape: str, _: tuple[tuple[str, int, int], ...]
) -> tuple[tuple[str, bytes], ...]:
    with tempfile.TemporaryDirectory() as folder:
        _run(top, *(str(WEB / name) for name in names), "--bundle",
             f"--format={shape}", "--minify", "--charset=utf8",
             f"--outbase={WEB}", f"--outdir={folder}")  # fmt: skip
        return tuple((name, (Path(folder) / name).read_bytes()) for name in names)


@cache
def _run(top: Path, *arguments: str, given: str = "", stamp: object = None) -> str:
    command = [str(top / JOINER), "--log-level=warning", *arguments]
    try:
        done = subprocess.run(
            command, cwd=top, input=given, capture_output=True, encoding="utf-8", check=False
        )
    except FileNotFoundError as error:
        raise ScriptError(f"{JOINER} is not there: run `make setup`") from error
    if done.returncode:
        raise ScriptError(f"the scripts cannot be joined:\n{done.stderr.strip()}")
    return done.stdout


def _stamps(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells that a script has changed since it was last joined."""
    stats = [(str(path), path.stat()) for path in sorted(folder.rglob("*.js"))]
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)
