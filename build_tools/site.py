"""Build the whole site from its parts, checked, all or nothing."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from build_tools.bundle import Asset, Bundle, bundle
from build_tools.load import SHARED, authority_folders, no_authority
from build_tools.parts.finish import finish
from build_tools.parts.generate import SiteError, settings
from build_tools.parts.keys import bundle_digest, code_digest, digest, folder_digest
from build_tools.parts.make import (
    COMMON,
    HOME,
    PACKED,
    Job,
    Made,
    make_authority,
    make_common,
    make_home,
)
from build_tools.parts.menu import Frame, frame
from build_tools.parts.store import Facts, Spoiled, Store
from build_tools.problems import PolicyError, Problem
from build_tools.site_check import check_together
from build_tools.stage import POLICY
from build_tools.summary import Summary
from widgets.engine.compare import CASE

PARTS = Path("build/parts")
"""Where finished parts are kept, below the project's folder."""

__all__ = ["SiteError", "build_site"]


def build_site(
    top: Path,
    site: Path,
    *,
    policy: Path | None = None,
    kept: Path | None = None,
    processes: int | None = None,
    published: bool = True,
    progress: Callable[[str], None] = lambda _: None,
) -> int:
    """Build the project in `top` into `site` and return the number of pages.

    The site is put together beside its place and moved there only when it is complete and every
    page has been checked, so that a fault leaves an earlier site as it was. Parts that have not
    changed come from the store. Raises PolicyError (policy or pages have problems), BundleError
    or SiteError.

    `policy` is the folder of the authorities, `top`/policy unless told. `kept` is the folder of the
    store, `top`/build/parts unless told. `processes` is how many parts are made at once, as many as
    there are processors unless told. What is not `published` but shown to an editor is kept on no
    device and packed for no network.
    """
    # Where nothing can be written, that is told before anything is made.
    site.parent.mkdir(parents=True, exist_ok=True)
    build = _Build(
        top,
        policy or top / POLICY,
        Store(kept or top / PARTS),
        processes or os.cpu_count() or 1,
        progress,
        published,
    )
    return build.into(site)


def make_slice(
    top: Path, number: int, of: int, *, progress: Callable[[str], None] = lambda _: None
) -> list[str]:
    """Make and keep every `of`-th authority of the project in `top`, from the `number`-th on.

    For a build on many machines: `build_site` then finds them in the store. `number` counts from 1.
    Returns the authorities. Raises what `build_site` raises.
    """
    build = _Build(top, top / POLICY, Store(top / PARTS), os.cpu_count() or 1, progress)
    names = [folder.name for folder in authority_folders(build.policy)][number - 1 :: of]
    build.make_authorities(names)
    return names


