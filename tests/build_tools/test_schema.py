"""The JSON Schemas that editors use are those of the models."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.schema import schemas, write_schemas
from tests.data import FIXTURES, POLICY, ROOT

COMMITTED = POLICY / "schema"
SCHEMAS = schemas()
POLICY_FILES = sorted(
    path for folder in (POLICY, FIXTURES) for path in folder.rglob("*.yml") if path.is_file()
)


def schema_of(path: Path) -> dict[str, Any]:
    """The schema a policy file is held against, by where it stands."""
    folder = path.parent.name
    names = {"pathways": "pathway", "walkthroughs": "walkthrough", "signed": "signed-tool"}
    if path.stem != "signed":
        names["shared"] = f"shared-{path.stem}"
    read = json.loads(SCHEMAS[f"{names.get(folder, path.stem)}.json"])
    assert isinstance(read, dict)
    return read


def test_the_committed_schemas_are_the_generated_ones() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in COMMITTED.iterdir()}
    assert sorted(committed) == sorted(SCHEMAS)
    for name, text in SCHEMAS.items():
        assert committed[name] == text, f"run 'make schema': {name} is not what the model says"


def test_they_are_written_whole_and_stale_ones_go(tmp_path: Path) -> None:
    (tmp_path / "gone.json").write_text("{}", encoding="utf-8")
    written = write_schemas(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(SCHEMAS)
    assert sorted(written) == sorted(tmp_path.iterdir())


def test_the_command_writes_them(tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in COMMITTED.iterdir()}
    run = subprocess.run(
        [sys.executable, "-m", "build_tools", "schema", "--help"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert {path: path.read_bytes() for path in COMMITTED.iterdir()} == before


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_says_what_it_is(name: str) -> None:
    schema = json.loads(SCHEMAS[name])
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]
    assert schema["type"] == "object"


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_described_and_no_other_allowed(name: str) -> None:
    for part in _objects(json.loads(SCHEMAS[name])):
        if "properties" in part:
            assert part.get("additionalProperties") is False, part
            for key, value in part["properties"].items():
                assert re.fullmatch(r"[a-z]+(-[a-z]+)*", key)
                assert value.get("description"), f"{name}: {key}"


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_id_is_held_to_its_pattern(name: str) -> None:
    """Where keys are ids, an editor must be told of one that is none."""
    for part in _objects(json.loads(SCHEMAS[name])):
        if "patternProperties" in part:
            assert part.get("additionalProperties") is False, part


def _objects(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from _objects(value)
    elif isinstance(part, list):
        for value in part:
            yield from _objects(value)


@pytest.mark.parametrize(
    "path", POLICY_FILES, ids=lambda path: path.relative_to(path.parents[2]).as_posix()
)
def test_policy_files_fit_their_schema(path: Path) -> None:
    faults = list(_faults(schema_of(path), _core(path), schema_of(path), path.name))
    assert faults == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("levels.yml", "name: Protection", "nam: Protection"),
        ("levels.yml", "  open-door:\n    name", "  Open Door:\n    name"),
        ("levels.yml", "kind: step-up", "kind: upwards"),
        ("levels.yml", "clauses: [sampleton-009]", "clauses: [sampleton-9]"),
        ("levels.yml", "clauses: [sampleton-009]", "clauses: sampleton-009"),
        ("contacts.yml", 'closes: "16:30"', 'closes: "4.30"'),
        ("urgent.yml", "urgent: yes", "urgent: maybe"),
        ("pathways/first-look.yml", "kind: number", "kind: slider"),
        ("pathways/first-look.yml", "least: 0", "least: none"),
        ("pathways/first-look.yml", "start: spoken\n", ""),
        ("walkthroughs/robin.yml", "title: Half way", "titel: Half way"),
    ],
)
def test_a_fault_is_seen_by_the_schema(tmp_path: Path, file: str, old: str, new: str) -> None:
    path = FIXTURES / "sampleton" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    spoilt = tmp_path / path.parent.name / path.name
    spoilt.parent.mkdir(exist_ok=True)
    spoilt.write_text(text.replace(old, new), encoding="utf-8")
    schema = schema_of(path)
    assert list(_faults(schema, _core(spoilt), schema, file))


def test_every_policy_file_names_its_schema() -> None:
    for path in POLICY.rglob("*.yml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert found, f"{path.relative_to(ROOT)}: its first line does not name a schema"
        named = (path.parent / found[1]).resolve()
        assert named.is_file(), f"{path.relative_to(ROOT)} names {found[1]}"
        assert json.loads(named.read_text(encoding="utf-8"))["title"] == schema_of(path)["title"]


# --- What an editor's YAML reads (the core schema of YAML 1.2), held against a JSON Schema --------


class _CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core schema: 'yes' is text, 'true' is not, and dates are text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    _whole = re.compile(rf"(?:{_pattern})\Z")
    _CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", _whole, list(_first))
# 007 is seven in YAML 1.2, not an octal number.
_CoreLoader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


def _core(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_CoreLoader)


def _faults(schema: Any, value: Any, root: Any, at: str) -> Iterator[str]:
    """What a validator would say, for the words of JSON Schema that the schemas use."""
    if schema is True:
        return
    unknown = set(schema) - _WORDS
    assert not unknown, f"teach the test these words of JSON Schema: {unknown}"
    if "$ref" in schema:
        yield from _faults(root["$defs"][schema["$ref"].rsplit("/", 1)[-1]], value, root, at)
    if "type" in schema:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if not any(_is(kind, value) for kind in kinds):
            yield f"{at}: {value!r} is not {' or '.join(kinds)}"
            return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is not one of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']!r}"
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not fit {schema['pattern']}"
    for word, wanted in (("anyOf", 1), ("oneOf", 1)):
        if word in schema:
            fits = [not list(_faults(each, value, root, at)) for each in schema[word]]
            if sum(fits) < wanted or (word == "oneOf" and sum(fits) > 1):
                yield f"{at}: {value!r} fits {sum(fits)} of {word}"
    if isinstance(value, dict):
        yield from _faults_of_keys(schema, value, root, at)
    if isinstance(value, list):
        yield from _faults_of_items(schema, value, root, at)


def _faults_of_keys(
    schema: dict[str, Any], value: dict[Any, Any], root: Any, at: str
) -> Iterator[str]:
    properties = schema.get("properties", {})
    patterns = schema.get("patternProperties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{at}: {name} is missing"
    for key, inside in value.items():
        here = f"{at}/{key}"
        # In JSON every key is text, whatever YAML makes of it.
        name = key if isinstance(key, str) else json.dumps(key)
        fitting = [each for pattern, each in patterns.items() if re.search(pattern, name)]
        if name in properties:
            fitting.append(properties[name])
        if not fitting:
            rest = schema.get("additionalProperties", True)
            if rest is False:
                yield f"{here}: not allowed"
            else:
                fitting.append(rest)
        for each in fitting:
            yield from _faults(each, inside, root, here)


def _faults_of_items(schema: dict[str, Any], value: list[Any], root: Any, at: str) -> Iterator[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{at}: {len(value)} items"
    first = schema.get("prefixItems", [])
    for number, inside in enumerate(value):
        each = first[number] if number < len(first) else schema.get("items", True)
        yield from _faults(each, inside, root, f"{at}[{number}]")


_WORDS = {
    "$schema", "$defs", "$ref", "title", "description", "default", "type", "enum", "const",
    "pattern", "anyOf", "oneOf", "properties", "patternProperties", "additionalProperties",
    "required", "items", "prefixItems", "minItems", "maxItems", "format", "discriminator",
}  # fmt: skip


def _is(kind: str, value: Any) -> bool:
    match kind:
        case "object":
            return isinstance(value, dict)
        case "array":
            return isinstance(value, list)
        case "string":
            return isinstance(value, str)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "null":
            return value is None
    raise AssertionError(f"teach the test the type {kind}")
