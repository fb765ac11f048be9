"""Twelve changes an editor may make to real policy. What is said of each stands beside the test."""

from __future__ import annotations

from dataclasses import dataclass

from tests.build_tools.changes import Edit
from tests.data import POLICY


@dataclass(frozen=True, slots=True)
class Seeded:
    """One change of one authority."""

    id: str
    authority: str
    edits: tuple[Edit, ...]


RING = "pathways/who-to-ring.yml"
PRE_CAF = "pathways/pre-caf.yml"
COUNTS = "pathways/counts-as-child.yml"


def _cut(start: str, end: str, file: str) -> str:
    """The text of a policy file of Bradford from `start` up to `end`."""
    text = (POLICY / "bradford" / file).read_text(encoding="utf-8")
    return text[text.index(start) : text.index(end)]


_HARM_STEP = _cut("  harm-check:\n", "  own-agency:\n", PRE_CAF)
_RING_OUTCOME = _cut("  ring-for-advice:\n", "  consider-caf:\n", PRE_CAF)
_STARTED = _cut("      started:\n", "      not-started:\n", "pathways/secure-email.yml")
_JOINED = _cut("      joined:\n", "      not-sure:\n        label: I am not sure\n        "
               "unsure: yes\n        go: ask-team\n", "pathways/secure-email.yml")  # fmt: skip

SEEDED = (
    Seeded("wording-only", "bradford", (
        (RING, "Immediate means it is happening now, or could happen at any moment.",
         "Immediate means now, or at any moment."),
    )),
    Seeded("edge-moved", "bradford", (
        (PRE_CAF, "        go: other-agency\n        because: Until you know, go on as if your "
         "agency could not meet the need alone.\n",
         "        go: own-agency-goes-on\n        because: Your agency goes on until you know.\n"),
    )),
    Seeded("condition-flipped", "bradford", (
        (COUNTS, "                - answer: looked-after\n                  is: [not-sure]\n"
         "                - answer: disability\n                  is: [not-sure]\n"
         "            go: may-be-covered\n            because: An earlier answer is not sure, so",
         "                - answer: looked-after\n                  is: [no]\n"
         "                - answer: disability\n                  is: [not-sure]\n"
         "            go: may-be-covered\n            because: An earlier answer is not sure, so"),
    )),
    Seeded("level-changed", "bradford", (
        (PRE_CAF, "    title: The need is not met yet, so talk it through\n    level: universal\n",
         "    title: The need is not met yet, so talk it through\n    level: prevention\n"),
    )),
    Seeded("number-changed", "bradford", (
        ("contacts.yml", "01274 437500", "01274 437501"),
    )),
    Seeded("question-removed", "bradford", (
        (PRE_CAF, _HARM_STEP, ""),
        (PRE_CAF, _RING_OUTCOME, ""),
        (PRE_CAF, "        go: harm-check\n        because: With any doubt about staying safe, "
         "the question of harm comes first.\n",
         "        go: own-agency\n        because: Ask who can meet the need.\n"),
    )),
    Seeded("answers-reordered", "bradford", (
        ("pathways/secure-email.yml", _STARTED, ""),
        ("pathways/secure-email.yml", _JOINED, _JOINED + _STARTED),
    )),
    Seeded("id-renamed", "bradford", (
        (PRE_CAF, "  talk-it-through:\n    title", "  talk-first:\n    title"),
        (PRE_CAF, "            go: talk-it-through\n            because: >-",
         "            go: talk-first\n            because: >-"),
        (PRE_CAF, "            go: talk-it-through\n            because: You",
         "            go: talk-first\n            because: You"),
    )),
    Seeded("text-changed-under-an-id", "bradford", (
        (PRE_CAF, "        label: I have a worry\n", "        label: I have a serious worry\n"),
        (PRE_CAF, "title: Your agency goes on helping\n", "title: Nothing more is needed\n"),
    )),
    Seeded("date-moved", "wolverhampton", (
        ("dates.yml", "          months: 6\n", "          months: 9\n"),
        ("authority.yml", "review-by: 2027-11-22", "review-by: 2028-11-22"),
    )),
    Seeded("action-dropped", "bradford", (
        (RING, "      - who: You\n        does: Contact the police on 999.\n"
         "        tells: Police\n        force: must\n        contacts: [police]\n"
         "        clauses: [bradford-035, bradford-036]\n", ""),
    )),
    Seeded("contact-swapped", "bradford", (
        (RING, "    ring: [initial-contact-point]\n    contacts: [police, emergency-duty-team]\n",
         "    ring: [emergency-duty-team]\n    contacts: [police, initial-contact-point]\n"),
    )),
)  # fmt: skip
