"""What is odd about a source is told by its form: no address is ever fetched."""

from datetime import date

import pytest

from goals.addresses import FAULTS, faults

TODAY = date(2026, 11, 24)


def odd(url: str, kind: str = "press") -> list[str]:
    return faults(url=url, kind=kind, published_on="2025-02-20", today=TODAY)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.lingang.gov.cn/html/website/lg/index/news/list/1.html",
        "http://www.stats.gov.cn/sj/zxfb/202502/t20250228_1958817.html?a=1&b=%20#top",
        "https://www.shanghai.gov.cn/政务公开/2024年报告.html",
        "https://www.chinadaily.com.cn:443/a/202208/23/WS1.html",
        "https://govcnews.com/a",
    ],
)
def test_an_address_like_any_other_is_not_odd(url: str) -> None:
    assert odd(url) == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("ftp://www.stats.gov.cn/a", ["scheme"]),
        ("javascript:alert(1)", ["scheme"]),
        ("//www.stats.gov.cn/a", ["scheme"]),
        ("https://www.stats.gov.cn/a b", ["characters"]),
        ("https://www.stats.gov.cn／a", ["characters"]),
        ("https://www.stats.gov.cn/\u200ba", ["characters"]),
        ("https://www.stats.gov.cn/\u202egnp.exe", ["characters"]),
        ("https://www.stats.gov.cn\\@evil.cn/", ["characters", "credentials"]),
        ("https://user:secret@www.stats.gov.cn/", ["credentials"]),
        ("https://www.stats.gov.cn@evil.cn/", ["credentials"]),
        ("http://192.168.0.1/a", ["ip"]),
        ("http://2130706433/", ["ip"]),
        ("http://0x7f.1/", ["ip"]),
        ("http://[::1]/", ["ip"]),
        ("http://[fe80::1%25eth0]/", ["ip"]),
        ("http://[::1/", ["characters"]),
        ("http://localhost:8000/", ["internal", "port"]),
        ("http://files.intranet/", ["internal"]),
        ("http://printer.local./", ["internal"]),
        ("https://statistics/yearbook", ["no_dot"]),
        ("https://", ["no_dot"]),
        ("https://news.example.org/a", ["invented"]),
        ("https://lingang2025.example/", ["invented"]),
        ("https://www.stаts.gov.cn/", ["foreign_letters"]),
        ("https://xn--stts-43d.gov.cn/", ["foreign_letters"]),
        ("https://www.gov.cn.news.top/", ["look_alike"]),
        ("https://www.stats-gov-cn.com/", ["look_alike"]),
        ("https://www.stats.govcn.com/", ["look_alike"]),
        ("https://www.g0v.cn/", ["look_alike"]),
        ("https://t.cn/A6xyz", ["shortener"]),
        ("https://www.bit.ly/3x", ["shortener"]),
        ("https://www.stats.gov.cn:8443/a", ["port"]),
        ("https://www.stats.gov.cn:port/a", ["characters"]),
    ],
)
def test_an_odd_address_is_told_with_the_reason(url: str, expected: list[str]) -> None:
    assert odd(url) == expected


def test_an_official_source_wants_an_address_and_a_copy_is_called_one() -> None:
    assert odd("", kind="official") == ["no_address"]
    assert odd("", kind="press") == []
    assert odd("https://www.stats.gov.cn/", kind="mirror") == ["mirror"]


@pytest.mark.parametrize(
    ("published_on", "saved", "expected"),
    [
        ("2026-11-24", None, []),
        ("2026-11-25", None, ["future"]),
        ("2026-11", None, []),
        ("2026-12", None, ["future"]),
        ("2027", None, ["future"]),
        ("2025-02-20", date(2025, 2, 20), []),
        ("2025-02-21", date(2025, 2, 20), ["after_entry"]),
        ("2025", date(2025, 2, 20), []),
        ("2027-01-01", date(2026, 11, 1), ["future", "after_entry"]),
        ("2025-02-30", date(2024, 2, 20), []),
    ],
)
def test_a_day_of_publication_that_cannot_be_is_told(
    published_on: str, saved: date | None, expected: list[str]
) -> None:
    found = faults(
        url="https://www.stats.gov.cn/",
        kind="press",
        published_on=published_on,
        today=TODAY,
        saved=saved,
    )
    assert found == expected


def test_faults_are_told_in_one_order() -> None:
    found = faults(url="http://a:b@10.0.0.1:81/", kind="mirror", published_on="2030", today=TODAY)
    assert found == ["mirror", "credentials", "ip", "port", "future"]
    assert found == sorted(found, key=FAULTS.index)
