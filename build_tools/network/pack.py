"""Packed copies (brotli and gzip) beside the files of a site, the same bytes in every build."""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import os
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from build_tools.network.rules import FOR_EVER, rule

SMALLEST = 1_000
"""Bytes. A smaller file travels in one packet, packed or not."""

_WORTH_IT = 0.95
"""Of its size: what gzip makes no smaller (a zip, a picture) is packed already."""

_KEEP_DAYS = 30


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


def _pack_file(file: Path, site: Path, cache: Path) -> None:
    content = file.read_bytes()
    if len(content) < SMALLEST:
        return
    by_gzip = gzip.compress(content, 9, mtime=0)
    if len(by_gzip) > len(content) * _WORTH_IT:
        return
    _beside(file, ".gz").write_bytes(by_gzip)
    hashed = rule(file.relative_to(site).as_posix()).cache == FOR_EVER
    by_brotli = _smallest(content, cache) if hashed else brotli.compress(content, quality=7)
    _beside(file, ".br").write_bytes(by_brotli)


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)


def _smallest(content: bytes, cache: Path) -> bytes:
    """Brotli at its best, some 2 MB a second, kept under the hash of what was packed."""
    kept = cache / f"{hashlib.sha256(content).hexdigest()}-{brotli.__version__}.br"
    if kept.is_file() and _unpacks_to(content, kept.read_bytes()):
        kept.touch()
        return kept.read_bytes()
    packed: bytes = brotli.compress(content, quality=11)
    kept.write_bytes(packed)
    return packed


def _unpacks_to(content: bytes, packed: bytes) -> bool:
    """A full disk, or a build that was stopped, can leave half a copy."""
    try:
        return bool(brotli.decompress(packed) == content)
    except brotli.error:
        return False


def _forget_old(cache: Path) -> None:
    """Delete what no build has asked for in a month."""
    oldest = time.time() - _KEEP_DAYS * 86_400
    for kept in cache.glob("*.br"):
        if kept.stat().st_mtime < oldest:
            kept.unlink()
