"""The whole pathway as plain, linked HTML."""

from __future__ import annotations

from tests.engine.markup import parse
from tests.engine.sample import AUTHORITY, LINKS, OUTCOMES, PATHWAY, SIGNS
from widgets.engine.render.static import outcome_anchor, static_pathway, static_step, step_anchor

PAGE = parse(static_pathway(AUTHORITY, PATHWAY, LINKS))


def test_every_step_and_outcome_has_one_place() -> None:
    anchors = [each.attributes["id"] or "" for each in PAGE.every() if "id" in each.attributes]
    assert len(anchors) == len(set(anchors))
    wanted = [step_anchor(step) for step in PATHWAY.steps]
    wanted += [outcome_anchor(outcome) for outcome in ("harm", *OUTCOMES)]
    assert sorted(anchors) == sorted(wanted)


def test_every_edge_leads_where_the_engine_would() -> None:
    for step in PATHWAY.steps.values():
        rows = list(parse(static_step(PATHWAY, step)).one("ul", class_="hb-ways").every("li"))
        assert len(rows) == len(step.edges)
        for row, edge in zip(rows, step.edges, strict=True):
            link = next(row.every("a"))
            anchor = step_anchor(edge.go) if edge.go in PATHWAY.steps else outcome_anchor(edge.go)
            assert link.attributes["href"] == f"#{anchor}"
            assert edge.because in row.text
            assert ("Added by this handbook" in row.text) == edge.own


def test_every_link_within_the_page_has_a_target() -> None:
    anchors = {each.attributes.get("id") for each in PAGE.every()}
    for link in PAGE.every("a"):
        href = link.attributes["href"] or ""
        if href.startswith("#") and not href.startswith("#clause-"):
            assert href[1:] in anchors, href


def test_the_urgent_way_out_comes_first() -> None:
    first = next(PAGE.every("section"))
    assert "At any moment" in first.text
    assert first.one("a", href="#outcome-harm").text == "Ring now"
    assert first.text.endswith("Harm comes before every other question. clause 7")
    outcomes = [
        each.attributes["data-outcome"]
        for each in PAGE.every("section")
        if "data-outcome" in each.attributes
    ]
    assert outcomes == ["harm", *OUTCOMES]


def test_steps_stand_in_the_order_of_the_policy() -> None:
    assert [each.text for each in PAGE.every("h3")][1:6] == [s.ask for s in PATHWAY.steps.values()]


def test_a_checklist_lists_its_items_and_answers() -> None:
    found = parse(static_step(PATHWAY, SIGNS))
    for item in SIGNS.items:
        assert item.label in found.text
    assert "Two days or more." in found.text
    assert "Answer each line with one of: Seen, Not seen." in found.text


def test_conditions_are_said_in_words() -> None:
    rows = [
        row.text
        for row in parse(static_step(PATHWAY, SIGNS)).one("ul", class_="hb-ways").every("li")
    ]
    assert rows[0].startswith("If at least 2 of the list are ‘Seen’: Offer support")
    assert rows[2].startswith("If none of the other rules fits: When did it start?")


def test_the_clauses_a_question_rests_on_are_shown() -> None:
    for step in PATHWAY.steps.values():
        found = parse(static_step(PATHWAY, step))
        cited = {link.attributes["href"] for link in found.every("a", class_="hb-clause")}
        for clause in step.clauses:
            assert f"#clause-{clause}" in cited, f"{step.id}: {clause}"
