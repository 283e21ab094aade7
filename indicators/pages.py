"""What every page knows of itself: its address in both languages, its release, its site."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings

from goals.languages import active_language
from indicators.report_types import PlanChoice, ReleaseReport, Text
from indicators.tables import Key

# Pages that every plan has, by what they add to its address.
SECTIONS = ("indicators/", "releases/", "changes/", "method/", "about/", "data/")
DESK_SECTIONS = ("attention/", "sheet/")
KEPT = r"(?:(?:goals|indicators)/[^/]+/|method/)?"  # tails of the pages that every release keeps
LANGUAGES = (("en", "English", "English"), ("zh-hans", "简体中文", "中文"))


@dataclass(frozen=True, kw_only=True)
class Language:
    """An entry of the language switch: the same page in one language."""

    code: str
    name: str
    short: str
    path: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class PlanLink:
    """An entry of the plans' list: the page of this kind in a plan, or the plan's first page."""

    name: Text
    start_year: int
    end_year: int
    path: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page. `path` is its address after the language, with its query; `section` its menu entry.

    `kind`: "public" (the newest release), "kept" (a release as it was published), "desk" (working
    figures, signed in), "site" (belongs to no plan) or "error". `tail` is what a plan's page adds
    to the address of the plan, of a release or of the desk: "goals/3/", "indicators/a-code/", "".
    `unreleased` holds, by indicator, the working figures that no release shows as they stand.
    `plans` finds those to choose from, the current one first, none where there is only one; it is
    asked only by a page that is drawn.
    """

    lang: str
    path: str
    kind: str = "site"
    section: str = ""
    plan: str = ""
    tail: str = ""
    release: ReleaseReport | None = None
    unreleased: dict[str, set[Key]] = field(default_factory=dict)
    plans: Callable[[], tuple[PlanChoice, ...]] = tuple

    @property
    def home(self) -> str:
        return f"/{self.lang}/"

    @property
    def root(self) -> str:
        """The plan's public pages; without a plan the addresses that lead to the current one."""
        return f"/{self.lang}/plans/{self.plan}/" if self.plan else self.home

    @property
    def base(self) -> str:
        """Pages of the same kind as this one: of the newest release, of this one, of the desk."""
        if self.kind == "desk":
            return f"{self.root}desk/"
        return self.kept if self.kind == "kept" else self.root

    @property
    def kept(self) -> str:
        """The pages of this release as it was published, for good."""
        return f"{self.root}releases/{self.release.number}/" if self.release else self.root

    @property
    def permanent(self) -> str:
        """The address to cite: this page as it stands in its release, where releases keep it."""
        kept = re.fullmatch(KEPT, self.tail) is not None
        return f"{settings.SITE_URL}{self.kept if kept else self.root}{self.tail}"

    @property
    def permanent_words(self) -> str:
        """The same without its scheme, as people write it."""
        return self.permanent.removeprefix(f"{urlsplit(settings.SITE_URL).scheme}://")

    @property
    def address(self) -> str:
        """The one address of this page after the language: without filters, with its plan."""
        if self.kind in ("public", "kept"):
            return f"{self.base}{self.tail}".removeprefix(self.home)
        return self.path.partition("?")[0]

    @property
    def canonical(self) -> str:
        """The address that search engines should keep for this page."""
        return f"{settings.SITE_URL}{self.home}{self.address}"

    @property
    def listed(self) -> bool:
        """Whether search engines may show it: not what a newer release may have overtaken.

        A kept release is listed by its own page; its goals, indicators and method are read from
        there, and what any two releases differ in from their list.
        """
        if self.kind == "kept":
            return not self.tail
        return self.kind in ("public", "site") and "/compare/" not in self.tail

    @property
    def languages(self) -> list[Language]:
        return [
            Language(
                code=code,
                name=name,
                short=short,
                path=f"/{code}/{self.path}",
                current=code == self.lang,
            )
            for code, name, short in LANGUAGES
        ]

    @cached_property
    def plan_links(self) -> list[PlanLink]:
        return [
            PlanLink(
                name=each.name,
                start_year=each.start_year,
                end_year=each.end_year,
                path=self._path_in(each),
                current=each.code == self.plan,
            )
            for each in self.plans()
        ]

    @property
    def newer_plan(self) -> PlanLink | None:
        """The current plan, on the public pages of another one."""
        links = self.plan_links if self.kind in ("public", "kept") else []
        return next((each for each in links[:1] if not each.current), None)

    def _path_in(self, plan: PlanChoice) -> str:
        root = f"{self.home}plans/{plan.code}/"
        section, _, code = self.tail.rstrip("/").partition("/")
        same = self.tail if section == "indicators" and code in plan.indicators else ""
        if self.kind == "desk":
            return f"{root}desk/{self.tail if self.tail in DESK_SECTIONS else same}"
        if self.kind == "kept":
            return f"{root}releases/"
        return root + (same or (f"{section}/" if f"{section}/" in SECTIONS else ""))


@dataclass(frozen=True, kw_only=True)
class Site:
    """What the settings say of the site as a whole, in the language of the page."""

    name: str
    url: str
    publisher: str
    contact: str
    icp_number: str
    police_number: str
    license_name: str
    license_url: str
    tryout: bool
    chartjs_url: str
    chartjs_sri: str

    @property
    def contact_link(self) -> str:
        return f"mailto:{self.contact}" if "@" in self.contact else self.contact

    @property
    def police_link(self) -> str:
        """The register's entry for the number; the register asks for its digits alone."""
        digits = "".join(filter(str.isdecimal, self.police_number))
        return f"https://beian.mps.gov.cn/#/query/webSearch?code={digits}"


def site() -> Site:
    chinese = active_language() == "zh-hans"
    return Site(
        name=(chinese and settings.SITE_NAME_ZH) or settings.SITE_NAME,
        url=settings.SITE_URL,
        publisher=(chinese and settings.PUBLISHER_ZH) or settings.PUBLISHER,
        contact=settings.CONTACT,
        icp_number=settings.ICP_NUMBER,
        police_number=settings.POLICE_NUMBER,
        license_name=settings.DATA_LICENSE_NAME,
        license_url=settings.DATA_LICENSE,
        tryout=settings.TRYOUT,
        chartjs_url=settings.CHARTJS_URL,
        chartjs_sri=settings.CHARTJS_SRI,
    )
