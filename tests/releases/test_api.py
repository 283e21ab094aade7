"""The public API: every address, its shape, its refusals, and what caches may do with it."""

import datetime
import gzip
import json
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from releases import api, documents
from releases.models import Release
from tests import making
from tests.making import AT, FUTURE

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
PLAN = "/api/v1/plans/14fyp/"
OF_RELEASE = [
    PLAN,
    f"{PLAN}goals/",
    f"{PLAN}goals/1/",
    f"{PLAN}indicators/",
    f"{PLAN}indicators/projects-1/",
]
EVERY = ["/api/v1/plans/", *OF_RELEASE, f"{PLAN}releases/", f"{PLAN}releases/1/"]
Read = Callable[..., Any]


@pytest.fixture
def read(client: Client) -> Read:
    """What an address answers, as data; it must be 200."""

    def get(address: str, **headers: str) -> Any:
        response = client.get(address, headers=headers)
        assert (response.status_code, response["Content-Type"]) == (200, "application/json")
        return json.loads(response.content)

    return get


def publish(indicators: int = 1) -> Release:
    return making.publish(making.whole_plan(indicators=indicators))


def publish_two() -> tuple[Release, Release]:
    """63 is public from 09:30 on 1 March 2024, 64 from 09:30 on 2 March."""
    first = publish()
    making.revise("64")
    return first, making.publish(first.plan, at=AT + 24 * HOUR)


def release_line(release: Release, **fields: Any) -> dict[str, Any]:
    return {
        "plan": "14fyp",
        "number": 1,
        "title": {"en": "A release", "zh-hans": "一次发布"},
        "note": {"en": "New figures.", "zh-hans": "新数据。"},
        "judged_on": "2024-03-01",
        "published_at": "2024-03-01T01:30:00Z",
        "digest": release.digest,
        "previous_digest": "",
        "method_version": "1",
        "product_version": "0.1.0",
        "superseded_by": None,
        "superseded_at": None,
        "corrects": None,
        "correction": None,
        "corrected_by": None,
        "corrected_why": None,
        "withdrawn_at": None,
        "withdrawal": None,
    } | fields


def stored(release: Release, name: str) -> bytes:
    return bytes(release.entries.get(name=name).document.body)


# Shapes


def test_plans_lists_each_plan_with_its_newest_release(read: Read) -> None:
    first, second = publish_two()
    newest = release_line(
        second,
        number=2,
        judged_on="2024-03-02",
        published_at="2024-03-02T01:30:00Z",
        previous_digest=first.digest,
    )
    assert read("/api/v1/plans/") == {
        "count": 1,
        "next": None,
        "previous": None,
        "results": [
            {
                "code": "14fyp",
                "current": True,
                "name": {"en": "The plan", "zh-hans": "规划"},
                "release": newest,
            }
        ],
    }


def test_plans_has_the_current_one_first(read: Read) -> None:
    publish()
    making.publish(making.whole_plan(code="15fyp"), at=AT + HOUR)
    assert [(each["code"], each["current"]) for each in read("/api/v1/plans/")["results"]] == [
        ("15fyp", True),
        ("14fyp", False),
    ]


def test_plans_is_empty_before_anything_is_public(read: Read) -> None:
    assert read("/api/v1/plans/") == {"count": 0, "next": None, "previous": None, "results": []}


def test_plan_is_the_release_and_its_document(read: Read) -> None:
    release = publish()
    document = json.loads(stored(release, "plan"))
    assert read(PLAN) == {"release": release_line(release)} | document
    assert document["verdicts"] == [
        {
            "indicator": "projects-1",
            "goal": 1,
            "targeted": True,
            "code": "ahead",
            "reason": None,
        }
    ]


GOAL = {
    "number": 1,
    "slug": "goal-1",
    "title": {"en": "Goal 1", "zh-hans": "目标1"},
    "summary": {"en": "A promise.", "zh-hans": "一项承诺。"},
    "commitments": [
        {
            "wording": {"en": "Open up.", "zh-hans": "扩大开放。"},
            "state": "open",
            "due_year": 2025,
            "strand": "",
            "evidence": [
                {
                    "on": "2024-02-01",
                    "statement": {"en": "It was opened.", "zh-hans": "已开放。"},
                    "source": {
                        "publisher": {"en": "Lin-gang Daily", "zh-hans": "临港日报"},
                        "title": {"en": "A report", "zh-hans": "一则报道"},
                        "url": "https://news.example.org/report",
                        "published_on": "2024-02-20",
                        "kind": "press",
                    },
                }
            ],
        }
    ],
    "indicators": ["projects-1"],
    "verdicts": [
        {
            "indicator": "projects-1",
            "goal": 1,
            "targeted": True,
            "code": "ahead",
            "reason": None,
        }
    ],
}


