"""On which page of a PDF a place stands, for contents that can be used on paper.

CSS has a way to say it (target-counter of css-content-3), which Chromium does not know. It does
write down where each id stands, in objects that are not packed (ISO 32000-1, 7.7.3 and 12.3.2.3).
"""

from __future__ import annotations

import re

_ROOT = re.compile(rb"/Type /Catalog\s*/Pages (\d+) 0 R\s*/Dests (\d+) 0 R")
_FOLDER = re.compile(rb"\n(\d+) 0 obj\s*<</Type /Pages\b[^>]*?/Kids \[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_PLACE = re.compile(rb"/([^\s/\[]+) \[(\d+) 0 R /XYZ")


def page_numbers(pdf: bytes) -> dict[str, int]:
    """The number of the page, from 1, for each id that something in the PDF leads to.

    Raises ValueError for a PDF that is not laid out as Chromium does it.
    """
    root = _ROOT.search(pdf)
    if root is None:
        raise ValueError("the PDF does not tell where its places are")
    below = {int(node): kids for node, kids in _FOLDER.findall(pdf)}
    numbers = {page: at for at, page in enumerate(_pages(below, int(root[1])), 1)}
    places = re.search(rb"\n%s 0 obj\s*<<(.*?)>>" % root[2], pdf, re.DOTALL)
    if places is None:
        raise ValueError("the PDF does not hold the places that it speaks of")
    return {name.decode(): numbers[int(page)] for name, page in _PLACE.findall(places[1])}


def _pages(below: dict[int, bytes], node: int) -> list[int]:
    """The pages under a node, in their order; a node that holds none is a page itself."""
    if node not in below:
        return [node]
    return [page for kid in _REFERENCE.findall(below[node]) for page in _pages(below, int(kid))]
