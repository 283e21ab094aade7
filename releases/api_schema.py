"""The API's document: schemas come from the very dataclasses that answers are made of."""

from inspect import cleandoc
from typing import Any

import msgspec

from indicators.report_types import (
    GoalReport,
    IndicatorReport,
    PlanReport,
    ReleaseReport,
    Text,
    VerdictLine,
)
from releases.revisions import KINDS

Schema = dict[str, Any]
PREFIX = "#/components/schemas/"


def reference(name: str) -> Schema:
    return {"$ref": PREFIX + name}


def answer(name: str, not_found: Schema) -> dict[int, Schema]:
    """The responses of an address that answers with one document after its release."""
    if name == "ReleaseRecord":
        found = reference(name)
    else:
        of_release = _object({"release": reference("ReleaseReport")})
        found = {"allOf": [of_release, reference(name)]}
    return {200: found, 400: reference("Problem"), 404: not_found, 410: reference("Problem")}


def listing(name: str) -> dict[int, Schema]:
    """The responses of a paged list; `release` is there where the list belongs to one."""
    page = _object(
        {
            "count": {"type": "integer"},
            "next": {"type": ["string", "null"], "format": "uri"},
            "previous": {"type": ["string", "null"], "format": "uri"},
            "results": {"type": "array", "items": reference(name)},
        }
    )
    page["properties"]["release"] = reference("ReleaseReport")
    problem = reference("Problem")
    return {200: page, 400: problem, 404: problem, 410: problem}


def add_reports(result: Schema, **_kwargs: Any) -> Schema:
    """Put the reports' schemas into the generated document (a hook of drf-spectacular)."""
    for path in result["paths"].values():
        path["get"]["summary"] = path["get"].pop("description")
    types = (PlanReport, GoalReport, IndicatorReport, ReleaseReport, VerdictLine, Text)
    _schemas, components = msgspec.json.schema_components(types, ref_template=PREFIX + "{name}")
    for component in components.values():
        if "description" in component:
            component["description"] = cleandoc(component["description"])
    hashes = {"type": "object", "additionalProperties": {"type": "string"}}
    verdicts = {"type": "array", "items": reference("VerdictLine")}
    result.setdefault("components", {}).setdefault("schemas", {}).update(
        components
        | {
            "PlanLine": _object(
                {
                    "code": {"type": "string"},
                    "name": reference("Text"),
                    "current": {"type": "boolean"},
                    "release": reference("ReleaseReport"),
                }
            ),
            "GoalAnswer": {"allOf": [reference("GoalReport"), _object({"verdicts": verdicts})]},
            "ReleaseRecord": {
                "allOf": [reference("ReleaseReport"), _object({"documents": hashes})]
            },
            "RevisionLine": _object(_REVISION),
            "Problem": {"type": "object", "additionalProperties": True},
        }
    )
    return result


def _or_none(*kinds: Schema) -> Schema:
    return {"anyOf": [*kinds, {"type": "null"}]}


_WORDS = {"type": "string"}
_REVISION: Schema = {
    "release": {"type": "integer"},
    "published_at": {"type": "string", "format": "date-time"},
    "kind": {"type": "string", "enum": list(KINDS)},
    "indicator": _or_none(_WORDS),
    "series": _or_none(_WORDS),
    "year": _or_none({"type": "integer"}),
    "covers": _or_none(_WORDS),
    "as_of": _or_none({"type": "string", "format": "date"}),
    "what": _or_none(reference("Text")),
    "why": _or_none(reference("Revision")),
    "old": _or_none(reference("Figure"), reference("Text")),
    "new": _or_none(reference("Figure"), reference("Text")),
}


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}
