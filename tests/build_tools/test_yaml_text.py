"""Reading YAML as text, keeping for every value the place where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.problems import Mark, Problems
from build_tools.yaml_text import Map, Node, Seq, Text, read_yaml


def read(tmp_path: Path, raw: str | bytes) -> tuple[Node | None, list[str]]:
    """What a file holds, and the kind and place of each problem, as 'kind line:column'."""
    path = tmp_path / "x.yml"
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    problems = Problems()
    node = read_yaml(path, "x.yml", problems)
    return node, [f"{each.kind} {each.at.line}:{each.at.column}" for each in problems]


def test_every_value_knows_its_place(tmp_path: Path) -> None:
    node, problems = read(tmp_path, "a: b\nc:\n  - d\n  - {e: f}\n")
    assert problems == []
    assert isinstance(node, Map)
    assert node == {"a": "b", "c": ["d", {"e": "f"}]}
    assert (node.at, node["a"].at) == (Mark("x.yml", 1, 1), Mark("x.yml", 1, 4))
    assert [key.at for key in node] == [Mark("x.yml", 1, 1), Mark("x.yml", 2, 1)]
    inner = node["c"]
    assert isinstance(inner, Seq)
    assert inner.at == Mark("x.yml", 3, 3)
    assert inner[0].at == Mark("x.yml", 3, 5)
    assert isinstance(inner[1], Map)
    assert inner[1].at == Mark("x.yml", 4, 5)
    assert inner[1]["e"].at == Mark("x.yml", 4, 9)


def test_every_scalar_is_text(tmp_path: Path) -> None:
    node, _ = read(tmp_path, "[1, 1.5, yes, null, 2026-11-22, ~, '', 0x10, 03001234567]\n")
    assert isinstance(node, Seq)
    assert all(type(item) is Text for item in node)
    assert node == ["1", "1.5", "yes", "null", "2026-11-22", "~", "", "0x10", "03001234567"]


def test_a_value_left_out_is_empty_text(tmp_path: Path) -> None:
    node, problems = read(tmp_path, "a:\nb: x\n")
    assert node == {"a": "", "b": "x"}
    assert problems == []


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("a: &x b\n", "anchor 1:4"),
        ("a: &x [b]\n", "anchor 1:4"),
        ("a: &x {b: c}\n", "anchor 1:4"),
        ("a: !!int 3\n", "tag 1:4"),
        ("a: !python/object:os.system x\n", "tag 1:4"),
        ("a: !!set {b}\n", "tag 1:4"),
        ("a: b\na: c\n", "duplicate-key 2:1"),
        ("a: b\n'a': c\n", "duplicate-key 2:1"),
        ("{a: b, a: c}\n", "duplicate-key 1:8"),
        ("? [a]\n: b\n", "odd-key 1:3"),
        ("{[a]: b}\n", "odd-key 1:2"),
        ("? {a: b}\n: c\n", "odd-key 1:3"),
        ("a: b\n---\nc: d\n", "second-document 2:1"),
        ("a: b\n...\n---\nc: d\n", "second-document 3:1"),
        ("a:\n\t- b\n", "yaml-syntax 2:1"),
        ("a: 'b\n", "yaml-syntax 1:4"),
        ("a: b: c\n", "yaml-syntax 1:5"),
        ("a: [b\n", "yaml-syntax 1:4"),
        ("a: @b\n", "yaml-syntax 1:4"),
        ("a: %b\n", "yaml-syntax 1:4"),
        ("%YAML 9.9\n---\na: b\n", "yaml-syntax 1:1"),
        (b"a: \xff\n", "not-utf8 1:4"),
        (b"\xff\xfea\x00:\x00", "not-utf8 1:1"),
        (b"a: b\nc: caf\xe9 d\n", "not-utf8 2:7"),
        ("", "empty-file 1:1"),
        ("# nothing\n\n", "empty-file 1:1"),
        ("a: b\x00c\n", "hidden-character 1:5"),
        ("é: 😀\na: b\x07c\n", "hidden-character 2:5"),
        ("a: b\ufffe\n", "hidden-character 1:5"),
        ("[" * 22 + "]" * 22, "too-deep 1:22"),
        ("{a: " * 22 + "b" + "}" * 22, "too-deep 1:82"),
    ],
)  # fmt: skip
def test_what_could_hide_an_error_is_a_problem(
    tmp_path: Path, raw: str | bytes, problem: str
) -> None:
    assert read(tmp_path, raw)[1] == [problem]


def test_an_alias_is_told_and_never_followed(tmp_path: Path) -> None:
    node, problems = read(tmp_path, "a: &x b\nc: *x\n")
    assert problems == ["anchor 1:4", "anchor 2:4"]
    assert node == {"a": "b", "c": ""}


def test_a_bomb_of_aliases_stays_small(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    node, problems = read(tmp_path, "\n".join(lines))
    assert isinstance(node, Map)
    assert sum(len(value) for value in node.values()) == 90
    assert len(problems) == 10 + 81


def test_depth_of_twenty_is_enough(tmp_path: Path) -> None:
    assert read(tmp_path, "[" * 21 + "]" * 21)[1] == []


def test_both_of_a_doubled_key_are_named(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text("a: b\nc: d\na: e\n", encoding="utf-8")
    problems = Problems()
    assert read_yaml(path, "x.yml", problems) == {"a": "b", "c": "d"}
    assert [problem.says for problem in problems] == ["'a' is given twice; the first is on line 1"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    problems = Problems()
    assert read_yaml(tmp_path / "gone.yml", "gone.yml", problems) is None
    assert [problem.kind for problem in problems] == ["unreadable"]


def test_a_file_too_large_is_not_even_read(tmp_path: Path) -> None:
    assert read(tmp_path, b"a: b\n" + b"#" * 2_000_000)[1] == ["too-large 1:1"]
    assert read(tmp_path, b"a: b\n" + b"#" * 1_999_990)[1] == []


def test_text_is_a_string_with_a_place() -> None:
    text = Text("a", Mark("x", 2, 3))
    assert text == "a"
    assert hash(text) == hash("a")
    assert text.at == Mark("x", 2, 3)


@pytest.mark.parametrize(
    ("fault", "says", "mend"),
    [(PermissionError(13, "Permission denied"), "not allowed to read", "who may read it"),
     (OSError(5, "Input/output error"), "'Input/output error'", "try again")],
)  # fmt: skip
def test_a_file_that_the_system_does_not_give_is_told(
    fault: OSError, says: str, mend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path) -> bytes:
        raise fault

    monkeypatch.setattr(Path, "read_bytes", refuse)
    problems = Problems()
    assert read_yaml(tmp_path / "levels.yml", "levels.yml", problems) is None
    (problem,) = problems
    assert (problem.kind, str(problem.at)) == ("unreadable", "levels.yml:1:1")
    assert says in problem.says
    assert mend in problem.mend
