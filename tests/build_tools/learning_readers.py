"""Independent readers of the two formats of practice questions: gift-pegjs and pyslet.

Both give what they read in the same shape, which is that of neither library.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import warnings
import zipfile
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from tests.data import ROOT

with warnings.catch_warnings():
    # pyslet is of 2017: it calls its own functions by names that it has given up.
    warnings.simplefilter("ignore")
    from pyslet import imscpv1p2
    from pyslet.qtiv2 import interactions, items, tests, variables
    from pyslet.qtiv2 import xml as qti


@dataclass(frozen=True)
class ReadQuestion:
    """A question as a platform would have it: HTML, and by the text of each answer its worth."""

    id: str
    name: str
    stem: str
    options: tuple[str, ...]
    worth: tuple[float, ...]
    feedback: tuple[str, ...]


class GiftReader:
    """A parser of GIFT in a process of its own; `with` ends it."""

    def __enter__(self) -> GiftReader:
        """Start it."""
        self._node = subprocess.Popen(
            ["node", "tests/build_tools/gift_reader.mjs"], cwd=ROOT, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._node.communicate()

    def read(self, text: str) -> tuple[list[str], list[ReadQuestion]]:
        """The categories of a file, and its questions. Fails where the parser does."""
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        self._node.stdin.write(json.dumps(text) + "\n")
        self._node.stdin.flush()
        found = json.loads(self._node.stdout.readline())
        assert "error" not in found, found["error"]
        shelves = [each["title"] for each in found["questions"] if each["type"] == "Category"]
        asked = [each for each in found["questions"] if each["type"] != "Category"]
        return shelves, [_of_gift(each) for each in asked]


def _of_gift(found: dict[str, Any]) -> ReadQuestion:
    assert found["type"] == "MC"
    assert not found["hasEmbeddedAnswers"]
    choices = found["choices"]
    pieces = [found["stem"], found["globalFeedback"]]
    pieces += [part for each in choices for part in (each["text"], each["feedback"])]
    assert {each["format"] for each in pieces} == {"html"}
    return ReadQuestion(
        found["id"],
        found["title"],
        found["stem"]["text"],
        tuple(each["text"]["text"] for each in choices),
        tuple(1.0 if each["isCorrect"] else (each["weight"] or 0) / 100 for each in choices),
        tuple(each["feedback"]["text"] + found["globalFeedback"]["text"] for each in choices),
    )


def read_item(text: str) -> ReadQuestion:
    """An item of QTI, after each of its answers was given and scored. Fails where pyslet does.

    pyslet holds every element against the content model of QTI 2.1 as it reads.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        item = _root(text)
        assert isinstance(item, items.AssessmentItem)
        (asked,) = item.find_children_depth_first(interactions.ChoiceInteraction)
        modal = list(item.find_children_depth_first(items.QTIModalFeedback))
        scores, feedback = [], []
        for choice in asked.SimpleChoice:
            session = variables.ItemSessionState(item)
            session.begin_session()
            session.begin_attempt()
            session.submit_session({"RESPONSE": choice.identifier})
            scores.append(session["SCORE"].value)
            shown = session["FEEDBACK"].value
            (said,) = (each for each in modal if each.identifier == shown)
            feedback.append(_inside(said))
        return ReadQuestion(
            item.identifier,
            item.title,
            _inside(next(item.ItemBody.get_children())) + _inside(asked.Prompt),
            tuple(_inside(each) for each in asked.SimpleChoice),
            tuple(scores),
            tuple(feedback),
        )


@dataclass(frozen=True)
class Package:
    """A package: what its manifest lists, by kind; the order of its test; all files by place."""

    items: dict[str, str]
    tests: dict[str, str]
    needs: tuple[str, ...]
    order: tuple[tuple[str, str], ...]
    cases: tuple[str, ...]
    files: dict[str, bytes]


def read_package(content: bytes) -> Package:
    """A content package of QTI."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        document = imscpv1p2.ManifestDocument()
        document.read(src=io.BytesIO(files["imsmanifest.xml"]))
        listed = document.root.Resources.Resource
        assert all([str(file.href) for file in each.File] == [str(each.href)] for each in listed)
        by_kind: dict[str, dict[str, str]] = {}
        for each in listed:
            by_kind.setdefault(each.type, {})[each.id] = str(each.href)
        (test_file,) = by_kind["imsqti_test_xmlv2p1"].values()
        test = _root(files[test_file].decode())
        assert isinstance(test, tests.AssessmentTest)
        order = list(test.find_children_depth_first(tests.AssessmentItemRef))
        sections = list(test.find_children_depth_first(tests.AssessmentSection))
    return Package(
        by_kind["imsqti_item_xmlv2p1"],
        by_kind["imsqti_test_xmlv2p1"],
        tuple(str(need.identifierref) for each in listed for need in each.Dependency),
        tuple((each.identifier, str(each.href)) for each in order),
        tuple(each.title for each in sections),
        files,
    )


def plain(html: str) -> str:
    """The text of HTML, without its elements."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    return "".join(reader.pieces)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def _root(text: str) -> Any:
    document = qti.QTIDocument()
    document.read(src=io.BytesIO(text.encode()))
    return document.root


def _inside(element: Any) -> str:
    """What an element holds, as HTML. pyslet writes blocks on lines of their own: not here."""
    written = re.sub(r">\n\t*<", "><", str(element).strip())
    return written[written.index(">") + 1 : written.rindex("<")].strip("\n\t")
