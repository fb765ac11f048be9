"""Compare two revisions of the policy, authority by authority and tool by tool."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from build_tools.answer_sets import Runs, TooEntangled, runs_of
from build_tools.diff.ends import moved, told
from build_tools.diff.findings import Detail, Finding, Report, Section
from build_tools.diff.joint import joint_of
from build_tools.diff.match import Names, ToolNames, match
from build_tools.diff.pages import file_findings, pages, plain, with_readers
from build_tools.diff.revisions import Revision
from build_tools.diff.shape import renames, shape
from build_tools.diff.texts import interrupt_texts, texts
from build_tools.diff.words import quoted
from build_tools.load import SHARED
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Problem
from widgets.engine.compare import CASE
from widgets.engine.model import Authority, Outcome, Pathway


def compare(
    old: Revision, new: Revision, *, progress: Callable[[str], None] = lambda _: None
) -> Report:
    """Everything that differs between two revisions, gravest first.

    What cannot be compared is told with the reason, and the rest is compared all the same.
    """
    found: list[Finding] = []
    for key in sorted({*old.authorities, *new.authorities, *old.unreadable, *new.unreadable}):
        progress(f"comparing {key}")
        found += _authority(key, old, new)
    found += _crosswalk(old, new)
    order = list(Section)
    found.sort(key=lambda each: (order.index(each.section), each.where, _weight(each)))
    # Two rules that stand side by side with the same words give the same finding.
    once = [each for number, each in enumerate(found) if each not in found[:number]]
    return Report(old.name, new.name, tuple(once))


def _weight(finding: Finding) -> tuple[int, int]:
    """What ends lower comes first, then what more answers are concerned by."""
    return {"down": 0, "": 1, "up": 2}[finding.direction], -(finding.sets or 0)


def _crosswalk(old: Revision, new: Revision) -> Iterator[Finding]:
    before, now = old.shared.crosswalk, new.shared.crosswalk
    if SHARED in old.unreadable or SHARED in new.unreadable or before is now:
        return
    if before is None or now is None:
        says = f"crosswalk.yml is {'new' if before is None else 'gone'}"
        yield Finding(Section.READING, "page", SHARED, says)
        return
    for _, finding in file_findings(SHARED, "crosswalk", plain(before), plain(now)):
        yield finding


def _authority(key: str, old: Revision, new: Revision) -> Iterator[Finding]:
    for revision in (old, new):
        if key in revision.unreadable:
            yield _unreadable(key, revision.name, revision.unreadable[key])
    if key in old.unreadable or key in new.unreadable or key == SHARED:
        return
    if key not in old.authorities:
        yield Finding(Section.SHAPE, "authority-added", key, "this authority is new")
    elif key not in new.authorities:
        yield Finding(Section.SHAPE, "authority-removed", key, "this authority is gone")
    else:
        yield from _files_left_out(key, old, new)
        gone = {*old.left_out.get(key, ()), *new.left_out.get(key, ())}
        # Where the shared questions cannot be read, a case is missing and has not been removed.
        if SHARED in old.unreadable or SHARED in new.unreadable:
            gone.add(f"pathways/{CASE}")
        both = [_without_tools(each.authorities[key], gone) for each in (old, new)]
        policies = [_without_walkthroughs(each.policies[key], gone) for each in (old, new)]
        before, names = match(both[0], both[1])
        now = both[1]
        yield from _tools(before, now, names)
        yield from told(key, before.interrupt.outcome, now.interrupt.outcome, None, before, now)
        yield from interrupt_texts(key, before.interrupt, now.interrupt)
        for finding, contact in pages(policies[0], policies[1], names):
            yield _counted(finding, now, contact) if contact in now.contacts else finding


def _files_left_out(key: str, old: Revision, new: Revision) -> Iterator[Finding]:
    for revision in (old, new):
        for file, problems in revision.left_out.get(key, {}).items():
            says = (
                f"{file}.yml in {revision.name} has a mistake, so nothing is said of what changed "
                "in it"
            )
            details = tuple(Detail(problem.kind, str(problem)) for problem in problems)
            where = f"{key}/{file.removeprefix('pathways/')}"
            yield Finding(Section.NOT_COMPARED, "unreadable", where, says, details)


def _without_tools(authority: Authority, gone: set[str]) -> Authority:
    kept = {key: each for key, each in authority.pathways.items() if f"pathways/{key}" not in gone}
    return replace(authority, pathways=kept)


def _without_walkthroughs(policy: AuthorityPolicy, gone: set[str]) -> AuthorityPolicy:
    stories = policy.walkthroughs.items()
    kept = {key: each for key, each in stories if f"walkthroughs/{key}" not in gone}
    return replace(policy, walkthroughs=kept)


def _unreadable(key: str, revision: str, problems: tuple[Problem, ...]) -> Finding:
    says = (
        f"the policy of {key} in {revision} does not fit the form that this program reads, so "
        "nothing is said of it"
    )
    details = tuple(Detail(problem.kind, str(problem)) for problem in problems)
    return Finding(Section.NOT_COMPARED, "unreadable", key, says, details)


def _tools(old: Authority, new: Authority, names: Names) -> Iterator[Finding]:
    for before, now in names.tools.items():
        says = (
            f"the tool {quoted(new.pathways[now].title)} has another id, '{before}' -> '{now}': "
            "links to the old one break"
        )
        yield Finding(Section.SHAPE, "renamed", f"{new.id}/{now}", says)
    for kind, ids, titles in (
        ("contact", names.contacts, {key: each.name for key, each in new.contacts.items()}),
        ("level", names.levels, {key: each.name for key, each in new.levels.items()}),
        ("web address", names.links, {key: each.title for key, each in new.links.items()}),
    ):
        for before, now in ids.items():
            says = f"the {kind} {quoted(titles[now])} has another id, '{before}' -> '{now}'"
            yield Finding(Section.SHAPE, "renamed", new.id, says)
    for key, pathway in new.pathways.items():
        where = f"{new.id}/{key}"
        if key in old.pathways:
            tool = names.by_tool.get(key, ToolNames())
            yield from _tool(where, old, new, old.pathways[key], pathway, tool)
        else:
            yield Finding(Section.SHAPE, "tool-added", where, f"new tool {quoted(pathway.title)}")
    for key, pathway in old.pathways.items():
        if key not in new.pathways:
            says = f"tool removed: {quoted(pathway.title)}"
            yield Finding(Section.SHAPE, "tool-removed", f"{new.id}/{key}", says)


def _tool(
    where: str, old: Authority, new: Authority, before: Pathway, now: Pathway, names: ToolNames
) -> Iterator[Finding]:
    yield from renames(where, names, now)
    if _alike(before, now):
        return
    try:
        joint = joint_of(before, now)
        faults = [
            says
            for runs, name in ((joint.old, "older"), (joint.new, "newer"))
            for says in _faults(runs, name)
        ]
    except TooEntangled:
        faults = ["the rules look back at so many answers together that no count is possible"]
    if faults:
        details = tuple(Detail("unsound", fault) for fault in faults)
        says = "where its answers end cannot be compared"
        yield Finding(Section.NOT_COMPARED, "unsound", where, says, details)
    else:
        yield from moved(where, joint, old, new)
        for key, outcome in now.outcomes.items():
            if key in before.outcomes:
                yield from told(where, before.outcomes[key], outcome, joint, old, new)
        yield from shape(where, joint)
    yield from texts(where, before, now)


def _alike(before: Pathway, now: Pathway) -> bool:
    """Whether two tools say the same, but for the urgent way out, which is told by itself."""
    orders = [(list(each.steps), list(each.outcomes)) for each in (before, now)]
    return replace(before, interrupt=now.interrupt) == now and orders[0] == orders[1]


def _faults(runs: Runs, name: str) -> Iterator[str]:
    for step in runs.replied:
        ask = quoted(runs.pathway.steps[step].ask)
        if runs.gap(step):
            yield f"in the {name} revision {ask} has answers to which no rule applies"
        if runs.overlap(step):
            yield f"in the {name} revision rules of {ask} lead to two places at once"


def _counted(finding: Finding, authority: Authority, contact: str) -> Finding:
    """A finding about a contact, with how many sets of answers end where it is shown."""
    sets = total = 0
    for pathway in authority.pathways.values():
        try:
            runs = runs_of(pathway)
        except TooEntangled:
            return finding
        total += runs.total
        sets += sum(
            runs.diagram.count(family)
            for end, family in runs.ends.items()
            if contact in _shown(pathway.outcomes[end])
        )
    urgent = contact in _shown(authority.interrupt.outcome)
    return with_readers(finding, sets, total, urgent=urgent)


def _shown(outcome: Outcome) -> Iterable[str]:
    yield from outcome.ring
    yield from outcome.contacts
    for action in outcome.actions:
        yield from action.contacts
