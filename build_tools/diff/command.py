"""The command `diff`."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli_parts import as_json, policy_folder, progress_line, write_json
from build_tools.diff import (
    RevisionError,
    as_markdown,
    as_text,
    compare,
    facts,
    read_folder,
    read_revision,
)


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@policy_folder
@click.option("--markdown", is_flag=True, help="Write Markdown, for a pull request.")
@click.option(
    "--save",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write Markdown into FILE as well.",
)
@as_json
def diff(
    old: str, new: str | None, policy: Path, markdown: bool, save: Path | None, as_json: bool
) -> None:
    """Tell what a change of policy does, from git revision OLD to NEW.

    Without NEW it is the files as they are now. It tells which answers end in another outcome,
    and what readers are told; wording stands apart.
    """
    if markdown and as_json:
        raise click.ClickException("choose one of --markdown and --json")
    try:
        before = read_revision(policy, old)
        now = read_folder(policy) if new is None else read_revision(policy, new)
    except RevisionError as error:
        raise click.ClickException(str(error)) from error
    found = compare(before, now, progress=progress_line())
    if save is not None:
        try:
            save.write_text(f"{as_markdown(found)}\n", encoding="utf-8")
        except OSError as error:
            raise click.ClickException(f"{save} cannot be written: {error.strerror}") from error
    if as_json:
        write_json(facts(found))
    else:
        click.echo(as_markdown(found) if markdown else as_text(found))
