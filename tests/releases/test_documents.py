"""Frozen reports as bytes, the same out as in; and the digest of everything a release says."""

import hashlib
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from indicators.method import METHOD
from indicators.report_types import (
    Figure,
    IndicatorReport,
    MethodReport,
    PlanReport,
    Revision,
    Source,
    Target,
    Text,
    Verdict,
)
from releases import documents

NAME: Text = {"en": "Projects", "zh-hans": "项目数"}
# What the first format looked like when it was frozen; later products must read it.
KEPT = (
    b'{"format":1,"plan":"14fyp","code":"projects","goal":1,'
    b'"name":{"en":"Projects","zh-hans":"\xe9\xa1\xb9\xe7\x9b\xae\xe6\x95\xb0"},'
    b'"definition":{"en":"","zh-hans":""},"nature":"stock","from_zero":false,"unit":"project",'
    b'"unit_name":{"en":"projects","zh-hans":"\xe9\xa1\xb9"},"measure":"count",'
    b'"input_unit":"one","decimals":0,"path":"linear","baseline_year":2020,'
    b'"responsible_unit":null,"target":{"year":2025,"aim":"rise","lower":"100","upper":null,'
    b'"strict":false,"tolerance":"0.05","note":null},"baseline":null,'
    b'"latest":{"year":2023,"value":"63","covers":"year","as_of":null,"obs_status":"A",'
    b'"break_kind":"","source":null,"note":null},"latest_shown":null,"latest_shown_series":"",'
    b'"verdict":{"code":"not_assessed","rule":10,"reason":"no_baseline","over":false,'
    b'"provisional":false,"within_tolerance":false,"beyond":null,"out_of_date":false,'
    b'"redefined":null,"since":null,"shortfall":null,"met_late":null,"nearer":null,'
    b'"change":null,"share_done":null,"share_time":null,"gap":null,"pace":null,'
    b'"completion":"0.630000","needed_a_year":null,"so_far_a_year":null,"working":[]},'
    b'"interim":[],"commentary":null,"series":[]}'
)


def report(**fields: Any) -> IndicatorReport:
    given: dict[str, Any] = {
        "plan": "14fyp",
        "code": "projects",
        "goal": 1,
        "name": NAME,
        "definition": {"en": "", "zh-hans": ""},
        "nature": "stock",
        "unit": "project",
        "unit_name": {"en": "projects", "zh-hans": "项"},
        "measure": "count",
        "input_unit": "one",
        "baseline_year": 2020,
        "target": Target(year=2025, aim="rise", lower=Decimal(100), tolerance=Decimal("0.05")),
        "latest": Figure(year=2023, value=Decimal(63)),
        "verdict": Verdict(
            code="not_assessed",
            rule=10,
            reason="no_baseline",
            completion=Decimal("0.630000"),
        ),
    } | fields
    return IndicatorReport(**given)


def test_encode_writes_fields_in_their_order_and_numbers_as_strings() -> None:
    assert documents.encode(report()) == KEPT


def test_first_format_still_decodes() -> None:
    assert documents.decode(KEPT, IndicatorReport) == report()


# The same figure once it was revised; one that was not keeps its bytes.
REVISED = KEPT.replace(
    b'"source":null,"note":null},"latest_shown"',
    b'"source":null,"note":null,"revision":{"kind":"source",'
    b'"reason":{"en":"Recounted.","zh-hans":""}}},"latest_shown"',
)


def test_revision_is_written_where_there_is_one_alone() -> None:
    why = Revision(kind="source", reason={"en": "Recounted.", "zh-hans": ""})
    revised = report(latest=Figure(year=2023, value=Decimal(63), revision=why))
    assert documents.encode(revised) == REVISED
    assert documents.decode(REVISED, IndicatorReport) == revised


def test_words_that_look_like_a_missing_revision_stay() -> None:
    words: Text = {"en": 'a,"revision":null', "zh-hans": ',"revision":null,'}
    odd = report(latest=Figure(year=2023, value=Decimal(63), note=words))
    assert documents.decode(documents.encode(odd), IndicatorReport) == odd


def test_decode_fills_in_what_a_past_format_did_not_have() -> None:
    older = msgspec.json.decode(KEPT)
    del older["interim"], older["latest_shown_series"], older["from_zero"]
    assert documents.decode(msgspec.json.encode(older), IndicatorReport) == report()


def test_encode_does_not_depend_on_the_order_of_languages() -> None:
    turned: Text = {"zh-hans": "项目数", "en": "Projects"}
    assert documents.encode(report(name=turned)) == KEPT


@pytest.mark.parametrize(
    "value", ["0", "-5.2", "0.000001", "423000000000", "999999999999999999.999999", "63.0"]
)
def test_values_come_back_digit_for_digit(value: str) -> None:
    frozen = documents.encode(report(latest=Figure(year=2023, value=Decimal(value))))
    back = documents.decode(frozen, IndicatorReport).latest
    assert back is not None
    assert str(back.value) == value


def test_plan_and_method_come_back_as_they_were() -> None:
    source = Source(publisher=NAME, title=NAME, kind="mirror")
    plan = PlanReport(
        code="14fyp",
        name=NAME,
        summary=NAME,
        baseline_year=2020,
        start_year=2021,
        end_year=2025,
        source=source,
    )
    assert documents.decode(documents.encode(plan), PlanReport) == plan
    assert documents.decode(documents.encode(METHOD), MethodReport) == METHOD


def test_decode_refuses_what_is_no_report() -> None:
    with pytest.raises(msgspec.ValidationError):
        documents.decode(b'{"format":1}', IndicatorReport)


def test_sha256_names_bytes() -> None:
    assert documents.sha256(b"{}") == (
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    )


SAID: dict[str, Any] = {
    "plan": "14fyp",
    "number": 2,
    "title": ("A release", "一次发布"),
    "note": ("New figures.", ""),
    "judged_on": "2024-03-01",
    "method_version": "1",
    "product_version": "0.1.0",
    "entries": {"plan": "aa", "method": "bb"},
    "previous": "cc",
}


def test_digest_is_over_all_that_is_said_in_order() -> None:
    said = (
        '["14fyp",2,["A release","一次发布"],["New figures.",""],"2024-03-01","1","0.1.0",'
        '[["method","bb"],["plan","aa"]],"cc"]'
    )
    assert documents.digest(**SAID) == hashlib.sha256(said.encode()).hexdigest()


def test_digest_does_not_depend_on_the_order_of_entries() -> None:
    turned = SAID | {"entries": {"method": "bb", "plan": "aa"}}
    assert documents.digest(**turned) == documents.digest(**SAID)


@pytest.mark.parametrize(
    "other",
    [
        {"plan": "15fyp"},
        {"number": 3},
        {"title": ("Another", "一次发布")},
        {"title": ("A release", "另一次")},
        {"title": ("一次发布", "A release")},
        {"note": ("", "New figures.")},
        {"note": ("New figures", "")},
        {"judged_on": "2024-03-02"},
        {"method_version": "2"},
        {"product_version": "0.1.1"},
        {"entries": {"plan": "aa", "method": "bc"}},
        {"entries": {"plan": "bb", "method": "aa"}},
        {"entries": {"plan": "aa"}},
        {"entries": {"plan": "aa", "method": "bb", "indicators/x": "dd"}},
        {"previous": ""},
    ],
)
def test_digest_is_another_one_where_anything_is(other: dict[str, Any]) -> None:
    assert documents.digest(**SAID | other) != documents.digest(**SAID)
