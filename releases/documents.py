"""Frozen reports as bytes: the same report gives the same bytes, named by their SHA-256."""

import hashlib
from typing import Any, TypeVar

import msgspec

from indicators.report_types import IndicatorReport, MethodReport, PlanReport

Report = TypeVar("Report", PlanReport, IndicatorReport, MethodReport)

PLAN = "plan"
METHOD = "method"
INDICATOR = "indicators/"

_encoder = msgspec.json.Encoder(decimal_format="string", order="deterministic")
_decoders: dict[type, msgspec.json.Decoder[Any]] = {
    PlanReport: msgspec.json.Decoder(PlanReport),
    IndicatorReport: msgspec.json.Decoder(IndicatorReport),
    MethodReport: msgspec.json.Decoder(MethodReport),
}


# What later formats added is not written where there is none, so that a document in which nothing
# changed keeps its bytes and its name. In a JSON string a quote has a backslash before it: these
# bytes can be nothing but the field itself.
_NOTHING = (b',"revision":null', b',"withdrawn":[]')


def encode(report: PlanReport | IndicatorReport | MethodReport) -> bytes:
    """The report as JSON: numbers as decimal strings, fields in the order of the dataclass."""
    return encode_part(report)


def decode(body: bytes, kind: type[Report]) -> Report:
    """The report that `body` was frozen from, whatever past format it has."""
    report: Report = _decoders[kind].decode(body)
    return report


def encode_part(part: object) -> bytes:
    """A part of an answer (a release, a goal, a page's head) in the same form as documents."""
    written = _encoder.encode(part)
    for nothing in _NOTHING:
        written = written.replace(nothing, b"")
    return written


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def digest(
    *,
    plan: str,
    number: int,
    title: tuple[str, str],
    note: tuple[str, str],
    judged_on: str,
    method_version: str,
    product_version: str,
    entries: dict[str, str],
    previous: str,
    correction: tuple[int | None, str, str] | None = None,
) -> str:
    """The release's digest: SHA-256 over everything it says and the digest before it.

    `entries` gives the SHA-256 of each document by its name; `judged_on` is an ISO date.
    `correction`: the number of the release that is corrected, and why in both languages.
    """
    said = [
        plan,
        number,
        title,
        note,
        judged_on,
        method_version,
        product_version,
        sorted(entries.items()),
        previous,
        *([correction] if correction else []),
    ]
    return sha256(msgspec.json.encode(said))
