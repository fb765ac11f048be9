"""Policies that are no longer what their owner signed."""

from __future__ import annotations

from dataclasses import replace

from tests.build_tools.broken.case import Case, one

RING = "pathways/who-to-ring.yml"
SIGNED_RING = "signed/who-to-ring.yml"

_CASES = (
    one(
        "signed-edge-moved", "case-not-as-signed", RING,
        "        go: ring-police\n        because: Not being sure",
        "        go: ring-either\n        because: Not being sure",
        says=("signed for danger=not-sure: the outcome 'ring-police'",
              "the policy now says: the outcome 'ring-either'"),
        mend=("undo the change in policy/sampleton/pathways/who-to-ring.yml:16",
              "sign sampleton", "its owner accept"),
        at=(SIGNED_RING, "answers: {danger: not-sure}"),
    ),
    one(
        "signed-question-no-longer-asked", "case-not-as-signed", SIGNED_RING,
        "  - answers: {danger: not-sure}\n",
        "  - »answers: {danger: not-sure, hour: '2024-01-01T08:30'}\n",
        says=("signed for danger=not-sure, hour=2024-01-01T08:30", "these answers cannot be given",
              "the other answers do not lead to that question"),
        mend="undo the change in policy/sampleton/pathways/who-to-ring.yml:29",
        also=("not-signed",),
    ),
    one(
        "signed-action-dropped", "not-as-signed", RING,
        """    actions:
      - who: You
        does: Ring one desk, then the other.
        force: should
        own: yes
""", "",
        says=("the outcome 'ring-either': signed is “You should | Ring one desk, then the other.”",
              "nothing in its place"),
        mend="undo the change in policy/sampleton/pathways/who-to-ring.yml:",
        at=(SIGNED_RING, "You should | Ring one desk, then the other."), also=("uncited",),
    ),
    one(
        "signed-number-changed", "not-as-signed", "contacts.yml",
        "      - shown: 01632 960001\n", "      - shown: 01632 960009\n",
        says=("signed is “shown 01632 960001”", "now gives “shown 01632 960009”"),
        mend="undo the change in policy/sampleton/contacts.yml:",
        at=("signed.yml", "shown 01632 960001"), also=("unknown-number",),
    ),
    one(
        "signed-outcome-renamed-in-the-table", "not-as-signed", SIGNED_RING,
        "  ring-either:\n    - ", "  »ring-both:\n    - ",
        says="the outcome 'ring-both' is signed; the policy no longer has it",
        mend="undo the change", also=("not-signed",),
    ),
    one(
        "signed-case-left-out", "not-signed", SIGNED_RING,
        "  - answers: {danger: not-sure}\n    ends: ring-police\n", "",
        says="the rule of 'danger' that leads to 'ring-police' is not signed yet",
        mend="run: python -m build_tools sign sampleton",
        at=(RING, "not-sure:\n"),
    ),
    one(
        "signed-shared-name-changed", "not-as-signed", "shared/crosswalk.yml",
        "relation: only-one\n", "relation: same\n",
        says=("crosswalk.yml, 'concepts ", "signed is “relation only-one”"),
        mend="sign shared", at=("shared/signed.yml", "relation only-one"),
    ),
    Case(
        "signed-tool-left-out", "not-signed", ("the tool 'who-to-ring' is not signed yet",),
        ("run: python -m build_tools sign sampleton",), at=(RING, "title: Whom do I ring now?"),
        without=(SIGNED_RING,),
    ),
    Case(
        "signed-page-facts-left-out", "not-signed", ("signed.yml is not signed yet",),
        ("run: python -m build_tools sign sampleton",), at=("authority.yml", "name: "),
        without=("signed.yml",),
    ),
    Case(
        "signed-for-no-tool", "not-as-signed",
        ("the tool 'gone' is signed; the policy no longer has it",), ("undo the change",),
        at=("signed/gone.yml", "owner: Nobody"),
        raw=("signed/gone.yml", b"owner: Nobody\ncases: []\noutcomes: {}\n"),
    ),
)  # fmt: skip

CASES = tuple(replace(case, signed=True) for case in _CASES)
