"""Packed copies beside the files of a site: which files have them, and always the same bytes."""

from __future__ import annotations

import gzip
import os
import random
import time
from pathlib import Path

import brotli
import pytest

from build_tools.csp import Inline
from build_tools.network import write_headers
from build_tools.network.pack import SMALLEST, pack
from tests.build_tools.commands import files_in

PAGE = b"<p>Ring 999 now.</p>\n" * 200
NOISE = random.Random(4).randbytes(20_000)
SITE = {
    "index.html": PAGE,
    "404.html": PAGE + b"<p>Lost</p>",
    "assets/tool/hzta2jdqigrf/worker.js": b"post(1);\n" * 400,
    "assets/handbook.xfon7kjdsn3r.css": b"p { color: red }\n" * 400,
    "assets/small.js": b"x" * (SMALLEST - 1),
    "assets/least.js": b"x" * SMALLEST,
    "assets/picture.png": NOISE,
}
PACKED = {
    "index.html", "404.html", "assets/tool/hzta2jdqigrf/worker.js",
    "assets/handbook.xfon7kjdsn3r.css", "assets/least.js",
}  # fmt: skip


def written(folder: Path) -> Path:
    """A site of these files."""
    for name, content in SITE.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def packed(folder: Path, cache: Path) -> dict[str, bytes]:
    """The packed copies of a new site."""
    pack(written(folder), SITE, cache)
    return {name: content for name, content in files_in(folder).items() if name not in SITE}


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A folder for packed copies that is not there yet."""
    return tmp_path / "build" / "compressed"


def test_what_gains_by_it_has_both_copies_beside_it(tmp_path: Path, cache: Path) -> None:
    copies = packed(tmp_path / "site", cache)
    assert set(copies) == {f"{name}{ending}" for name in PACKED for ending in (".br", ".gz")}
    for name in PACKED:
        assert brotli.decompress(copies[f"{name}.br"]) == SITE[name]
        assert gzip.decompress(copies[f"{name}.gz"]) == SITE[name]
    assert {name: (tmp_path / "site" / name).read_bytes() for name in SITE} == SITE


def test_two_builds_give_the_same_bytes_with_and_without_earlier_copies(
    tmp_path: Path, cache: Path
) -> None:
    first = packed(tmp_path / "one", cache)
    assert packed(tmp_path / "two", cache) == first
    assert packed(tmp_path / "three", tmp_path / "other-cache") == first


def test_a_gzip_copy_names_neither_file_nor_time(tmp_path: Path, cache: Path) -> None:
    # RFC 1952: flags in the fourth byte, the time in the four after it.
    for name, content in packed(tmp_path / "site", cache).items():
        if name.endswith(".gz"):
            assert content[:8] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00"


def test_only_what_lies_under_a_hash_is_kept_and_taken_again(tmp_path: Path, cache: Path) -> None:
    packed(tmp_path / "one", cache)
    kept = sorted(cache.glob("*.br"))
    assert len(kept) == 2
    # Another copy of the same content shows that it is taken and not made again.
    marked = {
        file: brotli.compress(brotli.decompress(file.read_bytes()), quality=0) for file in kept
    }
    for file, content in marked.items():
        assert content != file.read_bytes()
        file.write_bytes(content)
    copies = packed(tmp_path / "two", cache)
    assert set(marked.values()) <= set(copies.values())


@pytest.mark.parametrize("damage", [b"", b"half", brotli.compress(b"another file")])
def test_a_damaged_copy_is_made_again(tmp_path: Path, cache: Path, damage: bytes) -> None:
    first = packed(tmp_path / "one", cache)
    for file in cache.glob("*.br"):
        file.write_bytes(damage)
    assert packed(tmp_path / "two", cache) == first


def test_copies_that_no_build_asked_for_in_a_month_go(tmp_path: Path, cache: Path) -> None:
    packed(tmp_path / "one", cache)
    used = sorted(cache.glob("*.br"))
    long_ago = time.time() - 40 * 86_400
    stale = cache / "0000.br"
    stale.write_bytes(b"")
    for file in (*used, stale):
        os.utime(file, (long_ago, long_ago))
    packed(tmp_path / "two", cache)
    assert sorted(cache.glob("*.br")) == used


def test_headers_are_written_for_both_kinds_of_host(tmp_path: Path) -> None:
    site = written(tmp_path / "site")
    inline = Inline(frozenset(["'sha256-x'"]), frozenset(["'sha256-y'"]))
    write_headers(site, SITE, inline, nginx=tmp_path / "site.nginx.conf")
    assert "/assets/handbook.xfon7kjdsn3r.css\n" in (site / "_headers").read_text("utf-8")
    assert "brotli_static on;" in (tmp_path / "site.nginx.conf").read_text("utf-8")
    for file in (site / "_headers", tmp_path / "site.nginx.conf"):
        assert "'wasm-unsafe-eval' 'sha256-x'; style-src 'self' 'sha256-y';" in file.read_text(
            "utf-8"
        )
    assert not list(site.glob("*.nginx.conf"))
