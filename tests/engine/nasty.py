"""The sample authority with every text that readers see replaced, to prove that it is escaped."""

from __future__ import annotations

import json
from typing import Any

from tests.engine.sample import AUTHORITY
from widgets.engine import codec
from widgets.engine.model import Authority

SHOWN = frozenset({
    "name", "version", "dated", "document", "title", "summary", "about", "ask", "hint", "why",
    "label", "unit", "because", "not_said", "no_contact", "happens", "who", "does", "by", "tells",
    "attaches", "consent", "what_for", "hours", "note", "printed", "misprint",
})  # fmt: skip
"""The fields whose text a reader sees. The others are ids, numbers and addresses."""


def dressed(text: str) -> Authority:
    """The sample with `text` in place of every text shown, and of nothing else."""
    return codec.load(json.dumps(_dress(json.loads(codec.dump(AUTHORITY)), text)))


def _dress(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        return {
            key: _replace(item, text) if key in SHOWN else _dress(item, text)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_dress(item, text) for item in value]
    return value


def _replace(value: Any, text: str) -> Any:
    if isinstance(value, list):
        return [text for _ in value]
    return text if isinstance(value, str) else _dress(value, text)
