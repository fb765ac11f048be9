"""The pages that hold the authorities against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from build_tools.model.case import FactFile
from build_tools.model.crosswalk import Concept, Rung
from build_tools.model.policy import SharedPolicy
from build_tools.render.assets import Assets
from build_tools.render.notes import clause_notes_of_all, section
from build_tools.render.page import Page, root_of
from build_tools.render.templates import template
from build_tools.summary import FEW, Summary
from widgets.engine import codec
from widgets.engine.compare import CASE
from widgets.engine.links import Links
from widgets.engine.render import parts
from widgets.engine.render.shell import compare_chosen_widget, compare_column, compare_widget

FOLDER = "compare"
_CASE_ROOT = root_of(f"{FOLDER}/index.md")

Columns = Mapping[str, Mapping[str, str | int]]
"""Where a page finds what it shows of each authority: `url` from the top, `size`, `sha256`."""

_RELATIONS = {
    "same": "The same idea",
    "alike-but-different": "Looks alike, differs",
    "only-one": "Only one document has it",
}


def has_case(authorities: Mapping[str, Summary], shared: SharedPolicy) -> bool:
    """Whether there is a page on which one set of facts is held against the authorities."""
    return shared.case is not None and any(each.case for each in authorities.values())


def compare_pages(
    authorities: Mapping[str, Summary],
    shared: SharedPolicy,
    assets: Assets,
    columns: Columns | None = None,
) -> Iterator[Page]:
    """The case page, the levels and the words side by side, as far as policy has them.

    With `columns` the reader of the case page chooses authorities, which are fetched from there.
    """
    if shared.case is not None and has_case(authorities, shared):
        yield _case(authorities, shared.case, assets, columns)
    crosswalk = shared.crosswalk
    if crosswalk is not None:
        yield _page(authorities, "levels", "Levels side by side", "rungs.md.j2", {
            "crosswalk": crosswalk,
            "rungs": [(key, _rung(authorities, rung)) for key, rung in crosswalk.rungs.items()],
        })  # fmt: skip
        yield _page(authorities, "terms", "Words side by side", "crosswalk.md.j2", {
            "concepts": [
                (str(key), _concept(authorities, concept))
                for key, concept in crosswalk.concepts.items()
            ],
        })  # fmt: skip


def column_of(authority: Summary) -> dict[str, Any]:
    """What the case page fetches of an authority that has answered the shared questions."""
    return compare_column(codec.load(authority.case), _CASE_ROOT)


def _case(
    authorities: Mapping[str, Summary],
    facts: FactFile,
    assets: Assets,
    columns: Columns | None,
) -> Page:
    root = _CASE_ROOT
    holding = {key: each for key, each in authorities.items() if each.case}
    runtime = assets.runtime("", root)
    if columns is None:
        widget = compare_widget((codec.load(each.case) for each in holding.values()), root, runtime)
    else:
        first = codec.load(next(iter(holding.values())).case)
        names = {key: each.name for key, each in holding.items()}
        found = {key: {**file, "url": f"{root}{file['url']}"} for key, file in columns.items()}
        widget = compare_chosen_widget(first, names, found, root, runtime)
    return _page(authorities, "index", str(facts.title), "compare.md.j2", {
        "facts": facts,
        "widget": widget,
        "few": columns is None,
        "script": assets.script("case-compare", root),
        "authorities": [
            {"name": each.name, "href": Links(root, key).tool(CASE)}
            for key, each in holding.items()
        ],
    })  # fmt: skip


def _page(
    authorities: Mapping[str, Summary],
    name: str,
    title: str,
    template_name: str,
    facts: dict[str, Any],
) -> Page:
    path = f"{FOLDER}/{name}.md"
    few = len(authorities) <= FEW
    body = template(template_name).render(
        **{"source": parts.source, "own": parts.own, "few": few, **facts}
    )
    notes = clause_notes_of_all(authorities, body, root_of(path))
    source = "shared/case.yml" if name == "index" else "shared/crosswalk.yml"
    return Page(
        path,
        title,
        body + section("Clauses this page rests on", "clauses", notes),
        source=f"policy/{source}",
        description=f"{title}: the authorities of this handbook held against each other.",
        part=FOLDER,
        # As good as the first of them to need another look.
        review=min(each.review for each in authorities.values()),
    )


def _rung(authorities: Mapping[str, Summary], rung: Rung) -> dict[str, Any]:
    root = root_of(f"{FOLDER}/levels.md")
    cells = []
    for name, authority in authorities.items():
        levels = authority.levels
        cells.append(
            {
                "authority": authority.name,
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


def _concept(authorities: Mapping[str, Summary], concept: Concept) -> dict[str, Any]:
    cells = []
    for name, authority in authorities.items():
        naming = concept.names.get(name)
        cells.append(
            {
                "authority": authority.name,
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
