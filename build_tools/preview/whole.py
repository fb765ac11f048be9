"""The whole build, again and again, in a process of its own beside the server's.

There it holds up no page, and has a processor to itself.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from threading import Lock

from build_tools.preview.faults import Fault

_CUT_SHORT = Fault("", "the build ended before its time", "save again, or start the preview again")


class Builder:
    """Builds the project in `top` with the program as it stands on the disk at that time."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._lock = Lock()
        self._ended = False
        self._process = self._start()

    def build(self, site: Path) -> tuple[Fault, ...]:
        """Build the whole site into `site`; returns what is wrong, nothing when it is there."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(f"{json.dumps(str(site))}\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:
            answer = ""
        if not answer:
            with self._lock:
                # Unless it was stopped on purpose, and there is another already.
                if process is self._process:
                    self._renew()
            return (_CUT_SHORT,)
        return tuple(Fault(*each) for each in json.loads(answer))

    def renew(self) -> None:
        """Start again with the program as it is now."""
        with self._lock:
            self._process.kill()
            self._renew()

    def end(self) -> None:
        """Stop, also in the middle of a build."""
        with self._lock:
            self._ended = True
            self._process.kill()
            self._process.wait()

    def _renew(self) -> None:
        self._process.wait()
        if not self._ended:
            self._process = self._start()

    def _start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "build_tools.preview.child", str(self._top)],
            # The program stands in the project's folder, and Python finds it from there.
            cwd=self._top,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            # Ctrl+C in the terminal is for the preview, which then ends this.
            start_new_session=True,
        )
