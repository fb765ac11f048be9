"""The command `pdf`, which prints authorities without building the site, and the option `--pdf`."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.bundle import BundleError
from build_tools.check import check_all
from build_tools.cli_parts import TOP, progress_line
from build_tools.paper.chromium import PrinterError, version
from build_tools.problems import PolicyError, nearest


def _printer(context: click.Context, option: click.Parameter, wanted: bool) -> str:
    """The version of the Chromium that is to print, "" where none is wanted or none is there."""
    if not wanted:
        return ""
    try:
        return version()
    except PrinterError as error:
        click.echo(f"Without PDFs: {error}", err=True)
        return ""


with_pdfs = click.option(
    "--pdf",
    "printer",
    is_flag=True,
    callback=_printer,
    help="Make a PDF of each authority too, where Chromium is on this machine.",
)
"""An option for commands that make pages: what `build_site` is told as its `printer`."""


@click.command()
@click.argument("authority", required=False)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=TOP / "build" / "pdf",
    help="Where to write, instead of build/pdf/.",
)
def pdf(authority: str | None, out: Path) -> None:
    """Write every authority, or AUTHORITY, as one PDF to print. Needs Chromium."""
    # MkDocs, which reads the settings of Markdown, takes longer to start than most commands run.
    from build_tools.bundle import bundle
    from build_tools.paper.handbook import handbook_pdf, name_of
    from build_tools.parts.generate import SiteError, settings
    from build_tools.render.authority import AuthorityPages

    tell = progress_line()
    try:
        checked = check_all(TOP / "policy", progress=tell).or_raise()
        names = list(checked.policies)
        if authority is not None and authority not in names:
            close = nearest(authority, names)
            hint = f" (did you mean '{close}'?)" if close else ""
            raise click.ClickException(
                f"there is no authority '{authority}'{hint}; there are: {', '.join(names)}"
            )
        read = settings(TOP)
        out.mkdir(parents=True, exist_ok=True)
        for name in [authority] if authority is not None else names:
            policy, compiled = checked.policies[name], checked.authorities[name]
            tell(f"printing {name}")
            pages = list(AuthorityPages(policy, compiled, bundle({name: compiled}, TOP)).pages())
            file = out / name_of(name)
            file.write_bytes(handbook_pdf(TOP, read, policy, compiled, pages))
            click.echo(file)
    except PolicyError as error:
        raise click.ClickException("\n".join(str(each) for each in error.problems)) from error
    except (BundleError, SiteError, PrinterError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}") from error
