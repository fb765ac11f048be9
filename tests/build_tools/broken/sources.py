"""Contacts, numbers and clauses that do not hold."""

from __future__ import annotations

from tests.build_tools.broken.case import one

LOOK = "pathways/first-look.yml"

CASES = (
    one(
        "contact-without-number-and-address", "empty-contact", "contacts.yml",
        "  night-desk:\n    name: Night Desk\n    for: Advice at all other hours.\n"
        "    telephones:\n      - shown: 01632 960003\n",
        "  »night-desk:\n    name: Night Desk\n    for: Advice at all other hours.\n",
        says="'night-desk' has no number and no address", mend="add 'telephones' or 'emails'",
    ),
    one(
        "number-with-words", "odd-number", "contacts.yml",
        "shown: 01632 960003", "shown: »01632 960003 (day)",
        says="something other than digits and spaces", mend="put the number alone into 'shown'",
    ),
    one(
        "address-without-at", "odd-address", "contacts.yml",
        "shown: duty.desk@sampleton.example", "shown: »duty.desk.at.sampleton.example",
        says="is not a complete e-mail address", mend="add 'misprint: ...'",
    ),
    one(
        "web-address-that-would-run", "odd-address", "contacts.yml",
        "address: http://www.sampleton.example/procedures?part=1&page=2",
        "address: »javascript:alert(1)",
        says="'javascript:alert(1)' is not a web address", mend="beginning with http://",
    ),
    one(
        "web-address-with-a-space", "odd-address", "contacts.yml",
        "address: http://www.sampleton.example/procedures?part=1&page=2",
        "address: »http://www.sampleton.example/a b",
        says="'http://www.sampleton.example/a b' is not a web address", mend="without spaces",
    ),
    one(
        "desk-shuts-before-it-opens", "odd-hours", "contacts.yml",
        "      - days: [fri]\n        opens: \"09:00\"\n        closes: \"16:30\"",
        "      - »days: [fri]\n        opens: \"09:00\"\n        closes: \"04:30\"",
        says="the hours 'desk-hours' close before they open", mend="17:00",
        also=("empty-range", "ranges-overlap"),
    ),
    one(
        "number-outside-the-register", "unknown-number", "procedures.yml",
        "text: Talk to the family. For advice ring 01632 960001.",
        "text: »Talk to the family. For advice ring 01632 960009.",
        says="the number 01632 960009 is not in contacts.yml", mend="digit by digit",
    ),
    one(
        "number-in-an-outcome", "unknown-number", LOOK,
        "- You stay in touch.", "- »You stay in touch on 01632960001.",
        says="the number 01632960001 is not in contacts.yml", mend="add it there",
    ),
    one(
        "emergency-number-with-a-slip", "unknown-number", LOOK,
        "- You stay in touch.", "- »You ring 990 first.",
        says="the number 990 is not in contacts.yml", mend="digit by digit",
    ),
    one(
        "number-in-brackets", "unknown-number", LOOK,
        "- You stay in touch.", "- »You stay in touch on (01632) 960009.",
        says="the number (01632) 960009 is not in contacts.yml", mend="add it there",
    ),
    one(
        "number-with-its-country", "unknown-number", LOOK,
        "- You stay in touch.", "- »You stay in touch on +44 1632 960009.",
        says="the number +44 1632 960009 is not in contacts.yml", mend="add it there",
    ),
    one(
        "short-number-outside-the-register", "unknown-number", LOOK,
        "- You stay in touch.", "- »A child can ring 0800 1111.",
        says="the number 0800 1111 is not in contacts.yml", mend="add it there",
    ),
    one(
        "rule-without-source", "uncited", LOOK,
        "      - when:\n          every: [not-seen]\n        go: age\n"
        "        because: Nothing was seen, so the age decides.\n"
        "        clauses: [sampleton-016]\n",
        "      - »when:\n          every: [not-seen]\n        go: age\n"
        "        because: Nothing was seen, so the age decides.\n",
        says="this rule cites no clause", mend="'own: yes' if the handbook adds it",
    ),
    one(
        "answer-without-source", "uncited", LOOK,
        "        label: No\n        worry: 0\n        go: watch\n"
        "        because: You keep watching.\n        clauses: [sampleton-010]\n",
        "        »label: No\n        worry: 0\n        go: watch\n"
        "        because: You keep watching.\n",
        says="this answer cites no clause", mend="add 'clauses: [...]'",
    ),
    one(
        "range-without-source", "uncited", LOOK,
        "        because: It has lasted.\n        clauses: [sampleton-015]\n",
        "        because: It has lasted.\n",
        says="this rule cites no clause", mend="add 'clauses: [...]'",
        at=(LOOK, "label: Before 2026"),
    ),
    one(
        "action-without-source", "uncited", LOOK,
        "        does: Holds the plan together.\n        force: may\n"
        "        clauses: [sampleton-012]\n",
        "        does: Holds the plan together.\n        force: may\n",
        says="this action cites no clause", mend="add 'clauses: [...]'",
        at=(LOOK, "who: Lead Practitioner"),
    ),
    one(
        "outcome-without-source", "uncited", LOOK,
        "    happens:\n      - You stay in touch.\n    clauses: [sampleton-010]",
        "    happens:\n      - You stay in touch.",
        says="the outcome 'Keep watching' cites no clause", mend="to it or to its actions",
        at=(LOOK, "title: Keep watching"),
    ),
    one(
        "statement-without-source", "uncited", "levels.yml",
        "      - text: A plan is written down.\n        clauses: [sampleton-007]\n",
        "      - »text: A plan is written down.\n",
        says="this statement cites no clause", mend="'own: yes'",
    ),
    one(
        "term-without-source", "uncited", "glossary.yml",
        "    term: Plan\n    brief: What is to be done, and by whom.\n    clauses: [sampleton-013]",
        "    »term: Plan\n    brief: What is to be done, and by whom.\n    clauses: []",
        says="the term 'Plan' cites no clause", mend="add 'clauses: [...]'",
    ),
    one(
        "level-without-source", "uncited", "levels.yml",
        "    objective: A child is kept safe.\n    clauses: [sampleton-008]",
        "    objective: A child is kept safe.\n    clauses: []",
        says="this entry cites no clause", mend="add 'clauses: [...]'",
        at=("levels.yml", "name: Protection"), also=("unused-clause",),
    ),
    one(
        "contact-without-source", "uncited", "contacts.yml",
        "    when: When the Duty Desk is shut\n    clauses: [sampleton-005]",
        "    when: When the Duty Desk is shut\n    clauses: []",
        says="this entry cites no clause", mend="add 'clauses: [...]'",
        at=("contacts.yml", "name: Night Desk"),
    ),
    one(
        "clause-that-nothing-uses", "unused-clause", "levels.yml",
        "    objective: A child is kept safe.\n    clauses: [sampleton-008]",
        "    objective: A child is kept safe.\n    clauses: [sampleton-007]",
        says="no page and no tool uses the clause 'sampleton-008'", mend="add 'unused: ...'",
        at=("clauses.yml", "sampleton-008:"),
    ),
    one(
        "clause-used-and-excused", "used-and-excused", "levels.yml",
        "    clauses: [sampleton-008]", "    clauses: [sampleton-008, sampleton-017]",
        says="'sampleton-017' is used, yet excused", mend="remove the line 'unused: ...'",
        at=("clauses.yml", "sampleton-017:"),
    ),
    one(
        "number-in-a-clause-that-no-contact-has", "unknown-number", "clauses.yml",
        "says: Children up to 18 are meant.", "says: »Ring 01632 960009 for a child up to 18.",
        says="the number 01632 960009 is not in contacts.yml", mend="digit by digit",
    ),
)  # fmt: skip
