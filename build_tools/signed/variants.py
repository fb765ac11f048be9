"""A tool with one condition changed a little: what the cases of the tool must tell apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeVar

from build_tools.model.base import PolicyModel
from build_tools.model.pathways import Checklist, PathwayFile, Question, Rule, Value, When

_M = TypeVar("_M", bound=PolicyModel)
_Place = tuple[str, str]
"""A step and an answer of it; "" for the table of a checklist."""


def variants(tool: PathwayFile) -> Iterator[PathwayFile]:
    """The tool with one part of one rule's condition changed, in the order of the file.

    Each part is turned round; each answer and item in it is taken out, each other one is put in,
    and each count is made one more and one less.
    """
    for places, rules in _tables(tool):
        step = places[0][0]
        for number, rule in enumerate(rules):
            if rule.when is not None:
                for when in _changed(rule.when, tool, step):
                    other = (*rules[:number], _copy(rule, when=when), *rules[number + 1 :])
                    yield _with_rules(tool, places, other)


def _tables(tool: PathwayFile) -> Iterator[tuple[list[_Place], tuple[Rule, ...]]]:
    """Each table of rules with every place it stands at: a case has one for many answers."""
    tables: dict[int, tuple[list[_Place], tuple[Rule, ...]]] = {}
    for name, step in tool.steps.items():
        if isinstance(step, Checklist):
            tables[id(step.rules)] = [(str(name), "")], step.rules
        elif isinstance(step, Question):
            for key, choice in step.choices.items():
                if choice.rules:
                    places, _ = tables.setdefault(id(choice.rules), ([], choice.rules))
                    places.append((str(name), str(key)))
    yield from tables.values()


def _with_rules(
    tool: PathwayFile, places: Sequence[_Place], rules: tuple[Rule, ...]
) -> PathwayFile:
    steps = dict(tool.steps)
    for name, key in places:
        step = steps[name]
        if isinstance(step, Question):
            choices = {**step.choices, key: _copy(step.choices[key], rules=rules)}
            steps[name] = _copy(step, choices=choices)
        elif isinstance(step, Checklist):
            steps[name] = _copy(step, rules=rules)
    return _copy(tool, steps=steps)


def _copy(model: _M, **update: Any) -> _M:
    return model.model_copy(update=update)


def _changed(when: When, tool: PathwayFile, step: str) -> Iterator[When]:
    yield When.model_construct(not_=when)
    for name in ("all", "any"):
        parts: tuple[When, ...] = getattr(when, name)
        for number, part in enumerate(parts):
            for other in _changed(part, tool, step):
                yield _copy(when, **{name: (*parts[:number], other, *parts[number + 1 :])})
    if when.not_ is not None:
        for other in _changed(when.not_, tool, step):
            yield _copy(when, not_=other)
    if when.answer is not None:
        yield from _lists(when, "is_", _tokens(tool, str(when.answer)))
    asked = tool.steps[str(when.checklist or step)]
    for name in ("some", "every", "none"):
        if getattr(when, name):
            assert isinstance(asked, Checklist)
            yield from _lists(when, name, [str(key) for key in asked.choices])
            items = when.items or tuple(asked.items)
            yield from _lists(_copy(when, items=items), "items", [str(key) for key in asked.items])
            if name == "some":
                for least in {(when.at_least or 1) - 1, (when.at_least or 1) + 1} - {0}:
                    yield _copy(when, at_least=least)


def _lists(when: When, name: str, known: Collection[str]) -> Iterator[When]:
    """One of a list taken out, or another one put in; a list is never left empty."""
    held: tuple[str, ...] = getattr(when, name)
    for each in held:
        if len(held) > 1:
            yield _copy(when, **{name: tuple(other for other in held if other != each)})
    for each in known:
        if each not in held:
            yield _copy(when, **{name: (*held, each)})


def _tokens(tool: PathwayFile, step: str) -> list[str]:
    asked = tool.steps[step]
    return [str(key) for key in (asked.bands if isinstance(asked, Value) else asked.choices)]
