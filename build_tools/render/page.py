"""One page of the site before any site generator has seen it."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A page as Markdown with blocks of HTML.

    `path` is relative to the docs folder and ends in .md; `source` is the policy file (from the
    top folder) that an editor changes to change the page; `authority` is "" for shared pages.
    `part` is what a device keeps the page with, and `review` the day (ISO 8601) after which a kept
    copy is refused: "" for never.
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
        }
        lines = [
            f"{key}: {json.dumps(value, ensure_ascii=False)}"
            for key, value in meta.items()
            if value
        ]
        return "---\n" + "\n".join(lines) + "\n---\n\n" + self.body.strip() + "\n"


def root_of(path: str) -> str:
    """The way from a page (as a folder address) to the top of the site.

    'index.md' -> './', 'a/index.md' -> '../', 'a/b.md' -> '../../'.
    """
    parts = path.removesuffix(".md").split("/")
    if parts[-1] == "index":
        parts.pop()
    return "../" * len(parts) or "./"
