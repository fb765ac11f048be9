"""A whole authority's policy, put together from its files, and all authorities together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from build_tools.model.authority import AuthorityFile
from build_tools.model.base import PolicyModel
from build_tools.model.case import CaseFile, FactFile
from build_tools.model.changes import ChangeFile
from build_tools.model.clauses import ClauseFile
from build_tools.model.contacts import ContactFile
from build_tools.model.content import GlossaryFile, LevelFile, ProcedureFile, ServiceFile
from build_tools.model.crosswalk import CrosswalkFile
from build_tools.model.dates import DateFile
from build_tools.model.figures import FigureFile
from build_tools.model.pathways import PathwayFile, UrgentFile
from build_tools.model.published import PublishedFile, RenamedFile
from build_tools.model.signed import SignedFile, SignedTool
from build_tools.model.walkthroughs import WalkthroughFile
from widgets.engine.compare import CASE

SINGLE_FILES: Mapping[str, type[PolicyModel]] = {
    "authority": AuthorityFile,
    "urgent": UrgentFile,
    "contacts": ContactFile,
    "levels": LevelFile,
    "services": ServiceFile,
    "glossary": GlossaryFile,
    "procedures": ProcedureFile,
    "clauses": ClauseFile,
}
"""File name (without .yml) of the files every authority has -> their model."""

OPTIONAL_FILES: Mapping[str, type[PolicyModel]] = {
    "dates": DateFile,
    "figures": FigureFile,
    "case": CaseFile,
    # Not among the files without which nothing can be read, so that git revisions from before it
    # can still be compared; `check` demands it all the same.
    "changes": ChangeFile,
    "renamed": RenamedFile,
    "published": PublishedFile,
}
"""The same for files an authority may have."""

OF_NO_VERSION = frozenset({CASE, "changes", "renamed", "published"})
"""Files that belong to an authority and to no one version of its policy."""

SHARED_FILES: Mapping[str, type[PolicyModel]] = {
    "case": FactFile,
    "crosswalk": CrosswalkFile,
}
"""The same for `policy/shared`, which belongs to all authorities; each may be missing."""

FOLDERS: Mapping[str, type[PolicyModel]] = {
    "pathways": PathwayFile,
    "walkthroughs": WalkthroughFile,
}
"""Folder of an authority -> the model of each file in it."""

SIGNED_FILES: Mapping[str, type[PolicyModel]] = {"signed": SignedFile}
"""The file, of an authority or of `shared`, that tells what its owner accepted."""

SIGNED_FOLDERS: Mapping[str, type[PolicyModel]] = {"signed": SignedTool}
"""The folder beside it, with one file for each tool."""


@dataclass(frozen=True, slots=True)
class SharedPolicy:
    """What belongs to all authorities: the questions of the case page and the crosswalk.

    `signed` is what was accepted of it; None where nothing was yet.
    """

    case: FactFile | None = None
    crosswalk: CrosswalkFile | None = None
    signed: SignedFile | None = None


@dataclass(frozen=True, slots=True)
class AuthorityPolicy:
    """Everything one authority's folder holds. `id` is the folder's name.

    `pathways` holds the tools by id; where the authority has a case.yml, that tool is among
    them under the id CASE. `signed` and `signed_tools` hold what its owner accepted.
    `superseded` holds its earlier versions by their number, the newest first; they have nothing
    that is OF_NO_VERSION and no earlier versions of their own.
    """

    id: str
    authority: AuthorityFile
    urgent: UrgentFile
    contacts: ContactFile
    levels: LevelFile
    services: ServiceFile
    glossary: GlossaryFile
    procedures: ProcedureFile
    clauses: ClauseFile
    dates: DateFile = field(default_factory=DateFile)
    figures: FigureFile = field(default_factory=FigureFile)
    changes: ChangeFile = field(default_factory=ChangeFile)
    renamed: RenamedFile = field(default_factory=RenamedFile)
    published: PublishedFile = field(default_factory=PublishedFile)
    pathways: Mapping[str, PathwayFile] = field(default_factory=dict)
    walkthroughs: Mapping[str, WalkthroughFile] = field(default_factory=dict)
    superseded: Mapping[str, AuthorityPolicy] = field(default_factory=dict)
    signed: SignedFile | None = None
    signed_tools: Mapping[str, SignedTool] = field(default_factory=dict)

    @property
    def urgent_tool(self) -> str | None:
        """The tool for whom to ring now: the one named, else the first of all, if any."""
        return self.urgent.tool or next(iter(self.pathways), None)
