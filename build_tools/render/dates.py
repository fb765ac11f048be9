"""What the page of due dates shows: each timescale with its rules, its tool and examples."""

from __future__ import annotations

from typing import Any

from build_tools.model.policy import AuthorityPolicy
from build_tools.render.assets import Assets
from widgets.engine.links import Links
from widgets.engine.model import Authority, Timescale
from widgets.engine.render.dates import date_examples, date_rules
from widgets.engine.render.shell import dates_widget


def dates_facts(
    policy: AuthorityPolicy, authority: Authority, assets: Assets, links: Links
) -> dict[str, Any]:
    """The timescales of an authority, and what its document does not say of dates."""
    runtime = assets.runtime(authority.id, links.root)
    return {
        "scales": [
            {
                "id": key,
                "title": scale.title,
                "about": scale.about,
                "clauses": scale.clauses,
                "not_said": scale.not_said,
                "tool": dates_widget(authority, scale, links, runtime),
                "rules": date_rules(scale),
                "examples": date_examples(scale, _examples(scale)),
            }
            for key, scale in authority.timescales.items()
        ],
        "script": assets.script("due-dates", links.root),
        "unsaid": policy.dates.not_said,
    }


def _examples(scale: Timescale) -> tuple[str, ...]:
    """Starts that show the odd cases: an ordinary day, a month's end, a leap day, a new clock."""
    if scale.to_the_minute:
        return ("2026-11-23T10:00", "2027-02-28T16:30", "2027-03-27T12:00", "2027-10-30T12:00")
    return ("2026-11-23", "2027-01-31", "2028-02-29", "2027-12-31")
