"""Two ways through one tool held against each other, and what is shown of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.engine.markup import parse
from tests.engine.sample import AUTHORITY, LINKS, OUTCOMES, PATHWAY
from tests.engine.test_decide import ALL_SEEN, NONE_SEEN, ONE_SEEN
from widgets.engine.differ import differ, end_of, rank_of
from widgets.engine.errors import UnreachedAnswer, WrongForm
from widgets.engine.paths import all_paths
from widgets.engine.render.differ import difference_card, in_one_line
from widgets.engine.replies import Answers

URGENT: Answers = {"harm": "yes"}
SEEN_ALL: Answers = {"spoken": "yes", "signs": ALL_SEEN}
WATCH: Answers = {"spoken": "no", "age": "7"}


def line(own: Answers, story: Answers) -> str:
    return in_one_line(differ(PATHWAY, own, story))


def card(own: Answers, story: Answers) -> str:
    return parse(difference_card(AUTHORITY, differ(PATHWAY, own, story), LINKS)).text


@pytest.mark.parametrize(
    ("own", "story", "says"),
    [
        (SEEN_ALL, SEEN_ALL, "You answered as in the story."),
        (URGENT, URGENT, "You answered as in the story."),
        ({**SEEN_ALL, "spoken": "unsure"}, SEEN_ALL, "Not all your answers are those of the"),
        ({**WATCH, "spoken": "unsure", "signs": NONE_SEEN}, WATCH, "You came another way to the"),
        (WATCH, SEEN_ALL, "You come to another end than the story."),
        (URGENT, SEEN_ALL, "You come to another end than the story."),
        ({"spoken": "no"}, SEEN_ALL, "You have left the way of the story."),
        ({"spoken": "unsure"}, SEEN_ALL, "Not all your answers are those of the story, but you"),
        ({"spoken": "yes"}, SEEN_ALL, "So far you answered as in the story."),
        ({}, URGENT, "You have left the way of the story."),
        ({"spoken": "yes"}, {"spoken": "yes"}, "You answered as in the story."),
    ],
)
def test_a_line_tells_how_two_ways_stand(own: Answers, story: Answers, says: str) -> None:
    assert line(own, story).startswith(says)


def test_nothing_is_compared_after_the_question_where_ways_part() -> None:
    parted = differ(PATHWAY, WATCH, {"spoken": "unsure", "signs": NONE_SEEN, "age": "3",
                                     "hour": "2026-11-23T10:00"})  # fmt: skip
    assert [each.step.id for each in parted.differing] == ["spoken"]
    assert parted.parted
    assert not parted.same_end
    later = differ(PATHWAY, {**SEEN_ALL, "spoken": "unsure"}, {"spoken": "yes", "signs": ONE_SEEN})
    assert [(each.step.id, each.parts) for each in later.differing] == [
        ("spoken", False), ("signs", True),
    ]  # fmt: skip


def test_the_same_answer_may_part_two_ways_where_a_rule_looks_back() -> None:
    late: Answers = {"signs": ONE_SEEN, "since": "2026-01-08"}
    parted = differ(PATHWAY, {"spoken": "unsure", **late}, {"spoken": "yes", **late})
    assert [(each.step.id, each.same_answer, each.parts) for each in parted.differing] == [
        ("spoken", False, False), ("since", True, True),
    ]  # fmt: skip
    row = parse(difference_card(AUTHORITY, parted, LINKS)).one("li", data_step="since")
    assert row.text.endswith("the rule looks at earlier ones too.")
    assert "Speak to the family first." in row.text


def test_no_difference_is_found_between_a_way_and_itself_and_one_between_any_two_ends() -> None:
    ways = [path.answers() for path in all_paths(PATHWAY)]
    for one in ways:
        same = differ(PATHWAY, one, one)
        assert same.same_end
        assert not same.parted
        assert not same.differing
        for other in ways:
            there, back = differ(PATHWAY, one, other), differ(PATHWAY, other, one)
            assert [each.step for each in there.differing] == [each.step for each in back.differing]
            assert bool(there.differing) == (one != other)
            if not there.same_end:
                assert there.differing[-1].parts


def test_faulty_answers_are_refused_and_so_are_a_story_s_that_lead_nowhere() -> None:
    with pytest.raises(WrongForm):
        differ(PATHWAY, {"spoken": "no", "age": "old"}, WATCH)
    with pytest.raises(UnreachedAnswer):
        differ(PATHWAY, WATCH, {**SEEN_ALL, "age": "7"})
    # The learner may have answers left from a way tried before.
    assert differ(PATHWAY, {**SEEN_ALL, "age": "7"}, SEEN_ALL).same_end


def test_the_card_shows_both_answers_with_their_reasons_and_both_ends() -> None:
    made = parse(difference_card(AUTHORITY, differ(PATHWAY, WATCH, SEEN_ALL), LINKS))
    row = made.one("li", data_step="spoken")
    sides = [each.text for each in row.every("div", class_="hb-differ__sides")]
    assert sides == [
        "YouNoYou look at the age first. Added by this handbook The storyYesYou go on. clause 1"
    ]
    assert "Here your ways part." in row.text
    ends = [each.text for each in made.every("div", class_="hb-differ__sides")][-1]
    assert OUTCOMES["watch"].title in ends
    assert OUTCOMES["support"].title in ends
    assert "Fill in the form." in ends
    assert "Your end is at a lower level than that of the story." in made.text
    links = [each.attributes["href"] for each in made.every("a")]
    assert f"{LINKS.tool('first-look')}#outcome-watch" in links


def test_of_a_list_only_the_lines_that_differ_are_shown() -> None:
    shown = parse(difference_card(
        AUTHORITY, differ(PATHWAY, {"spoken": "yes", "signs": ONE_SEEN}, SEEN_ALL), LINKS
    )).one("li", data_step="signs")  # fmt: skip
    answers = [each.text for each in shown.every("p", class_="hb-reason__answer")]
    assert answers == [
        "Missing school: Not seen; Missing meals: Not seen",
        "Missing school: Seen; Missing meals: Seen",
    ]


@pytest.mark.parametrize(
    ("own", "story", "says"),
    [
        (WATCH, URGENT, "In a real case time would be lost."),
        (URGENT, WATCH, "You get help at once, and the story does not."),
        (SEEN_ALL, WATCH, "Your end is at a higher level"),
        (WATCH, SEEN_ALL, "Your end is at a lower level"),
    ],
)
def test_what_matters_between_two_ends_is_said(own: Answers, story: Answers, says: str) -> None:
    assert says in card(own, story)
    # Said as the handbook's own words.
    assert "Added by this handbook" in card(own, story)


def test_nothing_is_weighed_while_one_has_no_end_or_where_no_level_is_named() -> None:
    assert "level than that" not in card({"spoken": "no"}, SEEN_ALL)
    bare = replace(AUTHORITY, levels={})
    difference = differ(PATHWAY, WATCH, SEEN_ALL)
    assert rank_of(bare, difference.own) == 0 == rank_of(AUTHORITY, differ(PATHWAY, {}, {}).own)
    assert "level than that" not in difference_card(bare, difference, LINKS)


def test_two_ends_at_one_level_are_not_weighed() -> None:
    level = replace(AUTHORITY.levels["open-door"], id="support")
    alike = replace(AUTHORITY, levels={**AUTHORITY.levels, "support": level})
    for own, story in ((WATCH, SEEN_ALL), (SEEN_ALL, WATCH)):
        difference = differ(PATHWAY, own, story)
        assert not difference.same_end
        assert "level than that" not in difference_card(alike, difference, LINKS)


def test_the_urgent_way_out_stands_as_a_row_of_its_own() -> None:
    made = parse(difference_card(AUTHORITY, differ(PATHWAY, URGENT, WATCH), LINKS))
    row = made.one("li", data_step="harm")
    assert "Went on with the questions." in row.text
    assert "I think a child may come to harm" in row.text


def test_a_story_that_stops_at_a_question_shows_it_as_the_next_one() -> None:
    shown = card(SEEN_ALL, {"spoken": "yes"})
    assert "Not at an end. The next question is: What have you seen?" in shown
    assert end_of(differ(PATHWAY, {}, {}).own) == "step:spoken"
