"""A random engine pathway written as an editor would write it, to try the whole build on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any

from build_tools.model.pathways import PathwayFile
from build_tools.problems import Mark
from build_tools.yaml_text import Map, Node, Seq, Text
from widgets.engine.model import (
    Condition,
    Count,
    Edge,
    Every,
    Is,
    Not,
    Outcome,
    Pathway,
    Some,
    Step,
)

FIRST = date(1900, 1, 1).toordinal()
LAST = date(2199, 12, 31).toordinal()


def pathway_file(pathway: Pathway) -> PathwayFile:
    """The pathway as the policy model. Only questions, checklists, numbers and dates.

    Each part has a place of its own, as if every value stood on its own line.
    """
    return PathwayFile.model_validate(_placed(document(pathway), count(1)))


def _placed(value: Any, lines: Iterator[int]) -> Node:
    at = Mark("generated.yml", next(lines))
    if isinstance(value, dict):
        pairs = Map()
        pairs.at = at
        for key, inside in value.items():
            pairs[Text(key, Mark("generated.yml", next(lines)))] = _placed(inside, lines)
        return pairs
    if isinstance(value, list):
        items = Seq(_placed(inside, lines) for inside in value)
        items.at = at
        return items
    return Text(value, at)


def document(pathway: Pathway) -> dict[str, Any]:
    """The pathway as the plain text, lists and mappings of a YAML file."""
    return {
        "title": pathway.title,
        "summary": pathway.summary,
        "start": pathway.start,
        "steps": {name: _step(step, pathway) for name, step in pathway.steps.items()},
        "outcomes": {name: _outcome(each) for name, each in pathway.outcomes.items()},
    }


def _step(step: Step, pathway: Pathway) -> dict[str, Any]:
    written: dict[str, Any] = {"kind": step.kind, "ask": step.ask}
    match step.kind:
        case "question":
            written["choices"] = {
                choice.id: {
                    **_answer(choice),
                    **_ways(step, choice.id, pathway),
                }
                for choice in step.choices
            }
        case "checklist":
            written["items"] = {
                item.id: {"label": item.label, **_some("reports-harm", list(item.reports_harm))}
                for item in step.items
            }
            written["choices"] = {choice.id: _answer(choice) for choice in step.choices}
            written["rules"] = _rules(step.edges, pathway)
        case _:
            if step.kind == "number":
                written["least"] = str(step.bands[0].ranges[0][0])
                written["most"] = str(step.bands[-1].ranges[-1][1])
                written |= _some("unit", step.unit)
            written["bands"] = {
                band.id: {"label": band.label, **_range(step, band.ranges), **_edge(edge)}
                for band, edge in zip(step.bands, step.edges, strict=True)
            }
    return written


def _answer(choice: Any) -> dict[str, Any]:
    return {
        "label": choice.label,
        **({} if choice.worry is None else {"worry": str(choice.worry)}),
        **_some("unsure", "yes" if choice.unsure else ""),
        **_some("reports-harm", "yes" if choice.reports_harm else ""),
    }


def _range(step: Step, ranges: tuple[tuple[int, int], ...]) -> dict[str, str]:
    ((low, high),) = ranges
    if step.kind == "number":
        return {"from": str(low), "to": str(high)}
    return {
        **_some("from", date.fromordinal(low).isoformat() if low > FIRST else ""),
        **_some("to", date.fromordinal(high).isoformat() if high < LAST else ""),
    }


def _edge(edge: Edge) -> dict[str, Any]:
    return {
        "go": edge.go,
        "because": edge.because,
        **_some("clauses", list(edge.clauses)),
        **_some("own", "yes" if edge.own else ""),
    }


def _ways(step: Step, choice: str, pathway: Pathway) -> dict[str, Any]:
    mine = Is(step.id, (choice,))
    table: list[Edge] = []
    for edge in step.edges:
        match edge.when:
            case Is() as when if when == mine:
                return _edge(edge)
            case Every((first, inner)) if first == mine:
                table.append(Edge(edge.go, inner, edge.because, edge.clauses, edge.own))
    return {"rules": _rules(tuple(table), pathway)}


def _rules(edges: tuple[Edge, ...], pathway: Pathway) -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = []
    for place, edge in enumerate(edges):
        before = Not(Some(tuple(earlier.when for earlier in edges[:place])))
        otherwise = place > 0 and place == len(edges) - 1 and edge.when == before
        rules.append(_edge(edge) | ({} if otherwise else {"when": _when(edge.when, pathway)}))
    return rules


def _when(condition: Condition, pathway: Pathway) -> dict[str, Any]:
    match condition:
        case Is(step, tokens):
            return {"answer": step, "is": list(tokens)}
        case Every(parts):
            return {"all": [_when(part, pathway) for part in parts]}
        case Some(parts):
            return {"any": [_when(part, pathway) for part in parts]}
        case Not(part):
            return {"not": _when(part, pathway)}
        case Count(step, items, tokens, least, most):
            way = {"checklist": step, "items": list(items)}
            if most == 0:
                return {**way, "none": list(tokens)}
            return {**way, "some": list(tokens), "at-least": str(least)}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "title": outcome.title,
        **_some("level", outcome.level),
        **_some("urgent", "yes" if outcome.urgent else ""),
        **_some("ring", list(outcome.ring)),
        **_some("clauses", list(outcome.clauses)),
    }


def _some(key: str, value: Any) -> dict[str, Any]:
    return {key: value} if value else {}
