"""What is the same thing in two revisions: first by id, then by its text under another id.

The older revision is then told in the ids of the newer one, so that everything after this can
compare by id.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from widgets.engine.model import (
    Action,
    Authority,
    Condition,
    Count,
    Every,
    Is,
    Not,
    Outcome,
    Pathway,
    Some,
    Step,
)

Ids = Mapping[str, str]
"""Old id -> new id, for those renamed."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ToolNames:
    """The renamed ids of one tool. `tokens` and `items` are by the new id of their step."""

    steps: Ids = field(default_factory=dict)
    outcomes: Ids = field(default_factory=dict)
    tokens: Mapping[str, Ids] = field(default_factory=dict)
    items: Mapping[str, Ids] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Names:
    """The renamed ids of one authority. `by_tool` is by the new id of each tool."""

    levels: Ids
    contacts: Ids
    links: Ids
    tools: Ids
    by_tool: Mapping[str, ToolNames]


def renamed(old: Mapping[str, Hashable], new: Mapping[str, Hashable]) -> dict[str, str]:
    """Ids of `old` that are gone, each with the one new id under which its text stands.

    A text that stands under several of the ids that went or came tells nothing, and is left alone.
    """
    went = {key: text for key, text in old.items() if key not in new}
    came = {key: text for key, text in new.items() if key not in old}
    texts, new_texts = list(went.values()), list(came.values())
    return {
        key: other
        for key, text in went.items()
        for other, new_text in came.items()
        if text == new_text and texts.count(text) == 1 and new_texts.count(text) == 1
    }


def match(old: Authority, new: Authority) -> tuple[Authority, Names]:
    """The older authority in the ids of the newer, with what was renamed."""
    tools = renamed(
        {key: each.title for key, each in old.pathways.items()},
        {key: each.title for key, each in new.pathways.items()},
    )
    by_tool = {
        tools.get(key, key): _tool_names(pathway, new.pathways[tools.get(key, key)])
        for key, pathway in old.pathways.items()
        if tools.get(key, key) in new.pathways
    }
    names = Names(
        levels=renamed(_named(old.levels), _named(new.levels)),
        contacts=renamed(_named(old.contacts), _named(new.contacts)),
        links=renamed(
            {key: each.address for key, each in old.links.items()},
            {key: each.address for key, each in new.links.items()},
        ),
        tools=tools,
        by_tool=by_tool,
    )
    rename = _Rename(names)
    pathways = {tools.get(key, key): rename.pathway(each) for key, each in old.pathways.items()}
    return (
        replace(
            old,
            levels=_keyed(old.levels, names.levels),
            contacts=_keyed(old.contacts, names.contacts),
            links=_keyed(old.links, names.links),
            pathways=pathways,
            interrupt=replace(old.interrupt, outcome=rename.outcome(old.interrupt.outcome, {})),
        ),
        names,
    )


def _named(things: Mapping[str, _T]) -> dict[str, str]:
    return {key: str(getattr(each, "name", "")) for key, each in things.items()}


def _keyed(things: Mapping[str, _T], names: Ids) -> dict[str, _T]:
    return {names.get(key, key): each for key, each in things.items()}


def _tool_names(old: Pathway, new: Pathway) -> ToolNames:
    steps = renamed(
        {key: (each.kind, each.ask) for key, each in old.steps.items()},
        {key: (each.kind, each.ask) for key, each in new.steps.items()},
    )
    tokens: dict[str, Ids] = {}
    items: dict[str, Ids] = {}
    for key, step in old.steps.items():
        name = steps.get(key, key)
        other = new.steps.get(name)
        if other is None or other.kind != step.kind:
            continue
        tokens[name] = renamed(_labels(step), _labels(other))
        items[name] = renamed(
            {item.id: item.label for item in step.items},
            {item.id: item.label for item in other.items},
        )
    outcomes = renamed(
        {key: each.title for key, each in old.outcomes.items()},
        {key: each.title for key, each in new.outcomes.items()},
    )
    return ToolNames(steps, outcomes, tokens, items)


def _labels(step: Step) -> dict[str, str]:
    return {each.id: each.label for each in (step.choices or step.bands)}


class _Rename:
    def __init__(self, names: Names) -> None:
        self.names = names

    def pathway(self, pathway: Pathway) -> Pathway:
        name = self.names.tools.get(pathway.id, pathway.id)
        tool = self.names.by_tool.get(name, ToolNames())
        steps = [self._step(step, tool) for step in pathway.steps.values()]
        ends = [self.outcome(each, tool.outcomes) for each in pathway.outcomes.values()]
        return replace(
            pathway,
            id=name,
            start=tool.steps.get(pathway.start, pathway.start),
            steps={step.id: step for step in steps},
            outcomes={each.id: each for each in ends},
        )

    def outcome(self, outcome: Outcome, ids: Ids) -> Outcome:
        levels, contacts = self.names.levels, self.names.contacts
        return replace(
            outcome,
            id=ids.get(outcome.id, outcome.id),
            level=levels.get(outcome.level, outcome.level),
            ring=_each(outcome.ring, contacts),
            contacts=_each(outcome.contacts, contacts),
            actions=tuple(self._action(action) for action in outcome.actions),
            next=tuple(
                replace(
                    way,
                    pathway=(tool := self.names.tools.get(way.pathway, way.pathway)),
                    step=self.names.by_tool.get(tool, ToolNames()).steps.get(way.step, way.step),
                )
                for way in outcome.next
            ),
        )

    def _action(self, action: Action) -> Action:
        return replace(
            action,
            contacts=_each(action.contacts, self.names.contacts),
            links=_each(action.links, self.names.links),
        )

    def _step(self, step: Step, tool: ToolNames) -> Step:
        name = tool.steps.get(step.id, step.id)
        tokens, items = tool.tokens.get(name, {}), tool.items.get(name, {})
        return replace(
            step,
            id=name,
            edges=tuple(
                replace(
                    edge,
                    go=tool.steps.get(edge.go, tool.outcomes.get(edge.go, edge.go)),
                    when=_condition(edge.when, tool),
                )
                for edge in step.edges
            ),
            choices=tuple(replace(c, id=tokens.get(c.id, c.id)) for c in step.choices),
            bands=tuple(replace(b, id=tokens.get(b.id, b.id)) for b in step.bands),
            items=tuple(
                replace(
                    item,
                    id=items.get(item.id, item.id),
                    reports_harm=_each(item.reports_harm, tokens),
                )
                for item in step.items
            ),
        )


def _condition(condition: Condition, tool: ToolNames) -> Condition:
    match condition:
        case Is(step, tokens):
            name = tool.steps.get(step, step)
            return Is(name, _each(tokens, tool.tokens.get(name, {})))
        case Count(step, items, tokens):
            name = tool.steps.get(step, step)
            return replace(
                condition,
                step=name,
                items=_each(items, tool.items.get(name, {})),
                tokens=_each(tokens, tool.tokens.get(name, {})),
            )
        case Every(parts):
            return Every(tuple(_condition(part, tool) for part in parts))
        case Some(parts):
            return Some(tuple(_condition(part, tool) for part in parts))
        case Not(part):
            return Not(_condition(part, tool))


def _each(ids: Iterable[str], names: Ids) -> tuple[str, ...]:
    return tuple(names.get(each, each) for each in ids)
