"""Questions and answers that came, went, were renamed or stand in another order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.answer_sets.diagram import Family
from build_tools.answer_sets.layout import slots_of
from build_tools.diff.findings import Detail, Finding, Section
from build_tools.diff.joint import Joint
from build_tools.diff.match import ToolNames
from build_tools.diff.texts import same_rules
from build_tools.diff.words import asked, quoted, range_in_words
from widgets.engine.model import Item, Outcome, Pathway, Step


def shape(where: str, joint: Joint) -> Iterator[Finding]:
    """What an editor should know of the shape of a tool that stands in both revisions."""
    say = _Say(where)
    old, new = joint.old.pathway, joint.new.pathway
    for step in new.steps.values():
        if step.id not in old.steps:
            yield say.one("question-added", f"new question {asked(step)}")
        elif old.steps[step.id].kind != step.kind:
            kinds = f"a {old.steps[step.id].kind} -> a {step.kind}"
            yield say.one("question-kind", f"{asked(step)} is another kind of question: {kinds}")
    for step in old.steps.values():
        if step.id not in new.steps:
            yield say.one("question-removed", f"question removed: {asked(step)}")
    for key, end in new.outcomes.items():
        if key not in old.outcomes:
            yield say.one("outcome-added", f"new outcome {quoted(end.title)}")
    for key, end in old.outcomes.items():
        if key not in new.outcomes:
            yield say.one("outcome-removed", f"outcome removed: {quoted(end.title)}")
    if old.start != new.start and old.start in new.steps and new.start in old.steps:
        first = new.steps[new.start]
        yield say.one("start", f"the tool now starts with {asked(first)}")
    yield from say.order("the questions", old.steps, new.steps)
    yield from say.order("the outcomes", old.outcomes, new.outcomes)
    for step in new.steps.values():
        before = old.steps.get(step.id)
        if before is not None and before.kind == step.kind:
            yield from _answers(say, joint, before, step)
    if all(before == now for before, now in joint.ends):
        yield from _rules(say, joint)


def renames(where: str, names: ToolNames, new: Pathway) -> Iterator[Finding]:
    """What stands under another id with the same text; `names` are those of the tool `new`."""
    say = _Say(where)
    for before, now in names.steps.items():
        yield say.rename(f"the question {asked(new.steps[now])}", before, now)
    for before, now in names.outcomes.items():
        yield say.rename(f"the outcome {quoted(new.outcomes[now].title)}", before, now)
    for what, by_step in (("an answer to", names.tokens), ("a line of", names.items)):
        for step, ids in by_step.items():
            for before, now in ids.items():
                yield say.rename(f"{what} {asked(new.steps[step])}", before, now)


def _answers(say: _Say, joint: Joint, old: Step, new: Step) -> Iterator[Finding]:
    name = asked(new)
    for what, before, now in (
        ("answers", [c.id for c in old.choices], [c.id for c in new.choices]),
        ("ranges", [b.id for b in old.bands], [b.id for b in new.bands]),
        ("lines", [i.id for i in old.items], [i.id for i in new.items]),
    ):
        yield from say.order(f"the {what} of {name}", before, now)
    yield from _lines(say, name, old.items, new.items)
    # All lines of a checklist share their answers, so the first stands for them.
    shared = [key for key in slots_of(new) if key in slots_of(old)]
    for key in shared[:1]:
        for number, value in enumerate(joint.values[key]):
            if bool(value.old) == bool(value.new):
                continue
            step = new if value.new else old
            token = value.new or value.old
            label = next(e.label for e in (step.choices or step.bands) if e.id == token)
            text = f"{quoted(label)}"
            if step.bands:
                text = f"{text}, {range_in_words(step, value)},"
            ends = joint.only(key, number, new=bool(value.new))
            outcomes = (joint.new if value.new else joint.old).pathway.outcomes
            said = _ends(joint, ends, outcomes)
            if value.new:
                says = f"new answer {text} to {name}, which ends in {said}"
                yield say.counted("answer-added", says, joint, ends.values())
            else:
                says = f"answer removed: {text} to {name}, which ended in {said}"
                yield say.counted("answer-removed", says, joint, ends.values())
    yield from _moved_ranges(say, joint, old, new)


def _lines(say: _Say, name: str, old: Sequence[Item], new: Sequence[Item]) -> Iterator[Finding]:
    before, now = {item.id for item in old}, {item.id for item in new}
    for item in new:
        if item.id not in before:
            yield say.one("line-added", f"new line {quoted(item.label)} of {name}")
    for item in old:
        if item.id not in now:
            yield say.one("line-removed", f"line removed: {quoted(item.label)} of {name}")


def _moved_ranges(say: _Say, joint: Joint, old: Step, new: Step) -> Iterator[Finding]:
    """Which numbers, dates or times now count as another range."""
    if not new.bands:
        return
    (key,) = slots_of(new)
    labels = [{band.id: band.label for band in step.bands} for step in (old, new)]
    for value in joint.values[key]:
        if value.old and value.new and value.old != value.new:
            before, now = quoted(labels[0][value.old]), quoted(labels[1][value.new])
            at = range_in_words(new, value)
            yield say.one("range", f"{asked(new)}: {at} counted as {before}, now as {now}")


def _ends(joint: Joint, ends: Mapping[str, Family], outcomes: Mapping[str, Outcome]) -> str:
    said = [
        f"{quoted(outcomes[end].title)} ({joint.diagram.count(family):,})"
        for end, family in ends.items()
    ]
    return ", ".join(said) or "nothing, as nobody is asked"


def _rules(say: _Say, joint: Joint) -> Iterator[Finding]:
    """Rules that were rewritten where every set of answers ends as before."""
    old, new = joint.old.pathway, joint.new.pathway
    for key, step in new.steps.items():
        before = old.steps.get(key)
        if before is None or before.kind != step.kind or same_rules(before, step):
            continue
        apart = joint.routes(key)
        if joint.diagram.count(apart):
            says = f"some answers to {asked(step)} now lead another way, to the same end as before"
            yield say.counted("route", says, joint, [apart])
        else:
            says = f"the rules of {asked(step)} are written otherwise and lead where they led"
            yield say.one("rules", says)


class _Say:
    """Makes the findings of one tool."""

    def __init__(self, where: str) -> None:
        self.where = where

    def one(self, kind: str, says: str, details: tuple[Detail, ...] = ()) -> Finding:
        return Finding(Section.SHAPE, kind, self.where, says, details)

    def counted(self, kind: str, says: str, joint: Joint, families: Iterable[Family]) -> Finding:
        count = sum(joint.diagram.count(each) for each in families)
        return Finding(Section.SHAPE, kind, self.where, says, sets=count)

    def order(self, what: str, old: Iterable[str], new: Iterable[str]) -> Iterator[Finding]:
        before, now = list(old), list(new)
        kept = [key for key in before if key in now]
        if kept != [key for key in now if key in before]:
            yield self.one("order", f"{what} stand in another order")

    def rename(self, what: str, before: str, now: str) -> Finding:
        says = f"{what} has another id, '{before}' -> '{now}': links to the old one break"
        return self.one("renamed", says)
