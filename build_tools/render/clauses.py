"""What the page of sources shows: every clause of an authority, and where it is used."""

from __future__ import annotations

from typing import Any

from build_tools.check.provenance import Use, uses
from build_tools.model.policy import AuthorityPolicy
from widgets.engine.links import Links
from widgets.engine.render import parts


def source_facts(policy: AuthorityPolicy, links: Links) -> dict[str, Any]:
    """The clauses in their order, each with links to its uses, and how many are used."""
    where: dict[str, dict[tuple[str, str], Use]] = {}
    for use in uses(policy):
        where.setdefault(use.clause, {}).setdefault((use.page, use.anchor), use)
    rows = []
    for key, clause in policy.clauses.clauses.items():
        found = where.get(str(key), {})
        rows.append(
            {
                "id": key,
                "number": parts.clause_number(key),
                "kind": clause.kind.replace("-", " "),
                "force": clause.force,
                "says": clause.says,
                "note": clause.note,
                "place": f"{clause.section}, lines {clause.lines[0]} to {clause.lines[1]}",
                "unused": clause.unused or "",
                "uses": [
                    {
                        "label": use.label,
                        "href": links.page(use.page) + (f"#{use.anchor}" if use.anchor else ""),
                    }
                    for use in found.values()
                ],
            }
        )
    return {"clauses": rows, "used": sum(1 for row in rows if row["uses"])}
