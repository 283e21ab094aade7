"""System checks: what is set wrong, in a sentence each. Those with `deploy` are for production."""

import datetime
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.http.request import validate_host
from django.utils import timezone
from openpyxl import DEFUSEDXML

from indicators import pictures

CLOCKS_APART = datetime.timedelta(seconds=5)  # as row security allows, see lingang/rights.py
HASH = re.compile(r"sha(256|384|512)-[A-Za-z0-9+/]+=*")
CONTACT = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|https://\S+")
ICP = re.compile(r"[\u4e00-\u9fff]ICP备\d{5,10}号(-\d{1,4})?")
POLICE = re.compile(r"[\u4e00-\u9fff]公网安备 ?\d{14}号")
Apps = Sequence[AppConfig] | None


@register(Tags.security)
def chart_library(app_configs: Apps, **_options: Any) -> list[CheckMessage]:
    """A library from another site is loaded only with the hash of what was looked at."""
    address = urlsplit(settings.CHARTJS_URL)
    if not address.netloc and not address.scheme and address.path.startswith("/"):
        return []
    if address.scheme != "https" or not address.netloc:
        return [
            Error(
                f"CHARTJS_URL is {settings.CHARTJS_URL!r}.",
                hint="Set it to an https address, or to a path of this site like /static/chart.js.",
                id="lingang.E001",
            )
        ]
    if not HASH.fullmatch(settings.CHARTJS_SRI):
        return [
            Error(
                "CHARTJS_URL names another site's file, and CHARTJS_SRI is not its hash.",
                hint="Set CHARTJS_SRI to sha384- and the base64 of the file's SHA-384.",
                id="lingang.E002",
            )
        ]
    return []


@register(Tags.security)
def workbooks(app_configs: Apps, **_options: Any) -> list[CheckMessage]:
    """A workbook's own entities are refused, wherever one is read."""
    if DEFUSEDXML:
        return []
    return [
        Error(
            "Workbooks would be read with whatever entities they declare.",
            hint="Install defusedxml, as requirements.lock has it, and unset OPENPYXL_DEFUSEDXML.",
            id="lingang.E023",
        )
    ]


@register(Tags.urls)
def site_address(app_configs: Apps, **_options: Any) -> list[CheckMessage]:
    """The address that quotations carry must be one that this site answers to."""
    host = str(urlsplit(settings.SITE_URL).hostname)
    if validate_host(host, settings.ALLOWED_HOSTS):
        return []
    return [
        Error(
            f"SITE_URL names {host}, and ALLOWED_HOSTS does not.",
            hint=f"Add {host} to ALLOWED_HOSTS, or leave ALLOWED_HOSTS unset.",
            id="lingang.E003",
        )
    ]


@register(Tags.compatibility)
def contact(app_configs: Apps, **_options: Any) -> list[CheckMessage]:
    """Readers ask about figures there."""
    if not settings.CONTACT or CONTACT.fullmatch(settings.CONTACT):
        return []
    return [
        Error(
            f"CONTACT is {settings.CONTACT!r}.",
            hint="Set it to a mail address, or to the https address of a page.",
            id="lingang.E004",
        )
    ]


@register(Tags.compatibility)
def filing_numbers(app_configs: Apps, **_options: Any) -> list[CheckMessage]:
    """The foot shows them with a link to the registers that gave them out."""
    found: list[CheckMessage] = []
    if settings.ICP_NUMBER and not ICP.fullmatch(settings.ICP_NUMBER):
        found.append(
            Error(
                f"ICP_NUMBER is {settings.ICP_NUMBER!r}.",
                hint="Set it as the register writes it, for instance 沪ICP备12345678号-1.",
                id="lingang.E009",
            )
        )
    if settings.POLICE_NUMBER and not POLICE.fullmatch(settings.POLICE_NUMBER):
        found.append(
            Error(
                f"POLICE_NUMBER is {settings.POLICE_NUMBER!r}.",
                hint="Set it as the register writes it, for instance 沪公网安备31011502000001号.",
                id="lingang.E010",
            )
        )
    return found


