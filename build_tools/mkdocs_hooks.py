"""The one place that knows MkDocs' own build: it hands over the pages of the part being made."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.theme import Theme

_TOP = Path(__file__).resolve().parent.parent
if str(_TOP) not in sys.path:
    sys.path.insert(0, str(_TOP))

from build_tools.csp import CspError, with_csp  # noqa: E402
from build_tools.parts.generate import COMPILED, PART, Part  # noqa: E402
from build_tools.scripts import GUARD  # noqa: E402
from build_tools.stylesheet import THEME_PARTS  # noqa: E402
from build_tools.theme_files import FILES  # noqa: E402

BUNDLED = {f"assets/{name}" for name in (*THEME_PARTS, *FILES, GUARD.name)}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give MkDocs the menu, and the theme what it shows round the pages."""
    part = _part(config)
    if config.repo_url:
        config.edit_uri = config.edit_uri or "edit/main/"
    config.nav = list(part.menu)
    # The menu leads to other parts too; the check of the finished pages follows every link.
    config.validation.nav.not_found = logging.INFO
    config.extra.update(part.extra)
    # The page for wrong addresses is made with the home part; the map of all pages in the end.
    config.theme.static_templates = set() if part.key else {"404.html", "offline.html"}
    if part.key:
        _without_theme_files(config.theme)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and assets, none of which lies in the docs folder."""
    part = _part(config)
    for file in list(files):
        if not _wanted(file, part):
            files.remove(file)
    sources: dict[str, str] = {}
    for written in files.documentation_pages():
        sources[written.src_uri] = written.edit_uri = f"docs/{written.src_uri}"
    for page in part.pages:
        made = File.generated(config, page.path, content=page.text)
        if page.unlisted:
            made.inclusion = InclusionLevel.NOT_IN_NAV
        sources[page.path] = made.edit_uri = page.source
        if part.only is not None and page.path not in part.only:
            # MkDocs keeps its place in the menu and makes no page of it.
            made.inclusion = InclusionLevel.EXCLUDED
        files.append(made)
    # The theme shows whichever file makes a page, also where no forge is known to link to.
    config.extra["sources"] = sources
    for asset in part.assets:
        files.append(File.generated(config, asset.path, content=asset.read()))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Compile each template of the theme once for all parts that this process makes."""
    env.bytecode_cache = COMPILED
    return env


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Write the Content-Security-Policy into the page."""
    return _with_csp(output, page.file.src_uri, config)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Write it into the pages that come from the theme alone, such as 404.html."""
    return (
        _with_csp(output_content, template_name, config)
        if template_name.endswith(".html")
        else output_content
    )


def _with_csp(html: str, name: str, config: MkDocsConfig) -> str:
    try:
        return with_csp(html, config.extra["first_sheet"])
    except CspError as error:
        raise PluginError(f"{name}: {error}") from error


def _part(config: MkDocsConfig) -> Part:
    part = config.extra.get(PART)
    if not isinstance(part, Part):
        raise PluginError(
            "MkDocs makes one part of the handbook only: run `make build` or `make serve`"
        )
    return part


def _without_theme_files(theme: Theme) -> None:
    """Keep MkDocs from looking through the theme's files, of which this part takes none.

    Material has over ten thousand icons; for a small authority that was a sixth of its build.
    """
    make = theme.get_env

    def get_env() -> Environment:
        env = make()
        env.list_templates = lambda *_, **__: []  # type: ignore[method-assign] # one environment
        return env

    theme.get_env = get_env  # type: ignore[method-assign] # this part's theme only


def _wanted(file: File, part: Part) -> bool:
    """Whether a file of the docs folder or the theme belongs to this part."""
    if part.key:
        return False
    if file.is_documentation_page():
        return file.src_uri in part.hand_written
    # What is made of these is in the bundle; no page asks for them as they lie there.
    return file.src_uri not in BUNDLED and not file.src_uri.startswith("assets/stylesheets/")
