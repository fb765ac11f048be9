"""The scripts of pages as a build makes them, with places of their source changed.

A check that never fails is worth nothing: it must notice a script that does the wrong thing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from build_tools.csp import source_hash
from build_tools.scripts import JOINER, WEB, joined, tool_script
from tests.data import ROOT


@cache
def spoiled(script: str, source: str, old: str, new: str) -> bytes:
    """A script of widgets/web with `old`, which stands once in its file `source`, made `new`."""
    with _spoiled(source, old, new) as top:
        made = joined(top, [script])[script]
        assert made != joined(ROOT, [script])[script], f"{script} is not made of {source}"
        return made


@cache
def spoiled_tool(source: str, old: str, new: str) -> dict[str, str]:
    """What stands in a tool's page for its script, and what to put there to spoil it so."""
    with _spoiled(source, old, new) as top:
        sound, made = tool_script(ROOT), tool_script(top)
        assert made != sound, f"a tool's script is not made of {source}"
        return with_script(made)


def with_script(text: str) -> dict[str, str]:
    """What to put in place of what in a tool's page, so that this is its script."""
    sound = tool_script(ROOT)
    return {sound: text, source_hash(sound): source_hash(text)}


@contextmanager
def _spoiled(source: str, old: str, new: str) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        top = Path(folder)
        shutil.copytree(ROOT / WEB, top / WEB)
        modules = JOINER.parts[0]
        (top / modules).symlink_to(ROOT / modules)
        file = top / WEB / source
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{source} has {text.count(old)} places with {old!r}"
        file.write_text(text.replace(old, new), encoding="utf-8")
        yield top
