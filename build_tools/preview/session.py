"""What a preview shows at any moment: never an old page as if it were new.

A save makes the pages of its part of the handbook out of date. Those of an authority are there
again as soon as its policy has been checked, and are made one by one as they are asked for; the
rest waits for the whole build, which follows every save. Until then nobody is given a page that a
save may have changed. When a save has a mistake, pages stay as they were and say so.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from threading import Condition
from typing import Protocol

from build_tools.parts.make import HOME
from build_tools.preview.faults import Fault, faults_of
from build_tools.preview.pages import followed, mark_of, with_faults
from build_tools.problems import PolicyError
from build_tools.site import SiteError

_ASSETS = "assets/"


class Checked(Protocol):
    """The pages of an authority that was found sound, as `quick.Fresh` makes them."""

    def __contains__(self, file: str) -> bool:
        """Whether it has this file."""

    def read(self, file: str) -> bytes:
        """The content of a file that it has. Raises PolicyError or SiteError."""


class Session:
    """The state of one preview, for the thread that builds and those that answer browsers."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._changed = Condition()
        self._version = 0
        self._fresh: dict[str, Checked] = {}
        self._old: set[str] = set()
        self._all_old = False
        self._faults: tuple[Fault, ...] = ()

    def saved(self, authorities: Collection[str] | None) -> None:
        """A save was seen in these authorities, or somewhere that concerns every page (None)."""
        with self._changed:
            self._faults = ()
            if authorities is None:
                self._all_old = True
                self._fresh.clear()
            else:
                self._old |= {HOME, *authorities}
                for name in authorities:
                    self._fresh.pop(name, None)

    def checked(self, name: str, fresh: Checked) -> None:
        """An authority was found sound: its pages can be made."""
        with self._changed:
            self._fresh[name] = fresh
            self._tell()

    def failed(self, faults: tuple[Fault, ...]) -> None:
        """The last save cannot be shown, or not everywhere."""
        with self._changed:
            self._faults = faults
            self._tell()

    def built(self, site: Path) -> Path:
        """The whole site of the last save is in `site`; returns the folder of the one before."""
        with self._changed:
            before, self._site = self._site, site
            self._fresh.clear()
            self._old.clear()
            self._all_old = False
            self._faults = ()
            self._tell()
            return before

    def read(self, file: str) -> bytes | None:
        """A file of the site, pages as a browser is to get them; None where there is none.

        Waits until it is known what stands there after the last save.
        """
        content = self._content(file)
        if content is None or not file.endswith(".html"):
            return content
        return followed(content)

    def differs(self, file: str, mark: str, patience: float) -> bool:
        """Whether a page has become another than the one with this mark, within `patience` s."""
        while True:
            with self._changed:
                version = self._version
            content = self._content(file)
            if content is None or mark_of(content) != mark:
                return True
            with self._changed:
                if self._version == version and not self._changed.wait(patience):
                    return False

    def _content(self, file: str) -> bytes | None:
        with self._changed:
            self._changed.wait_for(lambda: self._settled(file))
            fresh, site, faults = self._of(file), self._site, self._faults
        saved = fresh is not None
        content = None
        if fresh is not None:
            try:
                content = fresh.read(file)
            except PolicyError as error:
                faults = faults_of(error.problems)
            except SiteError as error:
                faults = (Fault("", str(error), ""),)
        if content is None:
            saved = False
            try:
                content = (site / file).read_bytes()
            except OSError:
                return None
        if file.endswith(".html"):
            content = with_faults(content, faults, saved=saved)
        return content

    def _of(self, file: str) -> Checked | None:
        """The checked authority that this file belongs to, if one has it."""
        return next((each for each in self._fresh.values() if file in each), None)

    def _settled(self, file: str) -> bool:
        """Whether it is known what stands at `file`."""
        if self._faults or self._of(file) is not None:
            return True
        if self._all_old:
            return False
        # A changed asset has another name, which only a new page calls it by.
        part = file.split("/")[0]
        return file.startswith(_ASSETS) or not (
            part in self._old or (HOME in self._old and not self._of_another(part))
        )

    def _of_another(self, part: str) -> bool:
        """Whether a folder of the site belongs to an authority."""
        return (self._site / part / "search" / "search_index.json").is_file()

    def _tell(self) -> None:
        self._version += 1
        self._changed.notify_all()
