"""From policy as editors write it to the engine's plain data.

Only for policy whose references `check` has found sound: an unknown id here is a KeyError.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from build_tools.model.case import CaseOutcome, Side
from build_tools.model.contacts import Contact, ContactFile, Hours
from build_tools.model.dates import Due, Timescale
from build_tools.model.pathways import (
    Action,
    Band,
    Checklist,
    Choice,
    Onward,
    Outcome,
    PathwayFile,
    Question,
    Rule,
    SharedAnswer,
    Step,
    UrgentFile,
    Value,
    When,
)
from build_tools.model.policy import AuthorityPolicy
from widgets.engine import model as engine

INTERRUPT = "harm"
"""The id under which the urgent way out stands among answers."""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1).toordinal(), date(2199, 12, 31).toordinal()


def compile_authority(policy: AuthorityPolicy) -> engine.Authority:
    """Make the engine's view of one authority."""
    interrupt = compile_interrupt(policy.urgent)
    return engine.Authority(
        id=policy.id,
        name=str(policy.authority.name),
        version=str(policy.authority.version),
        dated=policy.authority.dated.isoformat(),
        document="; ".join(str(document.title) for document in policy.authority.documents.values()),
        levels={
            str(key): engine.Level(str(key), str(level.name), rank)
            for rank, (key, level) in enumerate(policy.levels.levels.items(), 1)
        },
        contacts={
            str(key): compile_contact(str(key), contact, policy.contacts)
            for key, contact in policy.contacts.contacts.items()
        },
        links={
            str(key): engine.WebLink(str(key), str(link.title), str(link.address), _text(link.note))
            for key, link in policy.contacts.links.items()
        },
        pathways={
            key: compile_pathway(key, pathway, interrupt, policy.contacts.hours)
            for key, pathway in policy.pathways.items()
        },
        interrupt=interrupt,
        timescales={
            str(key): compile_timescale(str(key), scale)
            for key, scale in policy.dates.timescales.items()
        },
    )


def compile_timescale(key: str, scale: Timescale) -> engine.Timescale:
    """Make one timescale."""
    return engine.Timescale(
        id=key,
        title=str(scale.title),
        start=str(scale.start),
        about=str(scale.about).strip(),
        dues=tuple(
            engine.Due(str(name), str(due.label), _reckoning(due))
            for name, due in scale.due.items()
        ),
        not_said=_texts(scale.not_said),
        clauses=_texts(scale.clauses),
    )


def _reckoning(due: Due) -> engine.Reckoning:
    if due.nearest is not None:
        return engine.Weekday(_DAYS.index(due.nearest.day), due.nearest.which)
    assert due.after is not None
    counts: list[tuple[engine.Unit, int | None]] = [
        ("hours", due.after.hours),
        ("days", due.after.days),
        ("weeks", due.after.weeks),
        ("months", due.after.months),
        ("years", due.after.years),
    ]
    unit, count = next((unit, count) for unit, count in counts if count is not None)
    return engine.After(unit, count)


def compile_contact(key: str, contact: Contact, register: ContactFile) -> engine.Contact:
    """Make one contact; its hours become the words of the register."""
    hours = [_text(contact.when)]
    if contact.hours:
        hours.append(str(register.hours[contact.hours].printed))
    return engine.Contact(
        id=key,
        name=str(contact.name),
        what_for=str(contact.for_),
        phones=tuple(
            engine.Phone(str(number.shown), _text(number.printed)) for number in contact.telephones
        ),
        emails=tuple(
            engine.Email(str(address.shown), _text(address.misprint)) for address in contact.emails
        ),
        hours=". ".join(part for part in hours if part),
        clauses=_texts(contact.clauses),
        note=_text(contact.note),
    )


def compile_interrupt(urgent: UrgentFile) -> engine.Interrupt:
    """Make the way out that stands above every step."""
    return engine.Interrupt(
        id=INTERRUPT,
        label=str(urgent.label),
        hint=_text(urgent.hint),
        because=str(urgent.because),
        outcome=compile_outcome(INTERRUPT, urgent.outcome),
        clauses=_texts(urgent.clauses),
    )


