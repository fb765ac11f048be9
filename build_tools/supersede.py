"""Put the next version of a policy into use and keep the present one to be read."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click

from build_tools.cli_parts import policy_folder
from build_tools.load import SUPERSEDED, load_authority, load_shared_case
from build_tools.model.policy import FOLDERS, OF_NO_VERSION, OPTIONAL_FILES, SINGLE_FILES
from build_tools.problems import PolicyError, Problems
from build_tools.published import register
from widgets.engine.dates import from_utc

_SCHEMA = re.compile(r"(?m)^(# yaml-language-server: \$schema=)((?:\.\./)+)schema/")


class SupersedeError(Exception):
    """The next version cannot be begun; the text says why and how to mend it."""


def begin(policy: Path, name: str, version: str, today: date) -> Path:
    """Copy the files of authority `name` under `policy` to superseded/, and begin `version` today.

    In authority.yml of the copy the last day becomes yesterday; in the authority's own the version,
    its day and its first day change, and every other line stays. Returns the folder of the copy.
    Raises SupersedeError, or PolicyError when the files cannot be read; then nothing is written.
    """
    folder = policy / name
    if not (folder / "authority.yml").is_file():
        raise SupersedeError(f"there is no {folder}/authority.yml (give the name of a folder)")
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)*", version):
        raise SupersedeError(f"'{version}' is not a version (write numbers with dots, as in 1.1)")
    problems = Problems()
    now = load_authority(
        folder, problems, name=f"{policy.name}/{name}", shared=load_shared_case(policy)
    )
    if now is None:
        raise PolicyError(problems)
    old = str(now.authority.version)
    target = folder / SUPERSEDED / old
    if version in {old, *now.superseded} or target.exists():
        raise SupersedeError(f"version {version} of {name} is there already (give a new number)")
    last = today - timedelta(days=1)
    if now.authority.begins > last:
        raise SupersedeError(
            f"version {old} of {name} began on {now.authority.begins}, so it has not counted on "
            "any day before today (change it where it stands)"
        )
    text = (folder / "authority.yml").read_text(encoding="utf-8")
    # What is there now has been published, and links may lead to it.
    register(now, folder)
    _copy(folder, target)
    _write(target / "authority.yml", _with_key(_deeper(text), "effective-to", last))
    begun = _with_key(text, "version", f'"{version}"')
    begun = _with_key(_with_key(begun, "dated", today), "effective-from", today)
    _write(folder / "authority.yml", begun)
    return target


def entry(version: str, today: date) -> str:
    """What changes.yml needs next, for the editor to fill in; `check` asks for it."""
    return "\n".join([
        "  a-short-name:",
        f'    version: "{version}"',
        f"    date: {today}",
        "    what: What is different for readers.",
        "    why: Why it was changed.",
        "    accepted-by: The role of the person who accepted it",
    ])  # fmt: skip


def _copy(folder: Path, target: Path) -> None:
    """Every file of the policy itself, each still knowing its schema from where it now lies."""
    stems = [stem for stem in {**SINGLE_FILES, **OPTIONAL_FILES} if stem not in OF_NO_VERSION]
    files = [folder / f"{stem}.yml" for stem in stems]
    files += [path for sub in FOLDERS for path in sorted((folder / sub).glob("*.yml"))]
    for file in files:
        if file.is_file():
            copy = target / file.relative_to(folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
            _write(copy, _deeper(file.read_text(encoding="utf-8")))


def _deeper(text: str) -> str:
    return _SCHEMA.sub(r"\1../../\2schema/", text, count=1)


def _with_key(text: str, key: str, value: object) -> str:
    """The text of authority.yml with a key of its own set; other lines and notes stay."""
    line = re.compile(rf"(?m)^{key}:[ ]*(?:\"[^\"\n]*\"|[^\s#]+)")
    if line.search(text):
        return line.sub(f"{key}: {value}", text, count=1)
    return re.sub(r"(?m)^(dated:.*)$", rf"\1\n{key}: {value}", text, count=1)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


@click.command()
@click.argument("authority")
@click.argument("version")
@policy_folder
def supersede(authority: str, version: str, policy: Path) -> None:
    """Begin VERSION of the policy of AUTHORITY (the name of its folder) today.

    The present files are copied to superseded/, where readers find them as they stood; then you
    change the present ones.
    """
    today = from_utc(datetime.now(UTC)).date()
    try:
        kept = begin(policy, authority, version, today)
    except SupersedeError as error:
        raise click.ClickException(str(error)) from error
    except PolicyError as error:
        raise click.ClickException(f"the policy has to be sound first:\n{error}") from error
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error
    click.echo(f"The version until yesterday is kept in {kept}")
    click.echo(f"Put this below 'changes:' in {policy / authority / 'changes.yml'}, in your words:")
    click.echo(entry(version, today))
    click.echo("Then change the files, and run: python -m build_tools check")
