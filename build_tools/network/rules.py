"""What a host sends with each file: its type, how long it may be kept, what a page may do.

The one source for both kinds of host, `_headers` and nginx, and for the tests of both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

TYPES = {
    "bin": "application/octet-stream",
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "map": "application/json; charset=utf-8",
    # Not every server knows this ending, and a module of another type does not run.
    "mjs": "text/javascript; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    # Under any other type browsers wait for the last byte before they compile.
    "wasm": "application/wasm",
    "whl": "application/zip",
    "xml": "application/xml; charset=utf-8",
    "zip": "application/zip",
}
"""Media types by ending (IANA's registry; RFC 9239 for JavaScript)."""

FOR_EVER = "public, max-age=31536000, immutable"
"""For a name with a hash of the content: a year, with no question even on a reload (RFC 8246)."""

ASK_AGAIN = "no-cache"
"""Kept, but never used before the host has said that it still stands (RFC 9111, 5.2.2.4): a
changed telephone number must show on the very next visit."""

_HASHED = (
    # A folder named after all that lies in it (build_tools.bundle). These are named one by one:
    # an authority's folder may have twelve letters too.
    r"/assets/(?:desk|engine|pyodide|snapshot|tool)/[a-z2-7]{12}/[^/]+$"
    # One file of the bundle.
    r"|/assets/(?:[^/]+/)*[^/]+\.[a-z2-7]{12}\.[a-z]+$"
    # A script of Material's.
    r"|/assets/javascripts/(?:[^/]+/)*[^/]+\.[0-9a-f]{8}\.min\.js(?:\.map)?$"
)

_SAME_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer", "camera", "display-capture", "geolocation", "gyroscope",
            "magnetometer", "microphone", "midi", "payment", "usb",
        )
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
}  # fmt: skip

HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}
"""RFC 6797: never sent over plain http. The names below the host's are their owner's affair."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How the files are sent whose address (from its slash on) `pattern` finds.

    It is a regular expression that Python and nginx (PCRE) read alike, with no `^`: below a
    sub-path nginx sees the way to the site before it. `framed_by` names who may show such a page
    inside a frame, as CSP's frame-ancestors does. `fetched_by` is its Cross-Origin-Resource-Policy,
    by which a site that demands one of all it shows lets it in.
    """

    pattern: str
    cache: str
    framed_by: str = "'none'"
    fetched_by: str = "same-origin"

    def headers(self, security: str) -> dict[str, str]:
        """All headers but the type; `security` is the Content-Security-Policy of the site."""
        return {
            "Cache-Control": self.cache,
            "Content-Security-Policy": f"{security}; frame-ancestors {self.framed_by}",
            "Cross-Origin-Resource-Policy": self.fetched_by,
            **_SAME_EVERYWHERE,
        }


RULES = (
    Rule(_HASHED, FOR_EVER),
    # Pages made to be shown by learning platforms, wherever these stand. They keep nothing, know no
    # reader and send nothing, so a frame round one can trick nobody into anything.
    Rule("/embed/", ASK_AGAIN, framed_by="*", fetched_by="cross-origin"),
    Rule("", ASK_AGAIN),
)
"""The first that fits holds, and the last fits every address."""


def rule(path: str) -> Rule:
    """The rule for a file, by its path below the site's folder."""
    return next(each for each in RULES if re.search(each.pattern, f"/{path}"))


def media_type(path: str) -> str:
    """The type of a file, by its ending."""
    return TYPES.get(PurePosixPath(path).suffix.removeprefix("."), "application/octet-stream")
