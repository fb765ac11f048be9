"""From policy as editors write it to the engine's plain data."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from build_tools.check import check_all
from build_tools.compile import INTERRUPT, compile_pathway
from build_tools.compile.ranges import (
    band_ranges,
    closing_minutes,
    open_minutes,
    whole_range,
)
from build_tools.model.pathways import Value
from tests.build_tools.written import pathway_file
from tests.data import FIXTURES
from tests.engine.generated import pathways
from tests.engine.sample import INTERRUPT as SAMPLE_INTERRUPT
from widgets.engine import codec
from widgets.engine.decide import decide
from widgets.engine.model import MINUTES_A_DAY, MINUTES_A_WEEK, Count, Every, Is, Not, Pathway, Some

CHECKED = check_all(FIXTURES)
POLICY = CHECKED.policies["sampleton"]
AUTHORITY = CHECKED.authorities["sampleton"]
LOOK = AUTHORITY.pathways["first-look"]
RING = AUTHORITY.pathways["who-to-ring"]
ALL = ("school", "meals", "bruises")


@given(pathways(kinds=("question", "checklist", "number", "date")))
def test_what_is_written_compiles_to_what_was_meant(pathway: Pathway) -> None:
    compiled = compile_pathway(pathway.id, pathway_file(pathway), SAMPLE_INTERRUPT, {})
    assert compiled == pathway


def test_the_authority() -> None:
    assert (AUTHORITY.id, AUTHORITY.name, AUTHORITY.version) == ("sampleton", "Sampleton", "3")
    assert AUTHORITY.dated == "2026-11-22"
    assert AUTHORITY.document == "Sampleton Guide to Helping Early"
    assert {level.id: level.rank for level in AUTHORITY.levels.values()} == {
        "open-door": 1, "early-help": 2, "in-between": 3, "protection": 4,
    }  # fmt: skip
    assert AUTHORITY.links["procedures"].address.startswith("http://www.sampleton.example/")


def test_it_goes_through_json_unchanged() -> None:
    assert codec.load(codec.dump(AUTHORITY)) == AUTHORITY


def test_no_text_of_it_remembers_a_file() -> None:
    def plain(value: object) -> bool:
        if isinstance(value, str):
            return type(value) is str
        if isinstance(value, dict):
            return all(plain(each) for pair in value.items() for each in pair)
        if isinstance(value, tuple):
            return all(plain(each) for each in value)
        slots = getattr(type(value), "__slots__", ())
        return all(plain(getattr(value, slot)) for slot in slots)

    assert plain(AUTHORITY)


def test_contacts_keep_numbers_as_shown_and_as_printed() -> None:
    desk = AUTHORITY.contacts["duty-desk"]
    assert [(phone.shown, phone.printed) for phone in desk.phones] == [
        ("01632 960001", ""), ("01632 960002", "960002"),
    ]  # fmt: skip
    assert [(email.shown, email.misprint) for email in desk.emails] == [
        ("duty.desk@sampleton.example", ""),
        ("duty.desk.sampleton.example", "The @ sign is missing."),
    ]
    assert desk.hours == "Monday to Thursday, 9.00 - 5.00; Friday, until 4.30"
    assert AUTHORITY.contacts["police"].hours == "At any hour"


def test_the_interrupt_stands_above_every_pathway() -> None:
    assert AUTHORITY.interrupt.id == INTERRUPT == "harm"
    assert AUTHORITY.interrupt.outcome.urgent
    for pathway in AUTHORITY.pathways.values():
        assert pathway.interrupt == AUTHORITY.interrupt


def test_conditions() -> None:
    signs = LOOK.steps["signs"]
    bruises = Count("signs", ("bruises",), ("seen", "not-sure"), least=1)
    assert [edge.when for edge in signs.edges] == [
        bruises,
        Every(
            (
                Count("signs", ("bruises",), ("seen", "not-sure"), most=0),
                Count("signs", ALL, ("seen", "not-sure"), least=2),
            )
        ),
        Count("signs", ALL, ("not-seen",), least=3),
        Not(Some(tuple(edge.when for edge in signs.edges[:3]))),
    ]
    again = LOOK.steps["again"]
    spoken = Is("spoken", ("yes",))
    assert [edge.when for edge in again.edges][:3] == [
        Every((Is("again", ("yes",)), spoken)),
        Every((Is("again", ("yes",)), Not(spoken))),
        Every((Is("again", ("not-sure",)), Some((spoken, Is("age", ("adult",)))))),
    ]
    school = LOOK.steps["school-again"].edges[0].when
    assert school == Every(
        (Is("school-again", ("yes",)), Count("signs", ("school",), ("seen", "not-sure"), least=1))
    )


def test_ranges_of_a_number_and_a_date_reach_their_limits() -> None:
    assert [band.ranges for band in LOOK.steps["age"].bands] == [((0, 18),), ((19, 25),)]
    first, second = (band.ranges[0] for band in LOOK.steps["since"].bands)
    assert date.fromordinal(first[1]) == date(2025, 12, 31)
    assert date.fromordinal(second[0]) == date(2026, 1, 1)
    assert date.fromordinal(first[0]) == date(1900, 1, 1)
    assert date.fromordinal(second[1]) == date(2199, 12, 31)


@pytest.mark.parametrize("name", ["age", "since"])
def test_the_ranges_of_a_step_cover_all_that_may_be_given(name: str) -> None:
    written = POLICY.pathways["first-look"].steps[name]
    assert isinstance(written, Value)
    spans = [band_ranges(written, band, {})[0] for band in written.bands.values()]
    assert (spans[0][0], spans[-1][1]) == whole_range(written)


def test_opening_hours_in_minutes_of_the_week() -> None:
    hours = POLICY.contacts.hours["desk-hours"]
    friday = 4 * MINUTES_A_DAY
    assert open_minutes(hours)[0] == (9 * 60, 17 * 60 - 1)
    assert open_minutes(hours)[-1] == (friday + 9 * 60, friday + 16 * 60 + 29)
    assert closing_minutes(hours) == (
        *(day * MINUTES_A_DAY + 17 * 60 for day in range(4)),
        friday + 16 * 60 + 30,
    )


def test_every_minute_of_the_week_belongs_to_one_band() -> None:
    bands = RING.steps["hour"].bands
    owners = [0] * MINUTES_A_WEEK
    for band in bands:
        for low, high in band.ranges:
            for minute in range(low, high + 1):
                owners[minute] += 1
    assert set(owners) == {1}


@pytest.mark.parametrize(
    ("moment", "outcome"),
    [
        ("2026-11-23T08:59", "ring-night-desk"),
        ("2026-11-23T09:00", "ring-duty-desk"),
        ("2026-11-26T16:59", "ring-duty-desk"),
        ("2026-11-26T17:00", "ring-either"),
        ("2026-11-26T17:01", "ring-night-desk"),
        ("2026-11-27T16:29", "ring-duty-desk"),
        ("2026-11-27T16:30", "ring-either"),
        ("2026-11-27T16:31", "ring-night-desk"),
        ("2026-11-28T10:00", "ring-night-desk"),
        ("2026-11-29T23:59", "ring-night-desk"),
    ],
)
def test_who_is_rung_when(moment: str, outcome: str) -> None:
    trace = decide(RING, {"danger": "no", "hour": moment})
    assert trace.outcome is RING.outcomes[outcome]


def test_outside_without_closing_takes_the_closing_minute_too() -> None:
    written = POLICY.pathways["who-to-ring"].steps["hour"]
    assert isinstance(written, Value)
    bands = {key: band for key, band in written.bands.items() if key != "edge"}
    bare = written.model_copy(update={"bands": bands})
    shut = band_ranges(bare, bands["shut"], POLICY.contacts.hours)
    assert any(low <= 17 * 60 <= high for low, high in shut)


def test_outcomes_and_actions() -> None:
    help_ = LOOK.outcomes["help"]
    action = help_.actions[0]
    assert (action.who, action.by, action.tells) == ("You", "Within 6 weeks", "Your line manager")
    assert (action.attaches, action.consent, action.force) == ("Form S1", "Of a parent", "must")
    assert (action.contacts, action.links) == (("duty-desk",), ("procedures",))
    assert [act.own for act in help_.actions] == [False, False, True]
    assert [way.kind for way in help_.next] == [
        "step-down", "step-up", "review", "continue", "close",
    ]  # fmt: skip
    assert (help_.next[0].pathway, help_.next[0].step) == ("first-look", "again")
