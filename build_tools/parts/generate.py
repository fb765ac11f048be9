"""MkDocs, run on the pages of one part."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from build_tools.bundle import Asset
from build_tools.offline import INDEX
from build_tools.render.page import Page

PART = "part"
"""The name under which the hook finds the part among the settings."""


class _Compiled(BytecodeCache):
    """Templates compiled by this process. Jinja itself sees when a template's text has changed."""

    def __init__(self) -> None:
        self._found: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._found:
            bucket.bytecode_from_string(self._found[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._found[bucket.key] = bucket.bytecode_to_string()


SETTINGS = "mkdocs.yml"
COMPILED = _Compiled()
"""The theme's templates as Python, for the hook to share between parts."""


class SiteError(Exception):
    """MkDocs could not build the site; the text says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """The pages of one part, and what the theme must know to put them into their frame.

    `key` is the authority's id, "" for the pages that belong to none; those bring the files of the
    theme with them and the pages of `docs/` named in `hand_written`. `searched` names in the search
    field what it searches. `extra` is what the theme's templates read. With `only`, the paths of
    pages, the others stand in the menu and are not made.
    """

    key: str
    searched: str
    pages: Sequence[Page]
    menu: Sequence[Any]
    assets: Sequence[Asset] = ()
    hand_written: Sequence[str] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    found_by_name: Sequence[Mapping[str, str]] = ()
    only: frozenset[str] | None = None

    @property
    def folder(self) -> str:
        """Where its pages lie below the top of the site: "" or for example "luton/"."""
        return f"{self.key}/" if self.key else ""


def settings(top: Path) -> MkDocsConfig:
    """The settings of the project in `top`. Raises SiteError when they cannot be read."""
    with _telling():
        return load_config(str(top / SETTINGS))


def generate(top: Path, part: Part, target: Path) -> None:
    """Write the finished pages of a part into `target`, at their places in the whole site.

    Raises SiteError with all that MkDocs found wrong.
    """
    with _telling():
        config = load_config(str(top / SETTINGS), site_dir=str(target))
        config.extra[PART] = part
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
    _place_index(part, target)


@contextmanager
def _telling() -> Iterator[None]:
    """Turn what MkDocs raises, and the warnings that made it do so, into a SiteError."""
    log = logging.getLogger("mkdocs")
    log.setLevel(logging.WARNING)
    warnings = _Warnings()
    log.addHandler(warnings)
    try:
        yield
    except MkDocsException as error:
        said = "\n".join([str(error), *warnings.texts])
        raise SiteError(f"the site could not be built: {said}") from error
    finally:
        log.removeHandler(warnings)


def _place_index(part: Part, target: Path) -> None:
    """Put the search index at the top of its part, its addresses counted from there.

    The index of the home part also finds each authority by its name.
    """
    written = target / INDEX
    index = json.loads(written.read_text(encoding="utf-8"))
    for entry in index["docs"]:
        entry["location"] = entry["location"].removeprefix(part.folder)
    index["docs"] += part.found_by_name
    written.unlink()
    written.parent.rmdir()
    place = target / f"{part.folder}{INDEX}"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())
