"""`published`: note the ids of a policy in its register."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli_parts import policy_folder
from build_tools.load import authority_folders, load_authority, load_shared_case
from build_tools.problems import PolicyError, Problems
from build_tools.published import FILE, register


@click.command()
@click.argument("authorities", nargs=-1, metavar="[AUTHORITY]...")
@policy_folder
def published(authorities: tuple[str, ...], policy: Path) -> None:
    """Note in published.yml of each AUTHORITY (all unless named) the ids it has now.

    Do it when a policy is published. From then on `check` fails when one of them vanishes and
    renamed.yml does not say what became of it.
    """
    folders = {folder.name: folder for folder in authority_folders(policy)}
    for name in authorities:
        if name not in folders:
            known = ", ".join(folders)
            raise click.ClickException(f"there is no authority '{name}' (choose one of: {known})")
    problems = Problems()
    shared = load_shared_case(policy)
    loaded = {}
    for name in authorities or folders:
        found = load_authority(folders[name], problems, name=f"{policy.name}/{name}", shared=shared)
        if found is not None:
            loaded[name] = found
    if len(problems):
        raise click.ClickException(f"the policy has to be sound first:\n{PolicyError(problems)}")
    for name, found in loaded.items():
        try:
            count = register(found, folders[name])
        except OSError as error:
            raise click.ClickException(f"{error.filename}: {error.strerror}") from error
        click.echo(f"{name}: {count} new ids in {folders[name] / FILE}")
