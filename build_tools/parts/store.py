"""Where finished parts are kept between builds: `build/parts/NAME/HASH/`.

A part is there wholly or not at all, and each of its files is held against its hash on the way
into a site, so that nothing half-written or meddled with ever reaches a reader.

A site's files are the kept ones themselves, under a second name (a hard link): writing thousands of
files anew is most of what a build would cost. Whoever changes a file of a site in place changes the
kept one too, which the next build then finds spoiled and makes again.
"""

from __future__ import annotations

import errno
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

from build_tools.parts.needs import Needs
from build_tools.site_check import PartRead, Passages
from build_tools.summary import Summary

_PAGES, _FACTS, _TEXT, _NAMES = "site", "facts.json", "text.json", "names.txt"
_SHOWN = "shown.txt"
_HOME_FOLDER = "_home"
_KEPT = 3
_SAFE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a finished part.

    `files` holds the size in bytes and the SHA-256 of each file, `read` what the check of all parts
    needs, `needs` what lists and headers do. `summary` is None for what belongs to no authority.
    """

    files: Mapping[str, tuple[int, str]]
    read: PartRead
    needs: Needs
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
        needs: Needs,
        summary: Summary | None,
    ) -> Facts:
        """Keep what was made in the folder that `fresh` gave, and forget what is long unused."""
        files = {
            path.relative_to(pages).as_posix(): _size_and_hash(path.read_bytes())
            for path in sorted(pages.rglob("*"))
            if path.is_file()
        }
        facts = Facts(files, read, needs, summary)
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
        """Put a part's files into a site. Raises Spoiled when one is not what was kept."""
        # Plain text for paths: there are thousands of them.
        pages, top = f"{self._place(part, key) / _PAGES}/", f"{site}/"
        since = self._shown_since(part, key)
        # All are looked at before the first is put: what is spoiled leaves no trace in the site.
        for name, wanted in facts.files.items():
            try:
                with open(pages + name, "rb", buffering=0) as file:  # noqa: PTH123
                    content = file.read()
                    changed = os.fstat(file.fileno()).st_mtime_ns
            except OSError as error:
                raise Spoiled(name) from error
            if _size_and_hash(content) != tuple(wanted):
                raise Spoiled(name)
            if changed != since:
                os.utime(pages + name, ns=(since, since))
        for folder in {name.rpartition("/")[0] for name in facts.files}:
            os.makedirs(top + folder, exist_ok=True)  # noqa: PTH103
        for name in facts.files:
            _link(pages + name, top + name)

    def _shown_since(self, part: str, key: str) -> int:
        """When sites began to show this version of a part, in nanoseconds.

        Hosts and copying programs tell a changed file by its time: pages that are shown again after
        others, or that came from another machine with times of their own, must not look unchanged.
        """
        note = self._place(part, key).parent / _SHOWN
        try:
            shown, since = note.read_text(encoding="ascii").split()
            if shown == key:
                return int(since)
        except (OSError, ValueError):
            pass
        now = time.time_ns()
        note.write_text(f"{key} {now}", encoding="ascii")
        return now

    def _place(self, part: str, key: str) -> Path:
        return self.folder / (part or _HOME_FOLDER) / key

    def _tidy(self, versions: Path) -> None:
        """Keep the newest versions, and any that a build running beside this one may be using."""
        oldest_kept = time.time() - _SAFE_SECONDS
        by_age = sorted(
            (path for path in versions.iterdir() if path.is_dir()),
            key=lambda path: path.stat().st_mtime,
            reverse=True,
        )
        for version in by_age[_KEPT:]:
            if version.stat().st_mtime < oldest_kept:
                shutil.rmtree(version, ignore_errors=True)


def _size_and_hash(content: bytes) -> tuple[int, str]:
    return len(content), hashlib.sha256(content).hexdigest()


def _link(kept: str, target: str) -> None:
    """Give a kept file a second name, or copy it to where that cannot be."""
    try:
        os.link(kept, target)
    except OSError as error:
        # Another disk, a disk without links, or one name too many.
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EMLINK):
            raise
        shutil.copy2(kept, target)
