"""Documents as bytes, and numbers as typed, against what Python brings for the same."""

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from benchmarks.measuring import Row, compare
from indicators import numbers
from indicators.report_types import IndicatorReport
from releases import documents
from releases.models import ReleaseEntry

NAME = "indicators/industrial-output"
TYPED, PLAIN = "4230亿元", "423000000000"


def rows() -> Iterator[Row]:
    """Of an indicator of the release that the pages were drawn from."""
    entry = ReleaseEntry.objects.select_related("document").get(name=NAME)
    body = bytes(entry.document.body)
    report, loaded = documents.decode(body, IndicatorReport), json.loads(body)
    yield compare(
        "a document encoded",
        partial(documents.encode, report),
        to="json.dumps",
        floor=partial(json.dumps, loaded, ensure_ascii=False),
    )
    yield compare(
        "a document decoded",
        partial(documents.decode, body, IndicatorReport),
        to="json.loads",
        floor=partial(json.loads, body),
    )
    read = partial(numbers.read, measure="money", input_unit="yi", decimals=2)
    yield compare(
        f"{TYPED} read", partial(read, TYPED), to=f"Decimal({PLAIN})", floor=partial(Decimal, PLAIN)
    )
