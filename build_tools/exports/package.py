"""What is offered for download: one GIFT file and one QTI package for each authority."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_tools.exports.gift import gift
from build_tools.exports.qti import identifier, item, whole_test
from build_tools.exports.questions import Question
from widgets.engine.html import Html, tag

_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd"
_ITEMS = "items"
_WHEN = (2020, 1, 1, 0, 0, 0)
"""The time of every file in a package, so that two builds are alike."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file for learning platforms: its name, what it is called on the page, and its bytes."""

    name: str
    title: str
    content: bytes


def exports(key: str, name: str, questions: Sequence[Question]) -> tuple[Export, ...]:
    """The files of an authority with this id and name; none where there are no questions."""
    if not questions:
        return ()
    shelf = ("Practitioner handbook", name)
    return (
        Export(f"{key}-practice-gift.txt", "GIFT", gift(questions, shelf).encode()),
        Export(f"{key}-practice-qti.zip", "QTI 2.1", _zipped(_package(key, name, questions))),
    )


def _package(key: str, name: str, questions: Sequence[Question]) -> Mapping[str, str]:
    """The files of a content package, by place: its manifest, the test, the questions."""
    title = f"Practitioner handbook, {name}: practice questions"
    items = {f"{_ITEMS}/{identifier(each)}.xml": item(each) for each in questions}
    return {
        "imsmanifest.xml": _manifest(key, [identifier(each) for each in questions]),
        "test.xml": whole_test(questions, f"t.{key}", title, _ITEMS),
        **dict(sorted(items.items())),
    }


def _manifest(key: str, names: Sequence[str]) -> str:
    needs = Html("".join(f'<dependency identifierref="{each}"/>' for each in names))
    resources = [
        _resource(f"t.{key}", "imsqti_test_xmlv2p1", "test.xml", needs),
        *(_resource(each, "imsqti_item_xmlv2p1", f"{_ITEMS}/{each}.xml") for each in names),
    ]
    kind = tag("metadata", tag("schema", "QTIv2.1 Package"), tag("schemaversion", "1.0.0"))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest identifier="m.{key}" xmlns="{_CP}" '
        f'xmlns:xsi="{_XSI}" xsi:schemaLocation="{_CP} {_SCHEMA}">'
        f"{kind}<organizations/>{tag('resources', resources)}</manifest>\n"
    )


def _resource(name: str, kind: str, href: str, needs: Html | None = None) -> Html:
    file = Html(f'<file href="{href}"/>')
    return tag("resource", file, needs, identifier=name, type=kind, href=href)


def _zipped(files: Mapping[str, str]) -> bytes:
    """The files in this order, the same bytes every time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for place, text in files.items():
            entry = zipfile.ZipInfo(place, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # As written on Unix, wherever the build runs.
            entry.create_system = 3
            archive.writestr(entry, text.encode())
    return made.getvalue()
