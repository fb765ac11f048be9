"""The process that makes whole builds for a preview: `python -m build_tools.preview.child TOP`.

It reads the folder of a site from each line of its input, builds it, and answers with a line of
JSON: what is wrong, as the fields of each fault. It ends with its input, so it never outlives the
preview.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import astuple
from pathlib import Path
from typing import TextIO

from build_tools.bundle import BundleError
from build_tools.preview.faults import Fault, faults_of
from build_tools.problems import PolicyError
from build_tools.site import SiteError, build_site


def serve(top: Path, lines: Iterable[str], answers: TextIO) -> None:
    """Build the project in `top` into the folder that each line names, and answer each."""
    for line in lines:
        faults: tuple[Fault, ...] = ()
        try:
            build_site(top, Path(json.loads(line)), published=False)
        except PolicyError as error:
            faults = faults_of(error.problems)
        except (BundleError, SiteError, OSError) as error:
            faults = (Fault("", str(error), ""),)
        print(json.dumps([astuple(each) for each in faults]), file=answers, flush=True)


if __name__ == "__main__":
    # What a library prints goes where people look, not between the answers.
    replies, sys.stdout = sys.stdout, sys.stderr
    serve(Path(sys.argv[1]), sys.stdin, replies)
