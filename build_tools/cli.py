"""The commands of `python -m build_tools`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import click

from build_tools import report
from build_tools.bundle import BundleError
from build_tools.check import Checked, check_all
from build_tools.cli_parts import DAY, TOP, as_json, policy_folder, progress_line, write_json
from build_tools.diff.command import diff
from build_tools.overdue import overdue
from build_tools.paper.chromium import PrinterError
from build_tools.paper.command import pdf, with_pdfs
from build_tools.problems import PolicyError, Problem, nearest
from build_tools.published_command import published
from build_tools.schema import write_schemas
from build_tools.signed.command import sign
from build_tools.supersede import supersede
from build_tools.versions import as_it_stood
from widgets.engine import AnswerError, Authority, Pathway, all_paths, decide_on
from widgets.engine.dates import from_utc, show_moment
from widgets.engine.replies import Answer


@click.group()
def main() -> None:
    """Check the policy, decide on answers, and build the handbook."""


main.add_command(diff)
main.add_command(published)
main.add_command(supersede)
main.add_command(pdf)
main.add_command(sign)


@main.command()
@click.option(
    "--strict",
    is_flag=True,
    help="Fail as well when a review is overdue, or a policy does not count today.",
)
@click.option("--on", "day", type=DAY, help="Take this day for today, as 2027-11-23.")
@policy_folder
@as_json
def check(strict: bool, day: datetime | None, policy: Path, as_json: bool) -> None:
    """Report everything that is wrong in the policy files.

    One line a problem: file:line:column: what is wrong (how to mend it). Exit status 1 when
    there is any. What is only late (a review that is overdue) is told as well, and fails with
    --strict. What no walkthrough shows is noted, and never fails.
    """
    checked = check_all(policy, progress=progress_line())
    today = (day or _now()).date()
    late = [each for one in checked.policies.values() for each in overdue(one, today)]
    problems = [*checked.problems, *(late if strict else ())]
    # Of scenes that are not true nobody can say what they show.
    notes = [] if checked.problems else report.notes(checked)
    if as_json:
        write_json({
            "problems": [_problem(each) for each in problems],
            "late": [_problem(each) for each in late],
            "notes": notes,
        })  # fmt: skip
    else:
        _tell(problems)
        if not checked.problems:
            click.echo(report.sound(checked))
        if not strict:
            for each in late:
                click.echo(f"late: {each}", err=True)
        for note in notes:
            click.echo(f"note: {note}", err=True)
    sys.exit(1 if problems else 0)


@main.command()
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    default=TOP / "site",
    help="Where to write the site, instead of site/.",
)
@with_pdfs
def build(site: Path, printer: str) -> None:
    """Build the finished site.

    Nothing is written when the policy has a problem, and an earlier site stays until the new
    one is complete and has been checked.
    """
    from build_tools.site import SiteError, build_site

    try:
        pages = build_site(TOP, site, printer=printer, progress=progress_line())
    except PolicyError as error:
        _fail(error.problems)
    except (BundleError, SiteError, PrinterError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{site} cannot be written: {error}") from error
    click.echo(f"{pages} pages in {site}")


@main.command()
@click.option("--port", default=8000, show_default=True, help="Where to listen on this machine.")
def serve(port: int) -> None:
    """Show the handbook at http://127.0.0.1:8000 and follow edits, until you press Ctrl+C."""
    from build_tools.preview import preview
    from build_tools.site import SiteError

    try:
        preview(TOP, "127.0.0.1", port, tell=click.echo, progress=progress_line())
    except PolicyError as error:
        _fail(error.problems)
    except (BundleError, SiteError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"port {port} cannot be used: {error.strerror} (choose another with --port)"
        ) from error


@main.command()
@click.option("--slice", "which", default="1/1", metavar="N/OF", help="Every OF-th, from the N-th.")
@with_pdfs
def parts(which: str, printer: str) -> None:
    """Make the pages of some authorities and keep them in build/parts/, for `build` to find."""
    from build_tools.site import SiteError, make_slice

    number, _, of = which.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise click.ClickException(f"'{which}' is not a slice (write 3/10 for the third of ten)")
    try:
        made = make_slice(TOP, int(number), int(of), printer=printer, progress=progress_line())
    except PolicyError as error:
        _fail(error.problems)
    except (BundleError, SiteError, PrinterError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{len(made)} authorities: {', '.join(made) or 'none in this slice'}")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def stage(folder: Path) -> None:
    """Write every page (Markdown) and asset into FOLDER, for any other site generator."""
    from build_tools.stage import stage as make
    from build_tools.stage import write_stage

    try:
        staged = make(TOP, progress=progress_line())
    except PolicyError as error:
        _fail(error.problems)
    except BundleError as error:
        raise click.ClickException(str(error)) from error
    try:
        count = write_stage(staged, folder)
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}") from error
    click.echo(f"{count} files in {folder}")


