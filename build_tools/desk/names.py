"""The names that a policy file can refer to, and which model it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from build_tools.model.base import PolicyModel
from build_tools.model.policy import FOLDERS, OPTIONAL_FILES, SINGLE_FILES, AuthorityPolicy


@dataclass(frozen=True, slots=True)
class Names:
    """Ids by kind, each with a few words on what it stands for.

    `steps` holds the ids of the steps of each tool.
    """

    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    steps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def model_of(path: str) -> type[PolicyModel] | None:
    """The model of a file by its path in the authority's folder; None where there is none."""
    folder, _, name = path.rpartition("/")
    if folder:
        return FOLDERS.get(folder)
    return {**SINGLE_FILES, **OPTIONAL_FILES}.get(name.removesuffix(".yml"))


def names_of(policy: AuthorityPolicy) -> Names:
    """The names of an authority's policy."""
    contacts = policy.contacts
    known: dict[str, dict[str, str]] = {
        "clause": {str(key): str(each.says) for key, each in policy.clauses.clauses.items()},
        "contact": {str(key): str(each.name) for key, each in contacts.contacts.items()},
        "link": {str(key): str(each.title) for key, each in contacts.links.items()},
        "hours": {str(key): str(each.printed) for key, each in contacts.hours.items()},
        "level": {str(key): str(each.name) for key, each in policy.levels.levels.items()},
        "term": {str(key): str(each.term) for key, each in policy.glossary.terms.items()},
        "tool": {key: str(each.title) for key, each in policy.pathways.items()},
        "document": {str(key): str(each.title) for key, each in policy.authority.documents.items()},
    }
    steps = {
        key: {str(name): str(step.ask) for name, step in each.steps.items()}
        for key, each in policy.pathways.items()
    }
    return Names(known, steps)
