"""The pages of an authority straight from its policy files, each made when it is asked for.

What a whole build does for all pages of all parts is done here for one: the same check of the
policy, the same page, the same look at the finished page. What only a whole build can tell, such
as whether a link leads to a place on another page, follows with it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from build_tools.model.base import PolicyModel
from build_tools.parts.generate import SETTINGS, generate, settings
from build_tools.parts.make import Job, Sound, sound_authority
from build_tools.parts.menu import frame
from build_tools.problems import PolicyError, Problem, Problems
from build_tools.read_model import load_file
from build_tools.site_check import check_part
from build_tools.stage import POLICY


class Quick:
    """Checks authorities, remembering the files that stayed as they were.

    `scratch` is a folder to make pages in.
    """

    def __init__(self, top: Path, scratch: Path) -> None:
        self.top = top
        self.scratch = scratch
        self._files = _Remembered()
        self._settings: tuple[bytes, MkDocsConfig] | None = None

    def check(self, name: str) -> Fresh:
        """The authority in the folder `name` as it stands now.

        Raises PolicyError when it is not sound, OSError, and what `settings` and `bundle` raise.
        """
        found = self._settings_now()
        policy = self.top / POLICY
        job = Job(
            part=name,
            key="",
            top=self.top,
            policy=policy,
            store=self.scratch,
            frame=frame(self.top, policy, published=False),
            forge=found.repo_url or "",
            address=urlsplit(found.site_url or "").path or "/",
        )
        problems = Problems()
        sound = sound_authority(job, problems, read=self._files.read)
        if sound is None:
            raise PolicyError(problems)
        return Fresh(sound, self.scratch)

    def _settings_now(self) -> MkDocsConfig:
        """The settings, read again when their file has changed."""
        text = (self.top / SETTINGS).read_bytes()
        if self._settings is None or self._settings[0] != text:
            self._settings = text, settings(self.top)
        return self._settings[1]


class Fresh:
    """An authority as it was when it was checked. Its pages are made on demand, each once."""

    def __init__(self, sound: Sound, scratch: Path) -> None:
        self._sound = sound
        self._scratch = scratch
        self._pages = {_file_of(page.path): page.path for page in sound.part(frozenset()).pages}
        self._made: dict[str, bytes] = {each.path: each.read() for each in sound.assets}

    def __contains__(self, file: str) -> bool:
        """Whether `file`, named from the top of the site, is a page or an asset of its own."""
        return file in self._pages or file in self._made

    def read(self, file: str) -> bytes:
        """The content of such a file.

        Raises PolicyError when the finished page has problems, and SiteError.
        """
        with _MKDOCS:
            if file not in self._made:
                self._made[file] = self._make(file)
            return self._made[file]

    def _make(self, file: str) -> bytes:
        job = self._sound.job
        with TemporaryDirectory(dir=self._scratch) as folder:
            site = Path(folder)
            generate(job.top, self._sound.part(frozenset({self._pages[file]})), site)
            problems: list[Problem] = check_part(
                site, self._sound.known.register,
                own=self._sound.known.voice, forge=job.forge, top=job.address,
            )[0]  # fmt: skip
            if problems:
                raise PolicyError(problems)
            return (site / file).read_bytes()


_MKDOCS = Lock()
"""One page at a time: MkDocs keeps what it warns of in one place for the whole process."""


def _file_of(page: str) -> str:
    """The file that MkDocs makes of a page: 'a/b.md' -> 'a/b/index.html'."""
    stem = page.removesuffix(".md")
    return f"{stem}.html" if stem.rsplit("/", 1)[-1] == "index" else f"{stem}/index.html"


class _Remembered:
    """Reads policy files, and those that stayed the same only once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[object, PolicyModel | None, tuple[Problem, ...]]] = {}

    def read(
        self, path: Path, model: type[PolicyModel], problems: Problems, /, *, name: str
    ) -> PolicyModel | None:
        """As `load_file` does. The models are frozen, so that they can be given out again."""
        try:
            same = (model, name, hashlib.sha256(path.read_bytes()).digest())
        except OSError:
            return load_file(path, model, problems, name=name)
        key = str(path)
        if key not in self._known or self._known[key][0] != same:
            found = Problems()
            made = load_file(path, model, found, name=name)
            self._known[key] = (same, made, tuple(found))
        _, made, told = self._known[key]
        problems.extend(told)
        return made