def test_goal_has_its_commitments_and_the_verdicts_of_its_indicators(read: Read) -> None:
    release = publish()
    assert read(f"{PLAN}goals/1/") == {"release": release_line(release)} | GOAL


def test_goals_lists_every_goal(read: Read) -> None:
    release = publish(indicators=2)
    answer = read(f"{PLAN}goals/")
    assert [each["number"] for each in answer["results"]] == [1, 2]
    assert answer["results"][0] == GOAL
    assert {key: answer[key] for key in ("count", "next", "previous", "release")} == {
        "count": 2,
        "next": None,
        "previous": None,
        "release": release_line(release),
    }


def test_indicator_has_every_field_that_was_promised(read: Read) -> None:
    release = publish()
    answer = read(f"{PLAN}indicators/projects-1/")
    assert answer["release"] == release_line(release)
    assert {key: answer[key] for key in ("code", "goal", "name", "unit")} == {
        "code": "projects-1",
        "goal": 1,
        "name": {"en": "Projects", "zh-hans": "项目数"},
        "unit": "project",
    }
    assert answer["responsible_unit"] is None
    assert answer["target"] == {
        "year": 2025,
        "aim": "rise",
        "lower": "100",
        "upper": None,
        "strict": False,
        "tolerance": "0",
        "note": None,
    }
    held = {"year": 2023, "covers": "year", "as_of": None, "value": "63", "obs_status": "A"}
    source = GOAL["commitments"][0]["evidence"][0]["source"]  # type: ignore[index]
    latest = held | {
        "break_kind": "",
        "source": source,
        "note": {"en": "Counted in December.", "zh-hans": ""},
    }
    assert (answer["latest"], answer["latest_shown"]) == (latest, latest)
    assert answer["baseline"] == latest | {"year": 2020, "value": "0", "note": None}
    assert answer["commentary"] == {
        "year": 2023,
        "cause": {"en": "Funds came late.", "zh-hans": "资金到位较晚。"},
        "next_step": {"en": "Ten more are to start.", "zh-hans": "再启动10项。"},
        "written_on": "2024-02-01",
    }
    [series] = answer["series"]
    assert {key: series[key] for key in ("code", "name", "headline")} == {
        "code": "all",
        "name": {"en": "All of them", "zh-hans": "总数"},
        "headline": True,
    }
    assert series["figures"] == [answer["baseline"], latest]


def test_indicator_s_verdict_has_every_field_that_was_promised(read: Read) -> None:
    publish()
    verdict = read(f"{PLAN}indicators/projects-1/")["verdict"]
    working = verdict.pop("working")
    # 63 of 100 after 3 of 5 years
    assert verdict == {
        "code": "ahead",
        "rule": 14,
        "reason": None,
        "over": False,
        "provisional": False,
        "within_tolerance": False,
        "beyond": None,
        "out_of_date": False,
        "redefined": None,
        "since": None,
        "shortfall": None,
        "met_late": None,
        "nearer": None,
        "change": "63.000000",
        "share_done": "0.630000",
        "share_time": "0.600000",
        "gap": "0.030000",
        "pace": "1.050000",
        "completion": "0.630000",
        "needed_a_year": "18.500000",
        "so_far_a_year": "21.000000",
    }
    assert [(set(step), step["code"]) for step in working[-1:]] == [
        ({"code", "label", "expression", "value"}, "rule")
    ]
    assert all(set(step["label"]) == {"en", "zh-hans"} for step in working)


def test_indicators_lists_every_indicator_in_full(read: Read) -> None:
    release = publish(indicators=2)
    answer = read(f"{PLAN}indicators/")
    assert answer == {
        "count": 2,
        "next": None,
        "previous": None,
        "release": release_line(release),
        "results": [
            json.loads(stored(release, f"indicators/projects-{number}")) for number in (1, 2)
        ],
    }


def test_releases_lists_them_newest_first(read: Read) -> None:
    first, second = publish_two()
    assert read(f"{PLAN}releases/") == {
        "count": 2,
        "next": None,
        "previous": None,
        "results": [
            release_line(
                second,
                number=2,
                judged_on="2024-03-02",
                published_at="2024-03-02T01:30:00Z",
                previous_digest=first.digest,
            ),
            release_line(first, superseded_by=2, superseded_at="2024-03-02T01:30:00Z"),
        ],
    }


