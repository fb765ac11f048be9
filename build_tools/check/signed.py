"""What a policy gives must be what its owner signed, case by case and fact by fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from build_tools.answer_sets import Runs
from build_tools.answer_sets.diagram import EMPTY
from build_tools.check.rules import edge_place
from build_tools.check.stories import plain_answers
from build_tools.model.base import place
from build_tools.model.pathways import PathwayFile
from build_tools.model.policy import AuthorityPolicy, SharedPolicy
from build_tools.model.signed import SignedCase, SignedFile, SignedTool
from build_tools.problems import Mark, Problems
from build_tools.signed.facts import Entries, compared, file_facts, page_facts, tool_facts
from widgets.engine.decide import Trace, decide
from widgets.engine.errors import AnswerError
from widgets.engine.model import Pathway
from widgets.engine.words import listed


def check_signed(policy: AuthorityPolicy, runs: Mapping[str, Runs], problems: Problems) -> None:
    """Add a problem for everything that is not as it was signed, or not signed at all.

    Cases are tried for the tools in `runs` only, whose rules are proved. A policy of which
    nothing is signed yet has no problem.
    """
    if policy.signed is None and not policy.signed_tools:
        return
    if policy.signed is None:
        head = next(iter(policy.signed_tools.values())).at
        _not_signed(policy.authority.at, head.file.rsplit("/", 2)[0] + "/signed.yml", policy.id,
                    problems)  # fmt: skip
    else:
        check_page_facts(policy.id, policy.signed, page_facts(policy), problems)
    for key in policy.pathways:
        if key not in policy.signed_tools:
            _not_signed(policy.pathways[key].at, f"the tool '{key}'", policy.id, problems)
        else:
            check_tool_facts(policy, key, problems)
            if key in runs:
                check_tool_cases(policy, runs[key], problems)
    for key, signed in policy.signed_tools.items():
        if key not in policy.pathways:
            _Check(policy.id, str(signed.owner), problems).gone(signed.at, f"the tool '{key}'")


def check_page_facts(
    name: str, signed: SignedFile, now: Mapping[str, Entries], problems: Problems
) -> None:
    """The same for files other than tools: of an authority, or of what all share."""
    check = _Check(name, str(signed.owner), problems)
    for file in dict.fromkeys((*signed.pages, *now)):
        check.entries(f"{file}.yml,", signed.pages.get(file, {}), now.get(file, {}), signed.at)


def check_tool_facts(policy: AuthorityPolicy, tool: str, problems: Problems) -> None:
    """The same for all of one tool but its rules; the tool must be signed."""
    signed = policy.signed_tools[tool]
    check = _Check(policy.id, str(signed.owner), problems)
    now = tool_facts(policy.pathways[tool])
    check.entries("the outcome", signed.outcomes, now.outcomes, signed.at)
    check.entries("the step", signed.steps, now.steps, signed.at)
    check.entries("the head of", {"the tool": signed.about}, {"the tool": now.about}, signed.at)


def check_tool_cases(policy: AuthorityPolicy, runs: Runs, problems: Problems) -> None:
    """The same for the rules of one tool, which must be signed and proved."""
    pathway = runs.pathway
    signed, source = policy.signed_tools[pathway.id], policy.pathways[pathway.id]
    check = _Check(policy.id, str(signed.owner), problems)
    taken = set(_check_cases(check, source, pathway, signed))
    for name, fits in runs.fits.items():
        step = pathway.steps[name]
        for number, fit in enumerate(fits):
            if fit != EMPTY and (name, number) not in taken:
                says = f"the rule of '{name}' that leads to '{step.edges[number].go}'"
                _not_signed(edge_place(source, step, number), says, policy.id, problems)


def check_signed_shared(shared: SharedPolicy, problems: Problems) -> None:
    """The same for what belongs to all authorities; its questions are signed with each tool."""
    if shared.signed is not None:
        check_page_facts("shared", shared.signed, shared_facts(shared), problems)


def shared_facts(shared: SharedPolicy) -> dict[str, Entries]:
    """What is signed of the files that belong to all authorities."""
    return {} if shared.crosswalk is None else {"crosswalk": file_facts(shared.crosswalk)}


def _not_signed(at: Mark, what: str, name: str, problems: Problems) -> None:
    problems.add(
        at, "not-signed", f"{what} is not signed yet",
        f"run: python -m build_tools sign {name}, and let the owner of the policy accept what it "
        "adds",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Check:
    """Holds signed facts against those of today, for one owner."""

    name: str
    owner: str
    problems: Problems

    def entries(
        self, what: str, signed: Mapping[str, tuple[str, ...]], now: Entries, otherwise: Mark
    ) -> None:
        """The entries of one part of a file."""
        for key in signed:
            if key not in now:
                self.gone(place(key, otherwise), f"{what} '{key}'")
                continue
            self._facts(f"{what} '{key}'", key, signed[key], now, place(key, otherwise))
        for key, entry in now.items():
            if key not in signed and entry.facts:
                says = f"{what} '{key}' ({listed(map(_shown, entry.facts[:3]), 'and')})"
                _not_signed(entry.at, says, self.name, self.problems)

    def _facts(
        self, what: str, key: str, signed: tuple[str, ...], now: Entries, otherwise: Mark
    ) -> None:
        before, after = ([compared(fact) for fact in facts] for facts in (signed, now[key].facts))
        if before == after:
            return
        for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            was = listed(map(_shown, signed[i:j]), "and") or "nothing more"
            is_ = listed(map(_shown, now[key].facts[k:m]), "and") or "nothing in its place"
            at = place(signed[i], otherwise) if i < j else otherwise
            self.problems.add(
                at, "not-as-signed", f"{what}: signed is {was}; the policy now gives {is_}",
                self.mend(now[key].at),
            )  # fmt: skip

    def gone(self, at: Mark, what: str) -> None:
        """Something that is signed is there no more, or has no facts any more."""
        says = f"{what} is signed; the policy no longer has it"
        self.problems.add(at, "not-as-signed", says, self.mend(None))

    def mend(self, policy: Mark | None) -> str:
        """What to do about it; `policy` is where it is written now."""
        where = f" in {policy.file}:{policy.line}" if policy is not None else ""
        return (
            f"undo the change{where}; or run: python -m build_tools sign {self.name}, and let its "
            f"owner accept what that changes: {self.owner}"
        )


def _shown(fact: str) -> str:
    return f"“{fact}”"


def _check_cases(
    check: _Check, source: PathwayFile, pathway: Pathway, signed: SignedTool
) -> Iterator[tuple[str, int]]:
    """Try every case. Yields each edge that one takes, by its step and number."""
    failed: dict[tuple[str, str, Mark], list[SignedCase]] = {}
    for case in signed.cases:
        answers = plain_answers(case.answers)
        try:
            trace = decide(pathway, answers)
        except AnswerError as fault:
            reached = f"these answers cannot be given any more: {str(fault).removesuffix('.')}"
            step = source.steps.get(fault.step)
            at = step.at if step is not None else source.at
        else:
            taken = list(_edges(trace))
            yield from taken
            reached = _reached(trace)
            name, number = taken[-1]
            at = edge_place(source, pathway.steps[name], number)
        if reached != _outcome(str(case.ends)):
            failed.setdefault((str(case.ends), reached, at), []).append(case)
    for (ends, reached, at), cases in failed.items():
        more = f" ({len(cases) - 1} more cases go the same way)" if len(cases) > 1 else ""
        says = (
            f"signed for {_said(cases[0])}: the outcome '{ends}'; the policy now says: "
            f"{reached}{more}"
        )
        check.problems.add(cases[0].at, "case-not-as-signed", says, check.mend(at))


def _edges(trace: Trace) -> Iterator[tuple[str, int]]:
    for visit in trace.visits:
        for number, edge in enumerate(visit.step.edges):
            if any(edge is taken for taken in visit.edges):
                yield visit.step.id, number


def _reached(trace: Trace) -> str:
    if trace.outcome is not None:
        return _outcome(trace.outcome.id)
    return f"the step '{trace.asking.id if trace.asking else ''}' is asked as well"


def _outcome(name: str) -> str:
    return f"the outcome '{name}'"


def _said(case: SignedCase) -> str:
    return ", ".join(
        f"{step}={', '.join(f'{item}={token}' for item, token in answer.items())}"
        if isinstance(answer, Mapping)
        else f"{step}={answer}"
        for step, answer in case.answers.items()
    )
