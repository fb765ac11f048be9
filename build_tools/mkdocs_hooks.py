"""The one place that knows MkDocs: it hands over the pages and assets that the build made."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

_TOP = Path(__file__).resolve().parent.parent
if str(_TOP) not in sys.path:
    sys.path.insert(0, str(_TOP))

from build_tools.bundle import OFFLINE, BundleError  # noqa: E402
from build_tools.csp import with_csp  # noqa: E402
from build_tools.problems import PolicyError  # noqa: E402
from build_tools.stage import Staged, stage  # noqa: E402
from build_tools.stylesheet import THEME_PARTS  # noqa: E402
from build_tools.theme_files import theme_files  # noqa: E402

MERGED = {f"assets/{name}" for name in THEME_PARTS}

_state: dict[str, Any] = {"staged": None, "serving": False}


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether pages will be shown by the live server, which adds a script of its own."""
    _state["serving"] = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Make all pages, so that navigation and search know them. Raises PluginError on bad policy."""
    try:
        staged = stage(_TOP)
    except (PolicyError, BundleError) as error:
        raise PluginError(f"The handbook was not built.\n{error}") from error
    _state["staged"] = staged
    if config.repo_url:
        config.edit_uri = config.edit_uri or "edit/main/"
    config.nav = [*staged.nav(), *_hand_written(config)]
    config.extra["urgent_panels"] = staged.urgent_panels
    config.extra["urgent_default"] = staged.urgent_default
    config.extra["urgent_links"] = staged.urgent_links
    config.extra["stylesheet"] = staged.bundle.stylesheet
    config.extra["theme_files"] = theme_files(_TOP)
    # The live server keeps no copies: an editor must see what was just written.
    config.extra["offline"] = () if _state["serving"] else staged.bundle.scripts[OFFLINE]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and assets, none of which lies in the docs folder."""
    staged: Staged = _state["staged"]
    # Their text is in the one stylesheet; no page asks for them by themselves.
    for part in [file for file in files if file.src_uri in MERGED or _is_materials_style(file)]:
        files.remove(part)
    sources: dict[str, str] = {}
    for written in files.documentation_pages():
        sources[written.src_uri] = written.edit_uri = f"docs/{written.src_uri}"
    for page in staged.pages.values():
        file = File.generated(config, page.path, content=page.text)
        sources[page.path] = file.edit_uri = page.source
        files.append(file)
    # The theme shows whichever file makes a page, also where no forge is known to link to.
    config.extra["sources"] = sources
    for asset in staged.bundle.assets:
        if isinstance(asset.content, bytes):
            files.append(File.generated(config, asset.path, content=asset.content))
        else:
            files.append(
                File.generated(config, asset.path, abs_src_path=str(asset.content.resolve()))
            )
    return files


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Write the Content-Security-Policy into the page."""
    return with_csp(output, live_reload=_state["serving"])


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Write it into the pages that come from the theme alone, such as 404.html."""
    if not template_name.endswith(".html"):
        return output_content
    return with_csp(output_content, live_reload=_state["serving"])


def _is_materials_style(file: File) -> bool:
    return file.src_uri.startswith("assets/stylesheets/")


def _hand_written(config: MkDocsConfig) -> list[dict[str, str]]:
    docs = Path(config.docs_dir)
    return [
        {title: name}
        for name, title in (("about.md", "About"), ("editors.md", "For policy editors"))
        if (docs / name).is_file()
    ]
