"""A link to a point of a tool: what it holds, and what becomes of it when rules change."""

from __future__ import annotations

from binascii import crc32
from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.engine.sample import AGE, AUTHORITY, INTERRUPT, PATHWAY, SIGNS, SPOKEN
from tests.engine.test_decide import ALL_SEEN, ONE_SEEN
from widgets.engine.decide import follow
from widgets.engine.model import Authority, Choice, Edge, Is, Pathway, Step
from widgets.engine.points import Opened, make_point, open_point, read_point, wording
from widgets.engine.replies import Answer

NEW = replace(AUTHORITY, version="4", dated="2027-03-01")
ANSWERS: dict[str, Answer] = {"spoken": "yes", "signs": ONE_SEEN, "since": "2026-02-03"}


def made(answers: Mapping[str, Answer], pathway: Pathway = PATHWAY) -> str:
    return make_point(AUTHORITY, follow(pathway, answers))


def signed(text: str) -> str:
    """A link with its last part put right, as somebody who knows the grammar can do."""
    head = text.rsplit("/", 1)[0] + "/"
    return f"{head}{crc32(head.encode()):08x}"


def with_steps(*steps: Step, pathway: Pathway = PATHWAY) -> Pathway:
    return replace(pathway, steps={**pathway.steps, **{step.id: step for step in steps}})


def opened(text: str, pathway: Pathway = PATHWAY, authority: Authority = NEW) -> Opened:
    return open_point(authority, pathway, text)


def test_it_is_the_ids_the_wording_the_version_and_the_end() -> None:
    text = made(ANSWERS)
    assert text.startswith("point/1/sampleton/first-look/3/2026-11-22/spoken.yes.")
    assert f"/signs.school_not-seen_meals_not-seen_sleep_seen.{wording(SIGNS)}/since." in text
    assert text.endswith(f"/outcome.support/{text[-8:]}")
    point = read_point(text)
    assert (point.version, point.dated, point.end) == ("3", "2026-11-22", "outcome:support")
    assert {step: answer for step, answer, _ in point.given} == ANSWERS


@pytest.mark.parametrize(
    "answers",
    [{}, {"spoken": "no"}, {"spoken": "yes", "signs": ALL_SEEN}, ANSWERS, {"harm": "yes"},
     {"spoken": "yes", "harm": "yes"}],
)  # fmt: skip
def test_under_the_same_rules_it_gives_the_same_point(answers: dict[str, Answer]) -> None:
    found = opened(made(answers), authority=AUTHORITY)
    assert found.revision.trace == follow(PATHWAY, answers)
    assert (found.older, found.changed, found.by_clock, found.gone, found.end_then) == (
        False, (), (), 0, "",
    )  # fmt: skip


def test_the_reader_is_asked_for_her_own_time() -> None:
    answers = {"spoken": "no", "age": "4", "hour": "2026-11-23T10:00"}
    text = made(answers)
    assert "/hour.now." in text
    assert "10" not in text.split("/hour.")[1].split(".")[0]
    found = opened(text, authority=AUTHORITY)
    asking = found.revision.trace.asking
    assert asking is not None
    assert asking.id == "hour"
    assert found.by_clock == ("What day and time is it?",)


def test_a_time_that_is_no_clock_travels() -> None:
    hour = replace(PATHWAY.steps["hour"], clock=False)
    pathway = with_steps(hour)
    text = made({"spoken": "no", "age": "4", "hour": "2026-11-23T10:00"}, pathway)
    assert "/hour.2026-11-23T1000." in text
    found = opened(text, pathway, AUTHORITY)
    assert found.revision.answers["hour"] == "2026-11-23T10:00"


# ---- rules that have changed since


def test_newer_rules_that_say_the_same_keep_every_answer() -> None:
    found = opened(made(ANSWERS))
    assert found.older
    assert found.revision.answers == ANSWERS
    assert (found.changed, found.gone, found.end_then) == ((), 0, "")


def test_a_question_that_reads_differently_is_asked_again() -> None:
    other = replace(SIGNS, ask="What has been seen?")
    found = opened(made(ANSWERS), with_steps(other))
    assert found.changed == ("What has been seen?",)
    assert found.revision.trace.asking == other
    # The answer after it waits for its question.
    assert found.revision.answers == {"spoken": "yes", "since": "2026-02-03"}
    assert found.revision.waiting == ("since",)


