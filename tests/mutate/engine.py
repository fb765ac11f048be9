"""Break the engine on purpose and list what its tests do not tell of (`make mutate`).

Each mutant runs in a copy of this process that has not loaded the engine yet: pytest is there at
once, and the one module is made from its broken source. A small mutator of our own, because those
on offer start Python and pytest anew for each mutant or mutate by rewriting the working tree.
"""

from __future__ import annotations

import argparse
import importlib.abc
import importlib.machinery
import importlib.util
import multiprocessing
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType

import hypothesis
import pytest

from tests.mutate.engine_equivalent import EQUIVALENT
from tests.mutate.engine_mutants import EngineMutant, engine_mutants
from tests.mutate.engine_tests import ROOT, modules, ordered_tests, path_of, with_all_tests

_SECONDS = 30
"""A mutant that computes longer, whatever else the machine does, never ends: so it is told of."""

_ENDLESS = 71
_PASSED = (pytest.ExitCode.OK,)
# A module that cannot be loaded interrupts pytest while it collects.
_FAILED = (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED, _ENDLESS)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A mutant and whether a test failed for it."""

    mutant: EngineMutant
    told: bool


def judge(mutants: Iterable[EngineMutant]) -> list[Verdict]:
    """Run the tests on each mutant, as many at a time as there are cores."""
    # Every copy has pytest and hypothesis at once; of the engine it must have nothing yet.
    assert {"pytest", hypothesis.__name__} <= set(sys.modules)
    assert not any(name.startswith("widgets") for name in sys.modules)
    context = multiprocessing.get_context("fork")
    with context.Pool(os.cpu_count() or 1) as pool:
        verdicts = []
        for verdict in pool.imap(_verdict, mutants, chunksize=1):
            verdicts.append(verdict)
            if sys.stderr.isatty():
                print(f"\r{len(verdicts)} judged", end="", file=sys.stderr, flush=True)
        return verdicts


def _verdict(mutant: EngineMutant) -> Verdict:
    status = _in_a_copy(mutant)
    if status not in (*_PASSED, *_FAILED):
        raise RuntimeError(f"the tests could not be run on {mutant.name}: status {status}")
    return Verdict(mutant, status in _FAILED)


def _in_a_copy(mutant: EngineMutant) -> int:
    """Run the tests in a copy of this process, which its own clock ends; returns its status."""
    child = os.fork()
    if child == 0:
        status = 70
        try:
            signal.signal(signal.SIGPROF, lambda *_: os._exit(_ENDLESS))
            signal.setitimer(signal.ITIMER_PROF, _SECONDS)
            _silence()
            status = run_tests(mutant)
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run_tests(mutant: EngineMutant) -> int:
    """Run the engine's tests with one module broken; the exit status of pytest."""
    os.environ["HYPOTHESIS_PROFILE"] = "quick"
    sys.meta_path.insert(0, _Broken(mutant))
    # Without the options of a whole run, of which some ask for more than one process.
    words = ["-o", "addopts=", "-x", "-q", "--assert=plain"]
    words += ["-p", "no:cacheprovider", "-p", "no:xdist"]
    for files in filter(None, ordered_tests(mutant.module)):
        if status := int(pytest.main([*words, *map(str, files)])):
            return status
    return 0


class _Broken(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds one module of the engine in its broken form."""

    def __init__(self, mutant: EngineMutant) -> None:
        self.mutant = mutant
        self.name = f"widgets.engine.{mutant.module}"

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_loader(fullname, self)

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.mutant.source, self.name, "exec"), module.__dict__)


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def table(verdicts: Sequence[Verdict]) -> str:
    """How many mutants of each module were told of; those that change nothing are apart."""
    lines = ["| module | told of | change nothing |", "|---|---:|---:|"]
    judged = dict.fromkeys(each.mutant.module for each in verdicts)
    for module in (*judged, "all"):
        mine = [each for each in verdicts if module in ("all", each.mutant.module)]
        counts = Counter(_sort(each) for each in mine)
        made = counts["told"] + counts["survived"]
        lines.append(f"| {module} | {counts['told']:,} of {made:,} | {counts['alike']:,} |")
    return "\n".join(lines)


def _sort(verdict: Verdict) -> str:
    if verdict.told:
        return "told"
    return "alike" if verdict.mutant.name in EQUIVALENT else "survived"


def sample(size: int) -> list[EngineMutant]:
    """A mutant of each of so many modules, always the same ones until the engine changes."""
    chosen = random.Random("".join(path_of(module).read_text("utf-8") for module in modules()))
    return [
        chosen.choice([each for each in _mutants(module) if each.name not in EQUIVALENT])
        for module in chosen.sample(modules(), size)
    ]


def _mutants(module: str) -> Iterator[EngineMutant]:
    return engine_mutants(path_of(module), module)


def _sound(module: str) -> EngineMutant:
    return EngineMutant(module, 1, "", "nothing", path_of(module).read_text("utf-8"))


def main() -> None:
    """Judge the modules that are named, or all. Exit status 1 for a survivor."""
    parser = argparse.ArgumentParser(prog="make mutate", description=__doc__)
    parser.add_argument("modules", nargs="*", help=f"else {', '.join(modules())}")
    parser.add_argument("--sample", type=int, help="only so many, always the same ones")
    given = parser.parse_args()
    named = given.modules or modules()
    if unknown := sorted(set(named) - set(modules())):
        parser.error(f"the engine has no module '{unknown[0]}'; choose of {', '.join(modules())}")
    began = time.monotonic()
    if given.sample:
        verdicts = judge(sample(given.sample))
    else:
        # Where tests fail already, every mutant would seem to be told of.
        sound = judge(map(_sound, with_all_tests(named)))
        if failing := [each.mutant.module for each in sound if each.told]:
            parser.error(f"the tests of '{failing[0]}' fail before anything is broken")
        verdicts = judge(each for module in named for each in _mutants(module))
    print(table(verdicts))
    print(f"{time.monotonic() - began:.0f} seconds\n")
    for verdict in verdicts:
        mutant = verdict.mutant
        at = f"{path_of(mutant.module).relative_to(ROOT)}:{mutant.line}: {mutant.text}"
        if _sort(verdict) == "alike":
            print(f"{at}: {mutant.says}: changes nothing: {EQUIVALENT[mutant.name]}")
        elif _sort(verdict) == "survived":
            print(f"{at}: SURVIVED: {mutant.says}")
    if not given.sample:
        survivors = {each.mutant.name for each in verdicts if not each.told}
        for name in EQUIVALENT:
            if name.partition(":")[0] in named and name not in survivors:
                print(f"tests/mutate/engine_equivalent.py: no mutant that is left is: {name}")
    sys.exit(any(_sort(each) == "survived" for each in verdicts))


if __name__ == "__main__":
    main()
