"""How long editors wait: for a build, and from a saved policy file to the page that shows it."""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.bench.contenders import ROOT

# Copied, because the build finds the project by where its own code stands, and these are changed.
COPIED = ("build_tools", "docs", "policy", "widgets", "mkdocs.yml", "package.json")
LINKED = ("build", "node_modules")
ONE = "bradford"
# Where the first page of an authority has its words from, and what stands before them.
SAVED, BEFORE = "authority.yml", "summary: >-\n  "
LOG = "serve.log"
LONGEST = 120.0  # seconds


class BuildError(Exception):
    """A build or the live server did not do its work; the text says what it said."""


def build(top: Path, site: Path) -> float:
    """Build the project in `top` into `site`; seconds it took. Raises BuildError."""
    before = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", "build", "--site", str(site)],
        cwd=top,
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BuildError(f"the build of {site.name} failed:\n{done.stdout}{done.stderr}")
    return time.monotonic() - before


def build_seconds(scratch: Path, rounds: int) -> dict[str, float]:
    """Seconds to build the handbook by the number of authorities, of up to three builds each."""
    one, four = project(scratch / "one"), project(scratch / "four")
    keep_one(one / "policy")
    took: dict[str, list[float]] = {}
    for _ in range(min(rounds, 3)):
        for top in (one, four):
            took.setdefault(str(len(authorities(top))), []).append(build(top, top / "site"))
    return {count: round(statistics.median(times), 1) for count, times in took.items()}


def keep_one(policy: Path) -> None:
    """Leave of the policy in this folder one authority, with what all authorities share."""
    for folder in policy.iterdir():
        if (folder / "authority.yml").is_file() and folder.name != ONE:
            shutil.rmtree(folder)
    # One sets the authorities side by side and names each, the other holds what is signed of that.
    for name in ("crosswalk.yml", "signed.yml"):
        (policy / "shared" / name).unlink()


def preview_seconds(scratch: Path, rounds: int) -> dict[str, float]:
    """Seconds from saving a policy file to the page with the change, under `make serve`.

    By authority, each the median of up to three saves, with the whole build behind each done
    before the next.
    """
    top = project(scratch / "previewed")
    names = authorities(top)
    took: dict[str, list[float]] = {name: [] for name in names}
    with serving(top, names[0]) as address:
        for number in range(min(rounds, 3)):
            for name in names:
                file = top / "policy" / name / SAVED
                text = file.read_text(encoding="utf-8")
                word = _word(number)
                whole = _whole_builds(top)
                before = time.monotonic()
                file.write_text(edited(text, number), encoding="utf-8")
                _wait_for(f"{address}{name}/", word)
                took[name].append(time.monotonic() - before)
                _until(partial(_built_since, top, whole), "the whole build was not done")
    return {name: round(statistics.median(times), 2) for name, times in took.items()}


def edited(text: str, number: int) -> str:
    """The file SAVED with other words for each number, and no figure: those are signed."""
    return text.replace(BEFORE, f"{BEFORE}{_word(number)} ", 1)


def _word(number: int) -> str:
    return f"Saved{', saved' * number}."


def _built_since(top: Path, count: int) -> bool:
    return _whole_builds(top) > count


def _whole_builds(top: Path) -> int:
    """How many whole builds the live server has told of."""
    return (top / LOG).read_text(encoding="utf-8").count("Made again")


@contextmanager
def serving(top: Path, name: str) -> Iterator[str]:
    """The live server of the project in `top`, as `make serve` starts it; gives its address.

    It is up when it shows the authority `name`.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    log = top / LOG
    with log.open("w") as said:
        server = subprocess.Popen(
            [sys.executable, "-u", "-m", "build_tools", "serve", "--port", port],
            cwd=top,
            env=_environment(),
            stdout=said,
            stderr=said,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/{name}/", "</html>")
            yield f"http://127.0.0.1:{port}/"
        except BuildError as error:
            raise BuildError(f"{error}; the server said:\n{log.read_text()}") from error
        finally:
            server.terminate()
            server.wait()


def project(top: Path) -> Path:
    """A copy of the project that may be changed."""
    top.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, top / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, top / name)
    for name in LINKED:
        (top / name).symlink_to(ROOT / name)
    return top


def authorities(top: Path) -> list[str]:
    """The authorities in a project's policy, by their folders."""
    return sorted(file.parent.name for file in (top / "policy").glob("*/authority.yml"))


def _wait_for(address: str, word: str) -> None:
    def shown() -> bool:
        try:
            with urlopen(address, timeout=LONGEST) as reply:
                return word in reply.read().decode()
        except (URLError, ConnectionError):
            return False

    _until(shown, f"{address} did not show {word!r}")


def _until(met: Callable[[], bool], otherwise: str) -> None:
    until = time.monotonic() + LONGEST
    while not met():
        if time.monotonic() > until:
            raise BuildError(f"{otherwise} within {LONGEST:.0f} s")
        time.sleep(0.02)


def _environment() -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