@pytest.mark.parametrize(
    "choices",
    [
        (*SPOKEN.choices, Choice("partly", "In part")),
        SPOKEN.choices[:2],
        (replace(SPOKEN.choices[0], label="Yes, with both parents"), *SPOKEN.choices[1:]),
        (replace(SPOKEN.choices[0], hint=""), *SPOKEN.choices[1:]),
    ],
)
def test_other_choices_are_a_change(choices: tuple[Choice, ...]) -> None:
    found = opened(made({"spoken": "yes"}), with_steps(replace(SPOKEN, choices=choices)))
    assert found.changed == (SPOKEN.ask,)
    assert found.revision.answers == {}


def test_order_reasons_and_rules_are_no_change_of_wording() -> None:
    assert wording(replace(SPOKEN, choices=SPOKEN.choices[::-1])) == wording(SPOKEN)
    assert wording(replace(SPOKEN, why="", clauses=(), not_said=())) == wording(SPOKEN)
    assert wording(replace(AGE, unit="months")) != wording(AGE)
    assert wording(replace(SIGNS, items=SIGNS.items[:2])) != wording(SIGNS)
    assert wording(replace(INTERRUPT, label="Another")) != wording(INTERRUPT)


def test_the_digest_of_a_wording_never_changes() -> None:
    # Links hold it that were sent long ago.
    assert [wording(each) for each in (SPOKEN, SIGNS, AGE, INTERRUPT)] == [
        "013d3", "6d6bf", "b1173", "6b2f3",
    ]  # fmt: skip


def test_a_rule_that_leads_elsewhere_is_told() -> None:
    elsewhere = replace(AGE, edges=(Edge("support", Is("age", ("young", "older")), "New."),))
    found = opened(made({"spoken": "no", "age": "7"}), with_steps(elsewhere))
    assert found.end_then == "outcome:watch"
    outcome = found.revision.trace.outcome
    assert outcome is not None
    assert outcome.id == "support"


def test_a_question_that_is_gone_is_counted() -> None:
    ends = replace(SIGNS, edges=(Edge("watch", Is("spoken", ("yes", "unsure")), "New."),))
    steps = {key: step for key, step in with_steps(ends).steps.items() if key != "since"}
    found = opened(made(ANSWERS), replace(PATHWAY, steps=steps))
    assert found.gone == 1
    assert found.revision.answers == {"spoken": "yes", "signs": ONE_SEEN}


def test_an_answer_no_longer_led_to_is_told() -> None:
    ends = replace(SPOKEN, edges=(Edge("age", Is("spoken", ("yes", "no", "unsure")), "New."),))
    found = opened(made(ANSWERS), with_steps(ends))
    assert set(found.revision.dropped) == {"signs", "since"}


def test_a_value_out_of_range_is_asked_again() -> None:
    young = replace(AGE, bands=AGE.bands[:1], edges=AGE.edges[:1])
    found = opened(made({"spoken": "no", "age": "7"}), with_steps(young))
    assert found.changed == (AGE.ask,)


def test_the_urgent_way_out_always_stays() -> None:
    gone = replace(PATHWAY, steps={"age": AGE}, start="age")
    reworded = replace(gone, interrupt=replace(INTERRUPT, label="Another label"))
    found = opened(made({"spoken": "yes", "harm": "yes"}), reworded)
    assert found.revision.trace.outcome == INTERRUPT.outcome


def test_renamed_ids_are_followed() -> None:
    renamed = {
        "pathway first-look": "second-look", "step first-look/spoken": "talked",
        "answer first-look/spoken/yes": "did", "item first-look/signs/sleep": "tired",
        "answer first-look/signs/seen": "noticed", "outcome first-look/support": "help",
    }  # fmt: skip
    talked = replace(
        SPOKEN, id="talked",
        choices=(replace(SPOKEN.choices[0], id="did"), *SPOKEN.choices[1:]),
        edges=(Edge("signs", Is("talked", ("did",)), "On."),),
    )  # fmt: skip
    signs = replace(
        SIGNS, edges=(Edge("help", Is("talked", ("did",)), "On."),),
        items=(*SIGNS.items[:2], replace(SIGNS.items[2], id="tired")),
        choices=(replace(SIGNS.choices[0], id="noticed"), SIGNS.choices[1]),
    )  # fmt: skip
    pathway = replace(
        PATHWAY, id="second-look", start="talked", steps={"talked": talked, "signs": signs},
        outcomes={"help": replace(PATHWAY.outcomes["support"], id="help")},
    )  # fmt: skip
    two_signs: dict[str, Answer] = {"spoken": "yes", "signs": {**ONE_SEEN, "meals": "seen"}}
    found = opened(made(two_signs), pathway, replace(NEW, renamed=renamed))
    assert found.revision.answers == {
        "talked": "did",
        "signs": {"school": "not-seen", "meals": "noticed", "tired": "noticed"},
    }
    assert (found.changed, found.gone, found.end_then) == ((), 0, "")
