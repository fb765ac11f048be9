"""Run the commands of `python -m build_tools` in a test; none may end with a traceback."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from build_tools import cli


def run(*arguments: str | Path, code: int = 0) -> Result:
    """Run a command, which must end with exit status `code`."""
    result = run_anyhow(*arguments)
    assert result.exit_code == code, result.output
    return result


def run_anyhow(*arguments: str | Path) -> Result:
    """Run a command, whatever its exit status."""
    result = CliRunner().invoke(cli.main, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert "Traceback" not in result.output
    return result


def as_json(*arguments: str | Path, code: int = 0) -> Any:
    """Run a command with --json and return what it wrote."""
    result = run(*arguments, "--json", code=code)
    assert result.stderr == ""
    return json.loads(result.stdout)


def answering(answers: Iterable[str]) -> list[str]:
    """Answers as options of `decide`."""
    return [f"--answer={answer}" for answer in answers]


def files_in(folder: Path) -> dict[str, bytes]:
    """The content of every file below a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
