"""Everything a tool page loads: the web shell, the engine, Pyodide and the compiled policy.

Each lies under a name that holds a hash of its content, so that it may be cached for ever, and
comes from the site itself.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from build_tools.desk.pack import ARCHIVES
from build_tools.first_sheet import first_sheet
from build_tools.scripts import WEB, ScriptError, joined, minified, tool_script
from build_tools.snapshot.make import INTERPRETER, MEMORY
from build_tools.stylesheet import StylesheetError, stylesheet
from build_tools.theme_files import theme_files
from widgets.engine import codec
from widgets.engine.compare import CASE, case_only
from widgets.engine.html import Html, tag
from widgets.engine.model import Authority

ENGINE = Path("build/engine")
SNAPSHOT = Path("build/snapshot")
PYODIDE = Path("node_modules/pyodide")
DESK = Path("build/desk")
ELEMENTS = (
    "due-dates", "case-compare", "walkthrough-scene", "version-finder", "moved-page", "embed-lines",
)  # fmt: skip
"""The custom elements of which each has a script of its name that pages load."""
OFFLINE = "offline"
"""The script, of this name, that every page of a built site loads to keep copies."""
WORKER = "worker.js"

PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
SNAPSHOT_FILES = (MEMORY, INTERPRETER)
_DESK_SCRIPTS = ("desk/draft-desk.js", "desk/desk-worker.js")
"""They lie apart from the tools' scripts, where no device keeps them with a tool."""
_DESK_LOADS = frozenset({"pyodide-lock.json", *ARCHIVES})
"""What its Python starts from, beside Pyodide's own files."""


class BundleError(Exception):
    """A part of the bundle is not there; the text says which and how to get it."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the site: where it goes, and its bytes or the file that holds them."""

    path: str
    content: bytes | Path

    def read(self) -> bytes:
        """The bytes of the file."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()


@dataclass(frozen=True, slots=True)
class Bundle:
    """The assets of a site and how pages refer to them.

    `tool_script` and `first_sheet` are texts that stand in the page of a tool.
    """

    assets: tuple[Asset, ...]
    scripts: Mapping[str, str]
    tool_script: str
    stylesheet: str
    first_sheet: str
    theme_files: Mapping[str, str]
    worker: str
    name: str
    files: Mapping[str, tuple[str, int, str]]
    policies: Mapping[str, str]
    desk_files: Mapping[str, tuple[str, int, str]]

    def runtime(self, authority: str, root: str) -> dict[str, Any]:
        """What a widget must know to start the engine: addresses, sizes (bytes) and hashes.

        `authority` is an authority's id, or "" for the comparison of all. `root` leads from
        the page to the top of the site.
        """
        return {
            "entry": "Session" if authority else "Comparison",
            "worker": root + self.worker,
            "name": self.name,
            "files": {
                name: {"url": root + path, "size": size, "sha256": digest}
                for name, (path, size, digest) in {
                    **self.files,
                    "policy.json": self._file(self.policies[authority]),
                }.items()
            },
        }

    def script(self, element: str, root: str) -> Html:
        """The markup that loads the script of a custom element, for example 'due-dates'."""
        return tag("script", type="module", src=root + self.scripts[element])

    def desk(self, root: str) -> dict[str, Any]:
        """What the draft desk's page loads: addresses, and of `files` sizes and hashes too."""
        own = [asset.path for asset in self.assets if asset.path.startswith("assets/desk/")]
        named = {Path(path).name: root + path for path in own}
        return {
            "script": named["draft-desk.js"],
            "worker": named["desk-worker.js"],
            "stylesheet": named["desk.css"],
            "files": {
                name: {"url": root + path, "size": size, "sha256": digest}
                for name, (path, size, digest) in self.desk_files.items()
            },
        }

    def _file(self, path: str) -> tuple[str, int, str]:
        content = next(asset for asset in self.assets if asset.path == path).read()
        return path, len(content), sha256(content)


