"""Slow a whole browser down, workers included, by stopping and continuing its processes.

Chromium's own throttling reaches the main thread of a page only.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PERIOD = 0.02  # seconds; short beside what is measured


def _family(root: int) -> list[int]:
    """A process and all that it started, by their ids."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                # The name before the parent's id may hold spaces and brackets.
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, open_ = [], [root]
    while open_:
        process = open_.pop()
        found.append(process)
        open_ += parents.get(process, [])
    return found


@contextmanager
def at_share(share: float, root: int) -> Iterator[None]:
    """Let the processes started by `root` run `share` (over 0, up to 1) of the time only.

    `root` itself, which drives the browser, is left alone.
    """
    if share >= 1:
        yield
        return
    over = threading.Event()

    def tell(family: list[int], sign: int) -> None:
        for process in family:
            with suppress(ProcessLookupError):
                os.kill(process, sign)

    def pace() -> None:
        while not over.is_set():
            # Looked up while they stand still, so that the search takes none of their time.
            family = _family(root)[1:]
            began = time.monotonic()
            tell(family, signal.SIGCONT)
            time.sleep(PERIOD * share)
            tell(family, signal.SIGSTOP)
            ran = time.monotonic() - began
            time.sleep(ran * (1 - share) / share)
        tell(_family(root)[1:], signal.SIGCONT)

    pacer = threading.Thread(target=pace)
    pacer.start()
    try:
        yield
    finally:
        over.set()
        pacer.join()
