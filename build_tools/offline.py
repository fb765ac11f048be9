"""What a reader's device needs to keep pages for use without a network.

Written from the finished pages: a list for each part of the handbook (an authority, the pages
side by side, the pages shared by all), so that a phone fetches no other part's list, and the
service worker (W3C Service Workers), which must lie at the top of the site to reach all of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from build_tools.bundle import sha256
from build_tools.network.pack import ENDINGS
from build_tools.render.framed import is_embedded
from build_tools.render.superseded import is_superseded

WORKER = "sw.js"
LISTS = Path("offline")
SHARED = "shared"
SOURCES = Path(__file__).resolve().parents[1] / "widgets" / "web" / "offline"
WORKER_PARTS = ("store.js", "answers.js", "copies.js", "commands.js")
"""The parts of the worker, in the order in which they lean on each other."""

_OTHERS = {"compare": "Side by side", SHARED: "Pages of no authority"}
# Pages that every part brings with it, so that a reader without a network can still find a way.
_WITH_ALL = ("", "about/", "offline.html")
_NAMED = re.compile(r"assets/[A-Za-z0-9_./-]+\.[a-z0-9]+(?:\?[a-z0-9]+)?")
# Python and the engine: most of the bytes, and what pages do without.
_RUNTIME = re.compile(r"assets/(?!tool/|policy/|javascripts/)[^/]+/")
_POLICY = "assets/policy/"
# What Python needs where the snapshot fails; a device on which it does is not one to keep copies.
_PLAIN = re.compile(r"assets/(engine/|pyodide/[^/]+/(pyodide\.asm\.wasm|python_stdlib\.zip)$)")
# A script of this folder may import its neighbours without any page naming them.
_TOGETHER = re.compile(r"assets/tool/[^/]+/")

Entry: TypeAlias = tuple[str, int, str]
"""An address below the top of the site, its size in bytes and its SHA-256 (hexadecimal)."""


def write_offline(site: Path, names: Mapping[str, str]) -> None:
    """Write `offline/PART.json` for each part of a finished site, and `sw.js`.

    `site` is the folder of the built site, `names` holds the name of each authority by its id.
    Raises FileNotFoundError when a page names a file under assets/ that is not there.
    """
    known = {**names, **_OTHERS}
    pages: dict[str, list[Entry]] = {}
    named: dict[str, set[str]] = {}
    with_all: list[Entry] = []
    for file in sorted(site.rglob("*.html")):
        address = file.relative_to(site).as_posix().removesuffix("index.html")
        # Without a network a reader needs what counts, and no room is spent on what counted once,
        # nor on pages that are shown by other sites.
        if is_superseded(address) or is_embedded(address):
            continue
        content = file.read_bytes()
        part = part_of(address, known)
        entry = (address, len(content), sha256(content))
        pages.setdefault(part, []).append(entry)
        named.setdefault(part, set()).update(_NAMED.findall(content.decode()))
        if address in _WITH_ALL:
            with_all.append(entry)
    files = _files(site, set().union(*named.values()))
    (site / LISTS).mkdir()
    for part, own in pages.items():
        wanted = _wanted(named[part] | named.get(SHARED, set()), files)
        (site / LISTS / f"{part}.json").write_text(
            _json({
                "handbook": 1,
                "part": part,
                "name": known[part],
                "pages": own + [entry for entry in with_all if entry not in own],
                "files": [entry for entry in wanted if not _RUNTIME.match(entry[0])],
                "runtime": [entry for entry in wanted if _RUNTIME.match(entry[0])],
            }),
            encoding="utf-8",
        )  # fmt: skip
    (site / WORKER).write_text(_worker(files), encoding="utf-8")


def part_of(address: str, known: Iterable[str]) -> str:
    """The part that a page belongs to: its folder when that is one of `known`, else "shared"."""
    folder = address.split("/", 1)[0]
    return folder if "/" in address and folder in known else SHARED


def _files(site: Path, named: set[str]) -> dict[str, Entry]:
    """What pages name and what lies beside it, by address."""
    addresses = set(named)
    for folder in _folders(named):
        inside = (site / folder).iterdir()
        addresses |= {folder + file.name for file in inside if file.suffix not in ENDINGS}
    found: dict[str, Entry] = {}
    for address in sorted(addresses):
        content = (site / address.partition("?")[0]).read_bytes()
        found[address] = (address, len(content), sha256(content))
    return found


def _folders(named: set[str]) -> set[str]:
    return {match.group() for each in named if (match := _TOGETHER.match(each))}


def _wanted(named: set[str], files: dict[str, Entry]) -> list[Entry]:
    folders = _folders(named)
    return [
        entry
        for address, entry in files.items()
        if (address in named or any(address.startswith(folder) for folder in folders))
        and not _PLAIN.match(address)
    ]


def _worker(files: dict[str, Entry]) -> str:
    """The worker: its sources one after the other, after the hashes of the files all parts share.

    Compiled policy is left out: its name holds its own hash, and the list would grow with each
    authority.
    """
    shared = {
        address: [size, digest]
        for address, size, digest in files.values()
        if not address.startswith(_POLICY)
    }
    sources = [(SOURCES / name).read_text(encoding="utf-8") for name in WORKER_PARTS]
    head = f"// Made by the build from widgets/web/offline/.\nconst FILES = {_json(shared)};\n"
    return '"use strict";\n' + head + "\n".join(sources)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