@register(Tags.compatibility)
def data_license(app_configs: Apps, **_options: Any) -> list[CheckMessage]:
    """Search engines and readers follow it."""
    address = urlsplit(settings.DATA_LICENSE)
    followed = address.scheme == "https" and address.netloc
    if followed or not (settings.DATA_LICENSE or settings.DATA_LICENSE_NAME):
        return []
    return [
        Error(
            f"DATA_LICENSE is {settings.DATA_LICENSE!r}.",
            hint="Set it to the https address of the license that the figures are under.",
            id="lingang.E021",
        )
    ]


@register(Tags.compatibility)
def picture_fonts(app_configs: Apps, **_options: Any) -> list[CheckMessage]:
    """A folder that is not there would leave every picture without letters."""
    if not settings.PICTURE_FONTS or Path(settings.PICTURE_FONTS).is_dir():
        return []
    return [
        Error(
            f"PICTURE_FONTS is {settings.PICTURE_FONTS!r}, which is no folder.",
            hint="Set it to a folder of font files, or leave it unset for the machine's own.",
            id="lingang.E022",
        )
    ]


@register(Tags.compatibility, deploy=True)
def picture_letters(app_configs: Apps, **_options: Any) -> list[CheckMessage]:
    """Boxes in place of letters would be worse than no picture: there is none then."""
    lacking = [str(name) for code, name in settings.LANGUAGES if not pictures.can_write(code)]
    if not lacking:
        return []
    return [
        checks.Info(
            f"No font here has the letters of: {', '.join(lacking)}. "
            "Pages in it offer no pictures of charts, and links to them show none.",
            hint="Install a font, such as the package fonts-noto-cjk, or set PICTURE_FONTS.",
            id="lingang.I023",
        )
    ]


@register(Tags.security, deploy=True)
def production(app_configs: Apps, **_options: Any) -> list[CheckMessage]:
    """What a try-out may lack and the real site may not."""
    found: list[CheckMessage] = []
    if not settings.SECURE:
        found.append(
            Error(
                f"SITE_URL is {settings.SITE_URL}, without encryption.",
                hint="Set it to the site's https address.",
                id="lingang.E005",
            )
        )
    if settings.TRYOUT:
        found.append(
            checks.Warning(
                "Every page says that this is a try-out.",
                hint="Set PUBLISHER to the publisher's name and CONTACT to its address.",
                id="lingang.W006",
            )
        )
    if settings.HASHED and not (Path(str(settings.STATIC_ROOT)) / "staticfiles.json").exists():
        found.append(
            Error(
                "The static files are not collected.",
                hint="Run manage.py collectstatic.",
                id="lingang.E007",
            )
        )
    return found


@register(Tags.database)
def database_rights(
    app_configs: Apps, databases: Sequence[str] | None = None, **_options: Any
) -> list[CheckMessage]:
    """What was published is safe from the site itself only if its login does not own the tables."""
    if settings.PROCESS == "migrate" or "default" not in (databases or []):
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_tables WHERE tablename = 'releases_document' "
            "AND pg_has_role(tableowner, 'USAGE')"
        )
        owns = cursor.fetchone() is not None
    if not owns:
        return []
    return [
        checks.Warning(
            "DATABASE_URL logs in as the owner of the tables, who may alter what was published.",
            hint="Let DATABASE_URL log in as lingang_app, and DATABASE_OWNER_URL as lingang_owner.",
            id="lingang.W008",
        )
    ]


@register(Tags.database)
def clocks(
    app_configs: Apps, databases: Sequence[str] | None = None, **_options: Any
) -> list[CheckMessage]:
    """Embargoes end, and authors are told, by the clocks of two machines."""
    if "default" not in (databases or []):
        return []
    with connections["default"].cursor() as cursor:
        before = timezone.now()
        cursor.execute("SELECT clock_timestamp()")
        [theirs] = cursor.fetchone() or [before]
        after = timezone.now()
    apart = max(before - theirs, theirs - after)
    if apart <= CLOCKS_APART:
        return []
    return [
        checks.Warning(
            "The clocks of this machine and of the database are "
            f"{round(apart.total_seconds())} seconds apart.",
            hint="Let both machines take their time from the network (NTP).",
            id="lingang.W011",
        )
    ]
