"""One set of facts held against several authorities."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.engine.markup import parse
from tests.engine.sample import AUTHORITY, INTERRUPT, OUTCOMES, SIGNS, SPOKEN, TODAY
from tests.engine.test_decide import ALL_SEEN, NONE_SEEN
from widgets.engine import codec
from widgets.engine.compare import CASE, Comparison, case_only
from widgets.engine.links import Links
from widgets.engine.model import (
    Action,
    Aspect,
    Authority,
    Count,
    Edge,
    Every,
    Is,
    Not,
    Outcome,
    Pathway,
)
from widgets.engine.render.compare import compare_card, fact_form
from widgets.engine.render.outcomes import outcome_card
from widgets.engine.render.shell import compare_widget

ANY_SEEN = Count("signs", ("school", "meals", "sleep"), ("seen",), least=1)
HELP = Outcome(
    "help", "Offer help", level="support", contacts=("office",),
    actions=(Action("You", "Write a plan.", "should", clauses=("sampleton-009",)),),
    clauses=("sampleton-009",),
    aspects=(Aspect("form", "Form S1", ("sampleton-010",)), Aspect("limit", "5 days")),
)  # fmt: skip


def with_case(name: str, seen: str, not_seen: str) -> Any:
    """An authority where signs lead to one outcome and none to another."""
    steps = {
        "spoken": replace(SPOKEN, edges=(Edge("signs", Every(), "Next."),)),
        "signs": replace(
            SIGNS, edges=(Edge(seen, ANY_SEEN, "Seen."), Edge(not_seen, Not(ANY_SEEN), "Not."))
        ),
    }
    outcomes = {**OUTCOMES, "help": HELP}
    case = Pathway(CASE, "Case", "Holds a case.", "spoken", steps, outcomes, INTERRUPT)
    return replace(AUTHORITY, id=name, name=name.title(), pathways={CASE: case})


ONE = with_case("sampleton", "help", "watch")
OTHER = with_case("otherton", "ring-night", "watch")
COMPARISON = Comparison(json.dumps([codec.dump(each) for each in (ONE, OTHER)]))


def ask(request: object, comparison: Comparison = COMPARISON) -> Any:
    if isinstance(request, dict):
        request = {"today": TODAY, **request}
    return json.loads(comparison.handle(json.dumps(request)))


def test_each_authority_decides_by_its_own_rules() -> None:
    made = ask({"answers": {"spoken": "yes", "signs": ALL_SEEN}, "root": "../"})["ok"]
    assert made["ends"] == {"sampleton": "help", "otherton": "ring-night"}
    cards = list(parse(made["screen"]).every("section"))
    assert [card.attributes["data-authority"] for card in cards] == ["sampleton", "otherton"]
    assert [card.attributes["data-outcome"] for card in cards] == ["help", "ring-night"]


def test_an_authority_out_of_its_dates_says_so_in_its_column_and_has_no_end() -> None:
    ended = replace(OTHER, lifetime=replace(OTHER.lifetime, ends="2019-12-31"))
    mixed = Comparison(json.dumps([codec.dump(each) for each in (ONE, ended)]))
    facts = {"answers": {"spoken": "yes", "signs": ALL_SEEN}, "root": "../"}
    made = ask(facts, mixed)["ok"]
    assert made["ends"] == {"sampleton": "help"}
    column = list(parse(made["screen"]).every("section"))[1]
    assert column.attributes["data-authority"] == "otherton"
    assert "The handbook used version 3 until 31 December 2019." in column.text
    assert [each.text for each in column.every("a", href="tel:999")] == ["999"]
    for day in ("", "2020-02-30"):
        assert ask({**facts, "today": day}, mixed)["error"]["name"] == "NotInForce"


def test_a_request_may_bring_the_policies_to_compare() -> None:
    renamed = replace(OTHER, name="Café")
    request = {
        "answers": {"spoken": "yes", "signs": ALL_SEEN}, "root": "../", "today": TODAY,
        "policies": [codec.dump(renamed)],
    }  # fmt: skip
    reply = COMPARISON.handle(json.dumps(request))
    assert json.loads(reply)["ok"]["ends"] == {"otherton": "ring-night"}
    # As people write it, not as escapes of it.
    assert "Café" in reply


def test_a_fact_left_out_is_asked_for() -> None:
    fault = ask({"answers": {"spoken": "yes"}, "root": ""})["error"]
    assert (fault["name"], fault["step"]) == ("MissingItems", "signs")
    assert "What have you seen?" in fault["message"]


def test_facts_that_settle_it_everywhere_need_no_others() -> None:
    early = [_settled_by_no(each) for each in (ONE, OTHER)]
    both = Comparison(json.dumps([codec.dump(each) for each in early]))
    for more in ({}, {"signs": NONE_SEEN}):
        request = {"answers": {"spoken": "no", **more}, "root": ""}
        made = ask(request, both)["ok"]
        assert set(made["ends"].values()) == {"ring-night"}


def test_facts_that_settle_it_in_one_place_only_are_not_enough() -> None:
    mixed = Comparison(json.dumps([codec.dump(_settled_by_no(ONE)), codec.dump(OTHER)]))
    reply = ask({"answers": {"spoken": "no"}, "root": ""}, mixed)
    assert reply["error"]["step"] == "signs"


def _settled_by_no(authority: Authority) -> Authority:
    """The authority where "no" to the first question ends all questions."""
    case = authority.pathways[CASE]
    no = Is("spoken", ("no",))
    first = replace(
        case.steps["spoken"],
        edges=(Edge("ring-night", no, "At once."), Edge("signs", Not(no), "Next.")),
    )
    steps = {**case.steps, "spoken": first}
    return replace(authority, pathways={CASE: replace(case, steps=steps)})


def test_a_faulty_fact_is_refused() -> None:
    fault = ask({"answers": {"spoken": "perhaps"}, "root": ""})["error"]
    assert (fault["name"], fault["step"]) == ("UnknownChoice", "spoken")


@pytest.mark.parametrize(
    "request_",
    [None, [], 3, {}, {"answers": {}}, {"root": ""}, {"answers": None, "root": ""},
     {"answers": "harm", "root": ""}, {"answers": [], "root": ""}, {"answers": 3, "root": ""}],
)  # fmt: skip
def test_malformed_requests_are_refused_in_words(request_: object) -> None:
    reply = ask(request_)
    assert set(reply) == {"error"}
    assert reply["error"]["message"]


def test_text_that_is_no_request() -> None:
    assert "error" in json.loads(COMPARISON.handle("{"))


def test_a_column_says_what_the_document_says_and_what_it_does_not() -> None:
    found = parse(compare_card(ONE, HELP, Links("../", "sampleton")))
    rows = dict(
        zip(
            [each.text for each in found.every("dt")],
            [each.text for each in found.every("dd")],
            strict=True,
        )
    )
    assert rows == {
        "Level": "Support",
        "Next step": "You: Write a plan. Should, says the document clause 9",
        "Form": "Form S1 clause 10",
        "Who leads": "The document does not say",
        "Time limit": "5 days",
        "Contact": "Sampleton Office 01632 960001 or 01632 960002",
        "Rests on": "clause 9",
    }
    assert next(found.every("a")).attributes["href"] == "../sampleton/"


def test_the_card_of_the_tool_itself_shows_the_sides_that_are_said() -> None:
    found = parse(outcome_card(ONE, HELP, Links("../", "sampleton")))
    sides = found.one("dl", class_="hb-compare__facts")
    assert [each.text for each in sides.every("dt")] == ["Form", "Time limit"]
    assert [each.text for each in sides.every("dd")] == ["Form S1 clause 10", "5 days"]
    plain = parse(outcome_card(ONE, replace(HELP, aspects=()), Links("../", "sampleton")))
    assert not list(plain.every("dl", class_="hb-compare__facts"))


def test_an_urgent_column_shows_the_emergency_number() -> None:
    for outcome in (OUTCOMES["ring-office"], OUTCOMES["ring-night"]):
        found = parse(compare_card(ONE, outcome, Links("", "sampleton")))
        assert [a.text for a in found.every("a", href="tel:999")] == ["999"]
        assert "Added by this handbook" in found.text
    said = parse(compare_card(ONE, OUTCOMES["ring-night"], Links("", "x"))).text
    assert "The document gives no number." in said


def test_all_facts_stand_in_one_form() -> None:
    form = parse(fact_form(ONE.pathways[CASE].steps)).one("form")
    assert [each.text for each in form.every("h2")] == [SPOKEN.ask, SIGNS.ask]
    assert len(list(form.every("button"))) == 1


def test_the_page_holds_every_column_before_python() -> None:
    found = parse(compare_widget([ONE, OTHER], "../", {})).one("case-compare")
    screens = {each.attributes["data-screen"] for each in found.every("template")}
    assert screens == {
        f"{name}:{screen}"
        for name in ("sampleton", "otherton")
        for screen in (*OUTCOMES, "help", "refused:early", "refused:late")
    }
    data = json.loads(found.one("script").raw_text)
    assert sorted(data["routes"]) == ["otherton", "sampleton"]
    assert data["in_force"]["otherton"] == ["2019-01-01", "2020-12-31"]
    alone = parse(compare_widget([ONE], "../", {}))
    assert alone.one("form").text == found.one("form").text


def test_only_what_a_comparison_needs_is_carried() -> None:
    both = replace(ONE, pathways={**AUTHORITY.pathways, **ONE.pathways})
    only = case_only(both)
    assert list(only.pathways) == [CASE]
    assert only.timescales == {}
    assert codec.load(codec.dump(only)) == only


def test_no_sign_is_treated_alike() -> None:
    made = ask({"answers": {"spoken": "no", "signs": NONE_SEEN}, "root": ""})["ok"]
    assert set(made["ends"].values()) == {"watch"}
