"""No line of the source documents is lost: each clause stands on a page, or is excused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_tools.check.provenance import Use, uses
from build_tools.report import clause_rows
from tests.build_tools.real import NAMES, checked, pages, policy

REGISTERED = {"bedfordshire": 228, "bradford": 191, "luton": 62, "wolverhampton": 130}
"""How many statements the register of each authority's documents holds."""

MOST_EXCUSED = 0.05
URGENT = "The urgent way out of every tool"


def page_of(name: str, use: Use) -> str:
    """The page on which a use of a clause stands."""
    path = f"{name}/{use.page}".rstrip("/")
    return f"{path}.md" if f"{path}.md" in pages() else f"{path}/index.md"


@pytest.mark.parametrize("name", NAMES)
def test_the_register_is_whole(name: str) -> None:
    clauses = [str(key) for key in policy(name).clauses.clauses]
    assert clauses == [f"{name}-{number:03}" for number in range(1, len(clauses) + 1)]
    assert len(clauses) == REGISTERED.get(name, len(clauses))


def test_together_they_are_all_the_statements_of_the_five_documents() -> None:
    assert set(NAMES) >= set(REGISTERED)
    assert sum(len(policy(name).clauses.clauses) for name in REGISTERED) == 611
    documents = [title for name in REGISTERED for title in policy(name).authority.documents]
    assert len(documents) == 5


def test_every_clause_is_used_or_excused_and_few_are_excused(report: list[str]) -> None:
    rows = clause_rows(checked())
    excused = [row for row in rows if not row["uses"]]
    for row in rows:
        assert bool(row["uses"]) != bool(row["unused"]), row["clause"]
    for row in excused:
        assert len(row["unused"].split()) >= 5, f"{row['clause']}: no editor could accept that"
    share = len(excused) / len(rows)
    assert share < MOST_EXCUSED
    for name in NAMES:
        mine = [row for row in rows if row["clause"].startswith(f"{name}-")]
        used = sum(1 for row in mine if row["uses"])
        report.append(f"{name}: {len(mine)} clauses, {used} used, {len(mine) - used} excused")
    report.append(f"all: {len(rows)} clauses, {len(excused)} excused ({share:.1%})")


@pytest.mark.parametrize("name", NAMES)
def test_every_clause_is_cited_on_the_pages_where_it_is_said_to_be(name: str) -> None:
    for use in uses(policy(name)):
        path = page_of(name, use)
        assert path in pages(), f"{use.clause}: {use.label} stands on no page"
        if use.page != "sources":
            cited = f'href="#clause-{use.clause}"'
            assert cited in pages()[path].body, f"{use.clause} is not cited on {path} ({use.at})"


@pytest.mark.parametrize("name", NAMES)
def test_the_page_of_sources_lists_every_clause_with_what_it_says(name: str) -> None:
    body = " ".join(pages()[f"{name}/sources.md"].body.split())
    for key in policy(name).clauses.clauses:
        assert body.count(f'id="{key}"') == 1, key


@pytest.mark.parametrize("name", NAMES)
def test_the_urgent_way_out_is_shown_where_the_authority_has_a_page_for_it(name: str) -> None:
    whole = policy(name)
    assert {use.page for use in uses(whole) if use.label == URGENT} == {"tools/who-to-ring"}
    unnamed = replace(whole, urgent=whole.urgent.model_copy(update={"tool": None}))
    first = f"tools/{next(iter(whole.pathways))}"
    assert {use.page for use in uses(unnamed) if use.label == URGENT} == {first}
    bare = replace(unnamed, pathways={})
    assert {use.page for use in uses(bare) if use.label == URGENT} == {"contacts"}
