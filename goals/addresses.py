"""What is odd about a source's address or day, told by its form alone: nothing is ever fetched.

Standard library only. An odd address may be right: a person looks at it.
"""

import datetime
import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

# In the order in which they are told.
FAULTS = (
    "no_address",  # an official source that cannot be looked up
    "mirror",  # a copy's address, which is never published
    "scheme",  # neither http nor https
    "characters",  # spaces, controls, full-width or invisible signs
    "credentials",  # a name or a password before the host
    "ip",  # a machine by its number
    "internal",  # a machine that only one's own network knows
    "invented",  # a name reserved for examples
    "no_dot",  # a host without a dot
    "foreign_letters",  # letters beyond ASCII, plain or as xn--
    "look_alike",  # gov.cn in a name that does not end so
    "shortener",  # hides where it leads
    "port",  # another door than the usual ones
    "future",  # published on a day that has not come
    "after_entry",  # published after a figure that cites it was saved
)

# Well-known ones, from here and abroad.
_SHORT = """
    bit.ly t.co tinyurl.com goo.gl ow.ly is.gd buff.ly cutt.ly rebrand.ly rb.gy s.id t.ly v.gd
    t.cn url.cn dwz.cn dwz.mk suo.im suo.nz sina.lt w.url.cn 985.so 3.cn u.jd.com tb.cn m.tb.cn
    b23.tv v.douyin.com reurl.cc lnkd.in
"""
SHORTENERS = frozenset(_SHORT.split())
_INTERNAL = ("localhost", "local", "internal", "intranet", "lan", "corp", "home", "home.arpa")
_INVENTED = ("example", "invalid", "test", "example.com", "example.net", "example.org")
# Nothing but letters, digits and the signs that addresses are made of; Chinese in a path may stay.
_ODD = re.compile(
    r"[\x00-\x20\x7f-\xa0\"<>\\^`{|}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069"
    r"\u3000-\u303f\ufe00-\ufe0f\ufeff\uff00-\uffef]"
)
_NUMBER = re.compile(r"(0x[0-9a-f]+|\d+)(\.(0x[0-9a-f]+|\d+)){0,3}")
_PUBLIC_BODY = re.compile(r"(^|[.-])gov[.-]?cn([.-]|$)|(^|[.-])g[0o]v\.cn$")


def faults(
    *,
    url: str,
    kind: str,
    published_on: str,
    today: datetime.date,
    saved: datetime.date | None = None,
) -> list[str]:
    """Codes of `FAULTS` that fit, in their order; [] for nothing odd.

    `published_on`: a day, a month, a year or ""; `saved`: when the first figure that cites the
    source was last saved, None where none does.
    """
    found = {*_of_address(url, kind), *_of_day(published_on, today, saved)}
    return [fault for fault in FAULTS if fault in found]


def _of_address(url: str, kind: str) -> Iterator[str]:
    if not url:
        if kind == "official":
            yield "no_address"
        return
    if kind == "mirror":
        yield "mirror"
    if _ODD.search(url):
        yield "characters"
    try:
        parts = urlsplit(_ODD.sub("", url))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:  # brackets or a port that are none
        yield "characters"
        return
    if parts.scheme not in ("http", "https"):
        yield "scheme"
        return
    if "@" in parts.netloc:
        yield "credentials"
    if port not in (None, 80, 443):
        yield "port"
    yield from _of_host(host, parts)


def _of_host(host: str, parts: SplitResult) -> Iterator[str]:
    if _is_number(host):
        yield "ip"
        return
    if _ends_in(host, _INTERNAL):
        yield "internal"
    elif "." not in host:
        yield "no_dot"
    if _ends_in(host, _INVENTED):
        yield "invented"
    if not host.isascii() or any(label.startswith("xn--") for label in host.split(".")):
        yield "foreign_letters"
    if host in SHORTENERS or host.removeprefix("www.") in SHORTENERS:
        yield "shortener"
    if _PUBLIC_BODY.search(host) and not _ends_in(host, ("gov.cn",)):
        yield "look_alike"
    if "%" in parts.netloc:
        yield "characters"


def _is_number(host: str) -> bool:
    """Whether a machine is named by its number: dotted, whole, in hexadecimal, or IPv6."""
    if _NUMBER.fullmatch(host):
        return True
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _ends_in(host: str, names: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)


def _of_day(published_on: str, today: datetime.date, saved: datetime.date | None) -> Iterator[str]:
    if not published_on:
        return
    try:
        first = datetime.date.fromisoformat(f"{published_on}-01-01"[:10])
    except ValueError:
        return
    if first > today:
        yield "future"
    if saved is not None and first > saved:
        yield "after_entry"
