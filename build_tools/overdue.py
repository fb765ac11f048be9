"""What the calendar makes of a sound policy. It is told apart from what is wrong in the files."""

from __future__ import annotations

from datetime import date

from build_tools.model.authority import AuthorityFile
from build_tools.model.base import place
from build_tools.model.pathways import PathwayFile
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Problems


def overdue(policy: AuthorityPolicy, today: date) -> Problems:
    """Reviews overdue on `today`, and rules that do not count on it, each at its place."""
    found = Problems()
    _overdue(policy.authority, policy.authority, f"the policy of {policy.authority.name}", today,
             found)  # fmt: skip
    for key, tool in policy.pathways.items():
        if tool.review_by or tool.effective_from or tool.effective_to:
            _overdue(tool, policy.authority, f"the tool '{key}'", today, found)
    return found


def _overdue(
    where: AuthorityFile | PathwayFile,
    general: AuthorityFile,
    what: str,
    today: date,
    found: Problems,
) -> None:
    owner = where.owner or general.owner
    review, ends, begins = where.review_by, where.effective_to, where.effective_from
    if review is not None and review < today:
        found.add(
            place(review, where.at), "review-overdue",
            f"{what} was to be looked at again by {review}, and that day has passed",
            f"the owner ({owner}) reads it against the documents, then sets a new day",
        )  # fmt: skip
    if ends is not None and ends < today:
        found.add(
            place(ends, where.at), "out-of-force",
            f"{what} counted until {ends}, so its tools give no answers any more",
            "put the next version into use, or set a later day",
        )  # fmt: skip
    if begins is not None and begins > today:
        found.add(
            place(begins, where.at), "out-of-force",
            f"{what} counts from {begins} only, so its tools give no answers yet",
            "publish it on that day, or set an earlier day",
        )  # fmt: skip
