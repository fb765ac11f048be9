"""Dates, shared questions, the crosswalk and stories that do not hold."""

from __future__ import annotations

from tests.build_tools.broken.case import Case, one

STORY = "walkthroughs/robin.yml"

CASES = (
    one(
        "date-counted-in-no-way", "odd-date", "dates.yml",
        "      soon:\n        label: Word to the family\n        after:\n          days: 2\n",
        "      »soon:\n        label: Word to the family\n",
        says="the date 'soon' must be counted in exactly one way",
        mend="either 'after' or 'nearest'",
    ),
    one(
        "date-counted-in-two-ways", "odd-date", "dates.yml",
        "        nearest:\n",
        "        after:\n          days: 1\n        nearest:\n",
        says="the date 'panel' must be counted in exactly one way",
        mend="either 'after' or 'nearest'", at=("dates.yml", "panel:\n"),
    ),
    one(
        "date-in-two-units", "odd-date", "dates.yml",
        "          weeks: 6\n", "          »weeks: 6\n          days: 1\n",
        says="the date 'first' needs exactly one unit", mend="hours, days, weeks, months, years",
    ),
    one(
        "hours-beside-days", "odd-date", "dates.yml",
        "          days: 2\n", "          hours: 48\n",
        says="some of these dates are counted in hours and some in days",
        mend="make two entries of it", at=("dates.yml", "title: Looking at a plan again"),
    ),
    one(
        "shared-answer-that-leads-on", "fact-leads-on", "shared/case.yml",
        "      no:\n        label: No\n        worry: 0\n",
        "      »no:\n        label: No\n        worry: 0\n        go: plan\n",
        says="the shared answer 'no' says where it leads", mend="case.yml decides that",
    ),
    one(
        "shared-level-unknown", "no-such-name", "shared/crosswalk.yml",
        "sampleton: [early-help]", "sampleton: [»early-halp]",
        says="the level 'early-halp' does not exist in 'sampleton'",
        mend="did you mean 'early-help'?",
    ),
    one(
        "shared-authority-unknown", "no-such-name", "shared/crosswalk.yml",
        "      sampleton:\n        name:", "      »samplton:\n        name:",
        says="the authority 'samplton' does not exist", mend="did you mean 'sampleton'?",
    ),
    one(
        "shared-clause-unknown", "no-such-name", "shared/crosswalk.yml",
        "clauses: [sampleton-012]", "clauses: [»sampleton-112]",
        says="the clause 'sampleton-112' does not exist in 'sampleton'", mend="sampleton-012",
    ),
    one(
        "shared-name-without-source", "uncited", "shared/crosswalk.yml",
        "        means: Speaks for the whole team.\n        clauses: [sampleton-012]\n",
        "        means: Speaks for the whole team.\n",
        says="the name 'Lead Practitioner' cites no clause", mend="add 'clauses: [...]'",
        at=("shared/crosswalk.yml", "name: Lead Practitioner"),
    ),
    one(
        "story-of-an-unknown-tool", "no-such-name", STORY,
        "    pathway: who-to-ring", "    pathway: »who-to-wring",
        says="the pathway 'who-to-wring' does not exist", mend="did you mean 'who-to-ring'?",
    ),
    one(
        "story-with-answers-to-no-tool", "scene-without-tool", STORY,
        "    pathway: who-to-ring\n", "",
        says="the scene 'harm' has answers but names no tool", mend="add the line 'pathway: ...'",
        at=(STORY, "harm:\n    title"),
    ),
    one(
        "story-that-ends-nowhere", "scene-without-end", STORY,
        "    ends:\n      step: signs\n", "",
        says="the scene 'not-finished' does not say where it ends", mend="'outcome: ...'",
        at=(STORY, "not-finished:"),
    ),
    one(
        "story-that-ends-twice", "scene-without-end", STORY,
        "    ends:\n      step: signs\n", "    ends:\n      step: signs\n      outcome: help\n",
        says="the scene 'not-finished' does not say where it ends", mend="either",
        at=(STORY, "not-finished:"),
    ),
    one(
        "story-with-another-end", "scene-untrue", STORY,
        "    ends:\n      outcome: help\n", "    ends:\n      outcome: watch\n",
        says=(
            "the scene 'one-sign' of the walkthrough 'robin' says it ends at the outcome 'watch', "
            "but its answers lead to the outcome 'help', by the answer to 'Is it about school?'",
        ),
        mend=("write 'outcome: help' under 'ends'", "correct the rule that has changed"),
        at=(STORY, "one-sign:"),
    ),
    one(
        "story-that-stops-at-a-step", "scene-untrue", STORY,
        "    ends:\n      step: signs\n", "    ends:\n      outcome: help\n",
        says="ends at the outcome 'help', but its answers lead to the step 'signs'",
        mend="write 'step: signs' under 'ends' and retell the scene", at=(STORY, "not-finished:"),
    ),
    one(
        "story-with-an-answer-that-is-none", "scene-untrue", STORY,
        "      since: 2026-01-08", "      since: last week",
        says=("the scene 'one-sign' of the walkthrough 'robin' cannot be given", "real date"),
        mend="correct the answers", at=(STORY, "one-sign:"),
    ),
    one(
        "story-with-an-answer-too-many", "scene-untrue", STORY,
        "      since: 2026-01-08", "      since: 2026-01-08\n      age: 7",
        says="do not lead to that question", mend="correct the answers", at=(STORY, "one-sign:"),
    ),
    # The rule changes, and the story stays as it was.
    one(
        "story-made-untrue-by-a-rule", "scene-untrue", "pathways/first-look.yml",
        "            go: help\n            because: School was the sign you saw.\n",
        "            go: again\n            because: School was the sign you saw.\n",
        says=(
            "the scene 'one-sign' of the walkthrough 'robin' says it ends at the outcome 'help', "
            "but its answers lead to the step 'again', by the answer to 'Is it about school?'",
        ),
        mend=(
            "if the tool 'first-look' should lead there now, write 'step: again' under 'ends'",
            "correct the rule that has changed",
        ),
        at=(STORY, "one-sign:"),
    ),
    one(
        "story-told-in-facts-that-are-none", "facts-untrue", STORY,
        "      danger: no\n      plan: no", "      »danger: no\n      plan: perhaps",
        says=("the facts of the scene 'one-sign' cannot be given", "Choose one of the answers"),
        mend="correct them to fit the questions",
    ),
    one(
        "story-told-in-too-few-facts", "facts-untrue", STORY,
        "      danger: no\n      plan: no", "      »danger: no",
        says="the facts of the scene 'one-sign' do not answer 'Is there a plan?'",
        mend="add a line 'plan: ...' to them",
    ),
    one(
        "story-whose-facts-leave-out-the-harm", "facts-untrue", STORY,
        "      danger: yes", "      »danger: no\n      plan: no",
        says="the scene 'harm' ends in an urgent outcome, and its facts do not",
        mend="they leave out the harm",
    ),
    Case(
        "story-told-in-questions-without-a-case", "facts-without-case",
        ("is told in the shared questions, which this authority does not answer",),
        ("take out 'facts:'", "case.yml and shared/case.yml are there"),
        without=("case.yml",), at=(STORY, "danger: no\n      plan"), also=("facts-without-case",),
    ),
)  # fmt: skip
