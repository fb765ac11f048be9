"""Walkthroughs that say odd things of themselves."""

from __future__ import annotations

from tests.build_tools.broken.case import Case, one

STORY = "walkthroughs/robin.yml"

CASES = (
    one(
        "story-without-a-theme", "story-without-theme", STORY,
        "themes: [school-absence]\n", "",
        says="the walkthrough 'robin' names no theme", mend="add 'themes: [...]'", at=(STORY, ""),
    ),
    one(
        "story-of-an-unknown-theme", "wrong-value", STORY,
        "[school-absence]", "[»school-absense]",
        says="'school-absense' is not a theme of the handbook",
        mend="did you mean 'school-absence'?",
    ),
    one(
        "story-of-a-theme-like-none", "wrong-value", STORY,
        "[school-absence]", "[»xyzzy]",
        says="'xyzzy' is not a theme of the handbook", mend="choose from: bereavement",
    ),
    one(
        "story-that-follows-no-scene", "no-such-name", STORY,
        "follows: one-sign", "follows: »one-sing",
        says="the earlier scene 'one-sing' does not exist", mend="did you mean 'one-sign'?",
    ),
    one(
        "story-that-follows-a-later-scene", "no-such-name", STORY,
        "    title: One sign\n", "    title: One sign\n    follows: »harm\n",
        says="the earlier scene 'harm' does not exist", mend="a-worry",
    ),
    one(
        "story-that-shows-what-is-no-kind", "wrong-word", STORY,
        "[not-settled]", "[»step-up]",
        says="'step-up'", mend="refused-consent",
    ),
    one(
        "story-that-leaves-nothing-open", "scene-leaves-nothing-open", STORY,
        "    title: A worry\n", "    title: A worry\n    shows: [not-settled]\n",
        says="the scene 'a-worry' shows a case that is not settled, but not what is left open",
        mend="say it under 'not-said'", at=(STORY, "a-worry:"),
    ),
    Case(
        "story-of-a-refusal-that-its-tool-asks-about", "scene-refusal-typed",
        ("the scene 'one-sign' is said to show a refusal, but its tool asks about that",),
        ("the answer 'spoken: refused' tells it",),
        (
            (
                "pathways/first-look.yml",
                "      no:\n        label: No\n        go: signs\n",
                "      refused:\n        label: They say no\n        go: signs\n"
                "        because: You can still say what you have seen.\n        own: yes\n"
                "      no:\n        label: No\n        go: signs\n",
            ),
            (
                STORY,
                "[not-settled]",
                "[refused-consent]",
            ),
        ),
        at=(STORY, "one-sign:"),
    ),
)  # fmt: skip
