"""An outcome as a card, and the reasons that led to it."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from tests.engine.markup import Element, parse
from tests.engine.sample import AUTHORITY, LINKS, OUTCOMES, PATHWAY, URGENT
from widgets.engine.decide import decide
from widgets.engine.model import Onward, OnwardKind, Outcome
from widgets.engine.render.outcomes import action, onward, outcome_card, reasons


def card(outcome: Outcome) -> Element:
    return parse(outcome_card(AUTHORITY, outcome, LINKS)).one("section")


def test_a_card_names_its_outcome_and_level() -> None:
    found = card(OUTCOMES["support"])
    assert found.attributes["data-outcome"] == "support"
    assert found.one("h2").text == "Offer support"
    assert found.one("h2").attributes["tabindex"] == "-1"
    assert found.one("p", class_="hb-outcome__level").text == "Support"
    assert found.has(class_="hb-level--2")
    assert not found.has(class_="hb-outcome--urgent")


def test_an_urgent_outcome_looks_urgent_and_shows_whom_to_ring_first() -> None:
    found = card(URGENT)
    assert found.has(class_="hb-outcome--urgent")
    names = [each.text for each in found.every("p", class_="hb-contact__name")]
    assert names == ["Police", "Sampleton Office", "Night Desk"]
    assert found.text.index("Ring nowPolice") < found.text.index("You ring without waiting.")


def test_an_outcome_without_level_has_none() -> None:
    found = card(OUTCOMES["ring-office"])
    assert not list(found.every("p", class_="hb-outcome__level"))
    assert "hb-level" not in (found.attributes["class"] or "")


def test_where_nobody_is_printed_it_says_so() -> None:
    assert "The document gives no number." in card(OUTCOMES["ring-night"]).text


def test_every_part_of_an_action_is_shown() -> None:
    found = parse(action(AUTHORITY, OUTCOMES["support"].actions[0]))
    rows = dict(
        zip(
            [each.text for each in found.every("dt")],
            [each.text for each in found.every("dd")],
            strict=True,
        )
    )
    assert rows == {
        "Who": "You",
        "By when": "Within 5 days",
        "Tell": "Your line manager",
        "Attach": "Form S1",
        "Consent": "Of a parent",
        "Contact": "Sampleton Office 01632 960001 or 01632 960002",
        "Link": "Procedures (address as printed then) It has moved.",
    }
    assert found.one("p", class_="hb-action__does").text == "Fill in the form."
    assert "Should, says the document" in found.text
    assert "clause 9" in found.text


def test_a_time_not_given_is_said_to_be_missing() -> None:
    found = parse(action(AUTHORITY, OUTCOMES["support"].actions[1]))
    assert "By whenThe document does not say" in found.text


def test_an_action_of_the_handbook_never_claims_the_document() -> None:
    found = parse(action(AUTHORITY, URGENT.actions[0]))
    assert "Added by this handbook" in found.text
    assert "says the document" not in found.text


def test_actions_come_in_order() -> None:
    found = card(OUTCOMES["support"])
    does = [each.text for each in found.one("ol").every("p", class_="hb-action__does")]
    assert does == ["Fill in the form.", "Signs the form.", "Keeps the form."]


def test_where_it_goes_on() -> None:
    found = parse(onward(OUTCOMES["watch"].next, LINKS, "h3") or "")
    rows = list(found.every("li"))
    assert [row.text for row in rows] == [
        "Review Look again in a month",
        "Close Close when all is well",
    ]
    assert rows[0].one("a").attributes["href"] == (
        "../../../sampleton/tools/first-look/#step-spoken"
    )
    assert not list(rows[1].every("a"))
    assert onward((), LINKS, "h3") is None


def test_every_move_has_a_word() -> None:
    for kind in get_args(OnwardKind):
        found = parse(onward((Onward(kind, "There"),), LINKS, "h3") or "")
        assert found.one("span", class_=f"hb-move--{kind}").text


def test_heading_and_anchor_can_be_chosen() -> None:
    made = outcome_card(AUTHORITY, URGENT, LINKS, heading="h3", anchor="outcome-harm")
    found = parse(made)
    assert found.one("h3").text == "Ring now"
    assert found.one("h3").attributes["id"] == "outcome-harm"
    assert [each.text for each in found.every("h4")] == ["What to do"]
    assert len(list(found.every(id="outcome-harm"))) == 1


def test_clauses_and_what_is_not_said() -> None:
    found = card(OUTCOMES["support"])
    assert found.one("p", class_="hb-outcome__clauses").text == "Rests on clauses 9 10"
    assert "Who keeps the copy." in found.text
    assert not list(card(OUTCOMES["ring-office"]).every("p", class_="hb-outcome__clauses"))


def test_reasons_give_each_answer_and_rule() -> None:
    trace = decide(PATHWAY, {"spoken": "no", "age": "4", "hour": "2026-11-23T17:00"})
    found = parse(reasons(trace) or "")
    rows = list(found.one("ol").inside)
    assert len(rows) == 3
    assert [each.text for each in found.every("p", class_="hb-reason__ask")] == [
        visit.step.ask for visit in trace.visits
    ]
    assert [each.text for each in found.every("p", class_="hb-reason__answer")] == [
        "No", "4 years", "Monday 23 November 2026, 17:00",
    ]  # fmt: skip
    assert "You look at the age first. Added by this handbook" in found.text
    assert "Someone is there." in found.text
    assert "The last minute still counts." in found.text


def test_reasons_of_the_interrupt() -> None:
    found = parse(reasons(decide(PATHWAY, {"harm": "yes"})) or "")
    assert "I think a child may come to harm" in found.text
    assert "Harm comes before every other question. clause 7" in found.text


def test_without_answers_there_are_no_reasons() -> None:
    assert reasons(decide(PATHWAY, {})) is None


def test_the_title_of_an_outcome_is_escaped() -> None:
    odd = replace(OUTCOMES["watch"], title="<b>&</b>")
    assert card(odd).one("h2").text == "<b>&</b>"
