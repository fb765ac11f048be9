"""What pages must know of the files that tools load."""

from __future__ import annotations

from typing import Any, Protocol

from widgets.engine.html import Html


class Assets(Protocol):
    """Gives addresses as seen from a page; `root` is the page's way to the top of the site."""

    def runtime(self, authority: str, root: str) -> dict[str, Any]:
        """What a widget must know to start the engine with an authority's policy."""

    def desk(self, root: str) -> dict[str, Any]:
        """What the draft desk's page loads."""

    def script(self, element: str, root: str) -> Html:
        """The markup that loads the script of a custom element and all that it imports."""
