"""What a reader's device needs to keep pages for use without a network.

Written from the finished pages: a list for each part of the handbook (an authority, the pages
side by side, the pages shared by all), so that a phone fetches no other part's list, and the
service worker (W3C Service Workers), which must lie at the top of the site to reach all of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Mapping, Set
from pathlib import Path
from typing import TypeAlias

from build_tools.network.pack import ENDINGS
from build_tools.render.framed import is_embedded
from build_tools.render.superseded import is_superseded

WORKER = "sw.js"
LISTS = Path("offline")
INDEX = "search/search_index.json"
"""Where the theme looks for the search index, below the top of a part."""
SHARED = "shared"
SOURCES = Path(__file__).resolve().parents[1] / "widgets" / "web" / "offline"
WORKER_PARTS = ("store.js", "answers.js", "copies.js", "commands.js")
"""The parts of the worker, in the order in which they lean on each other."""

OTHERS: Mapping[str, str] = {"compare": "Side by side", SHARED: "Pages of no authority"}
"""The lists that belong to no authority, with their names."""

# Pages that every part brings with it, so that a reader without a network can still find a way.
_WITH_ALL = ("", "about/", "offline.html")
# It loads more than all tools together, and is of no use to a practitioner.
_NEVER_KEPT = ("desk/",)
_NAMED = re.compile(r"assets/[A-Za-z0-9_./-]+\.[a-z0-9]+(?:\?[a-z0-9]+)?")
# Python and the engine: most of the bytes, and what pages do without.
_RUNTIME = re.compile(r"assets/(?!tool/|policy/|print/|javascripts/)[^/]+/")
# Their names hold their own hashes, and there are more of them with each authority.
_OF_AUTHORITIES = ("assets/policy/", "assets/compare/", "assets/print/")
# What Python needs where the snapshot fails; a device on which it does is not one to keep copies.
_PLAIN = re.compile(r"assets/(engine/|pyodide/[^/]+/(pyodide\.asm\.wasm|python_stdlib\.zip)$)")
# A script of this folder may import its neighbours without any page naming them.
_TOGETHER = re.compile(r"assets/tool/[^/]+/")

Entry: TypeAlias = tuple[str, int, str]
"""An address below the top of the site, its size in bytes and its SHA-256 (hexadecimal)."""


def write_offline(
    site: Path,
    names: Mapping[str, str],
    named: Mapping[str, Set[str]],
    files: Mapping[str, tuple[int, str]],
) -> list[str]:
    """Write `offline/PART.json` for each part of a finished site, and `sw.js`.

    `site` is the folder of the built site, `names` holds the name of each authority by its id.
    `named` holds the files that pages name (`named_in`), by the part that the pages belong to.
    `files` are all files by their paths below the site, each with its size (bytes) and SHA-256.
    Returns the paths written. Raises FileNotFoundError when a page names a file under assets/ that
    is not there.
    """
    known = {**names, **OTHERS}
    pages: dict[str, list[Entry]] = {}
    with_all: list[Entry] = []
    for path in sorted(path for path in files if path.endswith(".html")):
        address = path.removesuffix("index.html")
        if not may_be_kept(address):
            continue
        entry = (address, *files[path])
        pages.setdefault(part_of(address, known), []).append(entry)
        if address in _WITH_ALL:
            with_all.append(entry)
    found = _entries(set().union(*named.values()), files)
    (site / LISTS).mkdir()
    written = {WORKER: _worker(found)}
    for part, own in pages.items():
        wanted = _wanted(named.get(part, set()) | named.get(SHARED, set()), found)
        written[f"{LISTS}/{part}.json"] = _json({
            "handbook": 1,
            "part": part,
            "name": known[part],
            "pages": own + [entry for entry in with_all if entry not in own],
            "files": [entry for entry in wanted if not _RUNTIME.match(entry[0])],
            "runtime": [entry for entry in wanted if _RUNTIME.match(entry[0])],
            "search": [(path, *files[path]) for path in (f"{part}/{INDEX}",) if path in files],
        })  # fmt: skip
    for path, text in written.items():
        (site / path).write_text(text, encoding="utf-8")
    return list(written)


def named_in(html: str) -> frozenset[str]:
    """The files under assets/ that a page names."""
    return frozenset(_NAMED.findall(html))


def may_be_kept(address: str) -> bool:
    """Whether a device may keep a page: one that counts now, and is for practitioners.

    Without a network a reader needs what counts; no room is spent on what counted once, nor on
    pages that are shown by other sites.
    """
    return not (address in _NEVER_KEPT or is_superseded(address) or is_embedded(address))


def part_of(address: str, known: Container[str]) -> str:
    """The part that a page belongs to: its folder when that is one of `known`, else "shared"."""
    folder = address.split("/", 1)[0]
    return folder if "/" in address and folder in known else SHARED


def _entries(named: Set[str], files: Mapping[str, tuple[int, str]]) -> dict[str, Entry]:
    """What pages name and what lies beside it, by address."""
    folders = _folders(named)
    beside = {
        path
        for path in files
        if (match := _TOGETHER.match(path))
        and match.group() in folders
        and not path.endswith(ENDINGS)
    }
    found: dict[str, Entry] = {}
    for address in sorted(named | beside):
        path = address.partition("?")[0]
        if path not in files:
            raise FileNotFoundError(f"a page names {path}, and there is no such file")
        found[address] = (address, *files[path])
    return found


def _folders(named: Set[str]) -> set[str]:
    return {match.group() for each in named if (match := _TOGETHER.match(each))}


def _wanted(named: Set[str], files: Mapping[str, Entry]) -> list[Entry]:
    folders = _folders(named)
    return [
        entry
        for address, entry in files.items()
        if (address in named or any(address.startswith(folder) for folder in folders))
        and not _PLAIN.match(address)
    ]


def _worker(files: Mapping[str, Entry]) -> str:
    """The worker: its sources one after the other, after the hashes of the files all parts share.

    What belongs to one authority is left out: its name holds its own hash, and the list would grow
    with each.
    """
    shared = {
        address: [size, digest]
        for address, size, digest in files.values()
        if not address.startswith(_OF_AUTHORITIES)
    }
    sources = [(SOURCES / name).read_text(encoding="utf-8") for name in WORKER_PARTS]
    head = f"// Made by the build from widgets/web/offline/.\nconst FILES = {_json(shared)};\n"
    return '"use strict";\n' + head + "\n".join(sources)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
