"""The canaries of the safety rules: each is a policy that would leave a child unprotected.

Rule 1 is the urgent way out, 2 harm that ends calmly, 3 not being sure, 4 a greater worry, 5 an
urgent outcome with nobody to ring. The design holds the wording of the rules.
"""

from __future__ import annotations

from tests.build_tools.broken.case import one

LOOK = "pathways/first-look.yml"
RING = "pathways/who-to-ring.yml"

AGAIN = (LOOK, "again:\n    kind: question\n    ask: Do")

RULE_1 = (
    one(
        "way-out-that-is-not-urgent", "urgent-not-urgent", "urgent.yml",
        "  title: Ring now\n  level: protection\n  urgent: yes\n",
        "  »title: Ring now\n  level: protection\n",
        says="leads to an outcome that is not urgent", mend="add the line 'urgent: yes'",
    ),
)  # fmt: skip

RULE_2 = (
    one(
        "harm-that-ends-calmly", "harm-not-urgent", LOOK,
        "reports-harm: [seen, not-sure]", "reports-harm: [seen, not-sure, not-seen]",
        says=("‘Not seen’ for “Bruises that nobody can explain” tells of harm", "not urgent"),
        mend="let it lead to an urgent outcome", at=(LOOK, "when:\n          every"),
        also=("harm-not-urgent",),
    ),
    one(
        "harm-of-a-choice-that-ends-calmly", "harm-not-urgent", LOOK,
        "        label: Yes\n        hint: In person or by telephone.\n        go: signs\n",
        "        label: Yes\n        hint: In person or by telephone.\n"
        "        reports-harm: yes\n        go: signs\n",
        says="‘Yes’ tells of harm, but can end in 'help', which is not urgent",
        mend="let it lead to an urgent outcome",
        at=(LOOK, "yes:\n        label: Yes\n        hint"),
    ),
    one(
        "harm-that-ends-in-a-calmed-outcome", "harm-not-urgent", RING,
        "    title: Ring 999 now\n    level: protection\n    urgent: yes\n",
        "    title: Ring 999 now\n    level: protection\n",
        says="‘Yes’ tells of harm, but can end in 'ring-police', which is not urgent",
        mend="let it lead to an urgent outcome",
        at=(RING, "yes:\n        label: Yes"), also=("worry-lowers",),
    ),
)  # fmt: skip

RULE_3 = (
    one(
        "not-being-sure-ends-lower", "unsure-lower", LOOK,
        "            go: help\n            because: Not being sure counts as a worry.",
        "            go: watch\n            because: Not being sure counts as a worry.",
        says=("for “Do you still worry?”, not being sure (‘I am not sure’) ends in 'Keep watching'",
              "lower than 'Offer early help', where ‘Yes’ ends"),
        mend="at least as high as the most worrying answer", at=AGAIN,
    ),
)  # fmt: skip

RULE_4 = (
    one(
        "greater-worry-ends-lower", "worry-lowers", LOOK,
        "        label: No\n        worry: 0\n        go: watch\n",
        "        label: No\n        worry: 2\n        go: watch\n",
        says=("for “Do you still worry?”, the greater worry ‘No’ ends in 'Keep watching'",
              "lower than 'Offer early help', where ‘Yes’ ends"),
        mend="let the greater worry lead at least as high", at=AGAIN,
    ),
    one(
        "greater-worry-skips-a-later-question", "worry-lowers", LOOK,
        "          - go: again\n            because: School was not the sign you saw.",
        "          - go: watch\n            because: School was not the sign you saw.",
        says=("for “What have you seen?”, the greater worry", "‘Not seen’ ends (with"),
        mend="let the greater worry lead at least as high", at=(LOOK, "signs:\n    kind"),
    ),
    one(
        "outcome-without-level-to-compare", "no-level", LOOK,
        "    title: Keep watching\n    level: open-door\n", "    title: Keep watching\n",
        says="the outcome 'watch' has no level, though answers here carry worry",
        mend="add the line 'level: ...'", at=(LOOK, "watch:\n    title"),
    ),
)  # fmt: skip

RULE_5 = (
    one(
        "way-out-with-nobody-to-ring", "urgent-without-contact", "urgent.yml",
        "  ring: [police]\n  contacts: [duty-desk, night-desk]\n", "",
        says="the urgent outcome 'Ring now' shows nobody to ring",
        mend="add a contact of Sampleton under 'ring'", at=("urgent.yml", "title: Ring now"),
    ),
    one(
        "urgent-outcome-with-nobody-to-ring", "urgent-without-contact", RING,
        "    ring: [duty-desk]\n", "",
        says="the urgent outcome 'Ring the Duty Desk now' shows nobody to ring",
        mend="'no-contact: ...' if the document gives none", at=(RING, "ring-duty-desk:\n"),
    ),
    one(
        "urgent-outcome-of-a-contact-without-number", "urgent-without-contact", "contacts.yml",
        "    telephones:\n      - shown: 01632 960001\n      - shown: 01632 960002\n"
        "        printed: \"960002\"\n", "",
        says="shows nobody to ring", mend="add a contact of Sampleton",
        at=(RING, "ring-duty-desk:\n"), also=("unknown-number",),
    ),
)  # fmt: skip

CASES = (*RULE_1, *RULE_2, *RULE_3, *RULE_4, *RULE_5)
