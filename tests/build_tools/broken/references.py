"""Names that stand for nothing, and answers and rules that do not hang together."""

from __future__ import annotations

from tests.build_tools.broken.case import Case, one

LOOK = "pathways/first-look.yml"
RING = "pathways/who-to-ring.yml"

CASES = (
    one(
        "clause-not-in-the-register", "no-such-clause", "levels.yml",
        "clauses: [sampleton-009]", "clauses: [sampleton-009, »sampleton-099]",
        says="'sampleton-099' is not in clauses.yml", mend="did you mean 'sampleton-009'?",
    ),
    one(
        "clause-of-another-authority", "foreign-clause", "clauses.yml",
        "  sampleton-017:\n", "  »otherton-017:\n",
        says="'otherton-017' does not belong to sampleton", mend="begin with 'sampleton-'",
    ),
    one(
        "document-unknown", "no-such-name", "clauses.yml",
        "document: guide\n    section: Back cover", "document: »guidance\n    section: Back cover",
        says="the document 'guidance' does not exist", mend="did you mean 'guide'?",
    ),
    one(
        "level-unknown", "no-such-name", LOOK,
        "level: early-help", "level: »early-hlep",
        says="the level 'early-hlep' does not exist", mend="did you mean 'early-help'?",
    ),
    one(
        "level-of-services-unknown", "no-such-name", "services.yml",
        "level: open-door", "level: »shut-door",
        says="the level 'shut-door' does not exist",
        mend="choose one of: early-help, in-between, open-door",
    ),
    one(
        "level-of-a-move-unknown", "no-such-name", "levels.yml",
        "    to: early-help", "    to: »somewhere",
        says="the level 'somewhere' does not exist",
        mend="choose one of: early-help, in-between, open-door, protection",
    ),
    one(
        "contact-to-ring-unknown", "no-such-name", "urgent.yml",
        "  ring: [police]", "  ring: [»fire-brigade]",
        says="the contact 'fire-brigade' does not exist",
        mend="choose one of: duty-desk, night-desk, police",
    ),
    one(
        "contact-of-the-panel-unknown", "no-such-name", "urgent.yml",
        "panel: [police, duty-desk", "panel: [police, »dutydesk",
        says="the contact 'dutydesk' does not exist", mend="did you mean 'duty-desk'?",
    ),
    one(
        "contact-of-an-action-unknown", "no-such-name", RING,
        "        contacts: [police]", "        contacts: [»polic]",
        says="the contact 'polic' does not exist", mend="did you mean 'police'?",
    ),
    one(
        "contact-of-a-statement-unknown", "no-such-name", "levels.yml",
        "contacts: [duty-desk]", "contacts: [»desk]",
        says="the contact 'desk' does not exist", mend="duty-desk",
    ),
    one(
        "web-address-unknown", "no-such-name", "glossary.yml",
        "    links: [procedures]", "    links: [»procedure]",
        says="the web address 'procedure' does not exist", mend="did you mean 'procedures'?",
    ),
    one(
        "hours-of-a-contact-unknown", "no-such-name", "contacts.yml",
        "    hours: desk-hours", "    hours: »office-hours",
        says="the set of opening hours 'office-hours' does not exist", mend="desk-hours",
    ),
    one(
        "hours-of-a-range-unknown", "no-such-name", RING,
        "during: desk-hours", "during: »desk-hour",
        says="the set of opening hours 'desk-hour' does not exist",
        mend="did you mean 'desk-hours'?",
    ),
    one(
        "term-unknown", "no-such-name", "glossary.yml",
        "see: [plan]", "see: [»plans]",
        says="the term 'plans' does not exist", mend="did you mean 'plan'?",
    ),
    one(
        "tool-unknown", "no-such-name", "procedures.yml",
        "pathway: first-look", "pathway: »last-look",
        says="the pathway 'last-look' does not exist", mend="did you mean 'first-look'?",
    ),
    one(
        "step-of-a-tool-unknown", "no-such-name", "levels.yml",
        "step: signs", "step: »sign",
        says="'sign' does not exist", mend="did you mean 'signs'?",
    ),
    one(
        "step-without-its-tool", "step-without-pathway", LOOK,
        "        label: Look again within 6 weeks",
        "        label: Look again within 6 weeks\n        step: »again",
        says="a step is named without its pathway", mend="add the line 'pathway: ...'",
    ),
    one(
        "first-step-unknown", "no-such-name", LOOK,
        "start: spoken", "start: »speaking",
        says="the first step 'speaking' does not exist",
        mend="choose one of: again, age, school-again, signs, since, spoken",
        also=("orphan",),
    ),
    one(
        "answer-leads-to-nothing-known", "no-such-name", RING,
        "go: hour", "go: »hours",
        says="the step or outcome 'hours' does not exist", mend="did you mean 'hour'?",
        also=("orphan",),
    ),
    one(
        "range-leads-to-nothing-known", "no-such-name", RING,
        "go: ring-night-desk", "go: »ring-nightdesk",
        says="the step or outcome 'ring-nightdesk' does not exist",
        mend="did you mean 'ring-night-desk'?", also=("orphan",),
    ),
    one(
        "rule-leads-to-nothing-known", "no-such-name", LOOK,
        "      - go: since\n", "      - go: »sinse\n",
        says="the step or outcome 'sinse' does not exist", mend="did you mean 'since'?",
        also=("orphan",),
    ),
    one(
        "answer-that-tells-of-harm-unknown", "no-such-name", LOOK,
        "reports-harm: [seen, not-sure]", "reports-harm: [seen, »unsure]",
        says="the answer 'unsure' does not exist", mend="did you mean 'not-sure'?",
    ),
    one(
        "step-is-an-outcome-too", "name-used-twice", LOOK,
        "  watch:\n    title", "  watch:\n    title: Keep watching closely\n"
        "    clauses: [sampleton-010]\n  »again:\n    title",
        says="'again' is both a step and an outcome", mend="rename one of the two",
    ),
    one(
        "outcome-named-harm", "reserved-name", LOOK,
        "  watch:\n    title", "  »harm:\n    title: Harm\n    clauses: [sampleton-010]\n"
        "  watch:\n    title",
        says="'harm' is the name of the urgent way out", mend="choose another id",
        also=("orphan",),
    ),
    one(
        "answer-with-go-and-rules", "go-and-rules", LOOK,
        "        label: Yes\n        hint: In person or by telephone.\n",
        "        »label: Yes\n        hint: In person or by telephone.\n        rules:\n"
        "          - when:\n              answer: spoken\n              is: [yes]\n"
        "            go: signs\n            because: You have.\n            own: yes\n",
        says="the answer 'yes' has both 'go' and 'rules'", mend="keep 'go'",
    ),
    one(
        "answer-without-reason", "no-reason", RING,
        "        label: No\n        worry: 0\n        go: hour\n"
        "        because: The hour decides.\n",
        "        »label: No\n        worry: 0\n        go: hour\n",
        says="the answer 'no' does not say why", mend="add the line 'because: ...'",
    ),
    one(
        "answer-that-leads-nowhere", "leads-nowhere", RING,
        "        label: I am not sure\n        unsure: yes\n        go: ring-police\n"
        "        because: Not being sure counts as yes here.\n        own: yes\n",
        "        »label: I am not sure\n        unsure: yes\n",
        says="the answer 'not-sure' leads nowhere", mend="add the line 'go: ...'",
    ),
    one(
        "checklist-without-rules", "no-rules", RING,
        "  hour:\n    kind: time",
        "  list:\n    »kind: checklist\n    ask: What is there?\n    items:\n      a:\n"
        "        label: A\n    choices:\n      yes:\n        label: Yes\n    rules: []\n"
        "  hour:\n    kind: time",
        says="there are no rules here", mend="add at least one rule", also=("orphan",),
    ),
    one(
        "otherwise-comes-too-soon", "otherwise-not-last", LOOK,
        "      - when:\n          every: [not-seen]\n        go: age", "      - »go: age",
        says="a rule without 'when' is for all other cases", mend="move it to the end",
    ),
    one(
        "otherwise-stands-alone", "otherwise-not-last", LOOK,
        "          - when:\n              checklist: signs\n              some: [seen, not-sure]\n"
        "              items: [school]\n            go: help\n"
        "            because: School was the sign you saw.\n            clauses: [sampleton-009]\n"
        "          - go: again",
        "          - »go: again",
        says="so it stands last, after others", mend="give it a 'when'",
    ),
    one(
        "tool-in-the-order-unknown", "no-such-name", "authority.yml",
        "tools: [who-to-ring, first-look]", "tools: [who-to-ring, »last-look]",
        says="the tool 'last-look' does not exist", mend="did you mean 'first-look'?",
    ),
    one(
        "way-from-a-level-unknown", "no-such-name", "levels.yml",
        "  - from: open-door\n", "  - from: »open-gate\n",
        says="the level 'open-gate' does not exist", mend="choose one of: early-help",
    ),
    one(
        "authority-of-a-shared-level-unknown", "no-such-name", "shared/crosswalk.yml",
        "      sampleton: [early-help]\n", "      »simpleton: [early-help]\n",
        says="the authority 'simpleton' does not exist", mend="did you mean 'sampleton'?",
    ),
    Case(
        "shared-case-without-questions", "wrong-value",
        ("there is no question here",), ("ask one at least, or delete the file",),
        raw=("shared/case.yml", b"title: A case\nsummary: It asks nothing.\nfacts: {}\n"),
        at=("shared/case.yml", "{}"), also=("facts-without-case",),
    ),
)  # fmt: skip