@main.command()
@click.argument("pathway", required=False)
@policy_folder
@as_json
def paths(pathway: str | None, policy: Path, as_json: bool) -> None:
    """List every path of every pathway with its outcome, or of PATHWAY (authority/pathway)."""
    authorities = _sound(policy).authorities
    chosen = (
        [(authority, each) for authority in authorities.values()
         for each in authority.pathways.values()]
        if pathway is None
        else [_named(authorities, pathway)]
    )  # fmt: skip
    if as_json:
        write_json([
            {
                "pathway": f"{authority.id}/{each.id}",
                "answers": path.answers(),
                "outcome": path.outcome.id,
            }
            for authority, each in chosen
            for path in all_paths(each)
        ])  # fmt: skip
        return
    for authority, each in chosen:
        for line in report.paths(authority, each):
            click.echo(line)


@main.command(name="decide")
@click.argument("pathway")
@click.option(
    "--answer",
    "-a",
    "given",
    multiple=True,
    metavar="STEP=ANSWER",
    help="An answer; repeat for more. For one line of a checklist: STEP/ITEM=ANSWER. For a time: "
    "STEP=2026-11-22T17:30, or STEP=now. For the urgent way out: harm=yes.",
)
@click.option(
    "--on", "day", type=DAY, help="Decide as the policy stood on this day, as 2026-12-01."
)
@policy_folder
@as_json
def decide_(
    pathway: str, given: Sequence[str], day: datetime | None, policy: Path, as_json: bool
) -> None:
    """Decide on answers to PATHWAY (authority/pathway), or ask the next question."""
    on = (day or _now()).date()
    authorities = _sound(policy).authorities if day is None else as_it_stood(_sound(policy), on)
    authority, chosen = _named(authorities, pathway)
    answers = _answers(given)
    try:
        trace = decide_on(authority, chosen, answers, on.isoformat())
    except AnswerError as fault:
        if as_json:
            write_json({"error": {"name": fault.name, "message": str(fault), "step": fault.step}})
            sys.exit(2)
        step = chosen.steps.get(fault.step)
        known = (
            report.possible_answers(step)
            if step is not None
            else ["the steps are: " + ", ".join(chosen.steps)]
        )
        raise click.ClickException("\n".join([str(fault), *known])) from fault
    if as_json:
        write_json(report.trace_facts(authority, trace))
    else:
        click.echo(
            "\n".join(
                report.trace_lines(authority, trace, f"on this machine: {show_moment(_now())}")
            )
        )


@main.command()
@policy_folder
@as_json
def clauses(policy: Path, as_json: bool) -> None:
    """List every clause with the places that use it, or the reason why none does."""
    checked = _sound(policy)
    rows = report.clause_rows(checked)
    if as_json:
        write_json(rows)
        return
    for row in rows:
        click.echo(f"{row['clause']}  {row['says']}")
        for use in row["uses"]:
            click.echo(f"    used: {use['label']} ({use['at']})")
        if not row["uses"]:
            click.echo(f"    not used: {row['unused']}")


@main.command()
@click.argument("name")
@policy_folder
def new(name: str, policy: Path) -> None:
    """Start a new authority: write a commented folder for NAME that passes `check`."""
    from build_tools.starter import StarterError, write_starter

    try:
        written = write_starter(policy, name, _now().date())
    except StarterError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error
    for path in written:
        click.echo(path)
    click.echo("Now edit these files, and run: python -m build_tools check")


@main.command()
def schema() -> None:
    """Write the JSON Schemas that editors complete and underline with into policy/schema/."""
    for path in write_schemas(TOP / "policy" / "schema"):
        click.echo(path.relative_to(TOP))


def _sound(policy: Path) -> Checked:
    try:
        return check_all(policy).or_raise()
    except PolicyError as error:
        _fail(error.problems)


def _fail(problems: Sequence[Problem]) -> NoReturn:
    _tell(problems)
    sys.exit(1)


def _tell(problems: Sequence[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        count = len(problems)
        click.echo(f"{count} problem{'s' if count > 1 else ''} found", err=True)


def _problem(problem: Problem) -> dict[str, Any]:
    facts = asdict(problem)
    return {**facts.pop("at"), **facts}


def _named(authorities: dict[str, Authority], name: str) -> tuple[Authority, Pathway]:
    known = {f"{a.id}/{p}": (a, a.pathways[p]) for a in authorities.values() for p in a.pathways}
    if name not in known:
        close = nearest(name, known)
        hint = f" (did you mean '{close}'?)" if close else ""
        listed = "\n".join(f"  {each}" for each in known)
        raise click.ClickException(f"there is no pathway '{name}'{hint}; there are:\n{listed}")
    return known[name]


def _answers(given: Sequence[str]) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    lists: dict[str, dict[str, str]] = {}
    for pair in given:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise click.ClickException(
                f"'{pair}' is not an answer (write STEP=ANSWER, for example consent=given)"
            )
        step, slash, item = name.partition("/")
        if _given_before(step, item if slash else None, answers, lists):
            raise click.ClickException(f"'{name}' is answered twice (give it once)")
        if slash:
            lists.setdefault(step, {})[item] = value
        elif value == "now":
            answers[step] = _now().strftime("%Y-%m-%dT%H:%M")
        else:
            answers[step] = value
    return {**answers, **lists}


def _given_before(
    step: str, item: str | None, answers: dict[str, Answer], lists: dict[str, dict[str, str]]
) -> bool:
    """Whether a step, or this line of a checklist, was answered already."""
    return step in answers or (step in lists if item is None else item in lists.get(step, {}))


def _now() -> datetime:
    """London's clock."""
    return from_utc(datetime.now(UTC))
