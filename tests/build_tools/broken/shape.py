"""Pathways that run in circles or leave gaps, and rule tables that fail or contradict."""

from __future__ import annotations

from tests.build_tools.broken.case import one

LOOK = "pathways/first-look.yml"
RING = "pathways/who-to-ring.yml"
DATES = "        to: 2025-12-31\n"

CASES = (
    one(
        "steps-in-a-circle", "cycle", LOOK,
        "        label: No\n        worry: 0\n        go: watch\n",
        "        label: No\n        worry: 0\n        go: since\n",
        says="lead round in a circle: again -> since -> school-again -> again",
        mend="under the outcome's 'next'", at=(LOOK, "again:\n    kind: question\n    ask: Do"),
    ),
    one(
        "step-that-nothing-leads-to", "orphan", LOOK,
        "  since:\n    kind: date",
        "  »spare:\n    kind: question\n    ask: Is this spare?\n    choices:\n      yes:\n"
        "        label: Yes\n        go: watch\n        because: It is.\n        own: yes\n"
        "  since:\n    kind: date",
        says="no answer leads to the step 'spare'", mend="let an answer lead to it",
    ),
    one(
        "outcome-that-nothing-leads-to", "orphan", RING,
        "  ring-police:\n    title",
        "  »ring-nobody:\n    title: Ring nobody\n    urgent: yes\n    ring: [police]\n"
        "    clauses: [sampleton-003]\n  ring-police:\n    title",
        says="no answer leads to the outcome 'ring-nobody'", mend="or remove it",
    ),
    one(
        "number-without-limits", "no-limits", LOOK,
        "    unit: years\n    least: 0\n", "    unit: years\n",
        says="'age' has no smallest or largest value", mend=("least: ...", "most: ..."),
        at=(LOOK, "kind: number"),
    ),
    one(
        "number-below-nought", "odd-range", LOOK,
        "    least: 0\n", "    least: -5\n",
        says="the number 'age' starts below 0, at -5", mend="let 'least' be 0 or more",
        at=(LOOK, "kind: number"),
    ),
    one(
        "range-back-to-front", "empty-range", LOOK,
        "      adult:\n        label: 19 or older\n",
        "      »wrong:\n        label: Wrong\n        from: 24\n        to: 22\n        go: watch\n"
        "        because: It is wrong.\n        own: yes\n"
        "      adult:\n        label: 19 or older\n",
        says="the range 'wrong' ends before it starts", mend="smaller value into 'from'",
    ),
    one(
        "ranges-share-a-value", "ranges-overlap", LOOK,
        "      adult:\n        label: 19 or older\n        from: 19\n",
        "      »adult:\n        label: 19 or older\n        from: 18\n",
        says="the range 'adult' covers 18, which another covers too",
        mend="every value belongs to one range",
    ),
    one(
        "ranges-leave-a-value-out", "range-gap", LOOK,
        "      adult:\n        label: 19 or older\n        from: 19\n",
        "      »adult:\n        label: 19 or older\n        from: 20\n",
        says="no range covers 19", mend="widen a range",
    ),
    one(
        "ranges-end-too-soon", "range-gap", LOOK,
        "        from: 19\n", "        from: 19\n        to: 24\n",
        says="no range covers 25", mend="widen the last range", at=(LOOK, "kind: number"),
    ),
    one(
        "range-beyond-the-largest", "range-too-wide", LOOK,
        "      adult:\n        label: 19 or older\n        from: 19\n",
        "      »adult:\n        label: 19 or older\n        from: 19\n        to: 30\n",
        says="the range 'adult' goes beyond what may be given", mend="between 0 and 25",
    ),
    one(
        "range-below-the-smallest", "range-too-wide", LOOK,
        "      child:\n        label: Up to 18\n        to: 18\n",
        "      »child:\n        label: Up to 18\n        from: -1\n        to: 18\n",
        says="the range 'child' goes beyond what may be given", mend="between 0 and 25",
    ),
    one(
        "dates-leave-a-day-out", "range-gap", LOOK,
        "      late:\n        label: In 2026 or later\n        from: 2026-01-01\n",
        "      »late:\n        label: In 2026 or later\n        from: 2026-01-02\n",
        says="no range covers 2026-01-01", mend="widen a range",
    ),
    one(
        "times-leave-a-minute-out", "range-gap", RING,
        "      shut:\n        label: Any other time\n        outside: desk-hours\n"
        "        go: ring-night-desk\n        because: The Night Desk answers.\n"
        "        clauses: [sampleton-005]\n", "",
        says="no range covers Monday 00:00", mend="add one", at=(RING, "open:\n        label"),
        also=("orphan", "range-gap"),
    ),
    one(
        "dates-beyond-all-reckoning", "range-too-wide", LOOK,
        "      late:\n        label: In 2026 or later\n        from: 2026-01-01\n",
        "      »late:\n        label: In 2026 or later\n        from: 2026-01-01\n"
        "        to: 2999-12-31\n",
        says="the range 'late' goes beyond", mend="between 1900-01-01 and 2199-12-31",
    ),
    one(
        "number-range-with-dates", "odd-range", LOOK,
        "      adult:\n        label: 19 or older\n        from: 19\n",
        "      »adult:\n        label: 19 or older\n        from: 2019-01-01\n",
        says="a range of a number goes from and to whole numbers", mend="mend 'from' and 'to'",
    ),
    one(
        "date-range-with-a-number", "odd-range", LOOK,
        "      late:\n        label: In 2026 or later\n        from: 2026-01-01\n",
        "      »late:\n        label: In 2026 or later\n        from: 2026\n",
        says="dates, as in 2026-11-22", mend="mend 'from' and 'to'",
    ),
    one(
        "time-range-without-hours", "odd-range", RING,
        "      open:\n        label: Desk hours\n        during: desk-hours\n",
        "      »open:\n        label: Desk hours\n",
        says="a range of times names opening hours", mend="exactly one of during, closing, outside",
    ),
    one(
        "rules-leave-a-case-out", "no-rule", LOOK,
        "      - go: since\n",
        "      - when:\n          some: [seen]\n          items: [school]\n        go: since\n",
        says=("no rule of 'signs' applies if", "“What have you seen?” is", "Missing school: ‘"),
        mend="without 'when' for all other cases", at=(LOOK, "signs:\n    kind"),
        also=("never-applies", "rules-disagree"),
    ),
    one(
        "rules-contradict", "rules-disagree", LOOK,
        "            - none: [seen, not-sure]\n              items: [bruises]\n            - some",
        "            - some",
        says=("rules of 'signs' lead to both 'help' and 'ring'", "Bruises"),
        mend="narrow one of the rules", at=(LOOK, "signs:\n    kind"),
    ),
    one(
        "rule-that-never-applies", "never-applies", LOOK,
        "          - go: watch\n            because: Speak to the family first.\n",
        "          - »when:\n              all:\n                - answer: spoken\n"
        "                  is: [no]\n                - answer: spoken\n"
        "                  is: [yes]\n            go: help\n            because: Never.\n"
        "            own: yes\n"
        "          - go: watch\n            because: Speak to the family first.\n",
        says="this rule of 'again', leading to 'help', can never apply", mend="mend its condition",
    ),
)  # fmt: skip
