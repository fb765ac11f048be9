"""The real policy, checked and made into pages once for all tests that look at it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from build_tools.check import Checked, check_all
from build_tools.foreign_check import Foreign, voice
from build_tools.model.policy import AuthorityPolicy
from build_tools.page_reader import Read, read_page
from build_tools.render.page import Page
from build_tools.render.site import render
from tests.data import POLICY
from widgets.engine.html import Html, tag

NAMES = sorted(path.parent.name for path in POLICY.glob("*/authority.yml"))
"""The authorities, known without reading a file."""


class NoAssets:
    """Stands for the files that tools load, for tests that look at words only."""

    def runtime(self, authority: str, root: str) -> dict[str, Any]:
        """Nothing to start."""
        return {}

    def desk(self, root: str) -> dict[str, Any]:
        """Nothing to load."""
        return {"script": "", "worker": "", "stylesheet": "", "files": {}}

    def script(self, element: str, root: str) -> Html:
        """A script that is not there."""
        return tag("script", src=f"{root}{element}.js")


@cache
def checked() -> Checked:
    """Every authority. Raises PolicyError when anything is wrong."""
    return check_all(POLICY).or_raise()


def policy(name: str) -> AuthorityPolicy:
    """One authority's policy."""
    return checked().policies[name]


@cache
def pages() -> dict[str, Page]:
    """Every page by path, as Markdown with blocks of HTML."""
    return render(checked(), NoAssets())


@cache
def read(path: str) -> Read:
    """What stands on a page."""
    return read_page(pages()[path].body)


def pages_of(name: str) -> Iterator[str]:
    """The paths of an authority's pages."""
    return (path for path in pages() if path.startswith(f"{name}/"))


@cache
def foreign() -> Foreign:
    """What finds the names of other authorities."""
    return Foreign({key: voice(each) for key, each in checked().policies.items()})
