"""Where things stand on the site, seen from one page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses within one authority. `root` leads from the page to the top of the site."""

    root: str
    authority: str

    def page(self, name: str = "") -> str:
        """A page of the authority, for example 'contacts'; "" is its first page."""
        return f"{self.root}{self.authority}/{name}/" if name else f"{self.root}{self.authority}/"

    def tool(self, pathway: str, step: str = "") -> str:
        """A tool, or one step or outcome of it on the static pathway."""
        address = self.page(f"tools/{pathway}")
        return f"{address}#step-{step}" if step else address
