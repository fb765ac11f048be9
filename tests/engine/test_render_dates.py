"""A timescale as a form, its rules in words, and the dates it gives."""

from __future__ import annotations

import pytest

from tests.engine.markup import parse
from tests.engine.sample import AUTHORITY, CALL_BACK, PLAN_REVIEW
from widgets.engine.errors import WrongForm
from widgets.engine.render.dates import (
    date_calendar,
    date_examples,
    date_form,
    date_results,
    date_rules,
    due_dates,
)

DUE = {
    "soon": "Tuesday 24 November 2026",
    "first": "Sunday 3 January 2027",
    "second": "Monday 22 February 2027",
    "yearly": "Monday 22 November 2027",
    "panel": "Tuesday 17 November 2026",
    "letter": "Saturday 21 November 2026",
}


def test_the_form_asks_for_a_day_or_a_moment() -> None:
    day, moment = (parse(date_form(scale)).one("form") for scale in (PLAN_REVIEW, CALL_BACK))
    assert day.one("input").attributes["type"] == "date"
    assert moment.one("input").attributes["type"] == "datetime-local"
    for form, scale in ((day, PLAN_REVIEW), (moment, CALL_BACK)):
        assert form.attributes["data-timescale"] == scale.id
        assert form.one("label").attributes["for"] == form.one("input").attributes["id"]
        assert form.one("label").text == scale.start
        assert form.one("input").attributes["autocomplete"] == "off"


def test_the_rules_say_how_each_date_is_counted() -> None:
    found = parse(date_rules(PLAN_REVIEW))
    assert [each.text for each in found.every("dt")] == [due.label for due in PLAN_REVIEW.dues]
    assert [each.text for each in found.every("dd")][1].startswith("6 weeks after")


def test_results_give_each_date_with_its_rule() -> None:
    found = parse(date_results(PLAN_REVIEW, "2026-11-22"))
    assert [each.text for each in found.every("time", class_="hb-due__date")] == list(DUE.values())
    assert len(list(found.every("p", class_="hb-due__rule"))) == len(DUE)
    assert "The day the plan was written: Sunday 22 November 2026" in found.text
    assert "Whether bank holidays count." in found.text
    assert "clause 15" in found.text
    assert found.one("button").attributes["data-do"] == "calendar"
    assert found.one("h3").attributes["tabindex"] == "-1"


def test_results_of_a_moment() -> None:
    found = parse(date_results(CALL_BACK, "2026-11-22T22:30"))
    assert found.one("time", class_="hb-due__date").text == "Monday 23 November 2026, 02:30"


def test_examples_are_a_table_with_heads() -> None:
    found = parse(date_examples(PLAN_REVIEW, ("2026-11-22", "2024-02-29")))
    heads = [each.text for each in found.every("th", scope="col")]
    assert heads == ["Counted from", *(due.label for due in PLAN_REVIEW.dues)]
    rows = [each.text for each in found.every("th", scope="row")]
    assert rows == ["Sunday 22 November 2026", "Thursday 29 February 2024"]
    assert [each.text for each in found.every("td")][:6] == list(DUE.values())


@pytest.mark.parametrize("start", ["", "tomorrow", "2026-02-30", "2026-11-22T10:00:00Z"])
def test_a_faulty_start_is_refused(start: str) -> None:
    for scale in (PLAN_REVIEW, CALL_BACK):
        with pytest.raises(WrongForm):
            date_results(scale, start)
        with pytest.raises(WrongForm):
            due_dates(scale, start)


def test_the_calendar_names_the_policy_and_each_date_once() -> None:
    made = date_calendar(AUTHORITY, PLAN_REVIEW, "2026-11-22", "2026-11-22T10:00")
    lines = made.replace("\r\n ", "").split("\r\n")
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(uids) == len(set(uids)) == len(DUE)
    assert all("sampleton-plan-review-" in uid for uid in uids)
    assert any("Policy version 3 of 2026-11-22" in line for line in lines)
    assert "DTSTART;VALUE=DATE:20270103" in lines
