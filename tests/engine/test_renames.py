"""Where a published name leads today."""

from __future__ import annotations

import pytest

from widgets.engine.renames import former_ids, resolve

RENAMED = {
    "step first/a": "b",
    "step first/b": "c",
    "pathway first": "second",
    "pathway second": "third",
    "answer third/c/yes": "agreed",
    "item first/a/old": "new",
    "scene kit/home": "at-home",
    "term gone": "",
    "pathway left": "",
    "step round/x": "y",
    "step round/y": "x",
}


@pytest.mark.parametrize(
    ("name", "now"),
    [
        ("step first/other", "step third/other"),
        ("step first/a", "step third/c"),
        ("answer first/a/yes", "answer third/c/agreed"),
        ("answer first/a/no", "answer third/c/no"),
        ("item first/a/old", "item third/c/new"),
        ("pathway first", "pathway third"),
        ("outcome second/end", "outcome third/end"),
        ("scene kit/home", "scene kit/at-home"),
        ("scene kit/b", "scene kit/b"),
        ("term first", "term first"),
        ("clause sampleton-001", "clause sampleton-001"),
        ("term gone", ""),
        ("step left/any", ""),
        ("step round/x", ""),
    ],
)
def test_a_name_is_followed_through_all_renames(name: str, now: str) -> None:
    assert resolve(RENAMED, name) == now


def test_a_thing_knows_the_ids_it_had() -> None:
    assert former_ids(RENAMED, "step third/c") == ("a", "b")
    assert former_ids(RENAMED, "pathway third") == ("first", "second")
    assert former_ids(RENAMED, "answer third/c/agreed") == ("yes",)
    assert former_ids(RENAMED, "term gone") == ()
    assert former_ids({}, "term any") == ()
