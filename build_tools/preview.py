"""A server that shows the handbook and follows edits, for `make serve`.

Pages are those of the build, made by the same steps: what an editor sees is what will be published,
and after a save only what changed is made again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from mkdocs.livereload import LiveReloadServer

from build_tools.bundle import BundleError
from build_tools.csp import with_live_reload
from build_tools.problems import PolicyError
from build_tools.site import PARTS, SiteError, build_site

WATCHED = ("policy", "docs", "widgets", "build_tools", "mkdocs.yml")


def preview(
    top: Path,
    host: str,
    port: int,
    *,
    tell: Callable[[str], None],
    progress: Callable[[str], None] = lambda _: None,
) -> None:
    """Build the project in `top` and show it until interrupted.

    A problem found after a save is told through `tell`, and the pages stay as they were. Raises
    what `build_site` raises when the first build fails, and OSError when the port is taken.
    """
    kept = (top / PARTS).parent
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept, prefix=".preview-") as folder:
        site = Path(folder) / "site"
        build_site(top, site, published=False, progress=progress)

        def again() -> None:
            started = monotonic()
            try:
                build_site(top, site, published=False)
            except (PolicyError, BundleError, SiteError) as error:
                tell(f"The pages stay as they were:\n{error}")
            else:
                tell(f"Made again in {monotonic() - started:.1f} s")

        server = _Server(again, host, port, str(site))
        server.error_handler = lambda code: _page(site / f"{code}.html")
        for name in WATCHED:
            server.watch(str(top / name))
        tell(f"The handbook is at {server.url} and follows your edits; Ctrl+C ends it")
        try:
            server.serve()  # type: ignore[no-untyped-call] # MkDocs leaves it so
        except KeyboardInterrupt:
            tell("Ended")
        finally:
            server.shutdown()


class _Server(LiveReloadServer):
    """MkDocs' server, whose own script every page lets run."""

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        return with_live_reload(page)


def _page(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
