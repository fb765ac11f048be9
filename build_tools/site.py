"""Build the whole site, checked, all or nothing."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from build_tools.check import check_all
from build_tools.network import prepare_for_network
from build_tools.offline import write_offline
from build_tools.problems import PolicyError
from build_tools.site_check import check_site
from build_tools.stage import POLICY

PACKED = Path("build/compressed")


class SiteError(Exception):
    """MkDocs could not build the site; the text says why."""


def build_site(top: Path, site: Path, *, progress: Callable[[str], None] = lambda _: None) -> int:
    """Build the project in `top` into `site` and return the number of pages.

    The site is made beside its place and moved there only when it is complete and every page
    has been checked, so that a fault leaves an earlier site as it was. Raises PolicyError
    (policy or pages have problems), BundleError or SiteError.
    """
    checked = check_all(top / POLICY, progress=progress).or_raise()
    site.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=site.parent, prefix=".site-") as scratch:
        fresh = Path(scratch) / "site"
        progress("writing pages")
        forge, address = _run_mkdocs(top, fresh)
        progress("checking pages")
        problems = check_site(
            fresh, checked.policies, forge=forge, top=urlsplit(address).path or "/"
        )
        if problems:
            raise PolicyError(problems)
        write_offline(fresh, {key: each.name for key, each in checked.authorities.items()})
        progress("packing files for the network")
        prepare_for_network(
            fresh, cache=top / PACKED, nginx=site.parent / f"{site.name}.nginx.conf"
        )
        if site.exists():
            site.rename(Path(scratch) / "old")
        shutil.move(fresh, site)
    return sum(1 for _ in site.rglob("*.html"))


def _run_mkdocs(top: Path, target: Path) -> tuple[str, str]:
    """Write the site; returns the address of the forge and that of the site, or "" for each."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    warnings = _Warnings()
    logging.getLogger("mkdocs").addHandler(warnings)
    try:
        config = load_config(str(top / "mkdocs.yml"), site_dir=str(target))
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
        return config.repo_url or "", config.site_url or ""
    except MkDocsException as error:
        said = "\n".join([str(error), *warnings.texts])
        raise SiteError(f"the site could not be built: {said}") from error
    finally:
        logging.getLogger("mkdocs").removeHandler(warnings)


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())