@dataclass
class _Build:
    top: Path
    policy: Path
    store: Store
    processes: int
    progress: Callable[[str], None]
    published: bool = True
    keys: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Facts] = field(default_factory=dict)

    def __post_init__(self) -> None:
        found = settings(self.top)
        self.forge, self.address = found.repo_url or "", found.site_url or ""
        self.frame: Frame = frame(self.top, self.policy, published=self.published)
        self.bundled: Bundle = bundle({}, self.top)
        self.code = code_digest(self.top)
        self.common = digest(self.code, bundle_digest(self.bundled), self.frame)

    def into(self, site: Path) -> int:
        self._make_parts()
        files = {name: file for facts in self.facts.values() for name, file in facts.files.items()}
        self.progress("checking that the parts fit together")
        voices = {key: each.voice for key, each in self._summaries().items()}
        names = digest(self.code, [[each.names, each.coordinator] for each in voices.values()])
        settled = {key for key in voices if self.store.settled(key, self.keys[key], names)}
        problems = check_together(
            {key: facts.read for key, facts in self.facts.items()},
            files.keys(),
            voices,
            lambda key: self.store.text(key, self.keys[key]),
            settled,
        )
        if problems:
            raise PolicyError(problems)
        for key in voices.keys() - settled:
            self.store.settle(key, self.keys[key], names)
        self.progress("putting the site together")
        with tempfile.TemporaryDirectory(dir=site.parent, prefix=".site-") as scratch:
            fresh = Path(scratch) / "site"
            for key, facts in self.facts.items():
                self._put(fresh, key, facts)
            finish(
                fresh,
                self.facts,
                address=self.address,
                packed=self.top / PACKED if self.published else None,
                nginx=site.parent / f"{site.name}.nginx.conf",
                progress=self.progress,
            )
            if site.exists():
                site.rename(Path(scratch) / "old")
            shutil.move(fresh, site)
        return sum(name.endswith(".html") for name in files)

    def _make_parts(self) -> None:
        """Find or make every part. Raises PolicyError with the problems of all of them."""
        names = [folder.name for folder in authority_folders(self.policy)]
        if not names:
            raise PolicyError([no_authority(self.policy)])
        self.make_authorities(names, self._make_home)

    def make_authorities(
        self,
        names: list[str],
        then: Callable[[list[str]], tuple[Problem, ...]] = lambda _: (),
    ) -> None:
        """Find or make these authorities, and do what comes `then`.

        Raises PolicyError with the problems of all.
        """
        shared = folder_digest(self.policy / SHARED, names=(f"{CASE}.yml",))
        for name in names:
            self.keys[name] = digest(self.common, shared, name, folder_digest(self.policy / name))
        problems: list[Problem] = []
        for name, made in self._made(names):
            if made.facts is not None:
                self.facts[name] = made.facts
            problems += made.problems
        self.facts = {name: self.facts[name] for name in names if name in self.facts}
        problems += then(names)
        if problems:
            raise PolicyError(sorted(problems))

    def _make_home(self, names: list[str]) -> tuple[Problem, ...]:
        key = digest(
            self.common,
            folder_digest(self.top / "docs", names=("*.md",)),
            folder_digest(self.policy / SHARED),
            self._summaries(),
        )
        self.keys[HOME] = key
        facts = self.store.find(HOME, key) if len(self.facts) == len(names) else None
        if facts is None:
            self.progress("making the pages that belong to no authority")
            made = make_home(self._job(HOME), names, self._summaries())
            if made.facts is None:
                return made.problems
            facts = made.facts
        self.facts[HOME] = facts
        self.keys[COMMON] = digest(self.common, [each.path for each in self._common_assets()])
        found = self.store.find(COMMON, self.keys[COMMON])
        self.facts[COMMON] = found or self._make_again(COMMON)
        return ()

    def _common_assets(self) -> list[Asset]:
        """What pages load, but for the policy of each authority, which comes with its part."""
        return [each for each in self.bundled.assets if each.path != self.bundled.policies[HOME]]

    def _made(self, names: list[str]) -> Iterator[tuple[str, Made]]:
        """Every authority, kept or made now, in whichever order they are done."""
        jobs = []
        for name in names:
            facts = self.store.find(name, self.keys[name])
            if facts is None:
                jobs.append(self._job(name))
            else:
                yield name, Made(facts)
        if len(jobs) < len(names):
            self.progress(f"{len(names) - len(jobs)} of {len(names)} authorities have not changed")
        if len(jobs) < 2 or self.processes < 2:
            for job in jobs:
                self.progress(f"making {job.part}")
                yield job.part, make_authority(job)
            return
        with ProcessPoolExecutor(min(self.processes, len(jobs)), _context()) as pool:
            waiting = {pool.submit(make_authority, job): job.part for job in jobs}
            try:
                for number, done in enumerate(as_completed(waiting), 1):
                    self.progress(f"made {waiting[done]}, {number} of {len(jobs)}")
                    yield waiting[done], done.result()
            except BrokenProcessPool as error:
                raise SiteError(
                    "the system ended a process that was making pages, as it does when memory runs "
                    "out (close other programs and build again; what is done is kept)"
                ) from error
            finally:
                pool.shutdown(cancel_futures=True)

    def _put(self, site: Path, key: str, facts: Facts) -> None:
        """Copy a part into the site; one that was meddled with is made again."""
        try:
            self.store.put_into(site, key, self.keys[key], facts)
        except Spoiled:
            self.store.forget(key, self.keys[key])
            self.store.put_into(site, key, self.keys[key], self._make_again(key))

    def _make_again(self, key: str) -> Facts:
        """Make a part of which it is known that it has no problems."""
        job, known = self._job(key), self._summaries()
        if key == COMMON:
            made = make_common(job, self._common_assets())
        else:
            made = make_home(job, list(known), known) if key == HOME else make_authority(job)
        assert made.facts is not None, made.problems
        return made.facts

    def _job(self, part: str) -> Job:
        return Job(
            part,
            self.keys[part],
            self.top,
            self.policy,
            self.store.folder,
            self.frame,
            self.forge,
            urlsplit(self.address).path or "/",
            self.address,
        )

    def _summaries(self) -> Mapping[str, Summary]:
        return {
            name: facts.summary for name, facts in self.facts.items() if facts.summary is not None
        }


def _context() -> multiprocessing.context.BaseContext:
    """Workers that start from a process with everything imported, or else from nothing.

    Never by a copy of this process: `make serve` has threads, which do not survive that.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([make_authority.__module__])
    return context
