"""What is offered for download: one GIFT file and one QTI package for each authority."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.bundle import Asset
from build_tools.exports.gift import gift
from build_tools.exports.names import file_names
from build_tools.exports.qti import identifier, item, whole_test
from build_tools.exports.questions import Question
from build_tools.model.policy import AuthorityPolicy
from build_tools.page_reader import read_page
from build_tools.problems import Problem
from build_tools.register import Register
from build_tools.render.site import SITE_NAME
from build_tools.site_check import check_numbers
from widgets.engine.html import Html, join, tag

_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd"
_ITEMS = "items"
_WHEN = (2020, 1, 1, 0, 0, 0)
"""The time of every file in a package, so that two builds are alike."""


def files(policy: AuthorityPolicy, questions: Sequence[Question]) -> tuple[Asset, ...]:
    """The two files of an authority, to lie beside its walkthroughs; none without questions."""
    if not questions:
        return ()
    key, name = policy.id, str(policy.authority.name)
    contents = gift(questions, (SITE_NAME, name)).encode(), _zipped(_package(key, name, questions))
    return tuple(
        Asset(f"{key}/walkthroughs/{file}", content)
        for file, content in zip(file_names(key), contents, strict=True)
    )


def check_questions(
    policy: AuthorityPolicy, questions: Iterable[Question], known: Register
) -> Iterator[Problem]:
    """Safety rule 6 where no page holds the words: numbers and addresses of the authority alone."""
    place = f"{policy.id}/walkthroughs/{file_names(policy.id)[0]}"
    for each in questions:
        said = (each.stem, each.ask, *(part for o in each.options for part in (o.text, o.feedback)))
        page = read_page(join([*said, each.feedback]))
        yield from check_numbers(f"{place} ({each.id})", page, known)


def _package(key: str, name: str, questions: Sequence[Question]) -> Mapping[str, str]:
    """The files of a content package, by place: its manifest, the test, the questions."""
    title = f"{SITE_NAME}, {name}: practice questions"
    items = {f"{_ITEMS}/{identifier(each)}.xml": item(each) for each in questions}
    return {
        "imsmanifest.xml": _manifest(key, [identifier(each) for each in questions]),
        "test.xml": whole_test(questions, f"t_{key}", title, _ITEMS),
        **dict(sorted(items.items())),
    }


def _manifest(key: str, names: Sequence[str]) -> str:
    needs = Html("".join(f'<dependency identifierref="{each}"/>' for each in names))
    resources = [
        _resource(f"t_{key}", "imsqti_test_xmlv2p1", "test.xml", needs),
        *(_resource(each, "imsqti_item_xmlv2p1", f"{_ITEMS}/{each}.xml") for each in names),
    ]
    kind = tag("metadata", tag("schema", "QTIv2.1 Package"), tag("schemaversion", "1.0.0"))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest identifier="m_{key}" xmlns="{_CP}" '
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
