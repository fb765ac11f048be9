"""A whole authority's policy, put together from its files, and all authorities together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from build_tools.model.authority import AuthorityFile
from build_tools.model.base import PolicyModel
from build_tools.model.clauses import ClauseFile
from build_tools.model.contacts import ContactFile
from build_tools.model.content import GlossaryFile, LevelFile, ProcedureFile, ServiceFile
from build_tools.model.pathways import PathwayFile, UrgentFile
from build_tools.model.walkthroughs import WalkthroughFile

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
"""File name (without .yml) of the files an authority has once -> their model."""

FOLDERS: Mapping[str, type[PolicyModel]] = {
    "pathways": PathwayFile,
    "walkthroughs": WalkthroughFile,
}
"""Folder of an authority -> the model of each file in it."""


@dataclass(frozen=True, slots=True)
class AuthorityPolicy:
    """Everything one authority's folder holds. `id` is the folder's name."""

    id: str
    authority: AuthorityFile
    urgent: UrgentFile
    contacts: ContactFile
    levels: LevelFile
    services: ServiceFile
    glossary: GlossaryFile
    procedures: ProcedureFile
    clauses: ClauseFile
    pathways: Mapping[str, PathwayFile] = field(default_factory=dict)
    walkthroughs: Mapping[str, WalkthroughFile] = field(default_factory=dict)
