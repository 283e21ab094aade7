"""Ready-made bytes: packed once, and handed out in the form that the reader takes."""

import gzip

import pytest
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from releases import ready
from tests import making

PAGE = "/en/plans/14fyp/"
WORDS = "Nothing is published yet. " * 20
NOISE = bytes(range(256))  # no byte twice: nothing to save


def answer(
    drawn: str | bytes = WORDS, *, address: str | None = None, path: str = "/", **headers: str
) -> HttpResponseBase:
    request = RequestFactory().get(path, headers=headers)
    return ready.answer(request, state="", seconds=60, draw=lambda: drawn, address=address)


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
    assert said(answer("first", address="/", path="/?a")) == b"first"
    assert said(answer("second", address="/", path="/?b")) == b"first"
    assert said(answer("third", path="/?b")) == b"third"


@pytest.mark.django_db
def test_a_page_is_packed_and_the_same_when_unpacked(client: Client) -> None:
    making.publish(making.whole_plan())
    for address in (PAGE, f"{PAGE}releases/"):
        plain = client.get(address)
        packed = client.get(address, headers={"Accept-Encoding": "gzip, deflate, br"})
        assert packed["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain.content
        assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 2


@pytest.mark.django_db
def test_what_signed_in_people_read_is_never_packed(client: Client) -> None:
    making.publish(making.whole_plan())
    client.force_login(making.person("reviewer"))
    for address in ("/en/plans/14fyp/desk/", "/admin/", "/admin/releases/release/"):
        response = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert response.status_code == 200
        assert "Content-Encoding" not in response.headers