def test_release_has_the_sha_256_of_each_of_its_documents(read: Read) -> None:
    release = publish()
    assert read(f"{PLAN}releases/1/") == release_line(release) | {
        "documents": dict(release.entries.values_list("name", "document_id"))
    }


# Bytes


def test_answers_carry_the_stored_bytes_as_they_are(client: Client) -> None:
    release = publish()
    line = client.get(f"{PLAN}releases/").content.split(b'"results":[')[1][:-2]
    for address, name in [(PLAN, "plan"), (OF_RELEASE[4], "indicators/projects-1")]:
        body = client.get(address).content
        assert body == b'{"release":' + line + b"," + stored(release, name)[1:]
    assert stored(release, "indicators/projects-1") in client.get(OF_RELEASE[3]).content


def test_documents_hash_to_what_the_release_says(client: Client, read: Read) -> None:
    publish()
    hashes = read(f"{PLAN}releases/1/")["documents"]
    body = client.get(f"{PLAN}indicators/projects-1/").content
    document = b"{" + body[body.index(b'"format":') :]
    assert documents.sha256(document) == hashes["indicators/projects-1"]


# Earlier states


def values(answer: dict[str, Any]) -> list[str]:
    return [each["value"] for each in answer["series"][0]["figures"]]


def test_earlier_states_are_asked_for_by_number_or_day(read: Read) -> None:
    publish_two()
    expected = {
        "": (2, "64"),
        "?release=1": (1, "63"),
        "?release=2": (2, "64"),
        "?as_of=2024-03-01": (1, "63"),
        "?as_of=2024-03-02": (2, "64"),
        "?as_of=9999-12-31": (2, "64"),
    }
    for query, (number, value) in expected.items():
        assert {read(address + query)["release"]["number"] for address in OF_RELEASE} == {number}
        assert values(read(f"{PLAN}indicators/projects-1/{query}"))[-1] == value


BAD = [
    ("release=abc", {"release": "Give a whole number."}),
    ("release=", {"release": "Give a whole number."}),
    ("release=-1", {"release": "Give a whole number."}),
    ("release=1.0", {"release": "Give a whole number."}),
    ("release=１", {"release": "Give a whole number."}),
    ("release=1000000000", {"release": "Give a whole number."}),
    ("as_of=yesterday", {"as_of": "Give a day as YYYY-MM-DD."}),
    ("as_of=", {"as_of": "Give a day as YYYY-MM-DD."}),
    ("as_of=20240301", {"as_of": "Give a day as YYYY-MM-DD."}),
    ("as_of=2024-W09-5", {"as_of": "Give a day as YYYY-MM-DD."}),
    ("as_of=2024-02-30", {"as_of": "Give a day as YYYY-MM-DD."}),
    ("as_of=2024-03-01T00:00", {"as_of": "Give a day as YYYY-MM-DD."}),
    ("release=1&as_of=2024-03-01", {"release": "Give release or as_of, not both."}),
]


def test_bad_values_are_refused_with_a_sentence(client: Client) -> None:
    publish()
    for query, sentence in BAD:
        for address in OF_RELEASE:
            response = client.get(f"{address}?{query}")
            assert (query, response.status_code, response.json()) == (query, 400, sentence)


def test_a_page_that_is_no_number_is_refused(client: Client) -> None:
    publish()
    sentence = {"page": "Give a whole number."}
    for page in ["abc", "", "-1", "1.0"]:
        for address in ["/api/v1/plans/", f"{PLAN}releases/", *OF_RELEASE[1:4:2]]:
            response = client.get(f"{address}?page={page}")
            assert (page, response.status_code, response.json()) == (page, 400, sentence)


def test_refusals_speak_chinese(client: Client) -> None:
    publish()
    chinese = {"Accept-Language": "zh-hans"}
    response = client.get(f"{PLAN}?release=abc", headers=chinese)
    assert response.json() == {"release": "请填写整数。"}
    assert response["Vary"] == "Accept-Language"


# What is not there


NOT_THERE = [
    "/api/v1/plans/15fyp/",
    "/api/v1/plans/15fyp/goals/",
    "/api/v1/plans/15fyp/goals/1/",
    "/api/v1/plans/15fyp/indicators/",
    "/api/v1/plans/15fyp/indicators/projects-1/",
    "/api/v1/plans/15fyp/releases/",
    "/api/v1/plans/15fyp/releases/1/",
    f"{PLAN}goals/2/",
    f"{PLAN}indicators/projects-2/",
    f"{PLAN}releases/2/",
    f"{PLAN}releases/99999999999999999999/",
    f"{PLAN}?release=2",
    f"{PLAN}?as_of=2024-02-29",
    f"{PLAN}indicators/?page=0",
    f"{PLAN}indicators/?page=2",
    "/api/v1/plans/?page=2",
]


