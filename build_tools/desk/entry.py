"""What the desk's worker calls in Pyodide."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from build_tools.desk.session import Desk


def open_desk(published: str) -> Callable[[str], str]:
    """Open an authority from the JSON that the build published for the desk.

    Returns the function that answers requests; see `Desk.handle`.
    """
    given = json.loads(published)
    folder = Path(tempfile.mkdtemp())
    return Desk(folder, given["authority"], given["files"]).handle
