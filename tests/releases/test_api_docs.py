"""The API's description: sound, true of real answers, and a page that asks nobody else."""

import json
import re
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it carries no types
import pytest
from django.test import Client
from django.urls import resolve

from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def openapi(client: Client) -> dict[str, Any]:
    response = client.get("/api/v1/schema/")
    assert response["Content-Type"] == "application/vnd.oai.openapi+json"
    found: dict[str, Any] = json.loads(response.content)
    return found


def test_description_names_every_address(openapi: dict[str, Any]) -> None:
    assert (openapi["openapi"], openapi["info"]) == (
        "3.1.0",
        {"title": "Lin-gang 2025", "version": "1"},
    )
    assert {
        path: (operations["get"]["operationId"], operations["get"]["tags"])
        for path, operations in openapi["paths"].items()
    } == {
        "/api/v1/plans/": ("plans", ["plans"]),
        "/api/v1/plans/{plan}/": ("plan", ["plans"]),
        "/api/v1/plans/{plan}/goals/": ("goals", ["goals"]),
        "/api/v1/plans/{plan}/goals/{number}/": ("goal", ["goals"]),
        "/api/v1/plans/{plan}/indicators/": ("indicators", ["indicators"]),
        "/api/v1/plans/{plan}/indicators/{code}/": ("indicator", ["indicators"]),
        "/api/v1/plans/{plan}/changes/": ("changes", ["changes"]),
        "/api/v1/plans/{plan}/releases/": ("releases", ["releases"]),
        "/api/v1/plans/{plan}/releases/{number}/": ("release", ["releases"]),
    }
    assert {tuple(operations) for operations in openapi["paths"].values()} == {("get",)}


def test_description_is_sound(openapi: dict[str, Any]) -> None:
    for path, operations in openapi["paths"].items():
        get = operations["get"]
        in_path = [each["name"] for each in get["parameters"] if each["in"] == "path"]
        assert sorted(in_path) == sorted(
            part.strip("{}") for part in path.split("/") if part.startswith("{")
        )
        assert all(each["required"] for each in get["parameters"] if each["in"] == "path")
        assert all("description" in each for each in get["responses"].values())
        assert get["summary"]
    jsonschema.Draft202012Validator.check_schema({"$defs": openapi["components"]["schemas"]})
    text = json.dumps(openapi)
    named = {part.split('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert named <= set(openapi["components"]["schemas"])


def validator(openapi: dict[str, Any], path: str, status: str) -> Any:
    content = openapi["paths"][path]["get"]["responses"][status]["content"]
    schema = content["application/json"]["schema"] | {"components": openapi["components"]}
    return jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


TEMPLATES = {
    "/api/v1/plans/": "",
    "/api/v1/plans/{plan}/": "plans/14fyp/",
    "/api/v1/plans/{plan}/goals/": "plans/14fyp/goals/",
    "/api/v1/plans/{plan}/goals/{number}/": "plans/14fyp/goals/3/",
    "/api/v1/plans/{plan}/indicators/": "plans/14fyp/indicators/",
    "/api/v1/plans/{plan}/indicators/{code}/": "plans/14fyp/indicators/industrial-output/",
    "/api/v1/plans/{plan}/releases/": "plans/14fyp/releases/",
    "/api/v1/plans/{plan}/releases/{number}/": "plans/14fyp/releases/1/",
}


def test_real_answers_are_as_described(client: Client, openapi: dict[str, Any]) -> None:
    making.publish(making.real_plan())
    for path, address in TEMPLATES.items():
        answer = client.get(f"/api/v1/{address or 'plans/'}")
        assert list(validator(openapi, path, "200").iter_errors(answer.json())) == []


def test_answers_that_are_not_as_described_are_told_apart(openapi: dict[str, Any]) -> None:
    # The check above can fail: a wrong type, a field that is missing.
    release = validator(openapi, "/api/v1/plans/{plan}/releases/{number}/", "200")
    assert [each.message for each in release.iter_errors({"number": "1"})] != []
    listing = validator(openapi, "/api/v1/plans/", "200")
    assert [
        each.message for each in listing.iter_errors({"count": "1", "next": None, "previous": None})
    ] == ["'1' is not of type 'integer'", "'results' is a required property"]


def test_refusals_are_as_described(client: Client, openapi: dict[str, Any]) -> None:
    making.publish(making.whole_plan())
    path = "/api/v1/plans/{plan}/"
    for query, status in [("?release=abc", "400"), ("?release=9", "404")]:
        refusal = client.get(f"/api/v1/plans/14fyp/{query}").json()
        assert list(validator(openapi, path, status).iter_errors(refusal)) == []


def test_description_is_kept_by_caches_and_the_same_for_everybody(client: Client) -> None:
    first = client.get("/api/v1/schema/")
    chinese = client.get("/api/v1/schema/?lang=zh-hans", headers={"Accept-Language": "zh-hans"})
    assert (first.content, first["Cache-Control"]) == (chinese.content, "public, max-age=3600")
    known = client.get("/api/v1/schema/", headers={"If-None-Match": first["ETag"]})
    assert (known.status_code, known.content) == (304, b"")
    assert (first["Vary"], first["Content-Language"]) == ("Accept-Encoding", "en")
    assert client.post("/api/v1/schema/").status_code == 405


def test_what_an_answer_depends_on_is_what_it_is_kept_under(openapi: dict[str, Any]) -> None:
    described = {
        (path, each["name"])
        for path, methods in openapi["paths"].items()
        for each in methods["get"].get("parameters", [])
        if each["in"] == "query"
    }
    assert ("/api/v1/plans/{plan}/changes/", "indicator") in described
    for path, name in described:
        filled = path.replace("{number}", "1").replace("{", "").replace("}", "")
        view: Any = resolve(filled).func
        assert name in view.cls.parameters, path


def test_docs_loosen_the_policy_for_pictures_alone(client: Client) -> None:
    def policy(address: str) -> dict[str, set[str]]:
        parts = client.get(address)["Content-Security-Policy"].split("; ")
        return {name: set(values) for name, *values in map(str.split, parts)}

    strict, docs = policy("/api/v1/schema/"), policy("/api/v1/docs/")
    assert docs == strict | {"img-src": {"'self'", "data:"}}
    assert strict["img-src"] == {"'self'"}


def test_docs_are_from_our_own_files_and_know_nobody(client: Client) -> None:
    response = client.get("/api/v1/docs/")
    addresses = re.findall(r'(?:src|href|data-schema)="([^"]*)"', response.content.decode())
    files = "/static/drf_spectacular_sidecar/swagger-ui-dist/"
    assert addresses == [
        "/static/img/favicon.svg",
        f"{files}swagger-ui.css",
        "/api/v1/schema/",
        "/api/v1/schema/",
        "/api/v1/schema/",
        f"{files}swagger-ui-bundle.js",
        "/static/js/api.js",
    ]
    assert (response.cookies, response["Vary"]) == ({}, "Accept-Encoding")
