"""What the built HTML of a tool says by itself: the data for its script, and the plain pathway."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from tests.browser.pages import VOID

_DATA = re.compile(
    r'(<pathway-widget.*?<script type="application/json">)(.*?)(</script>)', re.DOTALL
)


@dataclass
class Rule:
    """A way out of a step as the list shows it: where its links within it lead, and its words.

    Links to clauses and to the glossary, which explain its words, are left out.
    """

    leads: list[str] = field(default_factory=list)
    text: str = ""


@dataclass
class Static:
    """The plain pathway: for each step its rules in order, and the id of every part of the page."""

    rules: dict[str, dict[str, Rule]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Static()
        self._open: list[str] = []
        self._templates = 0
        self._step = ""
        self._rule: Rule | None = None
        self._rule_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._templates += tag == "template"
        if self._templates:
            return
        if "id" in given:
            self.found.ids.add(given["id"])
        if tag == "section":
            self._step = given.get("data-step", "")
        if tag == "li" and "data-edge" in given:
            step, _, number = given["data-edge"].rpartition(".")
            assert step == self._step, f"the rule {given['data-edge']} stands under {self._step}"
            self._rule, self._rule_depth = Rule(), len(self._open)
            self.found.rules.setdefault(step, {})[number] = self._rule
        if tag == "a" and self._rule is not None:
            href = given.get("href", "")
            if href.startswith("#") and not href.startswith("#clause-"):
                self._rule.leads.append(href.removeprefix("#"))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._templates -= tag == "template"
        if self._templates or tag == "template":
            return
        while tag in self._open and self._open.pop() != tag:
            pass
        if self._rule is not None and len(self._open) <= self._rule_depth:
            self._rule = None

    def handle_data(self, data: str) -> None:
        if self._rule is not None:
            self._rule.text += data


def read_static(html: str) -> Static:
    """The plain pathway of a built page; templates, which are for the script, are left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def read_data(html: str) -> dict[str, Any]:
    """What the page hands to its script: routes, bands, items and where the engine is."""
    data: dict[str, Any] = json.loads(_data(html).group(2))
    return data


def with_data(html: str, data: dict[str, Any]) -> str:
    """The page with other data for its script, as if it had been altered on its way."""
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    found = _data(html)
    return html[: found.start(2)] + text + html[found.end(2) :]


def _data(html: str) -> re.Match[str]:
    found = _DATA.search(html)
    assert found, "the page holds no tool with data"
    return found
