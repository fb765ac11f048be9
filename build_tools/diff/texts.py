"""Texts, marks and sources of one tool that changed under an id that stayed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.diff.findings import Finding, Section
from build_tools.diff.pairs import pair_actions, pair_texts
from build_tools.diff.words import asked, quoted
from widgets.engine.model import (
    Choice,
    Condition,
    Count,
    Edge,
    Every,
    Interrupt,
    Is,
    Item,
    Lifetime,
    Not,
    Outcome,
    Pathway,
    Some,
    Step,
)


def texts(where: str, old: Pathway, new: Pathway) -> Iterator[Finding]:
    """Everything that changed in the wording of a tool; both are told in the same ids."""
    say = _Say(where)
    yield from say.text(Section.MEANING, "the title", old.title, new.title)
    yield from say.text(Section.WORDING, "the summary", old.summary, new.summary)
    yield from say.lines(Section.WORDING, "what to know before starting", old.about, new.about)
    yield from say.sources("the tool", old.clauses, new.clauses)
    if old.lifetime != new.lifetime:
        before, now = (_days(each.lifetime) for each in (old, new))
        says = f"the tool's own version, owner and days: {before} -> {now}"
        yield Finding(Section.REGISTER, "date", where, says)
    for key, step in new.steps.items():
        if key in old.steps:
            yield from _step(say, old.steps[key], step)
    for key, outcome in new.outcomes.items():
        if key in old.outcomes:
            yield from outcome_texts(where, old.outcomes[key], outcome)


def interrupt_texts(where: str, old: Interrupt, new: Interrupt) -> Iterator[Finding]:
    """The same for the urgent way out."""
    say = _Say(where)
    yield from say.text(Section.MEANING, "the urgent way out", old.label, new.label)
    yield from say.text(Section.WORDING, "the hint of the urgent way out", old.hint, new.hint)
    yield from say.text(
        Section.WORDING, "the reason of the urgent way out", old.because, new.because
    )
    yield from say.sources("the urgent way out", old.clauses, new.clauses)
    yield from outcome_texts(where, old.outcome, new.outcome)


def outcome_texts(where: str, old: Outcome, new: Outcome) -> Iterator[Finding]:
    """The wording of an outcome."""
    say, name = _Say(where), f"the outcome {quoted(new.title)}"
    yield from say.text(Section.MEANING, f"the title of the outcome '{new.id}'",
                        old.title, new.title)  # fmt: skip
    yield from say.lines(Section.MEANING, f"what happens at {name}", old.happens, new.happens)
    for was, is_ in pair_actions(old.actions, new.actions):
        if was is not None and is_ is not None:
            yield from say.text(Section.MEANING, f"an action of {name}", was.does, is_.does)
            yield from say.sources(f"an action of {name}", was.clauses, is_.clauses)
            yield from say.own(f"an action of {name}", was.own, is_.own)
    yield from say.lines(
        Section.MEANING, f"the ways on from {name}",
        [way.label for way in old.next], [way.label for way in new.next],
    )  # fmt: skip
    yield from say.lines(Section.WORDING, f"what is not said at {name}", old.not_said, new.not_said)
    yield from say.sources(name, old.clauses, new.clauses)
    before = {aspect.name: aspect for aspect in old.aspects}
    now = {aspect.name: aspect for aspect in new.aspects}
    for key in dict.fromkeys((*now, *before)):
        there, here = before.get(key), now.get(key)
        what = f"'{key}' of {name}"
        yield from say.text(
            Section.MEANING, what, there.text if there else "", here.text if here else ""
        )
        if there and here:
            yield from say.sources(what, there.clauses, here.clauses)


def _step(say: _Say, old: Step, new: Step) -> Iterator[Finding]:
    name = asked(new)
    yield from say.text(Section.MEANING, f"the question '{new.id}'", old.ask, new.ask)
    yield from say.text(Section.MEANING, f"the unit of {name}", old.unit, new.unit)
    yield from say.text(Section.WORDING, f"the hint of {name}", old.hint, new.hint)
    yield from say.text(Section.WORDING, f"why {name} is asked", old.why, new.why)
    yield from say.lines(Section.WORDING, f"what is not said at {name}", old.not_said, new.not_said)
    yield from say.sources(name, old.clauses, new.clauses)
    choices = {each.id: each for each in old.choices}
    for choice in new.choices:
        if choice.id in choices:
            yield from _choice(say, new, choices[choice.id], choice)
    items = {each.id: each for each in old.items}
    for item in new.items:
        if item.id in items:
            yield from _item(say, new, items[item.id], item)
    bands = {each.id: each for each in old.bands}
    for band in new.bands:
        if band.id in bands:
            what = f"the range '{band.id}' of {name}"
            yield from say.text(Section.MEANING, what, bands[band.id].label, band.label)
    if old.clock != new.clock:
        yield say.shape("mark", f"{name}: the reader's clock is {_no(new.clock)}taken")
    yield from _rules(say, old, new)


def _choice(say: _Say, step: Step, old: Choice, new: Choice) -> Iterator[Finding]:
    what = f"the answer '{new.id}' to {asked(step)}"
    yield from say.text(Section.MEANING, what, old.label, new.label)
    yield from say.text(Section.WORDING, f"the hint of {what}", old.hint, new.hint)
    if old.worry != new.worry:
        before, now = (_worry(each.worry) for each in (old, new))
        yield say.shape("mark", f"{what}: worry {before} -> {now}")
    if old.unsure != new.unsure:
        yield say.shape("mark", f"{what} is {_no(new.unsure)}marked as not being sure")
    if old.reports_harm != new.reports_harm:
        yield say.shape("mark", f"{what} is {_no(new.reports_harm)}marked as telling of harm")


def _item(say: _Say, step: Step, old: Item, new: Item) -> Iterator[Finding]:
    what = f"the line '{new.id}' of {asked(step)}"
    yield from say.text(Section.MEANING, what, old.label, new.label)
    yield from say.text(Section.WORDING, f"the hint of {what}", old.hint, new.hint)
    yield from say.sources(what, old.clauses, new.clauses)
    if set(old.reports_harm) != set(new.reports_harm):
        before, now = (", ".join(each.reports_harm) or "none" for each in (old, new))
        yield say.shape("mark", f"{what}: answers that tell of harm: {before} -> {now}")


def _rules(say: _Say, old: Step, new: Step) -> Iterator[Finding]:
    """Reasons and sources of the rules that lead where they led."""
    left = list(old.edges)
    pairs: list[tuple[Edge, Edge]] = []
    # First those that say the same, so that a new rule takes no other's place.
    for alike in (_same_rule, _same_goal):
        for edge in new.edges:
            if not any(now is edge for _, now in pairs):
                was = next((each for each in left if alike(each, edge)), None)
                if was is not None:
                    left.remove(was)
                    pairs.append((was, edge))
    for was, edge in pairs:
        what = f"a rule of {asked(new)}"
        yield from say.text(Section.WORDING, f"the reason of {what}", was.because, edge.because)
        yield from say.sources(what, was.clauses, edge.clauses)
        yield from say.own(what, was.own, edge.own)


def _same_goal(one: Edge, other: Edge) -> bool:
    return one.go == other.go


def _same_rule(one: Edge, other: Edge) -> bool:
    return one.go == other.go and unordered(one.when) == unordered(other.when)


def same_rules(old: Step, new: Step) -> bool:
    """Whether the rules of a step say the same, in whatever order they stand."""
    left = list(old.edges)
    for edge in new.edges:
        was = next((each for each in left if _same_rule(each, edge)), None)
        if was is None:
            return False
        left.remove(was)
    return not left


def unordered(condition: Condition) -> object:
    """A condition in a form that does not mind in which order its parts stand."""
    match condition:
        case Every(parts):
            return ("every", frozenset(unordered(part) for part in parts))
        case Some(parts):
            return ("some", frozenset(unordered(part) for part in parts))
        case Not(part):
            return ("not", unordered(part))
        case Is(step, tokens):
            return ("is", step, frozenset(tokens))
        case Count(step, items, tokens, least, most):
            return ("count", step, frozenset(items), frozenset(tokens), least, most)


def _days(lifetime: Lifetime | None) -> str:
    if lifetime is None:
        return "none, those of its authority"
    ends = f" to {lifetime.ends}" if lifetime.ends else ""
    return (
        f"version {lifetime.version} of {lifetime.owner}, from {lifetime.starts}{ends}, review by "
        f"{lifetime.review_by}"
    )


def _no(said: bool) -> str:
    return "" if said else "no longer "


def _worry(worry: int | None) -> str:
    return "none" if worry is None else str(worry)


class _Say:
    """Makes the findings of one tool."""

    def __init__(self, where: str) -> None:
        self.where = where

    def shape(self, kind: str, says: str) -> Finding:
        return Finding(Section.SHAPE, kind, self.where, says)

    def text(self, section: Section, what: str, old: str, new: str) -> Iterator[Finding]:
        if old.split() == new.split():
            return
        kind = "meaning" if section is Section.MEANING else "wording"
        before, now = (quoted(each) if each else "nothing" for each in (old, new))
        yield Finding(section, kind, self.where, f"{what}: {before} -> {now}")

    def lines(
        self, section: Section, what: str, old: Sequence[str], new: Sequence[str]
    ) -> Iterator[Finding]:
        if sorted(old) == sorted(new) and tuple(old) != tuple(new):
            yield self.shape("order", f"{what}: the same, in another order")
            return
        for was, is_ in pair_texts(old, new):
            yield from self.text(section, what, was or "", is_ or "")

    def sources(self, what: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Finding]:
        if tuple(old) == tuple(new):
            return
        before, now = (", ".join(each) or "none" for each in (old, new))
        yield Finding(
            Section.WORDING, "source", self.where, f"the clauses of {what}: {before} -> {now}",
            clauses=(tuple(old), tuple(new)),
        )  # fmt: skip

    def own(self, what: str, old: bool, new: bool) -> Iterator[Finding]:
        if old != new:
            says = f"{what} is {_no(new)}marked as added by this handbook"
            yield Finding(Section.WORDING, "source", self.where, says)
