"""Which authorities have practice questions, and under which names."""

from __future__ import annotations

from build_tools.model.policy import AuthorityPolicy


def has_questions(policy: AuthorityPolicy) -> bool:
    """Whether an authority has a scene with a tool, and so something to export."""
    return any(
        scene.pathway for story in policy.walkthroughs.values() for scene in story.scenes.values()
    )


def file_names(key: str) -> tuple[str, str]:
    """The names of the GIFT file and of the QTI package of an authority with this id."""
    # Moodle takes GIFT from a file that ends so, and from no other.
    return f"{key}-practice-gift.txt", f"{key}-practice-qti.zip"
