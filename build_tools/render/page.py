"""One page of the site before any site generator has seen it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from widgets.engine.replies import show_day


@dataclass(frozen=True, slots=True)
class Superseded:
    """What a page of an earlier version says of itself.

    `number` is that version, `starts` and `ends` its first and last day. `present` is the version
    in use now, and `href` where the reader finds the same in it, from the top of the site.
    """

    number: str
    starts: date
    ends: date
    present: str
    href: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page as Markdown with blocks of HTML.

    `path` is relative to the docs folder and ends in .md; `source` is the policy file (from the
    top folder) that an editor changes to change the page; `authority` is "" for shared pages.
    `part` is what a device keeps the page with, and `review` the day (ISO 8601) after which a kept
    copy is refused: "" for never. `starts` and `ends` are the first and last day on which its rules
    count, and `standing` says the same in words. `crumbs` lead to a page that stands in no menu:
    titles, and addresses from the top of the site without a slash at the end. A page that is
    `unlisted` stands in no menu and no search: it says again what another says, or is an old
    address.
    """

    path: str
    title: str
    body: str
    source: str = ""
    authority: str = ""
    description: str = ""
    notice: str = ""
    part: str = ""
    review: str = ""
    starts: str = ""
    ends: str = ""
    standing: str = ""
    crumbs: tuple[tuple[str, str], ...] = ()
    superseded: Superseded | None = None
    unlisted: bool = False

    @property
    def text(self) -> str:
        """The whole file: front matter and body."""
        meta = {
            "title": self.title,
            "description": self.description,
            "authority": self.authority,
            "notice": self.notice,
            "part": self.part,
            "review": self.review,
            "starts": self.starts,
            "ends": self.ends,
            "standing": self.standing,
            "crumbs": [{"title": title, "page": f"{page}/"} for title, page in self.crumbs],
            **self._hidden(),
        }
        lines = [
            f"{key}: {json.dumps(value, ensure_ascii=False)}"
            for key, value in meta.items()
            if value
        ]
        return "---\n" + "\n".join(lines) + "\n---\n\n" + self.body.strip() + "\n"

    def _hidden(self) -> dict[str, Any]:
        """That no search finds a page, and for one of an earlier version its banner."""
        was = self.superseded
        if was is None:
            return {"search": {"exclude": True}, "noindex": True} if self.unlisted else {}
        return {
            "superseded": {
                "number": was.number,
                "starts": day_in_words(was.starts),
                "ends": day_in_words(was.ends),
                "present": was.present,
                "page": was.href,
            },
            "search": {"exclude": True},
        }


def day_in_words(day: date) -> str:
    """A day without its weekday, for example '22 November 2026'."""
    return show_day(day).split(" ", 1)[1]


def root_of(path: str) -> str:
    """The way from a page (as a folder address) to the top of the site.

    'index.md' -> './', 'a/index.md' -> '../', 'a/b.md' -> '../../'.
    """
    parts = path.removesuffix(".md").split("/")
    if parts[-1] == "index":
        parts.pop()
    return "../" * len(parts) or "./"