def bundle(authorities: Mapping[str, Authority], top: Path) -> Bundle:
    """Gather the assets for these authorities; `top` is the project's folder.

    Raises BundleError when the engine or Pyodide has not been set up.
    """
    engine_files = sorted((top / ENGINE).glob("*"))
    if not any(path.suffix == ".whl" for path in engine_files):
        raise BundleError(f"{ENGINE} holds no engine: run `make engine`")
    engine = _folder("assets/engine", engine_files)
    pyodide_files = [top / PYODIDE / name for name in PYODIDE_FILES]
    if missing := [path.name for path in pyodide_files if not path.is_file()]:
        raise BundleError(f"{PYODIDE} lacks {', '.join(missing)}: run `make setup`")
    pyodide = _folder("assets/pyodide", pyodide_files)
    snapshot_files = [top / SNAPSHOT / name for name in SNAPSHOT_FILES]
    if missing := [path.name for path in snapshot_files if not path.is_file()]:
        raise BundleError(f"{SNAPSHOT} lacks {', '.join(missing)}: run `make engine`")
    snapshot = _folder("assets/snapshot", snapshot_files)
    names = [*(f"{name}.js" for name in (*ELEMENTS, OFFLINE)), WORKER]
    try:
        looks = minified(top, stylesheet(top))
        scripts = joined(top, names)
        in_page = tool_script(top)
        desk_scripts = joined(top, _DESK_SCRIPTS)
        theme = {name: hashed(f"assets/{name}", text) for name, text in theme_files(top).items()}
    except (StylesheetError, ScriptError) as error:
        raise BundleError(str(error)) from error
    facts = json.dumps({name: sha256(text) for name, text in scripts.items()}, sort_keys=True)
    shell = f"assets/tool/{short(facts.encode())}"
    web = {name: Asset(f"{shell}/{name}", text) for name, text in scripts.items()}
    archives = [top / DESK / name for name in ARCHIVES]
    if missing := [path.name for path in archives if not path.is_file()]:
        raise BundleError(f"{DESK} lacks {', '.join(missing)}: run `make engine`")
    desk = _desk(top, desk_scripts, archives)
    style = hashed("assets/handbook.css", looks)
    policies: dict[str, str] = {}
    compiled: list[Asset] = []
    for key, authority in authorities.items():
        content = codec.dump(authority).encode()
        compiled.append(hashed(f"assets/policy/{key}.json", content))
        policies[key] = compiled[-1].path
    comparable = [
        codec.dump(case_only(each)) for each in authorities.values() if CASE in each.pathways
    ]
    content = json.dumps(comparable, ensure_ascii=False).encode()
    compiled.append(hashed("assets/policy/all.json", content))
    policies[""] = compiled[-1].path
    runtime = (*engine, *pyodide, *snapshot)
    files = _described(runtime)
    loaded = [*pyodide, *(each for each in (*engine, *desk) if _name(each) in _DESK_LOADS)]
    return Bundle(
        assets=(style, *theme.values(), *web.values(), *runtime, *desk, *compiled),
        scripts={name: web[f"{name}.js"].path for name in (*ELEMENTS, OFFLINE)},
        tool_script=in_page,
        stylesheet=style.path,
        first_sheet=first_sheet(top, looks.decode()),
        theme_files={name: asset.path for name, asset in theme.items()},
        worker=web[WORKER].path,
        name=f"handbook {short(json.dumps(files, sort_keys=True).encode())}",
        files=files,
        policies=policies,
        desk_files=_described(loaded),
    )


def sha256(content: bytes) -> str:
    """The SHA-256 of bytes, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def short(content: bytes) -> str:
    """A short hash for names: 12 characters that suit an address."""
    return base64.b32encode(hashlib.sha256(content).digest()).decode()[:12].lower()


def hashed(path: str, content: bytes) -> Asset:
    """A file with the hash of its content in its name: `assets/NAME.HASH.js`."""
    stem, dot, ending = path.rpartition(".")
    return Asset(f"{stem}.{short(content)}{dot}{ending}", content)


def _folder(place: str, paths: list[Path]) -> tuple[Asset, ...]:
    """Files under one folder named after all of them, since they refer to each other."""
    facts = json.dumps({path.name: _facts(path, _stamp(path))[1] for path in paths}, sort_keys=True)
    folder = f"{place}/{short(facts.encode())}"
    return tuple(Asset(f"{folder}/{path.name}", path) for path in paths)


def _desk(top: Path, scripts: Mapping[str, bytes], archives: Iterable[Path]) -> tuple[Asset, ...]:
    """The draft desk's scripts, stylesheet and archives, in a folder named after them."""
    files: list[tuple[str, bytes | Path]] = [
        *((Path(name).name, text) for name, text in scripts.items()),
        *((path.name, path) for path in [*(top / WEB / "desk").glob("*.css"), *archives]),
    ]
    facts = json.dumps(
        {name: _facts(each, _stamp(each))[1] for name, each in files}, sort_keys=True
    )
    folder = f"assets/desk/{short(facts.encode())}"
    return tuple(Asset(f"{folder}/{name}", each) for name, each in files)


def _name(asset: Asset) -> str:
    return Path(asset.path).name


def _described(assets: Iterable[Asset]) -> dict[str, tuple[str, int, str]]:
    """Address, size and SHA-256 of each, by file name."""
    return {
        _name(each): (each.path, *_facts(each.content, _stamp(each.content))) for each in assets
    }


def _stamp(content: bytes | Path) -> tuple[int, int]:
    """What tells that a file has changed since it was last hashed."""
    if isinstance(content, bytes):
        return len(content), 0
    stat = content.stat()
    return stat.st_size, stat.st_mtime_ns


@cache
def _facts(content: bytes | Path, stamp: tuple[int, int]) -> tuple[int, str]:
    """Size and SHA-256; `stamp` makes a changed file a new question."""
    data = content if isinstance(content, bytes) else content.read_bytes()
    return len(data), sha256(data)
