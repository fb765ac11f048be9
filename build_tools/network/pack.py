"""Packed copies (brotli and gzip) beside the files of a site, the same bytes in every build."""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import os
import time
import zlib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import brotli

from build_tools.network.rules import FOR_EVER, rule

SMALLEST = 1_000
"""Bytes. A smaller file travels in one packet, packed or not."""

_WORTH_IT = 0.95
"""Of its size: what gzip makes no smaller (a zip, a picture) is packed already."""

_KEEP_DAYS = 30


def _brotli(content: bytes) -> bytes:
    # The best takes half a second a megabyte. Of the one file as large as this, Pyodide's own
    # interpreter, which few readers need, it would save 3 % in half a minute.
    packed: bytes = brotli.compress(content, quality=11 if len(content) < 8_000_000 else 9)
    return packed


@dataclass(frozen=True, slots=True)
class Packer:
    """A way to pack, at its best; `version` tells apart what differs in bytes."""

    ending: str
    version: str
    pack: Callable[[bytes], bytes]
    unpack: Callable[[bytes], bytes]


GZIP = Packer(
    ".gz", zlib.ZLIB_RUNTIME_VERSION, partial(gzip.compress, compresslevel=9, mtime=0),
    gzip.decompress,
)  # fmt: skip
BROTLI = Packer(".br", brotli.__version__, _brotli, brotli.decompress)
ENDINGS = (GZIP.ending, BROTLI.ending)


def pack(site: Path, paths: Iterable[str], cache: Path) -> None:
    """Write `name.br` and `name.gz` beside each file of `site` that gains by it.

    What changes with every build is packed fast; what lies under a name with a hash is packed as
    small as it goes, once, and taken from `cache` in later builds. Raises OSError.
    """
    cache.mkdir(parents=True, exist_ok=True)
    # The largest takes longest by far, so it begins first.
    files = sorted((site / path for path in paths), key=lambda file: -file.stat().st_size)
    with (cache / "lock").open("w") as lock:
        # Two builds at once would pack the same files twice.
        fcntl.flock(lock, fcntl.LOCK_EX)
        # Both packers let go of Python's own lock, so threads use every core.
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for done in [pool.submit(_pack_file, file, site, cache) for file in files]:
                done.result()
        _forget_old(cache)


def pack_folder(site: Path, cache: Path) -> None:
    """Pack every file of a folder; see `pack`."""
    names = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    pack(site, sorted(names), cache)


def _pack_file(file: Path, site: Path, cache: Path) -> None:
    content = file.read_bytes()
    if len(content) < SMALLEST:
        return
    hashed = rule(file.relative_to(site).as_posix()).cache == FOR_EVER
    by_gzip = _kept(content, cache, GZIP) if hashed else GZIP.pack(content)
    if len(by_gzip) > len(content) * _WORTH_IT:
        return
    by_brotli = _kept(content, cache, BROTLI) if hashed else brotli.compress(content, quality=7)
    _beside(file, GZIP.ending).write_bytes(by_gzip)
    _beside(file, BROTLI.ending).write_bytes(by_brotli)


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)


def _kept(content: bytes, cache: Path, packer: Packer) -> bytes:
    """Packed as small as it goes, and kept under the hash of what was packed."""
    kept = cache / f"{hashlib.sha256(content).hexdigest()}-{packer.version}{packer.ending}"
    if kept.is_file() and _unpacks_to(content, kept, packer):
        kept.touch()
        return kept.read_bytes()
    packed = packer.pack(content)
    kept.write_bytes(packed)
    return packed


def _unpacks_to(content: bytes, kept: Path, packer: Packer) -> bool:
    """A full disk, or a build that was stopped, can leave half a copy."""
    try:
        return packer.unpack(kept.read_bytes()) == content
    except (brotli.error, OSError, EOFError, zlib.error):
        return False


def _forget_old(cache: Path) -> None:
    """Delete what no build has asked for in a month."""
    oldest = time.time() - _KEEP_DAYS * 86_400
    for kept in (file for each in ENDINGS for file in cache.glob(f"*{each}")):
        if kept.stat().st_mtime < oldest:
            kept.unlink()
