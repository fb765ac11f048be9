"""What was saved, looked for often enough that an editor does not wait for it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

INTERVAL = 0.1
"""Seconds between two looks: some 300 files, in 2 ms on a small machine."""

_SETTLED = 0.05
"""Seconds without a change after which a save counts as done: editors write in several steps."""

_Stamps = dict[str, tuple[int, int]]


class Watch:
    """The files in some folders.

    It asks the disk each time: news from the system does not reach every shared folder and
    container in which editors work.
    """

    def __init__(self, places: Iterable[Path]) -> None:
        self._places = tuple(places)
        self._known = self._stamps()

    def wait(self) -> set[Path]:
        """Wait for the next save and return the files that changed, came or went."""
        while True:
            time.sleep(INTERVAL)
            now = self._stamps()
            if now == self._known:
                continue
            while True:
                time.sleep(_SETTLED)
                later = self._stamps()
                if later == now:
                    break
                now = later
            changed = {name for name, _ in now.items() ^ self._known.items()}
            self._known = now
            if changed:
                return {Path(name) for name in changed}

    def _stamps(self) -> _Stamps:
        return {name: stamp for place in self._places for name, stamp in _look(str(place))}


def _look(place: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The time and size of each file; hidden ones and Python's own copies are passed over."""
    try:
        entries = list(os.scandir(place))
    except NotADirectoryError:
        found = Path(place).stat()
        yield place, (found.st_mtime_ns, found.st_size)
        return
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        try:
            if entry.is_dir():
                yield from _look(entry.path)
            else:
                found = entry.stat()
                yield entry.path, (found.st_mtime_ns, found.st_size)
        except OSError:
            # It went while we looked.
            continue
