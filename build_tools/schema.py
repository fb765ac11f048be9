"""JSON Schemas for editors, made from the policy models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from build_tools.model.base import PolicyModel
from build_tools.model.policy import (
    FOLDERS,
    OPTIONAL_FILES,
    SHARED_FILES,
    SIGNED_FILES,
    SIGNED_FOLDERS,
    SINGLE_FILES,
)

_SINGULAR = {"pathways": "pathway", "walkthroughs": "walkthrough", "signed": "signed-tool"}


def schemas() -> dict[str, str]:
    """Every schema as JSON text, by file name."""
    models: dict[str, type[PolicyModel]] = {**SINGLE_FILES, **OPTIONAL_FILES, **SIGNED_FILES}
    models.update({f"shared-{name}": model for name, model in SHARED_FILES.items()})
    models.update(
        {_SINGULAR[folder]: model for folder, model in {**FOLDERS, **SIGNED_FOLDERS}.items()}
    )
    return {f"{name}.json": _text(name, model) for name, model in models.items()}


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into `folder`, remove stale ones, and return the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in schemas().items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        written.append(path)
    for stale in set(folder.glob("*.json")) - set(written):
        stale.unlink()
    return written


def _text(name: str, model: type[PolicyModel]) -> str:
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_without_titles(model.model_json_schema(by_alias=True)),
        "title": f"{name}.yml",
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _without_titles(part: Any) -> Any:
    """Drop the titles that only repeat a key's name; `properties` named title stay."""
    if isinstance(part, list):
        return [_without_titles(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept = {
        key: {name: _without_titles(item) for name, item in value.items()}
        if key in ("properties", "$defs")
        else _without_titles(value)
        for key, value in part.items()
        if key != "title" or not isinstance(value, str)
    }
    if "patternProperties" in kept:
        # Otherwise an editor would take a key that is no id for one with anything under it.
        kept["additionalProperties"] = False
    return kept
