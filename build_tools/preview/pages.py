"""What a preview adds to a page: the script that follows edits, and what is wrong."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from build_tools.preview.faults import Fault
from widgets.engine.html import Html, join, tag

PLACE = "_preview/"
"""Where the preview's own files lie, below the top of the site."""

OWN = {name: (Path(__file__).parent / name).read_bytes() for name in ("follow.js", "faults.css")}

_BODY = re.compile(rb"<body[^>]*>")


def mark_of(page: bytes) -> str:
    """A short name for exactly this content."""
    return hashlib.sha256(page).hexdigest()[:16]


def with_faults(page: bytes, faults: Sequence[Fault], *, saved: bool) -> bytes:
    """The page with what is wrong at its head; `saved` is whether it shows the last save."""
    if not faults:
        return page
    body = _BODY.search(page)
    place = body.end() if body else 0
    return page[:place] + str(_panel(faults, saved=saved)).encode() + page[place:]


def followed(page: bytes) -> bytes:
    """The page with the script that shows it again when it has changed.

    The script and the style come from files, so that the page's own Content-Security-Policy holds
    here as it does when it is published.
    """
    head = page.find(b"</head>")
    if head < 0:
        return page
    added = join([
        tag("link", rel="stylesheet", href=f"/{PLACE}faults.css"),
        tag("script", src=f"/{PLACE}follow.js", defer=True, data_mark=mark_of(page)),
    ])  # fmt: skip
    return page[:head] + str(added).encode() + page[head:]


def _panel(faults: Sequence[Fault], *, saved: bool) -> Html:
    count = len(faults)
    found = f"{count} mistakes were found" if count > 1 else "A mistake was found"
    state = (
        "This page shows what you saved, but the handbook cannot be built before they are mended."
        if saved
        else "This page is still as it was before your last change."
    )
    listed = [
        tag("li", [
            tag("code", fault.where) if fault.where else None,
            tag("p", fault.says[:1].upper() + fault.says[1:]),
            tag("p", ["To mend it: ", fault.mend], class_="preview-mend") if fault.mend else None,
        ])
        for fault in faults
    ]  # fmt: skip
    return tag("section", [
        tag("p", [tag("strong", f"Preview. {found}. "), state]),
        tag("ul", listed),
    ], class_="preview-faults", role="alert", aria_label="Mistakes in the policy")  # fmt: skip
