"""Steps, their edges and the conditions on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from build_tools.compile.ranges import band_ranges
from build_tools.compile.texts import text, texts
from build_tools.model.contacts import Hours
from build_tools.model.pathways import (
    Checklist,
    Choice,
    PathwayFile,
    Question,
    Rule,
    SharedAnswer,
    Step,
    Value,
    When,
)
from widgets.engine import model as engine


def compile_step(
    name: str, step: Step, pathway: PathwayFile, hours: Mapping[str, Hours]
) -> engine.Step:
    """Make one step of any kind."""
    common = engine.Step(
        id=name,
        kind=step.kind,
        ask=str(step.ask),
        edges=(),
        hint=text(step.hint),
        why=text(step.why),
        clauses=texts(step.clauses),
        not_said=texts(step.not_said),
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
                        str(key), str(choice.label), text(choice.hint), choice.worry,
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
                        str(key), str(item.label), text(item.hint), texts(item.clauses),
                        texts(item.reports_harm),
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
                        texts(band.clauses), band.own,
                    )
                    for key, band in step.bands.items()
                ),
                bands=tuple(
                    engine.Band(str(key), str(band.label), band_ranges(step, band, hours))
                    for key, band in step.bands.items()
                ),
                unit=text(step.unit),
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
                str(choice.go), mine, text(choice.because), texts(choice.clauses), choice.own
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
            texts(rule.clauses),
            rule.own,
        )
        for rule in every
    )


def compile_when(when: When, step: str, pathway: PathwayFile) -> engine.Condition:
    """Make one condition; `step` is the step it stands at."""
    if when.answer is not None:
        return engine.Is(str(when.answer), texts(when.is_))
    if when.all:
        return engine.Every(tuple(compile_when(each, step, pathway) for each in when.all))
    if when.any:
        return engine.Some(tuple(compile_when(each, step, pathway) for each in when.any))
    if when.not_ is not None:
        return engine.Not(compile_when(when.not_, step, pathway))
    checklist = str(when.checklist or step)
    target = pathway.steps[checklist]
    assert isinstance(target, Checklist)
    items = texts(when.items) or tuple(str(item) for item in target.items)
    if when.some:
        return engine.Count(checklist, items, texts(when.some), least=when.at_least or 1)
    if when.every:
        return engine.Count(checklist, items, texts(when.every), least=len(items))
    return engine.Count(checklist, items, texts(when.none), most=0)
