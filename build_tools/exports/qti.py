"""Practice questions as QTI 2.1, the format of 1EdTech that most learning platforms import.

A question is an `assessmentItem` with one `choiceInteraction`. Its response processing gives each
answer what it is worth and shows the feedback that belongs to it. All questions together are an
`assessmentTest` with a section for each case. The order of elements is that of the schema.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from build_tools.exports.questions import RIGHT, Question
from widgets.engine.html import Html, join, tag

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1p2.xsd"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

_DECLARED = f'xmlns="{QTI}" xmlns:xsi="{_XSI}" xsi:schemaLocation="{QTI} {_SCHEMA}"'

_PROCESSING = Html(
    "<responseProcessing>"
    '<responseCondition><responseIf><isNull><variable identifier="RESPONSE"/></isNull>'
    '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">0</baseValue>'
    "</setOutcomeValue></responseIf>"
    '<responseElse><setOutcomeValue identifier="SCORE"><mapResponse identifier="RESPONSE"/>'
    "</setOutcomeValue></responseElse></responseCondition>"
    '<setOutcomeValue identifier="FEEDBACK"><variable identifier="RESPONSE"/></setOutcomeValue>'
    "</responseProcessing>"
)


def identifier(question: Question) -> str:
    """The id of a question as QTI allows it in a test: a letter first, no slash, no full stop."""
    return f"q_{question.id.replace('/', '_')}"


def item(question: Question) -> str:
    """A question as an XML document."""
    keys = [f"A{number}" for number in range(1, len(question.options) + 1)]
    chosen = list(zip(keys, question.options, strict=True))
    right = [tag("value", key) for key, option in chosen if option.worth == RIGHT]
    worth = "".join(
        f'<mapEntry mapKey="{key}" mappedValue="{option.worth / RIGHT:g}"/>'
        for key, option in chosen
    )
    body = [
        tag("responseDeclaration",
            tag("correctResponse", right),
            tag("mapping", Html(worth), lowerBound="0", upperBound="1", defaultValue="0"),
            identifier="RESPONSE", cardinality="single", baseType="identifier"),
        tag("outcomeDeclaration",
            tag("defaultValue", tag("value", "0")),
            identifier="SCORE", cardinality="single", baseType="float"),
        tag("outcomeDeclaration",
            identifier="FEEDBACK", cardinality="single", baseType="identifier"),
        tag("itemBody",
            tag("div", question.stem),
            tag("choiceInteraction",
                tag("prompt", question.ask),
                [tag("simpleChoice", option.text, identifier=key) for key, option in chosen],
                responseIdentifier="RESPONSE", shuffle="false", maxChoices="1")),
        _PROCESSING,
        # With the answer's own words, because a platform may show no more than one.
        *(tag("modalFeedback", option.feedback, question.feedback,
              outcomeIdentifier="FEEDBACK", identifier=key, showHide="show")
          for key, option in chosen),
    ]  # fmt: skip
    given = {"identifier": identifier(question), "title": question.name, "xml:lang": "en-GB",
             "adaptive": "false", "timeDependent": "false"}  # fmt: skip
    return _document("assessmentItem", given, body)


def whole_test(questions: Iterable[Question], name: str, title: str, folder: str) -> str:
    """The test that puts the questions in their order, as an XML document.

    They come one at a time: what was answered stands above the next question. `name` is its
    identifier, `folder` where the questions lie.
    """
    sections = [
        tag("assessmentSection", Html("".join(
            f'<assessmentItemRef identifier="{identifier(each)}" '
            f'href="{folder}/{identifier(each)}.xml"/>' for each in own
        )), identifier=f"case-{number}", title=case, visible="true")
        for number, (case, own) in enumerate(groupby(questions, key=lambda each: each.case), 1)
    ]  # fmt: skip
    control = Html('<itemSessionControl maxAttempts="1" showFeedback="true"/>')
    part = tag("testPart", control, sections, identifier="part-1", navigationMode="linear",
               submissionMode="individual")  # fmt: skip
    return _document("assessmentTest", {"identifier": name, "title": title}, [part])


def _document(name: str, given: dict[str, str], body: Iterable[Html]) -> str:
    start = str(tag(name, **given)).removesuffix(f"></{name}>")
    return f"{_HEAD}{start} {_DECLARED}>{join(body)}</{name}>\n"
