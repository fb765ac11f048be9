"""The box to copy a link from, and what is said when one is opened."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.engine.markup import parse
from tests.engine.sample import AGE, AUTHORITY, LINKS, PATHWAY, SIGNS
from tests.engine.test_api import error, ok
from tests.engine.test_points import ANSWERS, NEW, made, opened, with_steps
from widgets.engine.decide import follow
from widgets.engine.model import Authority, Edge, Is, Pathway
from widgets.engine.points import Opened, read_point
from widgets.engine.render.links import link_box, link_card, opened_notice
from widgets.engine.revise import settle


def notice(text: str, pathway: Pathway = PATHWAY, authority: Authority = NEW) -> str:
    return parse(opened_notice(authority, opened(text, pathway, authority), LINKS)).text


def test_the_box_holds_the_address_and_says_what_is_in_it() -> None:
    box = parse(link_box("https://example.org/?a=1&b#point/1", follow(PATHWAY, ANSWERS)))
    field = box.one("input")
    assert field.attributes["value"] == "https://example.org/?a=1&b#point/1"
    assert "readonly" in field.attributes
    assert box.one("label").attributes["for"] == field.attributes["id"]
    assert "do not send it about a real child" in box.text
    assert "The day and time are left out" not in box.text
    timed = follow(PATHWAY, {"spoken": "no", "age": "4", "hour": "2026-11-23T10:00"})
    assert "The day and time are left out" in parse(link_box("x", timed)).text


def test_the_notice_tells_what_changed_and_when() -> None:
    said = notice(made(ANSWERS), with_steps(replace(SIGNS, ask="What has been seen?")))
    assert "The rules have changed since." in said
    assert "made with version 3 of 22 November 2026" in said
    assert "The rules are now version 4 of 1 March 2027." in said
    assert "read differently now: What has been seen?" in said
    assert "What changed in the rules" in said


def test_the_notice_tells_of_another_end() -> None:
    elsewhere = replace(AGE, edges=(Edge("support", Is("age", ("young", "older")), "New."),))
    text = made({"spoken": "no", "age": "7"})
    assert "lead elsewhere now. They led to: Keep watching" in notice(text, with_steps(elsewhere))
    outcomes = {"support": PATHWAY.outcomes["support"]}
    gone = replace(with_steps(elsewhere), outcomes=outcomes)
    assert "they led to an end that is no more" in notice(text, gone)


def changes(**became: Any) -> list[str]:
    """What the notice lists of a link when that became of its answers."""
    dropped = became.pop("dropped", ())
    revision = replace(settle(PATHWAY, {}), dropped=dropped)
    nothing = {"changed": (), "by_clock": (), "gone": 0, "end_then": ""}
    found = Opened(read_point(made(ANSWERS)), revision, True, **{**nothing, **became})
    return [row.text for row in parse(opened_notice(NEW, found, LINKS)).every("li")]


def test_the_notice_lists_all_that_became_of_the_answers() -> None:
    assert changes(changed=("A?",), by_clock=("B?",), gone=1, dropped=("signs", "age")) == [
        "Asked again, because the question or its answers read differently now: A?",
        "Asked again, because your time counts: B?",
        "Left out, because the question is no longer asked: 1 answer.",
        "Left out, because these answers no longer lead there: What have you seen? "
        "How old is the child?",
    ]
    assert changes(gone=2) == ["Left out, because the question is no longer asked: 2 answers."]


@pytest.mark.parametrize(
    ("end", "says"),
    [
        ("outcome:watch", "but they lead elsewhere now. They led to: Keep watching"),
        ("step:age", "but they lead elsewhere now. They led to: How old is the child?"),
        ("outcome:age", "but they led to an end that is no more."),
        ("step:watch", "but they led to an end that is no more."),
    ],
)
def test_the_notice_names_the_end_there_was(end: str, says: str) -> None:
    assert changes(end_then=end) == [f"All its answers still count, {says}"]


def test_the_notice_says_when_nothing_else_changed() -> None:
    assert "All its answers still count, and they lead to the same place." in notice(made(ANSWERS))
    same = notice(made(ANSWERS), authority=AUTHORITY)
    assert "the rules in use" in same
    assert "What changed" not in same


def test_the_card_leads_to_people_and_holds_no_outcome() -> None:
    card = parse(link_card(AUTHORITY))
    assert card.one("section").attributes.get("data-outcome") is None
    numbers = [a.text for a in card.every("a") if (a.attributes["href"] or "").startswith("tel:")]
    assert numbers == ["999", "01632 960001", "01632 960002", "01632 960003"]
    assert card.one("button").attributes["data-do"] == "restart"


def test_the_page_makes_and_opens_links() -> None:
    answers = {"spoken": "no", "age": "7"}
    box = ok("link", answers=answers, page="https://example.org/tool/")
    point = box["point"]
    assert f"https://example.org/tool/#{point}" in box["screen"]
    found = ok("open", point=point)
    shown = ok("show", answers=answers)
    assert {key: found[key] for key in shown} == shown
    assert "Opened from a link" in found["notice"]


def test_a_damaged_link_is_an_error_without_any_screen() -> None:
    for bad in ("", "point/1/x", 7, None, ["point"]):
        fault = error("open", point=bad)
        assert fault["name"] == ("BadLink" if isinstance(bad, str) else "BadRequest")
