"""Whether rules count on a day. Outside their dates nothing is decided but the urgent way out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from widgets.engine.decide import Trace, decide
from widgets.engine.errors import NotInForce
from widgets.engine.model import Authority, Lifetime, Pathway
from widgets.engine.replies import Answers, real_day, show_day

When = Literal["early", "late"]
"""On which side of its dates a day lies."""


def outside(lifetime: Lifetime, today: str) -> When | None:
    """On which side of a lifetime a day (ISO 8601) lies, None when it lies inside.

    Days in this form sort as text. The page's script (widgets/web/copy.js) compares them likewise.
    """
    if lifetime.starts and today < lifetime.starts:
        return "early"
    if lifetime.ends and today > lifetime.ends:
        return "late"
    return None


def why_refused(lifetime: Lifetime, side: When) -> str:
    """Why nothing is decided, in plain words. The day of today is not in it."""
    version = f"version {lifetime.version}" if lifetime.version else "these rules"
    if side == "early":
        return (
            f"The handbook uses {version} from {_day(lifetime.starts)}. Before that day this tool "
            "gives no answer."
        )
    return (
        f"The handbook used {version} until {_day(lifetime.ends)}. After that day this tool gives "
        "no answer."
    )


def require_in_force(lifetime: Lifetime, today: str) -> None:
    """Raise NotInForce when rules do not count on `today` (ISO 8601, London's day).

    Where they have dates, a day that is missing or not real is refused too, never guessed.
    """
    if not lifetime.starts and not lifetime.ends:
        return
    if real_day(today) is None:
        message = "This tool does not know which day it is, so it gives no answer."
        raise NotInForce(message, lifetime.starts, lifetime.ends)
    side = outside(lifetime, today)
    if side is not None:
        message = f"{why_refused(lifetime, side)} Today is {_day(today)}."
        raise NotInForce(message, lifetime.starts, lifetime.ends)


def may_answer(
    authority: Authority, pathway: Pathway, answers: Mapping[str, object], today: str
) -> None:
    """Raise NotInForce when a tool must not decide on `answers` today.

    The urgent way out is decided on any day.
    """
    if pathway.interrupt.id not in answers:
        require_in_force(authority.lifetime_of(pathway), today)


def decide_on(authority: Authority, pathway: Pathway, answers: Answers, today: str) -> Trace:
    """Decide as `decide` does, by rules that are in force on `today` (ISO 8601).

    Raises NotInForce, or what `decide` raises.
    """
    may_answer(authority, pathway, answers, today)
    return decide(pathway, answers)


def _day(text: str) -> str:
    return show_day(date.fromisoformat(text)).split(" ", 1)[1]
