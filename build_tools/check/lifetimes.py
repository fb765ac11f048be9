"""When a policy counts: its dates fit together, versions follow each other, changes are told."""

from __future__ import annotations

from datetime import date

from build_tools.check.names import known
from build_tools.model.authority import AuthorityFile
from build_tools.model.base import place
from build_tools.model.pathways import PathwayFile
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Problems


def check_lifetimes(policy: AuthorityPolicy, problems: Problems) -> None:
    """Add a problem for dates that cross, versions that overlap and versions nobody tells of."""
    authority = policy.authority
    if authority.effective_from is None:
        problems.add(
            authority.at, "missing-key", "'effective-from' is missing here",
            "add the line 'effective-from: ...' with the day from which this version counts",
        )  # fmt: skip
    _check_days(policy, problems)
    _check_versions(policy, problems)
    _check_changes(policy, problems)


def _check_days(policy: AuthorityPolicy, problems: Problems) -> None:
    for version in (policy, *policy.superseded.values()):
        authority = version.authority
        # An earlier version may have been reviewed early, and so have ended before its day came.
        late = authority.review_by
        if version is not policy and authority.effective_to is not None:
            late = min(late, authority.effective_to)
        _in_order(authority, authority.begins, authority.effective_to, late, problems)
        for tool in version.pathways.values():
            days = (tool.effective_from, tool.effective_to, tool.review_by)
            if version is policy and any(day is not None for day in days):
                _in_order(
                    tool,
                    tool.effective_from or authority.begins,
                    tool.effective_to or authority.effective_to,
                    tool.review_by or authority.review_by,
                    problems,
                )
                _inside(tool, authority, problems)


def _in_order(
    where: AuthorityFile | PathwayFile,
    begins: date,
    ends: date | None,
    review: date,
    problems: Problems,
) -> None:
    """The first day, the day of review and the last day, in this order."""
    at = where.at
    if ends is not None and ends < begins:
        problems.add(
            place(ends, at), "dates-crossed",
            f"'effective-to', {ends}, lies before 'effective-from', {begins}",
            "correct one of the two; both days count",
        )  # fmt: skip
        return
    if review < begins:
        problems.add(
            place(review, at), "review-outside",
            f"'review-by', {review}, lies before 'effective-from', {begins}",
            "give a day of review on which these rules count",
        )  # fmt: skip
    if ends is not None and review > ends:
        problems.add(
            place(review, at), "review-outside",
            f"'review-by', {review}, lies after 'effective-to', {ends}",
            "give a day of review on which these rules still count",
        )  # fmt: skip


def _inside(tool: PathwayFile, authority: AuthorityFile, problems: Problems) -> None:
    """A tool ends with its authority's policy at the latest.

    It may have begun before: with a new version of the policy a tool can stay as it is.
    """
    last = authority.effective_to
    if tool.effective_to is not None and last is not None and tool.effective_to > last:
        problems.add(
            place(tool.effective_to, tool.at), "dates-crossed",
            f"this tool counts until {tool.effective_to}, longer than its authority's policy "
            f"({last})",
            "give an earlier day, or remove the line",
        )  # fmt: skip


def _check_versions(policy: AuthorityPolicy, problems: Problems) -> None:
    """Each day has one version at most, and each earlier version lies under its own number."""
    later = policy
    for number, version in policy.superseded.items():
        authority = version.authority
        at = place(authority.version, authority.at)
        if str(authority.version) != number:
            problems.add(
                at, "version-misplaced",
                f"version '{authority.version}' lies in the folder of '{number}'",
                "give the folder the number of the version",
            )  # fmt: skip
        if number == str(policy.authority.version):
            problems.add(
                place(policy.authority.version, policy.authority.at), "version-twice",
                f"version '{number}' is both the present one and among those superseded",
                "raise 'version', or remove the folder of the copy",
            )  # fmt: skip
        ends, next_ = authority.effective_to, later.authority
        if ends is None:
            problems.add(
                authority.at, "no-end", f"the superseded version '{number}' has no last day",
                "add the line 'effective-to: ...', the day before the next version begins",
            )  # fmt: skip
        elif ends >= next_.begins:
            problems.add(
                place(ends, authority.at), "versions-overlap",
                f"version '{number}' counts until {ends}, but version '{next_.version}' begins on "
                f"{next_.begins}",
                "end it on the day before, so that one version counts on each day",
            )  # fmt: skip
        later = version


def _check_changes(policy: AuthorityPolicy, problems: Problems) -> None:
    versions = {str(policy.authority.version), *policy.superseded}
    tools = set(policy.pathways).union(*(each.pathways for each in policy.superseded.values()))
    changes = policy.changes.changes
    for key, change in changes.items():
        at = place(key, change.at)
        known(change.version, versions, "the version", at, problems)
        for tool in change.tools:
            known(tool, tools, "the tool", at, problems)
    version = str(policy.authority.version)
    if version not in {str(change.version) for change in changes.values()}:
        where = place(policy.authority.version, policy.authority.at)
        problems.add(
            policy.changes.at if changes else where, "change-untold",
            f"changes.yml does not tell what changed with version '{version}'",
            "add an entry with this version: what changed, why, and who accepted it",
        )  # fmt: skip
