"""What walkthroughs say of themselves: their themes, how scenes follow, and what they show."""

from __future__ import annotations

from build_tools.check.names import known
from build_tools.model.base import place
from build_tools.model.policy import AuthorityPolicy
from build_tools.model.themes import THEMES
from build_tools.model.walkthroughs import Scene, WalkthroughFile
from build_tools.problems import Mark, Problems
from widgets.engine.model import Authority

REFUSED = "refused"
"""The answer that tools give for a refusal of consent."""


def check_turns(policy: AuthorityPolicy, authority: Authority, problems: Problems) -> None:
    """Add a problem for every walkthrough without a theme, and every scene that tells it wrong."""
    for key, story in policy.walkthroughs.items():
        if not story.themes:
            problems.add(
                story.at, "story-without-theme", f"the walkthrough '{key}' names no theme",
                "add 'themes: [...]', with some of " + ", ".join(THEMES),
            )  # fmt: skip
        _check_scenes(story, authority, problems)


def _check_scenes(story: WalkthroughFile, authority: Authority, problems: Problems) -> None:
    earlier: list[str] = []
    for name, scene in story.scenes.items():
        at = place(name, scene.at)
        if scene.follows is not None:
            known(scene.follows, earlier, "the earlier scene", at, problems)
        if "not-settled" in scene.shows and not scene.not_said:
            problems.add(
                at, "scene-leaves-nothing-open",
                f"the scene '{name}' shows a case that is not settled, but not what is left open",
                "say it under 'not-said', or take 'not-settled' out of 'shows'",
            )  # fmt: skip
        if "refused-consent" in scene.shows:
            _check_refusal(name, scene, authority, at, problems)
        earlier.append(name)


def _check_refusal(
    name: str, scene: Scene, authority: Authority, at: Mark, problems: Problems
) -> None:
    """A scene must not claim a refusal that its tool asks about: there the answer tells it."""
    pathway = authority.pathways.get(scene.pathway) if scene.pathway is not None else None
    for step in scene.answers if pathway is not None else ():
        asked = pathway.steps.get(str(step)) if pathway is not None else None
        if asked is not None and any(choice.id == REFUSED for choice in asked.choices):
            problems.add(
                at, "scene-refusal-typed",
                f"the scene '{name}' is said to show a refusal, but its tool asks about that",
                f"take 'refused-consent' out of 'shows'; the answer '{step}: {REFUSED}' tells it",
            )  # fmt: skip
