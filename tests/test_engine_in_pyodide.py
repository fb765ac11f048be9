"""The engine's own tests hold under Pyodide too, the Python that decides in the browser."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig

import pytest

from tests.data import ROOT

# Those that state properties need hypothesis, which is not pure Python in its whole reach.
PLAIN = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "tests" / "engine").glob("test_*.py")
    if not path.name.endswith("_properties.py")
)


def on_the_desktop() -> int:
    """How many tests pytest finds in the same files here."""
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "--noconftest",
         "-p", "no:cacheprovider", *PLAIN],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    last = run.stdout.strip().splitlines()[-1]
    number, rest = last.split(" ", 1)
    assert rest.startswith("tests collected"), last
    return int(number)


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
def test_plain_engine_tests_pass_in_pyodide(report: list[str]) -> None:
    run = subprocess.run(
        ["node", "tests/pyodide/run_engine_tests.mjs", str(ROOT),
         sysconfig.get_path("purelib"), *PLAIN],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    result = json.loads(run.stdout.strip().splitlines()[-1])
    assert result["code"] == 0, run.stdout
    assert result["failed"] == 0
    assert result["machine"] == "emscripten"
    assert result["passed"] == on_the_desktop() > 0
    report.append(f"engine in Pyodide: {result['passed']} tests under Python {result['python']}")


def test_plain_engine_tests_lean_on_nothing_else() -> None:
    """Otherwise they could not run where there is only the engine and pytest."""
    import ast

    allowed = {"pytest", "widgets.engine", "tests.engine"}
    for path in (ROOT / "tests" / "engine").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        modules = {
            name
            for node in ast.walk(tree)
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        drawn = path.stem.endswith("_properties") or path.stem.startswith("generated")
        more = {"hypothesis"} if drawn else set()
        for module in modules:
            known = any(f"{module}.".startswith(f"{name}.") for name in allowed | more)
            assert known or module.split(".")[0] in sys.stdlib_module_names, (
                f"{path.name}: {module}"
            )
