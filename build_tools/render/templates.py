"""The page templates: Jinja with everything escaped, and a few filters."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from build_tools.render.page import day_in_words
from widgets.engine.html import Html
from widgets.engine.replies import show_day

_FOLDER = Path(__file__).parent.parent / "templates"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|!:])")
_WEEKDAYS = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday",
    "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip


def template(name: str) -> Template:
    """A template of the folder `templates` by its file name."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["md"] = escape_markdown
    environment.filters["day"] = _day
    environment.filters["date"] = day_in_words
    environment.filters["weekday"] = _WEEKDAYS.__getitem__
    return environment


def escape_markdown(text: str) -> Html:
    """Text for a Markdown heading: no sign in it means anything."""
    one_line = " ".join(str(text).split()).replace("&", "&amp;")
    return Html(_MARKDOWN.sub(lambda sign: f"&#{ord(sign[0])};", one_line))


def _day(day: date) -> str:
    return show_day(day)
