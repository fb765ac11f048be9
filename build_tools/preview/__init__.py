"""A server that shows the handbook and follows edits, for `make serve`.

Pages are those of the build, made by the same steps: what an editor sees is what will be published.
After a save in the folder of an authority its pages are there as soon as its policy has been
checked (`quick.py`); the whole build follows in a process of its own (`whole.py`).
"""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from threading import Event, Thread
from time import monotonic

from build_tools.bundle import BundleError
from build_tools.load import authority_folders
from build_tools.parts.generate import SETTINGS
from build_tools.preview.faults import Fault, faults_of
from build_tools.preview.quick import Quick
from build_tools.preview.server import Server
from build_tools.preview.session import Session
from build_tools.preview.watch import Watch
from build_tools.preview.whole import Builder
from build_tools.problems import PolicyError
from build_tools.site import PARTS, SiteError, build_site
from build_tools.stage import POLICY
from build_tools.summary import FEW

WATCHED = ("policy", "docs", "widgets", "build_tools", SETTINGS)
_PROGRAM = ("build_tools", "widgets/engine")


def preview(
    top: Path,
    host: str,
    port: int,
    *,
    tell: Callable[[str], None],
    progress: Callable[[str], None] = lambda _: None,
) -> None:
    """Build the project in `top` and show it until interrupted.

    What is found after a save is told through `tell` and on the pages. Raises what `build_site`
    raises when the first build fails, and OSError when the port is taken.
    """
    kept = (top / PARTS).parent
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept, prefix=".preview-") as folder:
        site = Path(folder) / "site"
        # A save during the first build counts as one after it.
        watch = Watch(top / name for name in WATCHED)
        session = Session(site)
        with Server(host, port, session) as server:
            build_site(top, site, published=False, progress=progress)
            following = _Following(top, Path(folder), session, tell)
            Thread(target=server.serve_forever, daemon=True).start()
            Thread(target=following.warm, daemon=True).start()
            Thread(target=following.build_all, daemon=True).start()
            tell(f"The handbook is at {server.url} and follows your edits; Ctrl+C ends it")
            # Whoever ends it otherwise than by Ctrl+C wants it tidied up too.
            signal.signal(signal.SIGTERM, signal.default_int_handler)
            try:
                while True:
                    following.saved(watch.wait())
            except KeyboardInterrupt:
                tell("Ended")
            finally:
                following.end()
                server.shutdown()


class _Following:
    """What is done after each save."""

    def __init__(
        self, top: Path, folder: Path, session: Session, tell: Callable[[str], None]
    ) -> None:
        self.top = top
        self.folder = folder
        self.session = session
        self.tell = tell
        self.quick: Quick | None = Quick(top, folder)
        self.builder = Builder(top)
        self.number = 0
        self.wanted = Event()
        self.ended = Event()

    def warm(self) -> None:
        """Read what a first save would have to wait for."""
        quick = self.quick
        for path in authority_folders(self.top / POLICY)[:FEW]:
            try:
                fresh = quick.check(path.name) if quick is not None else None
                if fresh is not None:
                    fresh.read(f"{path.name}/index.html")
            except (PolicyError, BundleError, SiteError, OSError):
                # It is told when it is saved, or by the whole build.
                continue

    def saved(self, changed: set[Path]) -> None:
        """Show what a save changed as soon as it is known to be sound."""
        started = monotonic()
        authorities = self._authorities(changed)
        self.number += 1
        self.session.saved(authorities)
        if any(self._inside(path, name) for path in changed for name in _PROGRAM):
            # This process goes on with the program as it was, so it makes no more pages.
            self.quick = None
            self.builder.renew()
        if authorities is not None and self.quick is not None:
            try:
                for name in sorted(authorities):
                    self.session.checked(name, self.quick.check(name))
            except PolicyError as error:
                # The whole build tells them, with those of all other files.
                self.session.failed(faults_of(error.problems))
            except (BundleError, SiteError, OSError) as error:
                self.session.failed((Fault("", str(error), ""),))
            else:
                names = ", ".join(sorted(authorities))
                self.tell(f"Checked {names} in {monotonic() - started:.1f} s; building the rest")
        self.wanted.set()

    def build_all(self) -> None:
        """Build the whole site whenever something was saved."""
        while not self.ended.is_set():
            self.wanted.wait()
            self.wanted.clear()
            number, started = self.number, monotonic()
            site = self.folder / f"site-{number}"
            faults = self.builder.build(site)
            if self.ended.is_set() or number != self.number:
                # Something was saved meanwhile: this is neither the one state nor the other.
                rmtree(site, ignore_errors=True)
                self.wanted.set()
            elif faults:
                self.session.failed(faults)
                told = "\n".join(map(str, faults))
                self.tell(f"The pages stay as they were:\n{told}")
            else:
                rmtree(self.session.built(site), ignore_errors=True)
                self.tell(f"Made again in {monotonic() - started:.1f} s")

    def end(self) -> None:
        """Stop the build that is under way."""
        self.ended.set()
        self.builder.end()
        self.wanted.set()

    def _authorities(self, changed: set[Path]) -> set[str] | None:
        """The authorities in whose folders all of the changes lie, or None."""
        folders = authority_folders(self.top / POLICY)
        found = {folder.name for folder in folders for path in changed if folder in path.parents}
        inside = all(any(folder in path.parents for folder in folders) for path in changed)
        return found if inside else None

    def _inside(self, path: Path, name: str) -> bool:
        return self.top / name in path.parents
