"""The pages that hold the authorities against each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_tools.check import Checked
from build_tools.model.crosswalk import Concept, CrosswalkFile, Rung
from build_tools.render.assets import Assets
from build_tools.render.notes import clause_notes_of_all, section
from build_tools.render.page import Page, root_of
from build_tools.render.templates import template
from widgets.engine.compare import CASE
from widgets.engine.links import Links
from widgets.engine.render import parts
from widgets.engine.render.shell import compare_widget

FOLDER = "compare"
_RELATIONS = {
    "same": "The same idea",
    "alike-but-different": "Looks alike, differs",
    "only-one": "Only one document has it",
}


def compare_pages(checked: Checked, assets: Assets) -> Iterator[Page]:
    """The case page, the levels and the words side by side, as far as policy has them."""
    facts = checked.shared.case
    if facts is not None and any(CASE in each.pathways for each in checked.authorities.values()):
        yield _case(checked, assets)
    crosswalk = checked.shared.crosswalk
    if crosswalk is not None:
        yield _page(checked, "levels", "Levels side by side", "rungs.md.j2", {
            "crosswalk": crosswalk,
            "rungs": [(key, _rung(checked, rung)) for key, rung in crosswalk.rungs.items()],
        })  # fmt: skip
        yield _page(checked, "terms", "Words side by side", "crosswalk.md.j2", {
            "concepts": _concepts(checked, crosswalk),
        })  # fmt: skip


def _case(checked: Checked, assets: Assets) -> Page:
    facts = checked.shared.case
    assert facts is not None
    root = root_of(f"{FOLDER}/index.md")
    holding = [each for each in checked.authorities.values() if CASE in each.pathways]
    return _page(checked, "index", str(facts.title), "compare.md.j2", {
        "facts": facts,
        "widget": compare_widget(holding, root, assets.runtime("", root)),
        "script": assets.script("case-compare", root),
        "authorities": [
            {"name": each.name, "href": Links(root, each.id).tool(CASE)} for each in holding
        ],
    })  # fmt: skip


def _page(
    checked: Checked, name: str, title: str, template_name: str, facts: dict[str, Any]
) -> Page:
    path = f"{FOLDER}/{name}.md"
    body = template(template_name).render(source=parts.source, own=parts.own, **facts)
    notes = clause_notes_of_all(checked.policies, body, root_of(path))
    source = "shared/case.yml" if name == "index" else "shared/crosswalk.yml"
    return Page(
        path,
        title,
        body + section("Clauses this page rests on", "clauses", notes),
        source=f"policy/{source}",
        description=f"{title}: the authorities of this handbook held against each other.",
        part=FOLDER,
        # As good as the first of them to need another look.
        review=min(each.authority.review_by for each in checked.policies.values()).isoformat(),
    )


def _rung(checked: Checked, rung: Rung) -> dict[str, Any]:
    root = root_of(f"{FOLDER}/levels.md")
    cells = []
    for name, policy in checked.policies.items():
        levels = policy.levels.levels
        cells.append(
            {
                "authority": policy.authority.name,
                "levels": [
                    {
                        "name": levels[key].name,
                        "objective": levels[key].objective,
                        "clauses": levels[key].clauses,
                        "own": levels[key].own,
                        "href": Links(root, name).page(f"levels/{key}"),
                    }
                    for key in rung.levels.get(name, ())
                ],
            }
        )
    return {"title": rung.title, "traps": rung.traps, "cells": cells}


def _concepts(checked: Checked, crosswalk: CrosswalkFile) -> list[tuple[str, dict[str, Any]]]:
    return [(str(key), _concept(checked, concept)) for key, concept in crosswalk.concepts.items()]


def _concept(checked: Checked, concept: Concept) -> dict[str, Any]:
    cells = []
    for name, policy in checked.policies.items():
        naming = concept.names.get(name)
        cells.append(
            {
                "authority": policy.authority.name,
                "name": naming.name if naming is not None else None,
                "means": naming.means if naming is not None else "The document does not say.",
                "clauses": naming.clauses if naming is not None else (),
            }
        )
    return {
        "title": concept.title,
        "relation": concept.relation,
        "relation_label": _RELATIONS[concept.relation],
        "about": concept.about,
        "traps": concept.traps,
        "cells": cells,
    }
