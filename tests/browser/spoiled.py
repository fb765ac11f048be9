"""The tools' scripts as a build makes them, with places of their source changed.

A check that never fails is worth nothing: it must notice a script that does the wrong thing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from build_tools.scripts import JOINER, WEB, joined
from tests.data import ROOT


@cache
def spoiled(script: str, source: str, old: str, new: str) -> bytes:
    """A script of widgets/web with `old`, which stands once in its file `source`, made `new`."""
    with _copy() as top:
        file = top / WEB / source
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{source} has {text.count(old)} places with {old!r}"
        sound = joined(ROOT, [script])[script]
        file.write_text(text.replace(old, new), encoding="utf-8")
        made = joined(top, [script])[script]
        assert made != sound, f"{script} is not made of {source}"
        return made


@contextmanager
def _copy() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        top = Path(folder)
        shutil.copytree(ROOT / WEB, top / WEB)
        modules = JOINER.parts[0]
        (top / modules).symlink_to(ROOT / modules)
        yield top
