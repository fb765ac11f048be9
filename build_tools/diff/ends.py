"""Who ends elsewhere, and what those who end at the same outcome are now told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.answer_sets.diagram import Family
from build_tools.diff.findings import Detail, Finding, Section
from build_tools.diff.joint import Joint
from build_tools.diff.pairs import pair_actions
from build_tools.diff.words import (
    direction,
    end_in_words,
    example_answers,
    example_in_words,
    level_in_words,
    quoted,
    reasons,
)
from widgets.engine.model import Action, Authority, Onward, Outcome
from widgets.engine.words import listed


def moved(where: str, joint: Joint, old: Authority, new: Authority) -> Iterator[Finding]:
    """Each pair of different outcomes that sets of answers ended in before and end in now."""
    for (before, now), family in joint.ends.items():
        if before == now:
            continue
        was, is_ = joint.old.pathway.outcomes[before], joint.new.pathway.outcomes[now]
        example = joint.diagram.smallest(family)
        there, here = joint.parting(example)
        first, then = (there or [()])[0], (here or [()])[0]
        clauses = tuple(
            tuple(dict.fromkeys(clause for edge in edges for clause in edge.clauses))
            for edges in (first, then)
        )
        yield Finding(
            Section.MOVED,
            "moved",
            where,
            f"from {end_in_words(old, was)} to {end_in_words(new, is_)}",
            (
                Detail("before", f"Before: {reasons(first)}"),
                Detail("now", f"Now: {reasons(then)}"),
                *_facts_that_differ(old, was, new, is_),
            ),
            direction(old, was, new, is_),
            joint.diagram.count(family),
            joint.total,
            example_in_words(joint, example, family),
            example_answers(joint, example),
            (clauses[0], clauses[1]),
        )


def _facts_that_differ(
    old: Authority, was: Outcome, new: Authority, is_: Outcome
) -> Iterator[Detail]:
    """Whom to ring and by when, where an end in another outcome changes them."""
    yield from contacts(old, was, new, is_)
    before, now = _deadlines(was), _deadlines(is_)
    if before != now:
        yield Detail("deadline", _change("By when", before, now))


def told(
    where: str, before: Outcome, now: Outcome, joint: Joint | None, old: Authority, new: Authority
) -> Iterator[Finding]:
    """What changed about one outcome that stands in both revisions, its wording apart.

    Without `joint` it is the outcome of the urgent way out, which any answer leads to.
    """
    details = tuple(_told(before, now, old, new))
    if not details:
        return
    name = f"the outcome {quoted(now.title)}"
    way = direction(old, before, new, now)
    clauses = (before.clauses, now.clauses)
    if joint is None:
        yield Finding(Section.TOLD, "outcome", where, name, details, way, clauses=clauses)
        return
    family = joint.ends.get((before.id, now.id))
    if family is None:
        says = f"{name}, where nobody ends in both"
        yield Finding(Section.TOLD, "outcome", where, says, details, way, 0, joint.total,
                      clauses=clauses)  # fmt: skip
        return
    yield _with_example(where, name, details, joint, family, before, now, old, new)


def _with_example(
    where: str, name: str, details: tuple[Detail, ...], joint: Joint, family: Family,
    before: Outcome, now: Outcome, old: Authority, new: Authority,
) -> Finding:  # fmt: skip
    example = joint.diagram.smallest(family)
    return Finding(
        Section.TOLD,
        "outcome",
        where,
        name,
        details,
        direction(old, before, new, now),
        joint.diagram.count(family),
        joint.total,
        example_in_words(joint, example, family),
        example_answers(joint, example),
        (before.clauses, now.clauses),
    )


def _told(before: Outcome, now: Outcome, old: Authority, new: Authority) -> Iterator[Detail]:
    if (before.level, before.urgent) != (now.level, now.urgent):
        was, is_ = level_in_words(old, before), level_in_words(new, now)
        yield Detail("level", _change("Level", was, is_), direction(old, before, new, now))
    yield from contacts(old, before, new, now)
    if before.no_contact != now.no_contact:
        yield Detail("contact", _change("No contact", before.no_contact, now.no_contact))
    yield from _actions(before, now, old, new)
    ways = [[_onward(way) for way in outcome.next] for outcome in (before, now)]
    if ways[0] != ways[1]:
        yield Detail("onward", _change("Goes on", "; ".join(ways[0]), "; ".join(ways[1])))


def contacts(old: Authority, before: Outcome, new: Authority, now: Outcome) -> Iterator[Detail]:
    """Whom an outcome tells readers to ring, and whom it shows besides."""
    for label, was, is_ in (
        ("Ring now", before.ring, now.ring),
        ("Contacts shown", before.contacts, now.contacts),
    ):
        if was != is_:
            yield Detail("contact", _change(label, _names(old, was), _names(new, is_)))


def _names(authority: Authority, ids: Sequence[str]) -> str:
    return listed((authority.contacts[each].name for each in ids), "and")


def _onward(way: Onward) -> str:
    goal = f" to {'#'.join(filter(None, (way.pathway, way.step)))}" if way.pathway else ""
    return f"{way.kind}{goal}"


def _deadlines(outcome: Outcome) -> str:
    return "; ".join(dict.fromkeys(action.by for action in outcome.actions if action.by))


def _change(label: str, before: str, now: str) -> str:
    return f"{label}: {quoted(before) if before else 'none'} -> {quoted(now) if now else 'none'}"


def _actions(before: Outcome, now: Outcome, old: Authority, new: Authority) -> Iterator[Detail]:
    pairs = pair_actions(before.actions, now.actions)
    for was, is_ in pairs:
        if is_ is None and was is not None:
            yield Detail("action-dropped", f"Action dropped: {_action(was)}")
        elif was is None and is_ is not None:
            yield Detail("action-added", f"Action added: {_action(is_)}")
        elif was is not None and is_ is not None:
            yield from _one_action(was, is_, old, new)
    kept = [(was, is_) for was, is_ in pairs if was is not None and is_ is not None]
    places = [before.actions.index(was) for was, _ in kept]
    if places != sorted(places):
        order = "; ".join(quoted(action.does) for action in now.actions)
        yield Detail("action-order", f"Actions in another order: {order}")


def _one_action(was: Action, is_: Action, old: Authority, new: Authority) -> Iterator[Detail]:
    name = quoted(f"{is_.who}: {is_.does}")
    for kind, label, before, now in (
        ("deadline", "by when", was.by, is_.by),
        ("action", "who", was.who, is_.who),
        ("action", "tells", was.tells, is_.tells),
        ("action", "attaches", was.attaches, is_.attaches),
        ("action", "consent", was.consent, is_.consent),
        ("action", "how strongly", was.force, is_.force),
    ):
        if before != now:
            yield Detail(kind, f"{name}: {_change(label, before, now)}")
    # By id: a contact with another name is told once, where it is written.
    if was.contacts != is_.contacts:
        before, now = _names(old, was.contacts), _names(new, is_.contacts)
        yield Detail("contact", f"{name}: {_change('contacts', before, now)}")
    if was.links != is_.links:
        before, now = (
            listed((authority.links[each].address for each in action.links), "and")
            for authority, action in ((old, was), (new, is_))
        )
        yield Detail("action", f"{name}: {_change('links', before, now)}")


def _action(action: Action) -> str:
    by = f", by: {action.by}" if action.by else ""
    source = listed(action.clauses, "and") if action.clauses else "added by this handbook"
    return f"{quoted(f'{action.who}: {action.does}')} ({action.force}{by}; {source})"