def compile_pathway(
    key: str, pathway: PathwayFile, interrupt: engine.Interrupt, hours: Mapping[str, Hours]
) -> engine.Pathway:
    """Make one decision tool."""
    return engine.Pathway(
        id=key,
        title=str(pathway.title),
        summary=str(pathway.summary),
        start=str(pathway.start),
        steps={
            str(name): compile_step(str(name), step, pathway, hours)
            for name, step in pathway.steps.items()
        },
        outcomes={
            str(name): compile_outcome(str(name), outcome)
            for name, outcome in pathway.outcomes.items()
        },
        interrupt=interrupt,
        about=_texts(pathway.about),
        clauses=_texts(pathway.clauses),
    )


def compile_step(
    name: str, step: Step, pathway: PathwayFile, hours: Mapping[str, Hours]
) -> engine.Step:
    """Make one step of any kind."""
    common = engine.Step(
        id=name,
        kind=step.kind,
        ask=str(step.ask),
        edges=(),
        hint=_text(step.hint),
        why=_text(step.why),
        clauses=_texts(step.clauses),
        not_said=_texts(step.not_said),
    )
    match step:
        case Question():
            return replace(
                common,
                edges=tuple(
                    edge
                    for key, choice in step.choices.items()
                    for edge in _choice_edges(name, str(key), choice, pathway)
                ),
                choices=tuple(
                    engine.Choice(
                        str(key), str(choice.label), _text(choice.hint), choice.worry,
                        choice.unsure, choice.reports_harm,
                    )
                    for key, choice in step.choices.items()
                ),
            )  # fmt: skip
        case Checklist():
            return replace(
                common,
                edges=_rule_edges(step.rules, name, pathway),
                choices=tuple(_shared(str(key), each) for key, each in step.choices.items()),
                items=tuple(
                    engine.Item(
                        str(key), str(item.label), _text(item.hint), _texts(item.clauses),
                        _texts(item.reports_harm),
                    )
                    for key, item in step.items.items()
                ),
            )  # fmt: skip
        case Value():
            return replace(
                common,
                edges=tuple(
                    engine.Edge(
                        str(band.go), engine.Is(name, (str(key),)), str(band.because),
                        _texts(band.clauses), band.own,
                    )
                    for key, band in step.bands.items()
                ),
                bands=tuple(
                    engine.Band(str(key), str(band.label), band_ranges(step, band, hours))
                    for key, band in step.bands.items()
                ),
                unit=_text(step.unit),
                clock=step.clock,
            )  # fmt: skip


def _shared(key: str, answer: SharedAnswer) -> engine.Choice:
    return engine.Choice(
        key, str(answer.label), "", answer.worry, answer.unsure, answer.reports_harm
    )


def _choice_edges(
    step: str, key: str, choice: Choice, pathway: PathwayFile
) -> tuple[engine.Edge, ...]:
    mine = engine.Is(step, (key,))
    if choice.go is not None:
        return (
            engine.Edge(
                str(choice.go), mine, _text(choice.because), _texts(choice.clauses), choice.own
            ),
        )
    return tuple(
        engine.Edge(edge.go, engine.Every((mine, edge.when)), edge.because, edge.clauses, edge.own)
        for edge in _rule_edges(choice.rules, step, pathway)
    )


def _rule_edges(rules: Iterable[Rule], step: str, pathway: PathwayFile) -> tuple[engine.Edge, ...]:
    every = tuple(rules)
    conditions = tuple(
        compile_when(rule.when, step, pathway) for rule in every if rule.when is not None
    )
    return tuple(
        engine.Edge(
            str(rule.go),
            compile_when(rule.when, step, pathway)
            if rule.when is not None
            else engine.Not(engine.Some(conditions)),
            str(rule.because),
            _texts(rule.clauses),
            rule.own,
        )
        for rule in every
    )


def compile_when(when: When, step: str, pathway: PathwayFile) -> engine.Condition:
    """Make one condition; `step` is the step it stands at."""
    if when.answer is not None:
        return engine.Is(str(when.answer), _texts(when.is_))
    if when.all:
        return engine.Every(tuple(compile_when(each, step, pathway) for each in when.all))
    if when.any:
        return engine.Some(tuple(compile_when(each, step, pathway) for each in when.any))
    if when.not_ is not None:
        return engine.Not(compile_when(when.not_, step, pathway))
    checklist = str(when.checklist or step)
    target = pathway.steps[checklist]
    assert isinstance(target, Checklist)
    items = _texts(when.items) or tuple(str(item) for item in target.items)
    if when.some:
        return engine.Count(checklist, items, _texts(when.some), least=when.at_least or 1)
    if when.every:
        return engine.Count(checklist, items, _texts(when.every), least=len(items))
    return engine.Count(checklist, items, _texts(when.none), most=0)


