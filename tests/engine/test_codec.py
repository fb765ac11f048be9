"""An authority as compact JSON and back."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace

import pytest

from tests.engine.sample import AUTHORITY, PATHWAY
from widgets.engine import codec, model
from widgets.engine.model import (
    Choice,
    Condition,
    Count,
    Edge,
    Every,
    Is,
    Not,
    Pathway,
    Some,
    Step,
)


def test_round_trip() -> None:
    assert codec.load(codec.dump(AUTHORITY)) == AUTHORITY


def test_the_same_authority_gives_the_same_text() -> None:
    assert codec.dump(codec.load(codec.dump(AUTHORITY))) == codec.dump(AUTHORITY)


def test_text_is_compact_json_that_names_the_policy() -> None:
    text = codec.dump(AUTHORITY)
    plain = json.loads(text)
    assert (plain["id"], plain["version"], plain["dated"]) == ("sampleton", "3", "2026-11-22")
    assert "\n" not in text
    assert '": ' not in text
    assert "null" not in text


def test_order_is_kept() -> None:
    back = codec.load(codec.dump(AUTHORITY))
    assert list(back.pathways["first-look"].steps) == list(PATHWAY.steps)
    assert list(back.levels) == list(AUTHORITY.levels)


@pytest.mark.parametrize(
    "condition",
    [
        Is("a", ("x", "y")),
        Is("a", ()),
        Count("a", ("i",), ("x",), least=1),
        Count("a", ("i",), ("x",), most=0),
        Count("a", ("i", "j"), ("x",), least=1, most=1),
        Every(),
        Some(()),
        Every((Is("a", ("x",)), Not(Some((Not(Every()), Count("a", ("i",), ("x",))))))),
    ],
)
def test_every_condition_survives(condition: Condition) -> None:
    step = Step("a", "question", "?", (Edge("end", condition, "."),))
    assert _there_and_back(step) == step


def test_nothing_and_nought_stay_apart() -> None:
    step = Step("a", "question", "?", (), choices=(Choice("x", "X"), Choice("y", "Y", worry=0)))
    assert [choice.worry for choice in _there_and_back(step).choices] == [None, 0]


def test_text_with_a_place_becomes_plain_text() -> None:
    class Placed(str):
        pass

    text = codec.dump(replace(AUTHORITY, name=Placed("Sampleton")))
    assert type(codec.load(text).name) is str
    assert text == codec.dump(AUTHORITY)


def test_text_is_carried_exactly() -> None:
    odd = '“don’t” </script> \u2028 \\ " \t é 😀'
    assert codec.load(codec.dump(replace(AUTHORITY, name=odd))).name == odd
    # As itself, not as \\u2019: that would be three times as long on the way to the reader.
    assert "don’t" in codec.dump(replace(AUTHORITY, name=odd))


def test_fields_that_a_newer_build_added_are_passed_over() -> None:
    plain = json.loads(codec.dump(AUTHORITY))
    plain["colour"] = "red"
    assert codec.load(json.dumps(plain)) == AUTHORITY


def test_every_field_of_the_sample_is_carried() -> None:
    back = codec.load(codec.dump(AUTHORITY))
    for field in fields(AUTHORITY):
        assert getattr(back, field.name) == getattr(AUTHORITY, field.name), field.name


def _there_and_back(step: Step) -> Step:
    pathway = Pathway("p", "P", "S", step.id, {step.id: step}, {}, PATHWAY.interrupt)
    authority = replace(AUTHORITY, pathways={"p": pathway})
    return codec.load(codec.dump(authority)).pathways["p"].steps[step.id]


def test_a_tool_is_made_when_it_is_asked_for_and_once() -> None:
    again = codec.load(codec.dump(AUTHORITY))
    assert list(again.pathways) == [PATHWAY.id]
    assert len(again.pathways) == 1
    assert again.pathways.get("no such tool") is None
    first = again.pathways[PATHWAY.id]
    assert first == PATHWAY
    assert again.pathways[PATHWAY.id] is first
    assert repr(again.pathways) == repr({PATHWAY.id: first})


def test_every_class_of_the_model_can_be_known_beforehand() -> None:
    """So that a snapshot has no type hints left to work out."""
    codec.know_all()
    known = codec._fields.cache_info().misses
    for kind in vars(model).values():
        if isinstance(kind, type) and is_dataclass(kind):
            codec._fields(kind)
    assert codec._fields.cache_info().misses == known


def test_a_tool_nobody_asks_for_is_not_read_and_all_else_is_at_once() -> None:
    plain = json.loads(codec.dump(AUTHORITY))
    plain["pathways"][PATHWAY.id] = {"id": PATHWAY.id}
    back = codec.load(json.dumps(plain))
    assert isinstance(back.levels, dict)
    assert isinstance(back.contacts, dict)
    assert back.levels == AUTHORITY.levels
    with pytest.raises(TypeError, match="missing"):
        back.pathways[PATHWAY.id]


def test_a_range_has_two_ends() -> None:
    plain = json.loads(codec.dump(AUTHORITY))
    plain["pathways"][PATHWAY.id]["steps"]["age"]["bands"][0]["ranges"] = [[0, 4, 5]]
    with pytest.raises(ValueError, match="longer"):
        codec.load(json.dumps(plain)).pathways[PATHWAY.id]
