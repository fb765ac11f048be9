"""Every error of `check` has a policy that brings it about, and stands as an editor reads it.

`errors_of_check.txt` holds each message under the name of its policy in `broken/`. Each was read as
somebody reads it who does not program: what is wrong, where, and how to mend it. Where a change
makes a message differ, read it so again before you store it:

    python -m tests.build_tools.test_errors_of_check
"""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.yaml_slips import SLIPS, UNKNOWN, slip_of
from tests.build_tools.broken.sites import all_sites
from tests.build_tools.broken.told import CASES, SITES, told

STORED = Path(__file__).parent / "errors_of_check.txt"

# Beside the others that look at the broken policies, so that each is tried once.
pytestmark = pytest.mark.xdist_group("broken")


def messages() -> str:
    """What is said of each broken policy."""
    lines = []
    for case in CASES:
        lines.append(case.id)
        for problem in told(case)[1]:
            # The folder of the test stands where an editor's own folder would.
            at = problem.at.file if problem.at.file.startswith("policy/") else "policy"
            text = str(problem).removeprefix(problem.at.file)
            lines.append(f"  {at}{text}")
    return "\n".join([*lines, ""])


def test_every_message_is_as_it_was_read() -> None:
    assert messages() == STORED.read_text(encoding="utf-8")


def test_every_place_that_tells_of_a_problem_has_a_broken_policy() -> None:
    for case in CASES:
        told(case)
    sites = all_sites()
    assert len(sites) > 80, "the places are not found"
    missed = {site: text for site, text in sites.items() if site not in SITES}
    listed = "\n".join(f"{file}:{line}: {text}" for (file, line, _), text in missed.items())
    assert not missed, f"no policy in tests/build_tools/broken/ brings these about:\n{listed}"


def test_every_slip_of_yaml_has_a_broken_policy() -> None:
    said = {problem.says for case in CASES for problem in told(case)[1]}
    assert {slip.says for slip in SLIPS} <= said


def test_a_slip_that_is_not_known_is_told_all_the_same() -> None:
    import yaml

    assert slip_of(yaml.YAMLError("odd"), "a: b") == (UNKNOWN, None)


if __name__ == "__main__":
    STORED.write_text(messages(), encoding="utf-8")
