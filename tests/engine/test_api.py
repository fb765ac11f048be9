"""What the browser's worker calls: JSON text in, JSON text out, never an exception."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.engine.markup import parse
from tests.engine.sample import AUTHORITY, LINKS, TODAY
from tests.engine.test_decide import NONE_SEEN
from widgets.engine import codec
from widgets.engine.api import Session
from widgets.engine.render.dates import date_calendar, date_results

SESSION = Session(codec.dump(AUTHORITY))


def ask(op: str, **more: Any) -> dict[str, Any]:
    request = {"op": op, "pathway": "first-look", "root": LINKS.root, "today": TODAY, **more}
    reply = json.loads(SESSION.handle(json.dumps(request)))
    assert isinstance(reply, dict)
    return reply


def ok(op: str, **more: Any) -> dict[str, Any]:
    reply = ask(op, **more)
    assert set(reply) == {"ok"}, reply
    made = reply["ok"]
    assert isinstance(made, dict)
    return made


def error(op: str, **more: Any) -> dict[str, str]:
    reply = ask(op, **more)
    assert set(reply) == {"error"}, reply
    fault = reply["error"]
    assert set(fault) == {"name", "message", "step"}
    return dict(fault)


def test_show_asks_the_first_step() -> None:
    made = ok("show", answers={})
    assert made["at"] == "step:spoken"
    assert made["says"] == "Have you spoken to the family?"
    assert parse(made["screen"]).one("form").attributes["data-step"] == "spoken"
    assert made["summary"] == ""
    assert made["answers"] == {}
    assert made["used"] == made["dropped"] == []


def test_answers_may_be_left_out() -> None:
    assert ok("show") == ok("show", answers={})


def test_answer_leads_on_and_keeps_the_answers() -> None:
    made = ok("answer", answers={"spoken": "no"}, step="age", answer="5")
    assert made["at"] == "outcome:watch"
    assert made["says"] == "Keep watching"
    assert made["answers"] == {"spoken": "no", "age": "5"}
    assert made["used"] == ["spoken", "age"]
    assert parse(made["screen"]).one("section").attributes["data-outcome"] == "watch"
    assert "Why: the answers and the rules behind this" in parse(made["screen"]).text


def test_a_dropped_answer_is_named_by_its_question() -> None:
    before = {"spoken": "yes", "signs": NONE_SEEN, "age": "5"}
    made = ok("answer", answers=before, step="spoken", answer="no")
    assert made["dropped"] == ["What have you seen?"]
    assert made["answers"] == {"spoken": "no", "age": "5"}


def test_the_summary_lets_each_answer_be_changed() -> None:
    made = ok("answer", answers={"spoken": "no", "age": "4"}, step="spoken", answer="unsure")
    summary = parse(made["summary"])
    assert [b.attributes["data-change"] for b in summary.every("button")] == ["spoken"]
    assert summary.one("button").text == ("Change the answer to: Have you spoken to the family?")
    assert "Kept for when the question comes again:" in summary.text
    assert summary.one("ul").text == "How old is the child? 4 years"


def test_the_interrupt_can_be_taken_back() -> None:
    made = ok("answer", answers={"spoken": "no"}, step="harm", answer="yes")
    assert made["at"] == "outcome:harm"
    assert made["used"] == ["spoken", "harm"]
    undo = parse(made["summary"]).one("button", data_undo="harm")
    assert undo.text == "Take this back"


def test_edit_shows_the_form_with_its_answer() -> None:
    made = ok("edit", answers={"spoken": "no"}, step="spoken")
    assert made["at"] == "step:spoken"
    marked = [r for r in parse(made["screen"]).every("input") if "checked" in r.attributes]
    assert [r.attributes["value"] for r in marked] == ["no"]


@pytest.mark.parametrize("junk", [None, 3, [1], "seen", {"a": 1}])
def test_edit_of_a_junk_answer_shows_an_empty_form(junk: Any) -> None:
    made = ok("edit", answers={"signs": junk}, step="signs")
    assert made["screen"] == ok("edit", step="signs")["screen"]


def test_record_is_plain_text() -> None:
    made = ok("record", answers={"spoken": "no"}, made="Sunday")
    assert made["text"].startswith("A first look\n")
    assert "Made Sunday" in made["text"]


def test_links_lead_from_the_page_that_asks() -> None:
    made = ok("answer", answers={"spoken": "no"}, step="age", answer="5", root="../")
    links = [a.attributes["href"] for a in parse(made["screen"]).every("a")]
    assert "../sampleton/tools/first-look/#step-spoken" in links


@pytest.mark.parametrize(
    ("op", "more", "name", "step"),
    [
        ("show", {"pathway": "gone"}, "UnknownPathway", ""),
        ("answer", {"step": "spoken", "answer": "perhaps"}, "UnknownChoice", "spoken"),
        ("answer", {"step": "age", "answer": "x"}, "WrongForm", "age"),
        ("answer", {"step": "gone", "answer": "x"}, "UnknownStep", "gone"),
        ("answer", {"step": "harm", "answer": "no"}, "UnknownChoice", "harm"),
        ("show", {"answers": {"spoken": "perhaps"}}, "UnknownChoice", "spoken"),
        ("edit", {"step": "gone"}, "UnknownStep", "gone"),
        ("fly", {}, "BadRequest", ""),
        ("dates", {"timescale": "gone", "start": "2020-01-01"}, "BadRequest", ""),
        ("dates", {"timescale": "call-back", "start": "soon"}, "WrongForm", ""),
    ],
)
def test_faults_come_back_named(op: str, more: dict[str, Any], name: str, step: str) -> None:
    fault = error(op, **more)
    assert fault["name"] == name
    assert fault["step"] == step
    assert fault["message"].endswith(".")


MALFORMED = [
    "", "{", "null", "[]", "7", '"show"', "{}",
    '{"op": "show", "pathway": ["first-look"]}',
    '{"op": ["show"], "pathway": "first-look"}',
    '{"op": "fly", "pathway": "first-look"}',
    '{"op": "show", "pathway": "first-look", "answers": null}',
    '{"op": "show", "pathway": "first-look", "answers": []}',
    '{"op": "show", "pathway": "first-look", "answers": "harm"}',
    '{"op": "answer", "pathway": "first-look"}',
    '{"op": "answer", "pathway": "first-look", "step": "spoken"}',
    '{"op": "answer", "pathway": "first-look", "step": ["spoken"], "answer": "yes"}',
    '{"op": "answer", "pathway": "first-look", "step": "signs", "answer": 3}',
    '{"op": "answer", "pathway": "first-look", "step": "signs", "answer": null}',
    '{"op": "edit", "pathway": "first-look"}',
    '{"op": "edit", "pathway": "first-look", "step": {}}',
    '{"op": "show", "pathway": "first-look", "answers": {"spoken": {"a": 1}}}',
    '{"op": "show", "pathway": "first-look", "answers": {"spoken": "yes", "signs": [1, 2]}}',
]  # fmt: skip


@pytest.mark.parametrize("request_", MALFORMED, ids=lambda text: text[:60])
def test_malformed_requests_are_refused_in_words(request_: str) -> None:
    reply = json.loads(SESSION.handle(request_))
    assert set(reply) == {"error"}
    assert set(reply["error"]) == {"name", "message", "step"}
    assert reply["error"]["message"].endswith(".")


def test_due_dates_come_as_a_screen_and_a_calendar() -> None:
    start, now = "2020-01-01T10:00", "2020-01-01T10:01"
    made = ok("dates", timescale="call-back", start=start, made=now)
    scale = AUTHORITY.timescales["call-back"]
    assert made == {
        "screen": date_results(scale, start),
        "calendar": date_calendar(AUTHORITY, scale, start, now),
    }


def test_text_comes_back_as_people_write_it() -> None:
    office = replace(AUTHORITY.timescales["call-back"], title="Café")
    session = Session(codec.dump(replace(AUTHORITY, name="Café", timescales={"call": office})))
    dates = {
        "op": "dates",
        "timescale": "call",
        "start": f"{TODAY}T10:00",
        "made": f"{TODAY}T10:01",
    }
    record = {"op": "record", "pathway": "first-look"}
    for request in (dates, record):
        assert "Café" in session.handle(json.dumps({**request, "today": TODAY}))


def test_the_urgent_outcome_is_shown_whatever_else_was_sent() -> None:
    for junk in ({"spoken": 3}, {"spoken": "yes", "signs": [1]}, {"gone": None}):
        assert ok("show", answers={**junk, "harm": "yes"})["at"] == "outcome:harm"


def test_the_session_keeps_nothing() -> None:
    ok("answer", answers={"spoken": "no"}, step="age", answer="5")
    assert ok("show", answers={})["at"] == "step:spoken"


def test_answers_are_held_against_those_of_a_story() -> None:
    story = {"spoken": "yes", "signs": {**NONE_SEEN, "school": "seen", "meals": "seen"}}
    made = ok("differ", answers={"spoken": "no", "age": "7"}, story=story)
    assert made["says"] == "You come to another end than the story."
    assert made["same"] is False
    assert parse(made["screen"]).one("li", data_step="spoken").text.endswith("ways part.")
    assert ok("differ", answers=story, story=story)["same"] is True
    assert error("differ", answers={}, story={"gone": "yes"})["name"] == "UnknownStep"
    assert error("differ", answers={}, story="yes")["name"] == "BadRequest"


def test_a_story_has_no_end_outside_the_dates_of_the_rules_whatever_the_answers() -> None:
    urgent = {"harm": "yes"}
    asked = error("differ", answers=urgent, story={"spoken": "no"}, today="2022-01-01")
    assert asked["name"] == "NotInForce"
