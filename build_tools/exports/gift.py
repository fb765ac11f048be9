"""Practice questions as GIFT, the text format that Moodle and others import.

Moodle's documentation of the format and its importer are the source of what is escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from build_tools.exports.questions import RIGHT, Question

_CONTROL = re.compile(r"([\\~=#{}:])")
_TWO_SIGNS = re.compile(r"&(?=&)")
_NEWLINE = re.compile(r"\r\n?|\n")


def gift(questions: Iterable[Question], shelf: Iterable[str]) -> str:
    """All questions as one file, those of a case in a category of its title.

    `shelf` names the categories round them, the outermost first. The id of each goes with it, so
    that a later import can find it again. Blank lines stand between questions and nowhere else.
    """
    return "\n".join(_blocks(questions, "/".join(map(_category, shelf))))


def _blocks(questions: Iterable[Question], shelf: str) -> Iterator[str]:
    for case, own in groupby(questions, key=lambda each: each.case):
        yield f"$CATEGORY: $course$/top/{shelf}/{_category(case)}\n"
        for question in own:
            yield _question(question)


def _question(question: Question) -> str:
    asked = f"{question.stem}<p><b>{question.ask}</b></p>"
    return "".join([
        f"// [id:{question.id}]\n",
        f"::{_name(question.name)}::{_rich(asked)}{{\n",
        *(
            f"{_worth(option.worth)}{_rich(option.text)}#{_rich(option.feedback)}\n"
            for option in question.options
        ),
        f"####{_rich(question.feedback)}\n}}\n",
    ])  # fmt: skip


def _worth(worth: int) -> str:
    return "=" if worth == RIGHT else f"~%{worth}%" if worth else "~"


def _rich(html: str) -> str:
    """HTML, marked as such, so that no text of its own can be taken for such a mark."""
    return f"[html]{_escaped(html)}"


def _name(text: str) -> str:
    # Readers keep a mark of their own, "&&" with digits, for what was escaped. In HTML no such
    # thing can stand, because each "&" is escaped there; a name is plain text.
    return _escaped(_TWO_SIGNS.sub("& ", " ".join(text.split())))


def _category(text: str) -> str:
    # Nothing is escaped in the line of a category but the sign between its parts.
    return " ".join(text.split()).replace("/", "//")


def _escaped(text: str) -> str:
    return _NEWLINE.sub(r"\\n", _CONTROL.sub(r"\\\1", text))
