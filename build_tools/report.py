"""What the command line says of checks, paths, decisions and clauses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_tools.check import Checked
from build_tools.check.proof import proof_of
from build_tools.check.provenance import uses
from build_tools.coverage import not_covered
from widgets.engine.decide import Trace
from widgets.engine.model import Action, Authority, Pathway, Step
from widgets.engine.paths import all_paths
from widgets.engine.record import record
from widgets.engine.render.parts import by_when
from widgets.engine.words import reply_in_words


def sound(checked: Checked) -> str:
    """The good news of a check, with what was proved."""
    lines = []
    for key, authority in checked.authorities.items():
        count = sum(proof_of(authority, each).answer_sets for each in authority.pathways.values())
        clauses = checked.policies[key].clauses.clauses
        cases = sum(len(tool.cases) for tool in checked.policies[key].signed_tools.values())
        signed = f"{cases} signed cases hold" if cases else "nothing is signed yet"
        excused = sum(1 for clause in clauses.values() if clause.unused is not None)
        lines.append(
            f"{key}: sound. {len(authority.pathways)} pathways, {count:,} sets of answers, each "
            "with one outcome; the safety rules hold; "
            f"{signed}; {len(clauses)} clauses, {excused} excused."
        )
    return "\n".join(lines)


def notes(checked: Checked) -> list[str]:
    """What no walkthrough of an authority shows, in words. Nothing is wrong with that."""
    return [
        f"{key}: {text}"
        for key, authority in checked.authorities.items()
        for text in not_covered(authority, checked.policies[key].walkthroughs)
    ]


def paths(authority: Authority, pathway: Pathway) -> Iterator[str]:
    """Every path of a pathway, one to a line."""
    yield f"{authority.id}/{pathway.id}: {pathway.title}"
    for path in all_paths(pathway):
        said = " | ".join(
            f"{step} = {reply_in_words(pathway.steps[step], tokens)}"
            for step, tokens in path.tokens.items()
        )
        yield f"  {said} -> {path.outcome.id}"


def possible_answers(step: Step) -> list[str]:
    """How a step can be answered on the command line."""
    if step.kind == "question":
        return [f"  {step.id}={choice.id}  ({choice.label})" for choice in step.choices]
    if step.kind == "checklist":
        answers = "|".join(choice.id for choice in step.choices)
        return [f"  {step.id}/{item.id}={answers}  ({item.label})" for item in step.items]
    example = {"number": "24", "date": "2026-11-22", "time": "2026-11-22T17:30"}[step.kind]
    bands = "; ".join(band.label for band in step.bands)
    return [f"  {step.id}={example}  ({bands})"]


def trace_lines(authority: Authority, trace: Trace, made: str) -> list[str]:
    """A decision, or the next question with its answers; `made` is when, in words."""
    if trace.outcome is not None:
        return [record(authority, trace, made).rstrip()]
    asking = trace.asking
    assert asking is not None
    lines = [f"{visit.step.ask} {visit.reply.shown}" for visit in trace.visits]
    return [*lines, f"Next: {asking.ask}", *possible_answers(asking)]


def trace_facts(authority: Authority, trace: Trace) -> dict[str, Any]:
    """The same for programs."""
    facts: dict[str, Any] = {
        "pathway": f"{authority.id}/{trace.pathway.id}",
        "policy": {"version": authority.version, "dated": authority.dated},
        "visits": [
            {
                "step": visit.step.id,
                "ask": visit.step.ask,
                "answer": visit.reply.answer,
                "shown": visit.reply.shown,
                "reasons": [
                    {"because": edge.because, "clauses": list(edge.clauses), "own": edge.own}
                    for edge in visit.edges
                ],
            }
            for visit in trace.visits
        ],
        "interrupt": trace.interrupt.id if trace.interrupt is not None else None,
    }
    if trace.outcome is None:
        asking = trace.asking
        assert asking is not None
        facts["asking"] = {
            "step": asking.id,
            "ask": asking.ask,
            "answers": [choice.id for choice in asking.choices]
            or [band.label for band in asking.bands],
            "items": [item.id for item in asking.items],
        }
        return facts
    outcome = trace.outcome
    facts["outcome"] = {
        "id": outcome.id,
        "title": outcome.title,
        "level": outcome.level or None,
        "urgent": outcome.urgent,
        "ring": list(outcome.ring),
        "contacts": list(outcome.contacts),
        "happens": list(outcome.happens),
        "actions": [_action(action) for action in outcome.actions],
        "not_said": list(outcome.not_said),
        "clauses": list(outcome.clauses),
        "next": [
            {"kind": way.kind, "label": way.label, "pathway": way.pathway or None,
             "step": way.step or None}
            for way in outcome.next
        ],
    }  # fmt: skip
    return facts


def _action(action: Action) -> dict[str, Any]:
    return {
        "who": action.who,
        "does": action.does,
        "by": by_when(action) or None,
        "tells": action.tells or None,
        "attaches": action.attaches or None,
        "consent": action.consent or None,
        "force": action.force,
        "contacts": list(action.contacts),
        "clauses": list(action.clauses),
        "own": action.own,
    }


def clause_rows(checked: Checked) -> list[dict[str, Any]]:
    """Every clause of every authority with its uses or its excuse."""
    rows = []
    for policy in checked.policies.values():
        where: dict[str, list[dict[str, str]]] = {}
        for use in uses(policy):
            where.setdefault(use.clause, []).append(
                {"label": use.label, "at": str(use.at), "page": f"{policy.id}/{use.page}"}
            )
        for key, clause in policy.clauses.clauses.items():
            rows.append(
                {
                    "clause": str(key),
                    "says": str(clause.says),
                    "kind": clause.kind,
                    "force": clause.force,
                    "uses": where.get(str(key), []),
                    "unused": str(clause.unused) if clause.unused is not None else None,
                }
            )
    return rows
