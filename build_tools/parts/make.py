"""Making a part: an authority from its policy, or the home part from the summaries of all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from build_tools.bundle import OFFLINE, Asset, Bundle, bundle, hashed, sha256
from build_tools.check import check_authority
from build_tools.check.shared import Ids, check_shared
from build_tools.exports.package import check_questions, files
from build_tools.exports.questions import questions
from build_tools.foreign_check import voice
from build_tools.load import ReadFile, load_authority, load_shared, load_shared_case
from build_tools.model.policy import AuthorityPolicy
from build_tools.network.pack import pack_folder
from build_tools.page_reader import read_page
from build_tools.paper.chromium import count_pages
from build_tools.paper.handbook import handbook_pdf, name_of
from build_tools.paper.margins import print_sheet
from build_tools.parts.generate import Part, generate, settings
from build_tools.parts.menu import Frame, authority_menu, home_menu
from build_tools.parts.needs import Needs, needs_of
from build_tools.parts.store import Facts, Store
from build_tools.problems import Problem, Problems
from build_tools.read_model import load_file
from build_tools.register import Register, register, together
from build_tools.render.authority import AuthorityPages, Printed
from build_tools.render.changes import FEED
from build_tools.render.compare import column_of, has_case
from build_tools.render.desk import published
from build_tools.render.embed import Around, embed_pages
from build_tools.render.page import Page
from build_tools.render.site import (
    authority_feed,
    home_feed,
    home_pages,
    urgent_default,
    urgent_links,
    urgent_panel,
)
from build_tools.render.superseded import folder_of
from build_tools.scripts import guard
from build_tools.site_check import PartRead, Then, check_addresses, check_numbers, check_part
from build_tools.stylesheet import PRINT
from build_tools.summary import Summary, summary
from widgets.engine import codec
from widgets.engine.model import Authority

PACKED = Path("build/compressed")
"""Where packed copies are kept from one build to the next, below the project's folder."""

HOME = ""
"""The name of the part whose pages belong to no authority."""

COMMON = "_common"
"""The name of the part that holds no page, but what the pages of all others load."""


