"""Whatever policy text holds, it is text on the page: never markup, style or script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.engine.markup import Element, parse
from tests.engine.nasty import dressed
from tests.engine.sample import LINKS
from tests.engine.test_decide import NONE_SEEN, ONE_SEEN
from widgets.engine.html import Html, join, tag
from widgets.engine.model import Authority
from widgets.engine.render.answers import answers_so_far
from widgets.engine.render.outcomes import outcome_card, reasons
from widgets.engine.render.shell import widget
from widgets.engine.render.static import static_pathway
from widgets.engine.render.steps import step_form
from widgets.engine.replies import Answers
from widgets.engine.revise import settle

ATTACKS = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '" onclick="alert(1)" style="color:red',
    "' autofocus onfocus='alert(1)",
    "</template></pathway-widget><b>",
    "<!-- x",
    "&lt;b&gt; &amp; &#60;",
    "]]> <![CDATA[ <?php",
    "`${alert(1)}` {{ 7 * 7 }} {% raw %}",
]
# What an HTML reader alters by itself: NUL, carriage returns, and characters it cannot hold.
_TEXT = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"]) | st.sampled_from("<>&\"'`=/\\;-"),
    min_size=1,
    max_size=30,
)


def screens(authority: Authority) -> Iterator[Html]:
    """Every screen the engine can make of the sample."""
    pathway = authority.pathways["first-look"]
    yield widget(authority, pathway, LINKS, {"note": authority.name})
    yield static_pathway(authority, pathway, LINKS)
    for step in pathway.steps.values():
        yield step_form(step)
    for outcome in (pathway.interrupt.outcome, *pathway.outcomes.values()):
        yield outcome_card(authority, outcome, LINKS)
    given_: list[Answers] = [
        {"spoken": "yes", "signs": ONE_SEEN, "since": "2026-01-01"},
        {"spoken": "no", "age": "4", "hour": "2026-11-23T17:00"},
        {"spoken": "yes", "age": "4", "harm": "yes"},
        {"spoken": "yes", "signs": NONE_SEEN, "hour": "2026-11-23T17:00"},
    ]
    for answers in given_:
        revision = settle(pathway, answers)
        yield answers_so_far(revision)
        yield reasons(revision.trace) or Html("")


def skeleton(element: Element) -> object:
    """The elements and the names of their attributes, without texts and values."""
    return (
        element.name,
        sorted(element.attributes),
        [skeleton(part) for part in element.inside if isinstance(part, Element)],
    )


PLAIN = [skeleton(parse(html)) for html in screens(dressed("x"))]


@given(_TEXT)
@example("x")
def test_text_never_becomes_markup(text: str) -> None:
    made = [parse(html) for html in screens(dressed(text))]
    assert [skeleton(each) for each in made] == PLAIN


@pytest.mark.parametrize("attack", ATTACKS)
def test_known_attacks_are_shown_as_text(attack: str) -> None:
    made = [parse(html) for html in screens(dressed(attack))]
    assert [skeleton(each) for each in made] == PLAIN
    assert all(attack in each.raw_text for each in made if each.inside)


@given(_TEXT, _TEXT)
def test_tag_escapes_text_and_attributes(text: str, value: str) -> None:
    found = parse(tag("p", text, title=value)).one("p")
    assert found.raw_text == text
    assert found.attributes == {"title": value}


@given(st.lists(_TEXT))
def test_join_keeps_texts_in_order(texts: list[str]) -> None:
    assert parse(join(texts)).raw_text == "".join(texts)
