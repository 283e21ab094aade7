"""Ready-made bytes: packed once, and handed out in the form that the reader takes."""

import gzip
from typing import Any

import pytest
from django.core.cache import caches
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from releases import ready
from tests import making
from tests.releases.test_canary import addresses

PAGE = "/en/plans/14fyp/"
WORDS = "Nothing is published yet. " * 20
NOISE = bytes(range(256))  # no byte twice: nothing to save


def answer(
    drawn: str | bytes = WORDS, *, path: str = "/", asked: str = "", **headers: str
) -> HttpResponseBase:
    request = RequestFactory().get(path, headers=headers)
    return ready.answer(request, state="", seconds=60, draw=lambda: drawn, asked={"on": asked})


def said(response: HttpResponseBase) -> bytes:
    return bytes(getattr(response, "content", b""))


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip", True),
        ("br, GZIP, zstd", True),
        ("br;q=1.0,gzip; q=0.5", True),
        ("gzip;q=0.001", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000, identity", False),
        ("br", False),
        ("x-gzipped", False),
        ("identity", False),
        ("*", False),
        ("", False),
    ],
)
def test_whoever_takes_gzip_gets_it(accepted: str, packed: bool) -> None:
    response = answer(**{"Accept-Encoding": accepted})
    assert response.headers.get("Content-Encoding") == ("gzip" if packed else None)
    assert (gzip.decompress(said(response)) if packed else said(response)) == WORDS.encode()
    assert response["Vary"] == "Accept-Encoding"


def test_packed_and_plain_have_etags_of_their_own() -> None:
    plain, packed = answer(), answer(**{"Accept-Encoding": "gzip"})
    assert plain["ETag"] != packed["ETag"]
    assert len(said(packed)) < len(said(plain))
    for each, accepted in ((plain, ""), (packed, "gzip")):
        known = {"Accept-Encoding": accepted, "If-None-Match": each["ETag"]}
        again = answer(**known)
        assert (again.status_code, said(again)) == (304, b"")
        assert (again["ETag"], again["Vary"]) == (each["ETag"], "Accept-Encoding")
        assert "Content-Encoding" not in again.headers
    crossed = answer(**{"Accept-Encoding": "gzip", "If-None-Match": plain["ETag"]})
    assert crossed.status_code == 200


def test_what_does_not_shrink_is_sent_as_it_is_to_everybody() -> None:
    response = answer(NOISE, **{"Accept-Encoding": "gzip"})
    assert (said(response), "Vary" in response.headers) == (NOISE, False)
    assert "Content-Encoding" not in response.headers


def test_what_is_kept_is_drawn_and_packed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    work: list[str] = []
    real = gzip.compress

    def watched(body: bytes, *, mtime: int) -> bytes:
        work.append("packed")
        return real(body, mtime=mtime)

    def draw() -> str:
        work.append("drawn")
        return WORDS

    monkeypatch.setattr(gzip, "compress", watched)
    for accepted in ("gzip", "", "gzip"):
        request = RequestFactory().get("/", headers={"Accept-Encoding": accepted})
        ready.answer(request, state="", seconds=60, draw=draw)
    assert work == ["drawn", "packed"]


def test_what_a_reader_adds_to_the_address_fills_nothing() -> None:
    assert said(answer("first", path="/?a")) == b"first"
    assert said(answer("second", path="/?b")) == b"first"
    assert said(answer("third", path="/other/")) == b"third"


def test_what_is_asked_of_a_page_is_kept_under_it() -> None:
    assert said(answer("first", asked="2024")) == b"first"
    assert said(answer("second", asked="2025")) == b"second"
    assert said(answer("third", asked="2024")) == b"first"


@pytest.mark.django_db
def test_a_page_is_packed_and_the_same_when_unpacked(client: Client) -> None:
    making.publish(making.whole_plan())
    for address in (PAGE, f"{PAGE}releases/"):
        plain = client.get(address)
        packed = client.get(address, headers={"Accept-Encoding": "gzip, deflate, br"})
        assert packed["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain.content
        assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 2


def pages() -> list[str]:
    """Every public address of a plan with one release, in English."""
    start = ("/en/", "/feeds/", "/api/", "/sitemap.xml", "/robots.txt")
    other = ("/15fyp/", "/releases/2/", "projects-2", "/desk/", "styleguide", "sign-")
    return [
        each
        for each in addresses()
        if each.startswith(start) and not any(part in each for part in other)
    ]


@pytest.mark.django_db
def test_no_page_is_kept_twice_for_what_it_does_not_read(client: Client) -> None:
    making.publish(making.whole_plan())
    read = [each for each in pages() if client.get(each).status_code == 200]
    assert len(read) > 40
    kept: Any = caches["default"]
    before = set(kept._cache)
    for address in read:
        plain, added = client.get(address), client.get(f"{address}?x=1&utm_source=letter")
        assert added.content == plain.content, address
    assert set(kept._cache) == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("indicators/", "goal=1&x=1"),
        ("changes/", "indicator=projects-1&x=1"),
        ("releases/", "x=1&on=2024-03-01"),
    ],
)
def test_the_language_switch_keeps_what_is_asked_and_nothing_else(
    client: Client, address: str, query: str
) -> None:
    making.publish(making.whole_plan())
    page = client.get(f"{PAGE}{address}?{query}").content.decode()
    asked = query.replace("x=1", "").strip("&")
    assert f'href="/zh-hans/plans/14fyp/{address}?{asked}"' in page
    assert "x=1" not in page


@pytest.mark.django_db
def test_an_empty_form_asks_for_the_page_that_is_ready(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    making.publish(making.whole_plan())
    whole = client.get(f"{PAGE}indicators/").content
    with django_assert_num_queries(1):
        empty = client.get(f"{PAGE}indicators/?goal=&verdict=&missing=&q=&sort=")
    assert empty.content == whole


@pytest.mark.django_db
def test_what_signed_in_people_read_is_never_packed(client: Client) -> None:
    making.publish(making.whole_plan())
    client.force_login(making.person("reviewer"))
    for address in ("/en/plans/14fyp/desk/", "/admin/", "/admin/releases/release/"):
        response = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert response.status_code == 200
        assert "Content-Encoding" not in response.headers
