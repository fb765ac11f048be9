"""Where finished parts are kept between builds: `build/parts/NAME/HASH/`.

A part is there wholly or not at all, and each of its files is held against its hash on the way
into a site, so that nothing half-written or meddled with ever reaches a reader.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from build_tools.site_check import PartRead, Passages
from build_tools.summary import Summary

_PAGES, _FACTS, _TEXT, _NAMES = "site", "facts.json", "text.json", "names.txt"
_HOME_FOLDER = "_home"
_KEPT = 3
_SAFE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a finished part: the hash of each file, what the check read, its summary.

    `summary` is None for the pages that belong to no authority.
    """

    files: Mapping[str, str]
    read: PartRead
    summary: Summary | None


_facts = TypeAdapter(Facts)
_text = TypeAdapter(Mapping[str, list[tuple[int, str]]])


class Spoiled(Exception):
    """A kept file is not what was put there."""


class Store:
    """Finished parts in a folder. A part's name is the authority's id, "" for the home part."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, part: str, key: str) -> Facts | None:
        """The facts of a kept part, or None when there is none of this key."""
        place = self._place(part, key)
        try:
            facts = _facts.validate_json((place / _FACTS).read_bytes())
        except (OSError, ValueError):
            return None
        os.utime(place)
        return facts

    def text(self, part: str, key: str) -> Passages:
        """What the pages of a kept part say, for a closer look."""
        return _text.validate_json((self._place(part, key) / _TEXT).read_bytes())

    def settled(self, part: str, key: str, names: str) -> bool:
        """Whether `settle` was told the same of a kept part."""
        try:
            return (self._place(part, key) / _NAMES).read_text(encoding="ascii") == names
        except OSError:
            return False

    def settle(self, part: str, key: str, names: str) -> None:
        """Note that a kept part holds none of the names whose hash is `names`."""
        (self._place(part, key) / _NAMES).write_text(names, encoding="ascii")

    @contextmanager
    def fresh(self) -> Iterator[Path]:
        """A folder to make a part in; `keep` takes it over."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=".new-") as scratch:
            pages = Path(scratch) / _PAGES
            pages.mkdir()
            yield pages

    def keep(
        self,
        part: str,
        key: str,
        pages: Path,
        *,
        read: PartRead,
        text: Passages,
        summary: Summary | None,
    ) -> Facts:
        """Keep what was made in the folder that `fresh` gave, and forget what is long unused."""
        files = {
            path.relative_to(pages).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(pages.rglob("*"))
            if path.is_file()
        }
        facts = Facts(files, read, summary)
        whole = pages.parent / "whole"
        whole.mkdir()
        pages.rename(whole / _PAGES)
        (whole / _TEXT).write_bytes(_text.dump_json(text))
        (whole / _FACTS).write_bytes(_facts.dump_json(facts))
        place = self._place(part, key)
        self.forget(part, key)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            whole.rename(place)
        except OSError:
            # Another build has just kept the same part.
            if not (place / _FACTS).is_file():
                raise
        self._tidy(place.parent)
        return facts

    def forget(self, part: str, key: str) -> None:
        """Take a part away, if it is there."""
        shutil.rmtree(self._place(part, key), ignore_errors=True)

    def put_into(self, site: Path, part: str, key: str, facts: Facts) -> None:
        """Copy a part's files into a site. Raises Spoiled when one is not what was kept."""
        pages = self._place(part, key) / _PAGES
        for name, wanted in facts.files.items():
            try:
                content = (pages / name).read_bytes()
            except OSError as error:
                raise Spoiled(name) from error
            if hashlib.sha256(content).hexdigest() != wanted:
                raise Spoiled(name)
            target = site / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    def _place(self, part: str, key: str) -> Path:
        return self.folder / (part or _HOME_FOLDER) / key

    def _tidy(self, versions: Path) -> None:
        """Keep the newest versions, and any that a build running beside this one may be using."""
        oldest_kept = time.time() - _SAFE_SECONDS
        by_age = sorted(versions.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for version in by_age[_KEPT:]:
            if version.stat().st_mtime < oldest_kept:
                shutil.rmtree(version, ignore_errors=True)