def test_what_is_not_there_is_404(client: Client) -> None:
    publish()
    for address in NOT_THERE:
        response = client.get(address)
        assert (address, response.status_code, response.json()) == (
            address,
            404,
            {"detail": "Not found."},
        )


def answer(response: Any) -> tuple[int, bytes, dict[str, str]]:
    return response.status_code, response.content, dict(response.headers)


def test_what_waits_for_its_minute_answers_like_what_is_not_there(client: Client) -> None:
    first = publish()
    making.indicator(first.plan.goals.get(), "projects-2")
    making.publish(first.plan, publish_at=FUTURE)
    making.publish(making.whole_plan(code="15fyp"), publish_at=FUTURE)
    for waiting, nowhere in [
        (f"{PLAN}releases/2/", f"{PLAN}releases/9/"),
        (f"{PLAN}?release=2", f"{PLAN}?release=9"),
        (f"{PLAN}indicators/projects-2/", f"{PLAN}indicators/projects-9/"),
        (f"{PLAN}indicators/projects-2/?release=2", f"{PLAN}indicators/projects-9/?release=9"),
        ("/api/v1/plans/15fyp/", "/api/v1/plans/19fyp/"),
        ("/api/v1/plans/15fyp/releases/1/", "/api/v1/plans/19fyp/releases/1/"),
    ]:
        found = client.get(waiting)
        assert found.status_code == 404
        assert answer(found) == answer(client.get(nowhere))
    assert client.get(f"{PLAN}releases/").json()["count"] == 1


@pytest.mark.parametrize(("seconds", "number"), [(-1, 1), (0, 2), (1, 2)])
def test_a_release_appears_at_its_minute_in_every_answer_and_on_every_page(
    client: Client, monkeypatch: pytest.MonkeyPatch, seconds: int, number: int
) -> None:
    first = publish()
    making.revise("640")
    making.publish(first.plan, publish_at=FUTURE)
    monkeypatch.setattr(timezone, "now", lambda: FUTURE + datetime.timedelta(seconds=seconds))
    assert {client.get(address).json()["release"]["number"] for address in OF_RELEASE} == {number}
    assert client.get(f"{PLAN}releases/").json()["count"] == number
    assert client.get("/api/v1/plans/").json()["results"][0]["release"]["number"] == number
    for lang in ("en", "zh-hans"):
        page = client.get(f"/{lang}/plans/14fyp/indicators/projects-1/").content.decode()
        assert ("640" in page) == (number == 2)
        second = client.get(f"/{lang}/plans/14fyp/releases/2/")
        assert second.status_code == {1: 404, 2: 200}[number]


# Caches and methods


def test_an_answer_known_already_is_not_sent_again(client: Client) -> None:
    publish()
    for address in EVERY:
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert again["Cache-Control"] == first["Cache-Control"] == "public, max-age=60"
        other = client.get(address, headers={"If-None-Match": '"another"'})
        assert (other.status_code, other.content) == (200, first.content)


def test_an_answer_that_changed_has_another_etag(client: Client) -> None:
    first = publish()
    asked = [*EVERY, f"{PLAN}?release=1", f"{PLAN}?as_of=2024-03-01"]
    before = {address: client.get(address) for address in asked}
    making.revise("64")
    making.publish(first.plan, at=AT + 24 * HOUR)
    for address in asked:
        after = client.get(address)
        assert after.content != before[address].content
        assert after["ETag"] != before[address]["ETag"]


def test_etags_differ_where_answers_do(client: Client) -> None:
    publish()
    assert len({client.get(address)["ETag"] for address in EVERY}) == 8
    for address in [f"{PLAN}?release=1", f"{PLAN}?as_of=2024-03-01", f"{PLAN}?other=1"]:
        assert client.get(address)["ETag"] == client.get(PLAN)["ETag"]


