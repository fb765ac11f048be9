"""The command `python -m build_tools sign`."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.check import check_all
from build_tools.cli_parts import policy_folder, progress_line
from build_tools.load import SHARED
from build_tools.problems import did_you_mean
from build_tools.signed.write import signed_files, signed_shared, write

_ABOUT_SIGNING = frozenset({"not-signed", "not-as-signed", "case-not-as-signed"})


@click.command()
@click.argument("names", nargs=-1, metavar="[AUTHORITY]...")
@policy_folder
def sign(names: tuple[str, ...], policy: Path) -> None:
    """Write afresh what the owner of a policy signs: policy/AUTHORITY/signed.yml and signed/.

    Without AUTHORITY for all of them. Cases are kept as long as their answers can be given; what
    no case takes yet gets one. Nothing is written while the policy has another problem. What
    `git diff` then shows is what the owner is asked to accept.
    """
    checked = check_all(policy, progress=progress_line())
    if others := [each for each in checked.problems if each.kind not in _ABOUT_SIGNING]:
        for problem in others:
            click.echo(str(problem), err=True)
        raise click.ClickException("nothing is written: mend these first")
    known = [*checked.policies, SHARED]
    for name in names:
        if name not in known:
            raise click.ClickException(
                f"there is no authority '{name}' ({did_you_mean(name, known)})"
            )
    moved = False
    for name in names or known:
        files = list(
            signed_shared(policy / SHARED, checked.shared)
            if name == SHARED
            else signed_files(policy / name, checked.policies[name])
        )
        changed = [each for each in files if each.changed]
        for each in changed:
            write(each)
            click.echo(f"{'written' if each.text else 'removed'}: {each.path}")
        if not changed:
            click.echo(f"{name}: as it was signed, nothing to write")
        moved = moved or bool(changed)
    if moved:
        click.echo("What moved: git diff. Let the owner named in each file accept it.")
