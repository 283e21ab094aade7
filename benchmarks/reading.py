"""Documents to bytes and back, and a number as people type it."""

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from benchmarks.measuring import computed
from indicators import numbers
from indicators.report_types import IndicatorReport
from releases import documents
from releases.models import ReleaseEntry


def lines() -> Iterator[str]:
    """Of an indicator in the release that the public pages are drawn from."""
    entries = ReleaseEntry.objects.values_list("document__body", flat=True)
    body = bytes(entries.get(name="indicators/industrial-output"))
    report, loaded = documents.decode(body, IndicatorReport), json.loads(body)
    dumps, loads = partial(json.dumps, loaded, ensure_ascii=False), partial(json.loads, body)
    yield computed("document encoded", partial(documents.encode, report), "json.dumps", dumps)
    decode = partial(documents.decode, body, IndicatorReport)
    yield computed("document decoded", decode, "json.loads", loads)
    read = partial(numbers.read, "423 billion", measure="money", input_unit="yi", decimals=2)
    yield computed("423 billion read", read, "Decimal", partial(Decimal, "423000000000"))