def test_answers_go_out_packed_to_whoever_takes_gzip(client: Client) -> None:
    publish()
    for address in EVERY:
        plain = client.get(address)
        packed = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert packed["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain.content


def test_an_answer_is_not_kept_past_the_next_release(client: Client) -> None:
    first = publish()
    making.revise("64")
    soon = timezone.now() + datetime.timedelta(seconds=40)
    making.publish(first.plan, publish_at=soon)
    for address in EVERY:
        before = (soon - timezone.now()).total_seconds()
        kept = int(client.get(address)["Cache-Control"].removeprefix("public, max-age="))
        after = (soon - timezone.now()).total_seconds()
        assert after - 1 <= kept <= before


def test_a_refusal_is_not_kept_at_all(client: Client) -> None:
    publish()
    for address in [f"{PLAN}releases/9/", f"{PLAN}?release=abc"]:
        assert client.get(address)["Cache-Control"] == "no-cache"


def test_head_answers_without_a_body(client: Client) -> None:
    publish()
    for address in EVERY:
        got, asked = client.get(address), client.head(address)
        assert (asked.status_code, asked.content, asked["ETag"]) == (200, b"", got["ETag"])


def test_nothing_is_ever_written_here(client: Client) -> None:
    publish()
    for address, method in product(EVERY, ["POST", "PUT", "PATCH", "DELETE"]):
        response = client.generic(method, address, b"{}", content_type="application/json")
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert response.json() == {"detail": f'Method "{method}" not allowed.'}


def test_nothing_of_the_reader_gets_into_an_answer(client: Client) -> None:
    publish()
    stranger = [answer(client.get(address)) for address in EVERY]
    client.force_login(making.person("analyst"))
    assert [answer(client.get(address)) for address in EVERY] == stranger
    for status, _body, headers in stranger:
        assert (status, headers["Vary"]) == (200, "Accept-Encoding")
        assert "Set-Cookie" not in headers
    assert Session.objects.count() == 1  # the analyst's own


def test_answers_are_the_same_in_every_language(client: Client) -> None:
    publish()
    for address in EVERY:
        english, chinese = (
            client.get(address, headers={"Accept-Language": each}) for each in ("en", "zh-hans")
        )
        assert english.content == chinese.content
        for each in (english, chinese):
            assert each["Content-Language"] == "en, zh-Hans"
            assert "Accept-Language" not in each["Vary"]


def test_other_sites_may_read_answers_and_refusals(client: Client) -> None:
    publish()
    for address in [PLAN, f"{PLAN}releases/9/", f"{PLAN}?release=abc"]:
        assert client.get(address)["Access-Control-Allow-Origin"] == "*"


# Pages


def test_lists_are_paged(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "PAGE", 2)
    publish(indicators=5)
    address = f"{settings.SITE_URL}{PLAN}indicators/"
    pages = [read(f"{PLAN}indicators/?release=1&page={number}") for number in (1, 2, 3)]
    assert [
        (each["count"], each["previous"], each["next"], [row["code"] for row in each["results"]])
        for each in pages
    ] == [
        (5, None, f"{address}?release=1&page=2", ["projects-1", "projects-2"]),
        (
            5,
            f"{address}?release=1&page=1",
            f"{address}?release=1&page=3",
            ["projects-3", "projects-4"],
        ),
        (5, f"{address}?release=1&page=2", None, ["projects-5"]),
    ]
    assert read(f"{PLAN}goals/")["next"] == f"{settings.SITE_URL}{PLAN}goals/?page=2"


# Queries


QUERIES = {
    # for an answer that is new; one that is ready-made takes the first of them alone
    "/api/v1/plans/": 2,  # what is public; the plans
    PLAN: 2,  # what is public; the plan
    f"{PLAN}goals/": 2,  # what is public; the plan
    f"{PLAN}goals/1/": 2,  # what is public; the plan
    f"{PLAN}indicators/": 3,  # what is public; the plan; the indicators
    f"{PLAN}indicators/projects-1/": 2,  # what is public; the indicator
    f"{PLAN}releases/": 1,  # what is public
    f"{PLAN}releases/1/": 2,  # what is public; the documents
}


@pytest.mark.parametrize("indicators", [1, 3])
def test_answers_take_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, indicators: int
) -> None:
    publish(indicators=indicators)
    for address, queries in QUERIES.items():
        with django_assert_num_queries(queries, info=address):
            etag = client.get(address)["ETag"]
        with django_assert_num_queries(1, info=address):
            assert client.get(address).status_code == 200
        with django_assert_num_queries(1, info=address):
            assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_plans_take_as_many_queries_for_two(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    publish()
    making.publish(making.whole_plan(code="15fyp"), at=AT + HOUR)
    with django_assert_num_queries(2):
        assert client.get("/api/v1/plans/").json()["count"] == 2
