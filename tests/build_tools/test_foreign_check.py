"""What belongs to one authority is found on the pages of another, and only there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import permutations

import pytest

from build_tools.foreign_check import (
    Voice,
    check_intervals,
    intervals,
    names,
    own_intervals,
    voice,
    words_of,
)
from build_tools.page_reader import read_page
from build_tools.problems import Problem
from tests.build_tools.real import NAMES, foreign, pages_of, policy, read

CANARIES = {
    "bradford": (
        "Lead Practitioner", "CAF Review Form", "BSCB", "TAC",
        "CAF Administration Team", "Social Services Emergency Duty Team",
    ),
    "wolverhampton": (
        "Child in Need Referral Form", "Multi-Agency Support Team", "MAST", "WSCM",
        "Duty and Assessment Team", "Designated Child Protection Lead",
    ),
    "bedfordshire": (
        "MAAG", "Multi-Agency Allocation Group", "CAF/MAAG Steering Group", "Champions Group",
        "Multi-Agency/CAF Form", "YISP", "APIR",
    ),
    "luton": (
        "MAF", "Multi Agency Family Support Panels", "Initial Assessment Team", "CYPP",
        "Children and Families Information Service",
    ),
}  # fmt: skip
"""Roles, forms, teams and short forms that one document alone prints."""

INTERVALS = {
    "bradford": ("24 weeks",),
    "wolverhampton": ("within 24 hours", "two weeks", "six months"),
    "bedfordshire": ("one month", "every fortnight", "quarterly", "5 years", "each quarter"),
}
"""Time limits and rhythms that one document prints; Luton's prints none."""


def told(authority: str, html: str, page: str = "") -> list[Problem]:
    """What is told of a page of an authority."""
    where = page or f"{authority}/index.html"
    return list(all_told(authority, where, read_page(html).passages))


def all_told(authority: str, page: str, passages: list[tuple[int, str]]) -> Iterator[Problem]:
    yield from foreign().check(authority, {page: passages})
    yield from check_intervals(voice_of(authority), page, passages)


@cache
def voice_of(authority: str) -> Voice:
    """What an authority itself says; working it out takes longer than looking at a page."""
    return voice(policy(authority))


def others(canaries: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Each authority with each canary of another one."""
    return [
        (away, canary) for home, away in permutations(NAMES, 2) for canary in canaries.get(home, ())
    ]


def test_every_authority_has_a_canary() -> None:
    assert set(CANARIES) >= set(NAMES)


@pytest.mark.parametrize(("authority", "canary"), others(CANARIES))
def test_a_name_of_another_authority_is_found(authority: str, canary: str) -> None:
    first, *rest = canary.split(" ", 1)
    for html in (
        f"<p>Give it to the {canary}.</p>",
        f"<ul><li>{canary}</li></ul>",
        f"<p>Two {canary}s</p>",
        f"<template><p>({canary})</p></template>",
        # A link to the glossary or a line's end in the midst of it hides nothing.
        f'<p>To <a class="hb-term" href="#t">{first}</a> {"".join(rest)}.</p>',
        f"<p>To {canary.replace(' ', chr(10))}.</p>",
    ):
        (problem,) = told(authority, html)
        assert problem.kind == "foreign-name", html
        assert canary in problem.says
        assert problem.at.file == f"{authority}/index.html"


@pytest.mark.parametrize(("authority", "canary"), others(INTERVALS))
def test_an_interval_of_another_authority_is_found(authority: str, canary: str) -> None:
    if intervals(canary) <= own_intervals(policy(authority)):
        assert (authority, canary) in {
            ("bedfordshire", "two weeks"),
            ("wolverhampton", "every fortnight"),
        }, "both documents print it"
        return
    count, _, unit = canary.rpartition(" ")
    for html in (f"<p>Do it {canary}.</p>", f"<p>It is <b>{count}</b> {unit} long.</p>"):
        (problem,) = told(authority, html)
        assert problem.kind == "foreign-interval", html
    # The scenes of a made-up case may say how old someone is.
    assert told(authority, html, f"{authority}/walkthroughs/x/index.html") == []


@pytest.mark.parametrize("name", NAMES)
def test_an_authority_may_say_what_is_its_own(name: str) -> None:
    own = [*CANARIES[name], *INTERVALS.get(name, ()), *sorted(names(policy(name)))]
    assert told(name, "".join(f"<p>{each}</p>" for each in own)) == []


def test_the_person_who_coordinates_is_found_in_any_capitals() -> None:
    for role in ("Lead Practitioner", "lead practitioner", "Lead practitioners"):
        assert told("bradford", f"<p>{role}</p>") == []
        for away in set(NAMES) - {"bradford"}:
            assert [p.kind for p in told(away, f"<p>{role}</p>")] == ["foreign-name"]
    for role in ("Lead Professional", "lead professional", "lead professionals"):
        assert [p.kind for p in told("bradford", f"<p>{role}</p>")] == ["foreign-name"]
        for home in set(NAMES) - {"bradford"}:
            assert told(home, f"<p>{role}</p>") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("within 24 hours", {("24", "hour")}),
        ("within twenty-four hours", {("24", "hour")}),
        ("a six-month review", {("6", "month")}),
        ("Six Months", {("6", "month")}),
        ("fifteen days", {("15", "day")}),
        ("forty-two days", {("42", "day")}),
        ("ten working days", {("10", "working day")}),
        ("one calendar month", {("1", "month")}),
        ("two fortnights", {("4", "week")}),
        ("every fortnight", {("2", "week")}),
        ("fortnightly", {("2", "week")}),
        ("each quarter", {("3", "month")}),
        ("once a year", {("1", "year")}),
        ("3 to 5 days", {("5", "day")}),
        ("how many in each month", set()),
        ("some weeks, in hours of need, day by day", set()),
        ("the 24 children of week 3", set()),
    ],
)
def test_intervals_are_read_in_words_and_digits(text: str, found: set[tuple[str, str]]) -> None:
    assert intervals(text) == found


@pytest.mark.parametrize("name", NAMES)
def test_no_page_holds_what_is_another_authoritys(name: str, report: list[str]) -> None:
    paths = list(pages_of(name))
    for path in paths:
        problems = list(all_told(name, path, read(path).passages))
        assert [str(problem) for problem in problems] == []
    known = foreign().candidates(name, words_of(foreign().names))
    assert known is not None
    count = known.pattern.count("|") + 1
    report.append(f"{name}: {len(paths)} pages hold none of {count} names of others")


def test_a_short_form_within_another_word_does_not_count_as_printed() -> None:
    """TAC stands in "contact", yet only Bradford's document prints TAC."""
    assert "contact" in foreign().voices["wolverhampton"].text.lower()
    assert told("wolverhampton", "<p>Contact the tactful contact.</p>") == []
    assert len(told("wolverhampton", "<p>The TAC meets.</p>")) == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_canary_on_a_real_page_is_found(name: str) -> None:
    away = next(other for other in NAMES if other != name)
    path = f"{name}/procedures.md"
    passages = [*read(path).passages, (1, f"Ask the {CANARIES[away][0]}.")]
    assert [problem.kind for problem in all_told(name, path, passages)] == ["foreign-name"]
