"""What the rest of the site uses of an authority: small, and plain enough to be kept in a file.

The pages of one authority are made from its whole policy. The first page and the pages side by
side need far less of it, and need it of every authority in the country at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.foreign_check import Voice, voice
from build_tools.model.policy import AuthorityPolicy
from build_tools.register import Register, register
from build_tools.render.changes import NEWEST, ChangeFacts, changes_of
from widgets.engine import codec
from widgets.engine.compare import CASE, case_only
from widgets.engine.model import Authority

FEW = 12
"""As many authorities as a panel, a menu or a page can list; more are chosen or unfolded."""


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """A level of need as the pages side by side show it."""

    name: str
    objective: str
    clauses: tuple[str, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class ClauseFacts:
    """A clause as the foot of a page shows it."""

    section: str
    says: str
    note: str


@dataclass(frozen=True, slots=True)
class Summary:
    """An authority as other pages know it.

    `review` is the day (ISO 8601) by which its rules must be looked at again.
    `urgent_page` is its tool for whom to ring now, or its contacts, from the top of the site, and
    `urgent_title` what that is called. `ring_page` is the same for the urgent panel. `case` is what
    `codec.dump` makes of its answers to the shared questions, "" when it has none. `column` tells
    where the case page finds them in a large country: `url` from the top, `size`, `sha256`.
    `changes` are the newest of its changes, as many as the page of all can show.
    """

    id: str
    name: str
    about: str
    review: str
    urgent_page: str
    urgent_title: str
    ring_page: str
    tools: int
    levels: Mapping[str, LevelFacts]
    clauses: Mapping[str, ClauseFacts]
    register: Register
    voice: Voice
    case: str
    changes: tuple[ChangeFacts, ...] = ()
    column: Mapping[str, str | int] | None = None


def summary(policy: AuthorityPolicy, authority: Authority) -> Summary:
    """Make the summary of a sound authority."""
    key, urgent, ring = policy.id, policy.urgent_tool, policy.urgent.tool
    return Summary(
        id=key,
        name=str(policy.authority.name),
        about=str(policy.authority.summary),
        review=policy.authority.review_by.isoformat(),
        urgent_page=f"{key}/tools/{urgent}/" if urgent else f"{key}/contacts/",
        urgent_title=str(policy.pathways[urgent].title) if urgent else "Contacts",
        ring_page=f"{key}/tools/{ring}/" if ring else f"{key}/contacts/",
        tools=len(policy.pathways),
        levels={
            str(name): LevelFacts(
                str(level.name),
                str(level.objective),
                tuple(str(clause) for clause in level.clauses),
                bool(level.own),
            )
            for name, level in policy.levels.levels.items()
        },
        clauses={
            str(name): ClauseFacts(str(clause.section), str(clause.says), str(clause.note or ""))
            for name, clause in policy.clauses.clauses.items()
        },
        register=register(policy),
        voice=voice(policy),
        case=codec.dump(case_only(authority)) if CASE in authority.pathways else "",
        changes=changes_of(policy)[:NEWEST],
    )
