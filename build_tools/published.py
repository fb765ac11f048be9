"""The register of published ids: what stands in links outside must not vanish without a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from build_tools.model.base import place
from build_tools.model.pathways import Checklist, Question
from build_tools.model.policy import AuthorityPolicy
from build_tools.problems import Mark

FILE = "published.yml"

_HEAD = """\
# yaml-language-server: $schema=../schema/published.json
# Ids that stand in links outside this handbook: in courses, in mails, in bookmarks. Written by
# `python -m build_tools published`, which takes nothing out. What becomes of one of them is told in
# renamed.yml.
published:
"""


def names(policy: AuthorityPolicy) -> dict[str, Mark]:
    """Every published name that the policy has today (widgets/engine/renames.py), and its place."""
    return {name: place(key, at) for name, key, at in _names(policy)}


def _names(policy: AuthorityPolicy) -> Iterator[tuple[str, str, Mark]]:
    for tool, pathway in policy.pathways.items():
        yield f"pathway {tool}", tool, pathway.at
        for key, step in pathway.steps.items():
            yield f"step {tool}/{key}", key, step.at
            if isinstance(step, Question | Checklist):
                for choice in step.choices:
                    yield f"answer {tool}/{key}/{choice}", choice, step.at
            if isinstance(step, Checklist):
                for item in step.items:
                    yield f"item {tool}/{key}/{item}", item, step.at
        for key, outcome in pathway.outcomes.items():
            yield f"outcome {tool}/{key}", key, outcome.at
    for key, term in policy.glossary.terms.items():
        yield f"term {key}", key, term.at
    for key, clause in policy.clauses.clauses.items():
        yield f"clause {key}", key, clause.at
    for tale, story in policy.walkthroughs.items():
        yield f"walkthrough {tale}", tale, story.at
        for key, scene in story.scenes.items():
            yield f"scene {tale}/{key}", key, scene.at


def register(policy: AuthorityPolicy, folder: Path) -> int:
    """Add to the register in an authority's folder what it lacks; returns how many ids.

    What was renamed or taken out stays in it.
    """
    before = {str(name) for name in policy.published.published}
    now = before | names(policy).keys()
    if now != before:
        rows = "".join(f"  - {name}\n" for name in sorted(now))
        (folder / FILE).write_text(_HEAD + rows, encoding="utf-8")
    return len(now - before)
