"""Outcomes and what hangs on them."""

from __future__ import annotations

from build_tools.compile.texts import text, texts
from build_tools.model.case import CaseOutcome, Side
from build_tools.model.pathways import Action, Onward, Outcome
from widgets.engine import model as engine


def compile_outcome(name: str, outcome: Outcome) -> engine.Outcome:
    """Make one outcome."""
    return engine.Outcome(
        id=name,
        title=str(outcome.title),
        level=text(outcome.level),
        urgent=outcome.urgent,
        ring=texts(outcome.ring),
        contacts=texts(outcome.contacts),
        no_contact=text(outcome.no_contact),
        happens=texts(outcome.happens),
        actions=tuple(_action(action) for action in outcome.actions),
        not_said=texts(outcome.not_said),
        next=tuple(_onward(way) for way in outcome.next),
        clauses=texts(outcome.clauses),
        aspects=_aspects(outcome) if isinstance(outcome, CaseOutcome) else (),
    )


def _aspects(outcome: CaseOutcome) -> tuple[engine.Aspect, ...]:
    sides: list[tuple[engine.AspectName, Side | None]] = [
        ("form", outcome.form),
        ("leads", outcome.leads),
        ("limit", outcome.limit),
    ]
    return tuple(
        engine.Aspect(name, str(side.text).strip(), texts(side.clauses))
        for name, side in sides
        if side is not None
    )


def _action(action: Action) -> engine.Action:
    return engine.Action(
        who=str(action.who),
        does=str(action.does),
        force=action.force,
        by=text(action.by),
        tells=text(action.tells),
        attaches=text(action.attaches),
        consent=text(action.consent),
        contacts=texts(action.contacts),
        links=texts(action.links),
        clauses=texts(action.clauses),
        own=action.own,
    )


def _onward(way: Onward) -> engine.Onward:
    return engine.Onward(way.kind, str(way.label), text(way.pathway), text(way.step))
