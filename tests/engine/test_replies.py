"""From what a reader gives to the tokens that rules look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.engine.sample import AGE, HOUR, SIGNS, SINCE, SPOKEN
from widgets.engine.errors import (
    AnswerError,
    MissingItems,
    OutOfRange,
    UnknownChoice,
    UnknownItem,
    WrongForm,
)
from widgets.engine.model import Step
from widgets.engine.replies import (
    all_tokens,
    answer_for,
    band_of,
    measure,
    read_reply,
    real_day,
)

WHOLE_LIST = {"school": "seen", "meals": "not-seen", "sleep": "seen"}


def test_choice_is_kept_and_shown_by_its_label() -> None:
    reply = read_reply(SPOKEN, "unsure")
    assert (reply.answer, reply.tokens, reply.shown) == ("unsure", "unsure", "I am not sure")


def test_unknown_choice_lists_the_answers_there_are() -> None:
    with pytest.raises(UnknownChoice) as fault:
        read_reply(SPOKEN, "perhaps")
    assert fault.value.step == "spoken"
    assert str(fault.value) == "Choose one of the answers: 'Yes'; 'No'; 'I am not sure'."


@pytest.mark.parametrize("step", [SPOKEN, AGE, SINCE, HOUR], ids=lambda step: step.id)
@pytest.mark.parametrize("answer", [{}, {"yes": "yes"}, None, 3, ["yes"], True])
def test_single_answer_must_be_text(step: Step, answer: Any) -> None:
    with pytest.raises(WrongForm, match="Give one answer"):
        read_reply(step, answer)


def test_checklist_comes_out_in_the_order_of_its_items() -> None:
    backwards = dict(reversed(WHOLE_LIST.items()))
    reply = read_reply(SIGNS, backwards)
    assert reply.tokens == ("seen", "not-seen", "seen")
    assert isinstance(reply.answer, Mapping)
    assert list(reply.answer.items()) == list(WHOLE_LIST.items())
    assert reply.shown == "Missing school: Seen; Missing meals: Not seen; Tired all day: Seen"


def test_missing_items_are_named() -> None:
    with pytest.raises(MissingItems) as fault:
        read_reply(SIGNS, {"meals": "seen"})
    assert fault.value.items == ("school", "sleep")
    assert "Missing school; Tired all day" in str(fault.value)


@pytest.mark.parametrize("answer", ["seen", "", None, 7, True, ["school", "meals", "sleep"]])
def test_checklist_without_a_mapping_misses_everything(answer: Any) -> None:
    with pytest.raises(MissingItems) as fault:
        read_reply(SIGNS, answer)
    assert fault.value.items == ("school", "meals", "sleep")


def test_unknown_item_is_refused_even_beside_a_whole_list() -> None:
    with pytest.raises(UnknownItem, match="'pets'"):
        read_reply(SIGNS, {**WHOLE_LIST, "pets": "seen"})


@pytest.mark.parametrize("token", ["yes", "", None, ["seen"], {"seen": "seen"}])
def test_item_needs_a_choice_of_the_list(token: Any) -> None:
    with pytest.raises(UnknownChoice):
        read_reply(SIGNS, {**WHOLE_LIST, "sleep": token})


@pytest.mark.parametrize(
    ("given", "band", "answer", "shown"),
    [
        ("0", "young", "0", "0 years"),
        ("4", "young", "4", "4 years"),
        ("5", "older", "5", "5 years"),
        ("18", "older", "18", "18 years"),
        (" 007 ", "older", "7", "7 years"),
    ],
)
def test_numbers_fall_into_bands(given: str, band: str, answer: str, shown: str) -> None:
    reply = read_reply(AGE, given)
    assert (reply.tokens, reply.answer, reply.shown) == (band, answer, shown)


def test_a_number_without_a_unit_is_shown_bare() -> None:
    assert read_reply(replace(AGE, unit=""), "7").shown == "7"


def test_a_number_outside_is_told_the_range() -> None:
    with pytest.raises(OutOfRange, match=r"^Give a whole number from 0 to 18\.$"):
        read_reply(AGE, "19")


@pytest.mark.parametrize(
    "given", ["", " ", "-1", "1.5", "1e2", "five", "0x5", "12345678", "5 6", "\u0667", "\uff17"]
)
def test_what_is_no_whole_number(given: str) -> None:
    with pytest.raises(WrongForm, match="whole number, in digits"):
        read_reply(AGE, given)


@pytest.mark.parametrize(
    ("given", "band", "shown"),
    [
        ("1900-01-01", "long", "Monday 1 January 1900"),
        ("2025-12-31", "long", "Wednesday 31 December 2025"),
        ("2026-01-01", "late", "Thursday 1 January 2026"),
        ("2024-02-29", "long", "Thursday 29 February 2024"),
        ("2199-12-31", "late", "Tuesday 31 December 2199"),
    ],
)
def test_dates_fall_into_bands(given: str, band: str, shown: str) -> None:
    reply = read_reply(SINCE, given)
    assert (reply.tokens, reply.answer, reply.shown) == (band, given, shown)


@pytest.mark.parametrize(
    "given", ["", "2026-02-29", "2026-13-01", "0000-01-01", "22/11/2026", "2026-1-1", "20261122",
              "2026-11-22T10:00", "today", "2026-W47-7", "\uff12026-11-22"],
)  # fmt: skip
def test_what_is_no_date(given: str) -> None:
    with pytest.raises(WrongForm, match="real date"):
        read_reply(SINCE, given)


@pytest.mark.parametrize("given", ["1899-12-31", "2200-01-01"])
def test_a_date_outside_is_told_the_range_in_words(given: str) -> None:
    with pytest.raises(OutOfRange) as fault:
        read_reply(SINCE, given)
    assert str(fault.value) == "Give a date from Monday 1 January 1900 to Tuesday 31 December 2199."


@pytest.mark.parametrize(
    ("given", "band"),
    [
        ("2026-11-23T08:59", "shut"),
        ("2026-11-23T09:00", "open"),
        ("2026-11-23T16:59", "open"),
        ("2026-11-23T17:00", "edge"),
        ("2026-11-23T17:01", "shut"),
        ("2026-11-27T17:00", "edge"),
        ("2026-11-28T12:00", "shut"),
        ("2026-11-29T23:59", "shut"),
        ("2026-11-30T00:00", "shut"),
    ],
)
def test_times_fall_into_bands_of_the_week(given: str, band: str) -> None:
    assert read_reply(HOUR, given).tokens == band


def test_a_time_is_shown_with_its_day() -> None:
    assert read_reply(HOUR, "2026-11-22T17:05").shown == "Sunday 22 November 2026, 17:05"


@pytest.mark.parametrize(
    "given",
    ["", "17:00", "2026-11-23 17:00", "2026-11-23T24:00", "2026-11-23T17:60", "2026-11-31T10:00",
     "2026-11-23T17:00:00", "2026-11-23T17:00Z", "2026-11-23"],
)  # fmt: skip
def test_what_is_no_time(given: str) -> None:
    with pytest.raises(WrongForm, match="real day and time"):
        read_reply(HOUR, given)


def test_a_time_outside_every_band_is_told_so() -> None:
    with pytest.raises(OutOfRange, match="real day and time"):
        read_reply(replace(HOUR, bands=HOUR.bands[:1]), "2026-11-29T12:00")


def test_minutes_count_from_monday_midnight() -> None:
    assert measure(HOUR, "2026-11-23T00:00")[0] == 0
    assert measure(HOUR, "2026-11-29T23:59")[0] == 7 * 24 * 60 - 1


def test_measure_of_a_step_that_holds_no_value() -> None:
    with pytest.raises(WrongForm, match="Give an answer"):
        measure(SPOKEN, "yes")


def test_band_of_nothing() -> None:
    assert band_of(AGE, 19) is None


@pytest.mark.parametrize(
    ("step", "count"), [(SPOKEN, 3), (SIGNS, 2**3), (AGE, 2), (SINCE, 2), (HOUR, 3)],
    ids=lambda value: getattr(value, "id", value),
)  # fmt: skip
def test_every_reply_reads_back_as_itself(step: Step, count: int) -> None:
    replies = list(all_tokens(step))
    assert len(replies) == len(set(replies)) == count
    for tokens in replies:
        for last in (False, True):
            answer = answer_for(step, tokens, last=last)
            assert read_reply(step, answer).tokens == tokens


def test_both_ends_of_a_band_are_tried() -> None:
    assert [answer_for(AGE, "older", last=last) for last in (False, True)] == ["5", "18"]
    assert [answer_for(HOUR, "open", last=last) for last in (False, True)] == [
        "2027-02-01T09:00", "2027-02-05T16:59",
    ]  # fmt: skip


@pytest.mark.parametrize("step", [SPOKEN, SIGNS, AGE, SINCE, HOUR], ids=lambda step: step.id)
def test_every_fault_names_its_step_and_itself(step: Step) -> None:
    with pytest.raises(AnswerError) as fault:
        read_reply(step, "nothing of the kind")
    assert fault.value.step == step.id
    assert fault.value.name == type(fault.value).__name__
    assert str(fault.value).endswith(".")


def test_an_answer_is_the_first_of_its_range_unless_told() -> None:
    assert answer_for(AGE, "older") == answer_for(AGE, "older", last=False) == "5"
    assert answer_for(AGE, "older", last=True) == "18"


def test_a_list_is_answered_line_by_line() -> None:
    with pytest.raises(ValueError, match="shorter"):
        answer_for(SIGNS, ("seen",))


def test_a_day_is_real_and_in_the_one_form() -> None:
    assert real_day("2028-02-29") == date(2028, 2, 29)
    for text in ("", "2027-02-29", "20280229", "2028-02-29 ", "2028-W09-2", "tomorrow"):
        assert real_day(text) is None
