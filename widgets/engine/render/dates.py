"""A timescale as a form, its rules in words, and the dates it gives."""

from __future__ import annotations

from datetime import date, datetime

from widgets.engine.dates import (
    due_day,
    due_moment,
    read_day,
    read_moment,
    rule_in_words,
    show_moment,
)
from widgets.engine.html import Html, tag
from widgets.engine.ics import Event, calendar
from widgets.engine.model import After, Authority, Timescale
from widgets.engine.render.parts import clauses, not_said
from widgets.engine.replies import show_day


def date_form(scale: Timescale) -> Html:
    """The form that asks for the start of a timescale."""
    field = f"start-{scale.id}"
    return tag(
        "form",
        tag("label", scale.start, for_=field, class_="hb-value__label"),
        tag(
            "div",
            tag(
                "input",
                type="datetime-local" if scale.to_the_minute else "date",
                id=field,
                name="start",
                autocomplete="off",
                class_="hb-value__input",
            ),
            tag("button", "Show the dates", type="submit", class_="hb-button"),
            class_="hb-value",
        ),
        class_="hb-card hb-step",
        data_timescale=scale.id,
        novalidate=True,
    )


def date_rules(scale: Timescale) -> Html:
    """How each date of a timescale is counted, without a start."""
    return tag(
        "dl",
        [
            tag("div", tag("dt", due.label), tag("dd", rule_in_words(due.rule)))
            for due in scale.dues
        ],
        class_="hb-rules",
    )


def date_examples(scale: Timescale, starts: tuple[str, ...]) -> Html:
    """What a timescale gives for some starts, as a table that scrolls where it is too wide."""
    head = tag(
        "tr",
        tag("th", "Counted from", scope="col"),
        [tag("th", due.label, scope="col") for due in scale.dues],
    )
    rows = [
        tag(
            "tr",
            tag("th", _show(_start(scale, start)), scope="row"),
            [tag("td", _show(when)) for _, when in due_dates(scale, start)],
        )
        for start in starts
    ]
    table = tag("table", tag("thead", head), tag("tbody", rows), class_="hb-examples")
    if len(scale.dues) == 1:
        return table
    # Wider than a small screen: the table scrolls by itself, also by keyboard.
    name = f"Examples: {scale.title}"
    return tag("div", table, class_="hb-scroll", role="region", aria_label=name, tabindex="0")


def due_dates(scale: Timescale, start: str) -> tuple[tuple[str, date], ...]:
    """Each due date of a timescale (id, day or moment). Raises WrongForm for a faulty start."""
    begin = _start(scale, start)
    found: list[tuple[str, date]] = []
    for due in scale.dues:
        if isinstance(begin, datetime):
            assert isinstance(due.rule, After)
            found.append((due.id, due_moment(due.rule, begin)))
        else:
            found.append((due.id, due_day(due.rule, begin)))
    return tuple(found)


def date_results(scale: Timescale, start: str) -> Html:
    """The dates a start gives, each with how it was counted. Raises WrongForm."""
    begin = _start(scale, start)
    by_id = {due.id: due for due in scale.dues}
    rows = [
        tag(
            "div",
            tag("dt", by_id[key].label),
            tag(
                "dd",
                tag("time", _show(when), datetime=_machine(when), class_="hb-due__date"),
                tag("p", rule_in_words(by_id[key].rule), class_="hb-due__rule"),
            ),
        )
        for key, when in due_dates(scale, start)
    ]
    return tag(
        "section",
        tag("h3", scale.title, tabindex="-1"),
        tag("p", f"{scale.start}: {_show(begin)}"),
        tag("dl", rows, class_="hb-due"),
        not_said(scale.not_said),
        tag("p", "Rests on ", clauses(scale.clauses)),
        tag(
            "p",
            tag("button", "Save to your calendar", type="button", class_="hb-button",
                data_do="calendar"),
        ),
        class_="hb-card hb-dates",
    )  # fmt: skip


def date_calendar(authority: Authority, scale: Timescale, start: str, made: str) -> str:
    """The dates a start gives as a calendar file; `made` is a London moment. Raises WrongForm."""
    by_id = {due.id: due for due in scale.dues}
    return calendar(
        [
            Event(
                uid=f"{authority.id}-{scale.id}-{key}-{when:%Y%m%d%H%M}@practitioner-handbook",
                when=when,
                title=by_id[key].label,
                note=(
                    f"{authority.name}: {scale.title}. {rule_in_words(by_id[key].rule)} Counted "
                    f"from {_show(_start(scale, start))}. Policy version {authority.version} of "
                    f"{authority.dated}."
                ),
            )
            for key, when in due_dates(scale, start)
        ],
        read_moment(made),
    )


def _start(scale: Timescale, text: str) -> date:
    return read_moment(text) if scale.to_the_minute else read_day(text)


def _show(when: date) -> str:
    return show_moment(when) if isinstance(when, datetime) else show_day(when)


def _machine(when: date) -> str:
    """A day or moment as programs read it in a page; moments are local, without a zone."""
    return when.isoformat(timespec="minutes") if isinstance(when, datetime) else when.isoformat()
