"""The widget as it stands in the page before any script."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from tests.engine.markup import Element, parse
from tests.engine.routes_follower import arrive
from tests.engine.sample import AUTHORITY, CALL_BACK, LINKS, OUTCOMES, PATHWAY, SPOKEN
from tests.engine.test_compare import ONE
from widgets.engine import codec
from widgets.engine.html import Html
from widgets.engine.links import Links
from widgets.engine.model import Pathway
from widgets.engine.paths import all_paths, routes
from widgets.engine.render.compare import compare_card
from widgets.engine.render.refusal import refusal_screens
from widgets.engine.render.shell import (
    AT_ONCE,
    compare_chosen_widget,
    compare_column,
    dates_widget,
    harm_button,
    tools,
    widget,
)
from widgets.engine.render.steps import step_form

RUNTIME: dict[str, Any] = {"files": {"policy.json": {"url": "a/b.json", "size": 3}}}


def made(pathway: Pathway = PATHWAY) -> Html:
    return widget(AUTHORITY, pathway, LINKS, RUNTIME)


def element() -> Element:
    return parse(made()).one("pathway-widget")


def data(found: Element) -> dict[str, Any]:
    read = json.loads(found.one("script").raw_text)
    assert isinstance(read, dict)
    return read


def test_the_first_step_is_there_at_once() -> None:
    screen = element().one("div", data_part="screen")
    assert screen.one("form").attributes["data-step"] == PATHWAY.start


def test_it_is_hidden_until_a_script_shows_it() -> None:
    assert "hidden" in element().attributes


def test_every_screen_is_there_as_a_template() -> None:
    screens = {each.attributes["data-screen"] for each in element().every("template")}
    assert screens == {
        *(f"step:{step}" for step in PATHWAY.steps),
        *(f"outcome:{outcome}" for outcome in (*OUTCOMES, "harm")),
        "refused:early",
        "refused:late",
        "link",
    }
    assert step_form(SPOKEN) in made()


def test_the_data_holds_what_an_answer_needs_before_python() -> None:
    read = data(element())
    assert (read["authority"], read["pathway"], read["root"]) == (
        "sampleton", "first-look", LINKS.root,
    )  # fmt: skip
    assert read["files"] == RUNTIME["files"]
    assert read["in_force"] == ["2019-06-01", "2020-12-31"]
    assert read["interrupt"] == "harm"
    assert read["items"] == {"signs": ["school", "meals", "sleep"]}
    assert read["bands"]["age"] == {"young": [[0, 4]], "older": [[5, 18]]}
    for path in all_paths(PATHWAY):
        assert arrive(PATHWAY, read["routes"], path.answers()) == path.outcome.id


def test_text_in_the_data_cannot_end_the_script() -> None:
    odd = "</script><script>alert(1)</script><!--"
    runtime = {"note": odd}
    html = widget(AUTHORITY, PATHWAY, LINKS, runtime)
    assert len(list(parse(html).every("script"))) == 1
    assert data(parse(html).one("pathway-widget"))["note"] == odd


def test_the_data_is_small_and_as_people_write() -> None:
    html = widget(AUTHORITY, PATHWAY, LINKS, {"note": "Café", "size": 3})
    assert '"note":"Café","size":3,' in html


def test_the_dates_tool_knows_whose_days_count() -> None:
    found = parse(dates_widget(AUTHORITY, CALL_BACK, LINKS, RUNTIME)).one("due-dates")
    assert data(found) == {
        "authority": "sampleton", **RUNTIME, "in_force": ["2019-01-01", "2020-12-31"],
    }  # fmt: skip


def test_what_a_comparison_of_a_chosen_few_needs_is_fetched_when_they_are_chosen() -> None:
    names = {"sampleton": "Sampleton", "otherton": "Otherton"}
    columns: dict[str, dict[str, str | int]] = {"sampleton": {"url": "a.json", "size": 3}}
    found = parse(compare_chosen_widget(ONE, names, columns, "../", RUNTIME))
    assert data(found) == {
        "root": "../", **RUNTIME, "routes": {}, "columns": columns, "names": names, "in_force": {},
    }  # fmt: skip
    assert AT_ONCE == len(list(found.every("select"))) == 4

    links, case = Links("../", "sampleton"), ONE.pathways["case"]
    cards = {key: compare_card(ONE, outcome, links) for key, outcome in case.outcomes.items()}
    assert compare_column(ONE, "../") == {
        "routes": routes(case),
        "in_force": ["2019-01-01", "2020-12-31"],
        "screens": {**cards, **refusal_screens(ONE, ONE.lifetime, links)},
        "policy": codec.dump(ONE),
    }


def test_the_way_out_is_one_button_with_its_hint() -> None:
    button = parse(harm_button(PATHWAY.interrupt)).one("button")
    assert button.attributes["data-interrupt"] == "harm"
    assert button.attributes["type"] == "button"
    assert button.one("span", class_="hb-harm__label").text == PATHWAY.interrupt.label
    assert button.one("span", class_="hb-harm__hint").text == "You need not be sure."
    assert button.text == "I think a child may come to harm You need not be sure."
    bare = parse(harm_button(replace(PATHWAY.interrupt, hint="")))
    assert not list(bare.every("span", class_="hb-harm__hint"))
    assert len(list(element().every("button", data_interrupt="harm"))) == 1


def test_the_tools() -> None:
    buttons = list(parse(tools()).every("button"))
    assert [each.text for each in buttons] == [
        "Back", "Start again", "Print", "Save a record", "Copy a link to this point",
    ]  # fmt: skip
    assert [each.attributes["data-do"] for each in buttons if "disabled" in each.attributes] == [
        "back", "save", "link",
    ]  # fmt: skip


def test_what_changes_is_announced() -> None:
    assert element().one("div", data_part="status").attributes["role"] == "status"
