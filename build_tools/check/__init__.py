"""Everything that must hold before a policy may become a page."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.answer_sets import Runs
from build_tools.check.contacts import check_contacts
from build_tools.check.dates import check_dates
from build_tools.check.graph import check_graph
from build_tools.check.lifetimes import check_lifetimes
from build_tools.check.names import missing
from build_tools.check.provenance import check_provenance
from build_tools.check.published import check_published
from build_tools.check.references import check_references
from build_tools.check.rules import check_rules
from build_tools.check.safety import check_interrupt, check_safety
from build_tools.check.shared import Ids, check_shared
from build_tools.check.signed import check_signed
from build_tools.check.stories import check_stories
from build_tools.check.turns import check_turns
from build_tools.compile import compile_authority
from build_tools.load import authority_folders, load_all
from build_tools.model.policy import AuthorityPolicy, SharedPolicy
from build_tools.problems import PolicyError, Problem, Problems
from widgets.engine.model import Authority


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check: what is sound, and everything that is wrong."""

    policies: dict[str, AuthorityPolicy] = field(default_factory=dict)
    authorities: dict[str, Authority] = field(default_factory=dict)
    shared: SharedPolicy = field(default_factory=SharedPolicy)
    problems: tuple[Problem, ...] = ()

    def or_raise(self) -> Checked:
        """This, or PolicyError with all problems when there are any."""
        if self.problems:
            raise PolicyError(self.problems)
        return self


def check_all(folder: Path, *, progress: Callable[[str], None] = lambda _: None) -> Checked:
    """Check every authority under `folder` and report all problems together.

    `progress` is told what is being looked at. An authority whose files cannot be read, or
    that refers to things that do not exist, is not proved further: what would follow from
    such faults is not told.
    """
    problems = Problems()
    progress("reading the policy files")
    shared, policies = load_all(folder, problems)
    authorities: dict[str, Authority] = {}
    for key, policy in policies.items():
        authority = check_authority(policy, problems, progress=progress)
        if authority is not None:
            authorities[key] = authority
    if names := [path.name for path in authority_folders(folder)]:
        ids = {
            key: Ids(policy.levels.levels, policy.clauses.clauses)
            for key, policy in policies.items()
        }
        check_shared(shared, names, ids, problems)
    return Checked(policies, authorities, shared, tuple(problems))


def check_authority(
    policy: AuthorityPolicy,
    problems: Problems,
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> Authority | None:
    """Check one authority; returns the engine's view of it when its references are sound."""
    progress(f"{policy.id}: names and references")
    check_lifetimes(policy, problems)
    check_published(policy, problems)
    for version in policy.superseded.values():
        check_superseded(version, problems)
    authority = compiled(policy, problems)
    if authority is None:
        return None
    check_interrupt(policy, authority, problems)
    runs: dict[str, Runs] = {}
    for pathway in authority.pathways.values():
        progress(f"{policy.id}: proving {pathway.id}")
        proved = check_rules(policy, pathway, problems)
        if proved is not None:
            runs[pathway.id] = proved
            check_safety(policy, authority, proved, problems)
    progress(f"{policy.id}: walkthroughs")
    check_stories(policy, authority, problems)
    check_turns(policy, authority, problems)
    progress(f"{policy.id}: what is signed")
    check_signed(policy, runs, problems)
    return authority


def check_superseded(policy: AuthorityPolicy, problems: Problems) -> None:
    """Check of an earlier version that its pages can be made.

    It was proved when it counted, and decides nothing any more.
    """
    found = Problems()
    check_references(policy, found)
    check_graph(policy, found)
    problems.extend(each for each in found if each.kind not in LEAVE_PROOF_SOUND)


def compiled(
    policy: AuthorityPolicy, problems: Problems, *, without: Collection[str] = ()
) -> Authority | None:
    """The engine's view of one authority, or None when what it refers to is not sound.

    Its rules are not proved yet, and may have gaps. `without` are tools that were left out of the
    policy, and so may be named in it.
    """
    found = Problems()
    check_references(policy, found)
    check_contacts(policy, found)
    check_provenance(policy, found)
    check_dates(policy, found)
    check_graph(policy, found)
    problems.extend(found)
    left_out = {missing(what, name) for what in ("the tool", "the pathway") for name in without}
    if any(each.kind not in LEAVE_PROOF_SOUND and each.says not in left_out for each in found):
        return None
    return compile_authority(policy)


LEAVE_PROOF_SOUND = frozenset(
    {"unused-clause", "uncited", "used-and-excused", "unknown-number", "no-such-clause"}
)
"""Kinds of problem that do not change where an answer leads."""
