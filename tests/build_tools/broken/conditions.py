"""Conditions that say nothing, too much, or something else than what they seem to say."""

from __future__ import annotations

from tests.build_tools.broken.case import one

LOOK = "pathways/first-look.yml"

CASES = (
    one(
        "condition-that-mixes-ways", "odd-condition", LOOK,
        "          every: [not-seen]", "          »every: [not-seen]\n          none: [seen]",
        says="this condition mixes every and none", mend="use exactly one of",
    ),
    one(
        "condition-that-says-nothing", "odd-condition", LOOK,
        "          every: [not-seen]", "          »items: [school]",
        says="this condition has none of the ways to say when", mend="use exactly one of",
    ),
    one(
        "condition-without-its-answer", "odd-condition", LOOK,
        "              not:\n                answer: spoken\n                is: [yes]",
        "              not:\n                »answer: spoken",
        says="does not say which answer is meant", mend="add the line 'is: [...]'",
    ),
    one(
        "condition-on-one-answer-of-a-checklist", "odd-condition", LOOK,
        "              not:\n                answer: spoken",
        "              not:\n                answer: »signs",
        says="'signs' is a checklist", mend="write 'checklist: signs'",
    ),
    one(
        "condition-on-items-of-a-question", "odd-condition", LOOK,
        "checklist: signs", "checklist: »spoken",
        says="'spoken' is not a checklist", mend="use 'answer: ...' with 'is: [...]'",
    ),
    one(
        "condition-counts-what-is-not-some", "odd-condition", LOOK,
        "          every: [not-seen]", "          »every: [not-seen]\n          at-least: 2",
        says="'at-least' only goes with 'some'", mend="remove 'at-least'",
    ),
    one(
        "condition-counts-no-items-at-all", "odd-condition", LOOK,
        "            - some: [seen, not-sure]\n              at-least: 2",
        "            - »some: [seen, not-sure]\n              at-least: 0",
        says="'at-least' is 0", mend="from 1 to 3",
    ),
    one(
        "condition-counts-more-than-there-are", "odd-condition", LOOK,
        "            - some: [seen, not-sure]\n              at-least: 2",
        "            - »some: [seen, not-sure]\n              at-least: 4",
        says="'at-least' is 4", mend="from 1 to 3",
    ),
    one(
        "condition-names-an-item-twice", "odd-condition", LOOK,
        "            - some: [seen, not-sure]\n              at-least: 2",
        "            - some: [seen, not-sure]\n              items: [school, meals, »school]\n"
        "              at-least: 2",
        says="the item 'school' is given twice", mend="keep one of the two",
    ),
    one(
        "condition-with-a-part-that-is-passed-over", "odd-condition", LOOK,
        "          every: [not-seen]", "          »every: [not-seen]\n          is: [seen]",
        says="'is' only goes with 'answer'", mend="remove 'is'",
    ),
    one(
        "condition-of-a-question-with-items", "odd-condition", LOOK,
        "              not:\n                answer: spoken",
        "              not:\n                »items: [school]\n                answer: spoken",
        says="'items' only goes with 'some' or 'every' or 'none'", mend="remove 'items'",
    ),
    one(
        "answer-of-a-condition-unknown", "no-such-name", LOOK,
        "                - answer: age\n                  is: [adult]",
        "                - answer: age\n                  is: [»adults]",
        says="the answer 'adults' does not exist in 'age'", mend="did you mean 'adult'?",
    ),
    one(
        "step-of-a-condition-unknown", "no-such-name", LOOK,
        "                - answer: age\n", "                - answer: »ages\n",
        says="the step 'ages' does not exist", mend="did you mean 'age'?",
    ),
    one(
        "choice-of-a-checklist-rule-unknown", "no-such-name", LOOK,
        "          every: [not-seen]", "          every: [»unseen]",
        says="the answer 'unseen' does not exist in 'signs'", mend="did you mean",
    ),
    one(
        "item-of-a-checklist-rule-unknown", "no-such-name", LOOK,
        "              some: [seen, not-sure]\n              items: [school]",
        "              some: [seen, not-sure]\n              items: [»schools]",
        says="the item 'schools' does not exist in 'signs'", mend="did you mean 'school'?",
    ),
    one(
        "checklist-of-a-condition-unknown", "no-such-name", LOOK,
        "checklist: signs", "checklist: »sings",
        says="the checklist 'sings' does not exist", mend="did you mean 'signs'?",
    ),
)  # fmt: skip
