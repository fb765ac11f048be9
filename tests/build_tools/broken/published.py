"""Published ids that vanish, and renames that lead nowhere."""

from __future__ import annotations

from tests.build_tools.broken.case import Case, one

PUBLISHED = "published.yml"
RENAMED = "renamed.yml"

CASES = (
    one(
        "published-step-gone", "id-gone", PUBLISHED,
        "  - step at-the-door/there\n", "  - »step at-the-door/thare\n",
        says=("'step at-the-door/thare' was published and is gone",),
        mend=("give it its old id back", "renamed.yml", "renamed to 'at-the-door/there'?"),
    ),
    one(
        "published-term-renamed", "id-gone", "glossary.yml",
        "  plan:\n", "  the-plan:\n",
        says="'term plan' was published and is gone", mend="was it renamed to 'the-plan'?",
        at=(PUBLISHED, "term plan"), also=("no-such-name",),
    ),
    one(
        "published-tool-gone-is-told-once", "id-gone", PUBLISHED,
        "  - pathway at-the-door\n",
        "  - »pathway lost\n  - step lost/first\n  - answer lost/first/yes\n",
        says="'pathway lost' was published and is gone", mend="renamed.yml",
    ),
    one(
        "published-of-no-kind", "wrong-value", PUBLISHED,
        "  - term plan\n", "  - »word plan\n",
        says="'word plan' is not the name of something published",
        mend="write one of pathway, step",
    ),
    one(
        "published-with-half-a-way", "wrong-value", PUBLISHED,
        "  - term plan\n", "  - »step there\n",
        says="'step there' is not the name", mend="as in 'step pre-caf/first-question'",
    ),
    one(
        "renamed-to-what-is-not-there", "rename-to-nothing", RENAMED,
        "    to: there\n", "    to: »then\n",
        says="'step at-the-door/seen-there' is said to be 'then' now",
        mend="the id that it has today",
        also=("id-gone",),
    ),
    one(
        "renamed-in-a-circle", "rename-to-nothing", RENAMED,
        "    to: there\n    date: 2026-11-22\n",
        "    to: »over\n    date: 2026-11-22\n  step at-the-door/over:\n    to: seen-there\n"
        "    date: 2026-11-22\n",
        says="'step at-the-door/seen-there' is said to be 'over' now", mend="today",
        also=("rename-to-nothing",),
    ),
    one(
        "renamed-though-still-there", "rename-of-present", RENAMED,
        "  term key-worker:\n    to: lead-practitioner\n",
        "  »term plan:\n    to: lead-practitioner\n",
        says="'term plan' is still there", mend="remove this entry", also=("id-gone",),
    ),
    Case(
        "renamed-to-nothing-said", "rename-unclear",
        ("'outcome at-the-door/stay-out' does not say what became of it",), ("add 'to: ...'",),
        ((RENAMED, "  outcome at-the-door/stay-out:\n    because: You always go in.\n",
          "  »outcome at-the-door/stay-out:\n"),),
    ),
    one(
        "renamed-and-gone-at-once", "rename-unclear", RENAMED,
        "    because: You always go in.\n", "    because: You always go in.\n    to: go-in\n",
        says="does not say what became of it", mend="'because: ...'",
        at=(RENAMED, "outcome at-the-door/stay-out"),
    ),
)  # fmt: skip
