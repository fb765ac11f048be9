"""What the commands of the command line share."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

TOP = Path(__file__).resolve().parent.parent

DAY = click.DateTime(formats=["%Y-%m-%d"])
"""A day on the command line: year-month-day."""

as_json = click.option("--json", "as_json", is_flag=True, help="Write JSON for programs to read.")
policy_folder = click.option(
    "--policy",
    type=click.Path(path_type=Path, file_okay=False),
    default=TOP / "policy",
    help="The folder of the authorities, instead of policy/.",
)


def write_json(facts: Any) -> None:
    """Write data for programs."""
    click.echo(json.dumps(facts, ensure_ascii=False, indent=2, default=str))


def progress_line() -> Callable[[str], None]:
    """Show what is going on in one line, on a terminal only."""
    if not sys.stderr.isatty():
        return lambda _: None

    def show(what: str) -> None:
        click.echo(f"\r\033[K{what} ...", nl=False, err=True)

    click.get_current_context().call_on_close(lambda: click.echo("\r\033[K", nl=False, err=True))
    return show