@dataclass(frozen=True, slots=True)
class Job:
    """A part to make: plain data, as another process may do it.

    `top` is the project's folder, `policy` that of the authorities. `forge` is the address under
    which policy files are edited, or "". `address` is the path of the site on its host,
    `url` its whole address where that is known.
    """

    part: str
    key: str
    top: Path
    policy: Path
    store: Path
    frame: Frame
    forge: str
    address: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A part that was made and kept, or else what is wrong with it."""

    facts: Facts | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Sound:
    """An authority found sound, with all that its pages are made of.

    `assets` are the files that its pages alone load; `sheet` is the address of the one they are
    printed with.
    """

    job: Job
    policy: AuthorityPolicy
    authority: Authority
    bundled: Bundle
    known: Summary
    assets: tuple[Asset, ...]
    sheet: str

    def part(self, only: frozenset[str] | None = None) -> Part:
        """Its pages in their frame, and those for frames of other sites.

        With `only`, the others are in the menu and are not made. Where PDFs are made, all pages are
        printed, which may raise PrinterError.
        """
        made = AuthorityPages(self.policy, self.authority, self.bundled, only=only)
        pages = list(made.pages())
        assets = self.assets
        if self.job.frame.printer and only is None:
            pdf, pages[0] = self._print(pages)
            assets = (*assets, pdf)
        name = str(self.policy.authority.name)
        panel = urgent_panel(self.policy, self.authority)
        top = self.job.top
        around = Around(
            self.bundled.stylesheet, self.bundled.first_sheet, self.sheet, self.bundled.theme_files,
            guard(top), self.bundled.tool_script, panel,
        )  # fmt: skip
        framed = () if only is not None else embed_pages(made, around)
        return Part(
            key=self.job.part,
            searched=name,
            pages=pages,
            menu=authority_menu(name, self.job.part, pages, self.job.frame),
            assets=(*assets, *framed),
            extra=_extra(
                self.job,
                self.bundled,
                name,
                feed=f"{self.job.part}/{FEED}",
                urgent_panels={self.job.part: panel},
                print_sheet=self.sheet,
            ),
            only=only,
        )

    def _print(self, pages: Sequence[Page]) -> tuple[Asset, Page]:
        """The PDF of all pages, and the first of them again, which alone leads to it."""
        top, name = self.job.top, name_of(self.job.part)
        pdf = handbook_pdf(top, settings(top), self.policy, self.authority, pages)
        printed = Printed(name, count_pages(pdf), len(pdf))
        again = AuthorityPages(self.policy, self.authority, self.bundled, printed=printed)
        return Asset(f"{self.job.part}/{name}", pdf), next(again.pages())

    def then(self) -> dict[str, Then]:
        """What counted where its earlier versions are shown, by folder."""
        return {
            f"{folder_of(self.policy, number)}/": Then(register(version), voice(version))
            for number, version in self.policy.superseded.items()
        }


def make_authority(job: Job) -> Made:
    """Check, render and read over the pages of one authority.

    Raises SiteError, BundleError or, where a PDF is made, PrinterError. Nothing of a part with
    problems is kept.
    """
    problems = Problems()
    sound = sound_authority(job, problems)
    if sound is None:
        return Made(None, tuple(problems))
    asked = questions(sound.policy, sound.authority, job.url)
    problems.extend(check_questions(sound.policy, asked, sound.known.register))
    if len(problems):
        return Made(None, tuple(problems))
    part = sound.part()
    part = replace(part, assets=(*part.assets, *files(sound.policy, asked)))
    return _finish(job, part, sound.known.register, sound.known, sound.then())


def sound_authority(job: Job, problems: Problems, *, read: ReadFile = load_file) -> Sound | None:
    """Read and check one authority; None, with what is wrong in `problems`, unless it is sound.

    `read` reads one policy file. Raises BundleError.
    """
    # What is wrong with the shared files is told once, with the home part.
    shared = load_shared_case(job.policy, read=read)
    folder = job.policy / job.part
    policy = load_authority(
        folder, problems, name=f"{job.policy.name}/{job.part}", shared=shared, read=read
    )
    authority = check_authority(policy, problems) if policy is not None else None
    if policy is None or authority is None or len(problems):
        return None
    bundled = bundle({job.part: authority}, job.top)
    assets = [each for each in bundled.assets if each.path == bundled.policies[job.part]]
    assets.append(Asset(*published(job.policy, job.part)))
    known = summary(policy, authority)
    if job.frame.many and known.case:
        column = _column(known)
        problems.extend(_check_column(column, known.register))
        if len(problems):
            return None
        assets.append(column)
        known = replace(known, column=_file(column))
    sheet = print_sheet(policy, authority, (job.top / PRINT).read_text(encoding="utf-8"))
    assets += [sheet, authority_feed(policy, job.url)]
    return Sound(job, policy, authority, bundled, known, tuple(assets), sheet.path)


def make_home(job: Job, names: list[str], authorities: Mapping[str, Summary]) -> Made:
    """Render and read over the pages that belong to no authority.

    `names` are all authorities there are, `authorities` those that are sound. While one is not,
    only the shared files are checked.
    """
    problems = Problems()
    shared = load_shared(job.policy, problems)
    ids = {key: Ids(each.levels, each.clauses) for key, each in authorities.items()}
    check_shared(shared, names, ids, problems)
    if len(problems) or len(authorities) < len(names):
        return Made(None, tuple(problems))
    bundled = bundle({}, job.top)
    assets: list[Asset] = []
    columns = None
    if job.frame.many:
        columns = {key: each.column for key, each in authorities.items() if each.column}
        assets = [each for each in bundled.assets if each.path == bundled.policies[HOME]]
    elif has_case(authorities, shared):
        compared = bundle(
            {key: codec.load(each.case) for key, each in authorities.items() if each.case}, job.top
        )
        bundled = replace(compared, policies={HOME: compared.policies[HOME]})
        assets = [each for each in compared.assets if each.path == compared.policies[HOME]]
    pages = list(home_pages(authorities, shared, bundled, columns))
    told = home_feed(authorities, job.url)
    assets.append(told)
    part = Part(
        key=HOME,
        searched="",
        pages=pages,
        menu=home_menu(pages, authorities, job.frame),
        assets=assets,
        hand_written=job.frame.hand_written,
        extra=_extra(
            job,
            bundled,
            "",
            feed=told.path,
            urgent_default=urgent_default(),
            urgent_links=urgent_links(authorities),
        ),
        found_by_name=[
            {"location": f"{key}/", "title": each.name, "text": each.about}
            for key, each in authorities.items()
        ],
    )
    return _finish(job, part, together(each.register for each in authorities.values()), None)


def make_common(job: Job, assets: Iterable[Asset]) -> Made:
    """Put together what all pages load, packed for the network."""
    store = Store(job.store)
    with store.fresh() as folder:
        for asset in assets:
            target = folder / asset.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(asset.read())
        if job.frame.published:
            pack_folder(folder, job.top / PACKED)
        nothing = PartRead({}, (), frozenset())
        return Made(
            store.keep(COMMON, job.key, folder, read=nothing, text={}, needs=Needs(), summary=None)
        )


def _column(authority: Summary) -> Asset:
    """What the case page fetches of one authority, under a name that holds its hash."""
    content = json.dumps(column_of(authority), ensure_ascii=False, separators=(",", ":")).encode()
    return hashed(f"assets/compare/{authority.id}.json", content)


def _file(asset: Asset) -> dict[str, str | int]:
    content = asset.read()
    return {"url": asset.path, "size": len(content), "sha256": sha256(content)}


def _check_column(asset: Asset, own: Register) -> Iterator[Problem]:
    """Safety rule 6 where no page holds the words yet: numbers and addresses of its authority."""
    for html in json.loads(asset.read())["screens"].values():
        page = read_page(html)
        yield from check_numbers(asset.path, page, own)
        yield from check_addresses(asset.path, page, own)


def _extra(job: Job, bundled: Bundle, name: str, **more: Any) -> dict[str, Any]:
    """What the theme reads: `searched` is the name of the authority whose pages are searched."""
    return {
        "stylesheet": bundled.stylesheet,
        "first_sheet": bundled.first_sheet,
        "theme_files": bundled.theme_files,
        "offline": bundled.scripts[OFFLINE] if job.frame.published else "",
        "guard": guard(job.top),
        "tool": bundled.tool_script,
        "part_folder": job.part,
        "searched": name,
        **more,
    }


def _finish(
    job: Job,
    part: Part,
    allowed: Register,
    known: Summary | None,
    then: Mapping[str, Then] = MappingProxyType({}),
) -> Made:
    store = Store(job.store)
    with store.fresh() as pages:
        generate(job.top, part, pages)
        own = known.voice if known is not None else None
        problems, read, text = check_part(
            pages, allowed, own=own, then=then, forge=job.forge, top=job.address
        )
        if problems:
            return Made(None, tuple(problems))
        needs = needs_of(pages, part.key)
        if job.frame.published:
            pack_folder(pages, job.top / PACKED)
        return Made(
            store.keep(job.part, job.key, pages, read=read, text=text, needs=needs, summary=known)
        )