def band_ranges(step: Value, band: Band, hours: Mapping[str, Hours]) -> tuple[tuple[int, int], ...]:
    """The whole numbers a band covers, as the engine counts them."""
    if step.kind == "time":
        if band.during is not None:
            return open_minutes(hours[band.during])
        if band.closing is not None:
            return tuple((minute, minute) for minute in closing_minutes(hours[band.closing]))
        assert band.outside is not None
        taken = open_minutes(hours[band.outside])
        if any(other.closing == band.outside for other in step.bands.values()):
            taken += tuple((m, m) for m in closing_minutes(hours[band.outside]))
        return _rest(taken)
    if step.kind == "date":
        low = band.from_.toordinal() if isinstance(band.from_, date) else _FIRST_DAY
        high = band.to.toordinal() if isinstance(band.to, date) else _LAST_DAY
        return ((low, high),)
    low = band.from_ if isinstance(band.from_, int) else step.least or 0
    high = band.to if isinstance(band.to, int) else step.most or 0
    return ((low, high),)


def whole_range(step: Value) -> tuple[int, int]:
    """The first and last whole number a value step must cover."""
    if step.kind == "time":
        return 0, engine.MINUTES_A_WEEK - 1
    if step.kind == "date":
        return _FIRST_DAY, _LAST_DAY
    return step.least or 0, step.most or 0


def open_minutes(hours: Hours) -> tuple[tuple[int, int], ...]:
    """The minutes of the week in which someone is there; the closing minute is not among them."""
    return tuple(sorted(
        (_minute(day, span.opens), _minute(day, span.closes) - 1)
        for span in hours.spans
        for day in span.days
    ))  # fmt: skip


def closing_minutes(hours: Hours) -> tuple[int, ...]:
    """The minutes of the week at which opening ends."""
    return tuple(sorted(_minute(day, span.closes) for span in hours.spans for day in span.days))


def _minute(day: str, clock: str) -> int:
    hour, minute = str(clock).split(":")
    return _DAYS.index(day) * engine.MINUTES_A_DAY + int(hour) * 60 + int(minute)


def _rest(taken: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    rest: list[tuple[int, int]] = []
    next_free = 0
    for low, high in sorted(taken):
        if low > next_free:
            rest.append((next_free, low - 1))
        next_free = max(next_free, high + 1)
    if next_free < engine.MINUTES_A_WEEK:
        rest.append((next_free, engine.MINUTES_A_WEEK - 1))
    return tuple(rest)


def compile_outcome(name: str, outcome: Outcome) -> engine.Outcome:
    """Make one outcome."""
    return engine.Outcome(
        id=name,
        title=str(outcome.title),
        level=_text(outcome.level),
        urgent=outcome.urgent,
        ring=_texts(outcome.ring),
        contacts=_texts(outcome.contacts),
        no_contact=_text(outcome.no_contact),
        happens=_texts(outcome.happens),
        actions=tuple(_action(action) for action in outcome.actions),
        not_said=_texts(outcome.not_said),
        next=tuple(_onward(way) for way in outcome.next),
        clauses=_texts(outcome.clauses),
        aspects=_aspects(outcome) if isinstance(outcome, CaseOutcome) else (),
    )


def _aspects(outcome: CaseOutcome) -> tuple[engine.Aspect, ...]:
    sides: list[tuple[engine.AspectName, Side | None]] = [
        ("form", outcome.form),
        ("leads", outcome.leads),
        ("limit", outcome.limit),
    ]
    return tuple(
        engine.Aspect(name, str(side.text).strip(), _texts(side.clauses))
        for name, side in sides
        if side is not None
    )


def _action(action: Action) -> engine.Action:
    return engine.Action(
        who=str(action.who),
        does=str(action.does),
        force=action.force,
        by=_text(action.by),
        tells=_text(action.tells),
        attaches=_text(action.attaches),
        consent=_text(action.consent),
        contacts=_texts(action.contacts),
        links=_texts(action.links),
        clauses=_texts(action.clauses),
        own=action.own,
    )


def _onward(way: Onward) -> engine.Onward:
    return engine.Onward(way.kind, str(way.label), _text(way.pathway), _text(way.step))


def _text(value: str | None) -> str:
    return str(value).strip() if value is not None else ""


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(value).strip() for value in values)
