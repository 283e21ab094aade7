"""Sources that want a second look, in words."""

import datetime

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goals.addresses import faults
from goals.models import Source

# When the first figure that cites a source was last saved.
FIRST_CITED = Min("figures__updated_at")

FAULT_WORDS = {
    "no_address": _("an official source without an address"),
    "mirror": _("the address of a copy: look for the original"),
    "scheme": _("an address that is neither http nor https"),
    "characters": _("spaces or odd characters in the address"),
    "credentials": _("a user name or password in the address"),
    "ip": _("a machine’s number in place of a name"),
    "internal": _("an address within somebody’s own network"),
    "invented": _("a name reserved for examples"),
    "no_dot": _("a host name without a dot"),
    "foreign_letters": _("a host name with letters that can be mistaken for others"),
    "look_alike": _("a host name that looks like gov.cn and is not"),
    "shortener": _("a shortened address: give the one it leads to"),
    "port": _("an address with an unusual port"),
    "future": _("published on a day that has not come"),
    "after_entry": _("published after a figure that cites it was saved"),
}


def faults_of(row: Source, *, today: datetime.date) -> list[str]:
    """Codes of what is odd about a source; `first_cited` is used where the row carries it."""
    cited = getattr(row, "first_cited", None)
    return faults(
        url=row.url,
        kind=row.kind,
        published_on=row.published_on,
        today=today,
        saved=timezone.localdate(cited) if cited else None,
    )


def odd_sources(*, today: datetime.date) -> dict[int, list[str]]:
    """By key, the sources with something odd about them. 1 query."""
    rows = Source.objects.annotate(first_cited=FIRST_CITED)
    found = {row.pk: faults_of(row, today=today) for row in rows}
    return {key: said for key, said in found.items() if said}
