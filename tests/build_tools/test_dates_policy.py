"""Timescales as editors write them: read, refused, compiled, and true to their clauses."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from build_tools.check.dates import check_dates
from build_tools.compile import compile_timescale
from build_tools.foreign_check import intervals
from build_tools.load import load_authority
from build_tools.model.dates import DateFile
from build_tools.problems import Problems
from build_tools.read_model import load_file
from tests.build_tools.real import NAMES, checked, pages, policy
from tests.data import POLICY, SAMPLE, copy_of_sample, edit
from tests.engine.markup import parse
from widgets.engine.dates import rule_in_words, to_utc
from widgets.engine.ics import Event, calendar
from widgets.engine.model import After, Reckoning, Weekday
from widgets.engine.render.dates import date_calendar, due_dates

ONE_DUE = """\
timescales:
  reply:
    title: A reply
    about: A reply comes.
    start: The day it was sent
    due:
      reply:
        label: The reply
{due}
    clauses: [sampleton-015]
"""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def written(folder: Path, due: str) -> tuple[DateFile | None, Problems]:
    """A dates.yml with one date that is counted in this way, read as the build reads it."""
    path = folder / "dates.yml"
    path.write_text(ONE_DUE.format(due=due), encoding="utf-8")
    problems = Problems()
    file = load_file(path, DateFile, problems, name="policy/x/dates.yml")
    assert file is None or isinstance(file, DateFile)
    return file, problems


@pytest.mark.parametrize(
    ("due", "rule"),
    [
        ("        after:\n          hours: 24", After("hours", 24)),
        ("        after:\n          days: 10", After("days", 10)),
        ("        after:\n          days: -3", After("days", -3)),
        ("        after:\n          days: 0", After("days", 0)),
        ("        after:\n          weeks: 6", After("weeks", 6)),
        ("        after:\n          months: 06", After("months", 6)),
        ("        after:\n          years: 5", After("years", 5)),
        *(
            (f"        nearest:\n          day: {day}\n          which: {which}",
             Weekday(number, "before" if which == "before" else "after"))
            for number, day in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
            for which in ("before", "after")
        ),
    ],
)  # fmt: skip
def test_each_way_of_counting_comes_out_as_written(
    tmp_path: Path, due: str, rule: Reckoning
) -> None:
    file, problems = written(tmp_path, due)
    assert file is not None, [str(problem) for problem in problems]
    scale = compile_timescale("reply", file.timescales["reply"])
    assert [each.rule for each in scale.dues] == [rule]
    assert (scale.id, scale.title, scale.start) == ("reply", "A reply", "The day it was sent")
    assert scale.clauses == ("sampleton-015",)
    assert scale.to_the_minute == (isinstance(rule, After) and rule.unit == "hours")


@pytest.mark.parametrize(
    ("due", "line", "says"),
    [
        ("        after:\n          weeks: six", 10, "'six' is not a whole number"),
        ("        after:\n          weeks: 1.5", 10, "'1.5' is not a whole number"),
        ("        after:\n          weeks: '\u0666'", 10, "is not a whole number"),
        ("        after:\n          weaks: 6", 10, "'weaks'"),
        ("        after: 6 weeks", 9, "plain text"),
        ("        nearest:\n          day: monday\n          which: before", 10, "monday"),
        ("        nearest:\n          day: mon\n          which: on", 11, "on"),
        ("        nearest:\n          day: mon", 10, "which"),
        ("        nearest: mon", 9, "plain text"),
    ],
)
def test_what_cannot_be_counted_is_refused_at_its_line(
    tmp_path: Path, due: str, line: int, says: str
) -> None:
    file, problems = written(tmp_path, due)
    assert file is None
    (problem,) = problems
    assert (problem.at.file, problem.at.line) == ("policy/x/dates.yml", line)
    assert says in problem.says
    assert problem.mend


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("          weeks: 6\n", "          hours: 6\n", 1),
        ("          hours: 4\n", "          hours: 4\n          weeks: 1\n", 1),
        ("        after:\n          years: 1\n", "", 1),
        ("          days: 2\n", "          days: 2\n          weeks: 1\n          years: 9\n", 1),
        ("          hours: 4\n", "          days: 4\n", 0),
        ("          days: 2\n", "          days: -2\n", 0),
    ],
)
def test_dates_are_counted_in_one_way_from_one_kind_of_start(
    tmp_path: Path, old: str, new: str, told: int
) -> None:
    folder = copy_of_sample(tmp_path)
    edit(folder, "dates.yml", old, new)
    problems = Problems()
    found = load_authority(folder / "sampleton", problems, name="policy/sampleton")
    assert found is not None
    check_dates(found, problems)
    assert [problem.kind for problem in problems] == ["odd-date"] * told


def test_the_sample_has_a_date_of_every_kind() -> None:
    file, _ = load_file_of_sample()
    rules = [
        due.rule
        for key, scale in file.timescales.items()
        for due in compile_timescale(str(key), scale).dues
    ]
    units = {rule.unit for rule in rules if isinstance(rule, After)}
    assert units == {"hours", "days", "weeks", "months", "years"}
    assert any(isinstance(rule, Weekday) for rule in rules)


def load_file_of_sample() -> tuple[DateFile, Problems]:
    problems = Problems()
    file = load_file(SAMPLE / "dates.yml", DateFile, problems, name="policy/sampleton/dates.yml")
    assert isinstance(file, DateFile)
    return file, problems


# ---- the real ones

WITH_DATES = [name for name in NAMES if "timescales:" in (POLICY / name / "dates.yml").read_text()]
NO_LIMITS = {"bradford-087", "bradford-154", "luton-020"}
"""Clauses with an interval that limits nothing: how old a child is, what grows each year."""


def test_bedfordshire_and_wolverhampton_give_time_limits() -> None:
    assert set(WITH_DATES) >= {"bedfordshire", "wolverhampton"}


@pytest.mark.parametrize("name", WITH_DATES)
def test_each_count_stands_in_the_clauses_that_its_timescale_cites(name: str) -> None:
    clauses = policy(name).clauses.clauses
    for scale in checked().authorities[name].timescales.values():
        said = " ".join(str(clauses[key].says) for key in scale.clauses)
        known = intervals(said)
        for due in scale.dues:
            if isinstance(due.rule, Weekday):
                assert WEEKDAYS[due.rule.day] in said, (scale.id, due.id)
            else:
                counted = (str(abs(due.rule.count)), due.rule.unit.removesuffix("s"))
                assert counted in known, f"{name}/{scale.id}: {counted} stands not in: {said}"


@pytest.mark.parametrize("name", NAMES)
def test_each_time_limit_of_the_documents_has_its_timescale(name: str) -> None:
    counted = {
        (str(abs(due.rule.count)), due.rule.unit.removesuffix("s"))
        for scale in checked().authorities[name].timescales.values()
        for due in scale.dues
        if isinstance(due.rule, After)
    }
    for key, clause in policy(name).clauses.clauses.items():
        if key not in NO_LIMITS:
            assert intervals(str(clause.says)) <= counted, f"{key}: {clause.says}"


@pytest.mark.parametrize("name", NAMES)
def test_an_authority_says_what_it_gives_no_time_for(name: str) -> None:
    body = " ".join(pages()[f"{name}/dates.md"].body.split())
    unsaid = policy(name).dates.not_said
    assert unsaid
    for text in unsaid:
        assert str(text).startswith("The document does not say")
    page = parse(body[body.index("{: #no-time }") + len("{: #no-time }") :].partition(" ## ")[0])
    assert [each.text for each in page.every("li")] == [" ".join(text.split()) for text in unsaid]
    for scale in policy(name).dates.timescales.values():
        # Where the count starts, or how it ends, no document says in full.
        assert scale.not_said, scale.title


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_dates_promises_them_only_where_there_are_any(name: str) -> None:
    lead = pages()[f"{name}/dates.md"].body.partition("</p>")[0]
    assert ("come to from a day you give" in lead) == (name in WITH_DATES)
    assert ("holds no time limit" in lead) == (name not in WITH_DATES)


@pytest.mark.parametrize("name", WITH_DATES)
def test_a_calendar_program_reads_every_timescale(name: str, report: list[str]) -> None:
    authority = checked().authorities[name]
    number = 0
    for scale in authority.timescales.values():
        for start in ("2026-11-23", "2027-01-31", "2028-02-29", "2027-10-30"):
            begin = f"{start}T01:30" if scale.to_the_minute else start
            text = date_calendar(authority, scale, begin, "2026-11-22T10:00")
            events: list[Any] = list(Calendar.from_ical(text).walk("VEVENT"))
            wanted = due_dates(scale, begin)
            for event, due, (_, when) in zip(events, scale.dues, wanted, strict=True):
                number += 1
                in_utc = to_utc(when) if isinstance(when, datetime) else when
                assert event["DTSTART"].dt == in_utc
                assert str(event["SUMMARY"]) == due.label
                assert rule_in_words(due.rule) in str(event["DESCRIPTION"])
                assert authority.name in str(event["DESCRIPTION"])
    report.append(f"{name}: {len(authority.timescales)} timescales, {number} dates read back")


PLAIN = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), include_characters="\n"),
    max_size=150,
).map(lambda text: "\n".join(line.strip() for line in text.strip().split("\n")))


@given(PLAIN, PLAIN, st.dates(date(1900, 1, 1), date(2199, 12, 30)))
def test_a_calendar_program_gives_any_text_back(title: str, note: str, when: date) -> None:
    made = calendar([Event("u@x", when, title, note)], datetime(2026, 11, 22, 10))
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert str(event["SUMMARY"]) == title
    assert str(event["DESCRIPTION"]) == note
