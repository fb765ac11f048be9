"""What the build and the live server are told apart by."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig

from build_tools import mkdocs_hooks
from build_tools.bundle import OFFLINE

SCRIPTS = ("assets/tool/x/offline.js", "assets/tool/x/keep.js")


@pytest.mark.parametrize(("command", "scripts"), [("build", SCRIPTS), ("serve", ())])
def test_only_a_built_site_keeps_copies(
    monkeypatch: pytest.MonkeyPatch, command: str, scripts: tuple[str, ...]
) -> None:
    staged: Any = SimpleNamespace(
        nav=list,
        urgent_panels={},
        urgent_default="",
        urgent_links=[],
        bundle=SimpleNamespace(stylesheet="", scripts={OFFLINE: SCRIPTS}),
    )
    monkeypatch.setattr(mkdocs_hooks, "stage", lambda top: staged)
    monkeypatch.setattr(mkdocs_hooks, "_state", {"staged": None, "serving": False})
    mkdocs_hooks.on_startup(command, dirty=False)
    config = MkDocsConfig()
    config.load_dict({"site_name": "Handbook", "docs_dir": "docs"})
    config.validate()
    assert mkdocs_hooks.on_config(config).extra["offline"] == scripts
