"""Parts of the site that copies of the project need not make again."""

from __future__ import annotations

import os
from pathlib import Path

from build_tools.parts.make import COMMON
from build_tools.site import PARTS
from tests.data import ROOT


def link_parts(top: Path, *authorities: str) -> None:
    """Let a copy of the project find these authorities, and what all pages load, already made.

    For a copy in which they are as in the project, once the session's site (`site_dir`) is built: a
    part is known by a hash of all that it is made of (`build_tools/parts/`), so that another one is
    never taken. Without effect where that site was given by HANDBOOK_SITE, as then nobody knows
    what the project keeps.
    """
    if "HANDBOOK_SITE" in os.environ:
        return
    (top / PARTS).mkdir(parents=True)
    for part in (*authorities, COMMON):
        (top / PARTS / part).symlink_to(ROOT / PARTS / part)
