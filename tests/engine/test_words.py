"""Conditions in words, for readers of the static pathway and of error messages."""

from __future__ import annotations

import pytest

from tests.engine.sample import AGE, PATHWAY, SIGNS, SPOKEN
from widgets.engine.model import Condition, Count, Every, Is, Not, Some
from widgets.engine.words import in_words, listed, reply_in_words

LIST = ("school", "meals", "sleep")
YES = Is("spoken", ("yes",))
YOUNG = Is("age", ("young",))


@pytest.mark.parametrize(
    ("condition", "here", "expected"),
    [
        (YES, "spoken", "the answer is ‘Yes’"),
        (Is("spoken", ("yes", "no")), "spoken", "the answer is ‘Yes’ or ‘No’"),
        (YES, "signs", "“Have you spoken to the family?” is ‘Yes’"),
        (YOUNG, "age", "the answer is ‘Under 5’"),
        (
            Is("spoken", ("yes", "no", "unsure")),
            "",
            "“Have you spoken to the family?” is ‘Yes’, ‘No’ or ‘I am not sure’",
        ),
        (Every(), "signs", "always"),
        (
            Every((YES, YOUNG)),
            "signs",
            "“Have you spoken to the family?” is ‘Yes’ and “How old is the child?” is ‘Under 5’",
        ),
        (
            Some((YES, YOUNG)),
            "signs",
            "“Have you spoken to the family?” is ‘Yes’ or “How old is the child?” is ‘Under 5’",
        ),
        (Not(YES), "spoken", "it is not so that the answer is ‘Yes’"),
        (Count("signs", LIST, ("seen",), least=1), "signs", "anything in the list is ‘Seen’"),
        (Count("signs", LIST, ("seen",), least=3), "signs", "everything in the list is ‘Seen’"),
        (Count("signs", LIST, ("seen",), least=2), "signs", "at least 2 of the list are ‘Seen’"),
        (Count("signs", LIST, ("seen",), most=0), "signs", "nothing in the list is ‘Seen’"),
        (Count("signs", ("meals",), ("seen",), least=1), "signs", "“Missing meals” is ‘Seen’"),
        (Count("signs", ("meals",), ("seen",), most=0), "signs", "“Missing meals” is not ‘Seen’"),
        (
            Count("signs", ("school", "sleep"), ("seen",), least=1),
            "signs",
            "anything in “Missing school” and “Tired all day” is ‘Seen’",
        ),
    ],
)
def test_in_words(condition: Condition, here: str, expected: str) -> None:
    assert in_words(condition, PATHWAY.steps, here) == expected


def test_the_rule_for_all_other_cases() -> None:
    otherwise = SIGNS.edges[2].when
    assert in_words(otherwise, PATHWAY.steps, "signs") == "none of the other rules fits"


def test_a_negation_that_is_not_the_rule_for_all_other_cases_says_what_it_denies() -> None:
    words = in_words(Not(Some((YES, YOUNG))), PATHWAY.steps, "signs")
    assert "Have you spoken to the family?" in words
    assert "How old is the child?" in words


def test_a_list_of_another_step_is_named() -> None:
    words = in_words(Count("signs", LIST, ("seen",), least=1), PATHWAY.steps, "since")
    assert "What have you seen?" in words


def test_and_and_or_cannot_be_misread() -> None:
    late = Is("since", ("late",))
    left = in_words(Every((Some((YES, YOUNG)), late)), PATHWAY.steps, "hour")
    right = in_words(Some((YES, Every((YOUNG, late)))), PATHWAY.steps, "hour")
    assert left != right


def test_reply_in_words() -> None:
    assert reply_in_words(SPOKEN, "no") == "‘No’"
    assert reply_in_words(AGE, "older") == "‘5 to 18’"
    assert reply_in_words(SIGNS, ("seen", "not-seen", "seen")) == (
        "Missing school: ‘Seen’; Missing meals: ‘Not seen’; Tired all day: ‘Seen’"
    )


def test_listed() -> None:
    assert [listed(words, "or") for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "", "a", "a or b", "a, b or c",
    ]  # fmt: skip
