"""Rules count from their first day to their last; outside them only the urgent way out decides."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.engine.markup import parse
from tests.engine.sample import AUTHORITY, LINKS, PATHWAY, TODAY
from tests.engine.test_decide import NONE_SEEN
from widgets.engine import NotInForce, Session, codec, decide, decide_on
from widgets.engine.in_force import outside, require_in_force
from widgets.engine.model import Lifetime
from widgets.engine.record import record
from widgets.engine.render.refusal import refusal_card, refusal_screens

YEAR = Lifetime(version="7", starts="2026-11-22", ends="2027-11-21")
# `PATHWAY` says its own first day, later than that of its authority.
DAYS = [
    ("2019-05-31", "early"), ("2019-06-01", None), (TODAY, None), ("2020-12-31", None),
    ("2021-01-01", "late"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "side"),
    [
        ("2026-11-21", "early"), ("2026-11-22", None), ("2027-02-28", None), ("2027-11-21", None),
        ("2027-11-22", "late"), ("2028-01-01", "late"),
    ],
)  # fmt: skip
def test_both_the_first_and_the_last_day_count(day: str, side: str | None) -> None:
    assert outside(YEAR, day) == side
    if side is None:
        require_in_force(YEAR, day)
        return
    with pytest.raises(NotInForce) as fault:
        require_in_force(YEAR, day)
    assert (fault.value.starts, fault.value.ends) == ("2026-11-22", "2027-11-21")
    when = "from 22 November 2026" if side == "early" else "until 21 November 2027"
    assert f"version 7 {when}." in str(fault.value)


@pytest.mark.parametrize("day", ["", "today", "2027-02-30", "22 November 2026", "2027-2-1"])
def test_a_day_that_is_none_is_refused_and_not_guessed(day: str) -> None:
    with pytest.raises(NotInForce, match="does not know which day it is"):
        require_in_force(YEAR, day)


def test_rules_without_dates_count_on_any_day() -> None:
    require_in_force(Lifetime(), "")
    open_ended = Lifetime(starts="2026-11-22")
    require_in_force(open_ended, "2999-12-31")
    with pytest.raises(NotInForce):
        require_in_force(open_ended, "2026-11-21")


@pytest.mark.parametrize(("day", "side"), DAYS)
def test_a_tool_decides_within_its_own_dates_only(day: str, side: str | None) -> None:
    answers = {"spoken": "no", "age": "5"}
    if side is None:
        assert decide_on(AUTHORITY, PATHWAY, answers, day) == decide(PATHWAY, answers)
    else:
        with pytest.raises(NotInForce):
            decide_on(AUTHORITY, PATHWAY, answers, day)
    # The urgent way out is decided on any day, and on none.
    for urgent_day in (day, ""):
        trace = decide_on(AUTHORITY, PATHWAY, {"harm": "yes", **answers}, urgent_day)
        assert trace.outcome == PATHWAY.interrupt.outcome


def test_without_dates_of_its_own_a_tool_has_those_of_its_authority() -> None:
    plain = replace(PATHWAY, lifetime=None)
    assert decide_on(AUTHORITY, plain, {}, "2019-05-31").asking is not None
    with pytest.raises(NotInForce):
        decide_on(AUTHORITY, plain, {}, "2018-12-31")


def _asked(op: str, day: str | None, **more: Any) -> Any:
    request = {"op": op, "pathway": "first-look", "root": LINKS.root, **more}
    if day is not None:
        request["today"] = day
    return json.loads(Session(codec.dump(AUTHORITY)).handle(json.dumps(request)))


@pytest.mark.parametrize("day", [None, "", "2019-05-31", "2021-01-01"])
@pytest.mark.parametrize(
    ("op", "more"),
    [
        ("show", {}),
        ("answer", {"step": "spoken", "answer": "no"}),
        ("edit", {"step": "spoken", "answers": {"spoken": "no"}}),
        ("record", {"answers": {"spoken": "yes", "signs": NONE_SEEN}, "made": "today"}),
    ],
)
def test_nothing_but_the_urgent_way_out_is_answered_outside_the_dates(
    day: str | None, op: str, more: dict[str, Any]
) -> None:
    assert _asked(op, day, **more)["error"]["name"] == "NotInForce"
    assert "ok" in _asked(op, TODAY, **more)
    urgent = _asked("show", day, answers={"harm": "yes"})
    assert urgent["ok"]["at"] == "outcome:harm"


@pytest.mark.parametrize(("day", "name"), [("2018-12-31", "NotInForce"), ("2019-01-01", "")])
def test_dates_are_worked_out_within_the_dates_of_the_authority(day: str, name: str) -> None:
    reply = _asked(
        "dates", day, timescale="plan-review", start="2019-02-01", made="2019-02-01T10:00"
    )
    assert reply.get("error", {"name": ""})["name"] == name


def test_the_card_in_place_of_a_tool_says_why_and_whom_to_ring() -> None:
    card = parse(refusal_card(AUTHORITY, YEAR, "early", LINKS)).one("section")
    assert "from 22 November 2026. Before that day this tool gives no answer." in card.text
    numbers = [each.attributes["href"] for each in card.every("a") if each.text[:1].isdigit()]
    assert numbers[:2] == ["tel:999", "tel:01632960001"]
    ways = [each.attributes["href"] for each in card.every("a")]
    assert {LINKS.page("contacts"), LINKS.page("versions")} <= set(ways)


def test_a_page_holds_the_cards_for_the_days_there_are() -> None:
    assert list(refusal_screens(AUTHORITY, YEAR, LINKS)) == ["refused:early", "refused:late"]
    assert list(refusal_screens(AUTHORITY, replace(YEAR, ends=""), LINKS)) == ["refused:early"]
    assert refusal_screens(AUTHORITY, Lifetime(), LINKS) == {}


def test_a_record_tells_when_its_rules_count() -> None:
    text = record(AUTHORITY, decide(PATHWAY, {"harm": "yes"}), "today")
    assert "Version 3.1 of this tool is in force from 2019-06-01 until 2020-12-31" in text
