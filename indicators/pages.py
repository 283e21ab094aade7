"""What every page knows of itself: its address in both languages, its release, its site."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings

from indicators.report_types import ReleaseReport
from indicators.tables import Key

KEPT = r"(?:(?:goals|indicators)/[^/]+/)?"  # tails of the pages that every release keeps
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
class Page:
    """One page. `path` is its address after the language, with its query; `section` its menu entry.

    `kind`: "public" (the newest release), "kept" (a release as it was published), "desk" (working
    figures, signed in), "site" (belongs to no plan) or "error". `tail` is what a plan's page adds
    to the address of the plan, of a release or of the desk: "goals/3/", "indicators/a-code/", "".
    `unreleased` holds, by indicator, the working figures that no release shows as they stand.
    """

    lang: str
    path: str
    kind: str = "site"
    section: str = ""
    plan: str = ""
    tail: str = ""
    release: ReleaseReport | None = None
    unreleased: dict[str, set[Key]] = field(default_factory=dict)

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

        A kept release is listed by its own page; its goals and indicators are read from there.
        """
        return self.kind in ("public", "site") or (self.kind == "kept" and not self.tail)

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


@dataclass(frozen=True, kw_only=True)
class Site:
    """What the settings say of the site as a whole."""

    url: str
    publisher: str
    contact: str
    tryout: bool
    chartjs_url: str
    chartjs_sri: str

    @property
    def contact_link(self) -> str:
        return f"mailto:{self.contact}" if "@" in self.contact else self.contact


def site() -> Site:
    return Site(
        url=settings.SITE_URL,
        publisher=settings.PUBLISHER,
        contact=settings.CONTACT,
        tryout=settings.TRYOUT,
        chartjs_url=settings.CHARTJS_URL,
        chartjs_sri=settings.CHARTJS_SRI,
    )
