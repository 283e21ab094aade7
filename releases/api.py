"""The public API: each answer is the release, followed by stored documents as they were frozen."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from indicators.report_types import GoalReport, PlanReport, ReleaseReport, VerdictLine
from releases import documents, published, ready
from releases.api_schema import answer, listing

PAGE = 100
JSON = "application/json"

IN_RELEASE = [
    OpenApiParameter("release", int, description="The number of an earlier release."),
    OpenApiParameter(
        "as_of", datetime.date, description="The release in force on this day (Asia/Shanghai)."
    ),
]
PAGED = [OpenApiParameter("page", int, description=f"Pages of {PAGE}, from 1.")]
NOT_FOUND = {"$ref": "#/components/schemas/Problem"}


class Withdrawn(APIException):
    """A release that was public once; nothing is told of it but when it went and why."""

    status_code = 410

    def __init__(self, release: ReleaseReport) -> None:
        why = release.withdrawal or {"en": "", "zh-hans": ""}
        super().__init__(
            {
                "detail": _("This release was withdrawn."),
                "withdrawn_at": release.withdrawn_at.isoformat() if release.withdrawn_at else "",
                "withdrawal": {"en": why["en"], "zh-hans": why["zh-hans"]},
            }
        )


class ReleaseView(APIView):
    """What all addresses share: which release is meant, and how an answer goes out.

    `parameters` names everything in the query that an answer may depend on: it is kept under them.
    """

    parameters: tuple[str, ...] = ("release", "as_of", "page")

    @property
    def default_response_headers(self) -> dict[str, str]:
        return super().default_response_headers | {"Access-Control-Allow-Origin": "*"}

    def handle_exception(self, exc: Exception) -> Response:
        """A refusal is not kept: what is not there now may be there in a minute."""
        response = super().handle_exception(exc)
        response["Cache-Control"] = "no-cache"
        return response

    def shelf(self) -> published.Shelf:
        return published.shelf(at=timezone.now())

    def asked_release(self, shelf: published.Shelf, plan: str) -> ReleaseReport:
        """The release that `?release=` or `?as_of=` names, else the newest. Raises 404 or 400."""
        number, day = (self.request.GET.get(name) for name in ("release", "as_of"))
        if number is not None and day is not None:
            raise ValidationError({"release": _("Give release or as_of, not both.")})
        if number is not None:
            found = self.numbered(shelf, plan, _whole(number, "release"))
        elif day is not None:
            zone = timezone.get_current_timezone()
            found = shelf.in_force_on(plan, _day(day), zone=zone)
        else:
            found = shelf.latest(plan)
        if found is None:
            raise NotFound
        return found

    def numbered(self, shelf: published.Shelf, plan: str, number: int) -> ReleaseReport | None:
        """One release. Raises 410 for one that was withdrawn."""
        if gone := shelf.withdrawn_release(plan, number):
            raise Withdrawn(gone)
        return shelf.release(plan, number)

    def send(
        self, shelf: published.Shelf, state: str, body: Callable[[], bytes]
    ) -> HttpResponseBase:
        """The answer, kept ready-made; `state` names the releases that it depends on.

        What is in it stands there in both languages, so it is the same in each.
        """
        response = ready.answer(
            self.request._request,
            state=state,
            seconds=shelf.seconds_fresh(),
            draw=body,
            kind=JSON,
            asked=self._asked(),
        )
        response["Content-Language"] = "en, zh-Hans"
        return response

    def _asked(self) -> dict[str, str]:
        """The query, without parameters that mean nothing here."""
        asked = self.request.GET.dict()
        return {name: asked[name] for name in self.parameters if name in asked}

    def page(self, every: list[Any]) -> tuple[list[Any], dict[str, Any]]:
        """The page asked for, with the count and the addresses of its neighbours."""
        number = _whole(self.request.GET.get("page", "1"), "page")
        last = max(1, -(-len(every) // PAGE))
        if not 1 <= number <= last:
            raise NotFound
        head = {
            "count": len(every),
            "next": self._page_address(number + 1) if number < last else None,
            "previous": self._page_address(number - 1) if number > 1 else None,
        }
        return every[(number - 1) * PAGE : number * PAGE], head

    def _page_address(self, number: int) -> str:
        query = urlencode(self._asked() | {"page": str(number)})
        return f"{settings.SITE_URL}{self.request.path}?{query}"


class Plans(ReleaseView):
    """The plans that have published something, the current one first."""

    @extend_schema(
        operation_id="plans", tags=["plans"], parameters=PAGED, responses=listing("PlanLine")
    )
    def get(self, request: Request) -> HttpResponseBase:
        shelf = self.shelf()
        newest = [each for code in shelf.plans() if (each := shelf.latest(code))]
        shown, head = self.page(newest)

        def body() -> bytes:
            plans = zip(published.plans(shown), shown, strict=True)
            return joined(head, [_plan_line(*each, current=newest[0]) for each in plans])

        return self.send(shelf, states(newest), body)


class Plan(ReleaseView):
    """A plan with its goals, commitments and the list of verdicts."""

    @extend_schema(
        operation_id="plan",
        tags=["plans"],
        parameters=IN_RELEASE,
        responses=answer("PlanReport", NOT_FOUND),
    )
    def get(self, request: Request, plan: str) -> HttpResponseBase:
        shelf = self.shelf()
        release = self.asked_release(shelf, plan)
        return self.send(shelf, states([release]), lambda: _document(release, documents.PLAN))


class Goals(ReleaseView):
    """The plan's goals with commitments, codes of indicators and their verdicts."""

    @extend_schema(
        operation_id="goals", parameters=[*IN_RELEASE, *PAGED], responses=listing("GoalAnswer")
    )
    def get(self, request: Request, plan: str) -> HttpResponseBase:
        shelf = self.shelf()
        release = self.asked_release(shelf, plan)

        def body() -> bytes:
            report = published.publication(release, indicators=[]).plan
            shown, head = self.page(list(report.goals))
            goals = [_goal(each, report) for each in shown]
            return joined({"release": release} | head, goals)

        return self.send(shelf, states([release]), body)


class Goal(ReleaseView):
    """One goal."""

    @extend_schema(
        operation_id="goal", parameters=IN_RELEASE, responses=answer("GoalAnswer", NOT_FOUND)
    )
    def get(self, request: Request, plan: str, number: int) -> HttpResponseBase:
        shelf = self.shelf()
        release = self.asked_release(shelf, plan)

        def body() -> bytes:
            report = published.publication(release, indicators=[]).plan
            goal = next((each for each in report.goals if each.number == number), None)
            if goal is None:
                raise NotFound
            return _after(release, _goal(goal, report))

        return self.send(shelf, states([release]), body)


class Indicators(ReleaseView):
    """Every indicator in full: target, baseline, verdict with its working, series, figures."""

    @extend_schema(
        operation_id="indicators",
        parameters=[*IN_RELEASE, *PAGED],
        responses=listing("IndicatorReport"),
    )
    def get(self, request: Request, plan: str) -> HttpResponseBase:
        shelf = self.shelf()
        release = self.asked_release(shelf, plan)

        def body() -> bytes:
            report = published.publication(release, indicators=[]).plan
            shown, head = self.page([line.indicator for line in report.verdicts])
            names = [documents.INDICATOR + code for code in shown]
            stored = published.bodies(release, names)
            return joined({"release": release} | head, [stored[name] for name in names])

        return self.send(shelf, states([release]), body)


class Indicator(ReleaseView):
    """One indicator in full."""

    @extend_schema(
        operation_id="indicator",
        parameters=IN_RELEASE,
        responses=answer("IndicatorReport", NOT_FOUND),
    )
    def get(self, request: Request, plan: str, code: str) -> HttpResponseBase:
        shelf = self.shelf()
        release = self.asked_release(shelf, plan)
        return self.send(
            shelf,
            states([release]),
            lambda: _document(release, documents.INDICATOR + code),
        )


class Releases(ReleaseView):
    """The plan's releases, newest first; of those that were withdrawn, when and why."""

    @extend_schema(operation_id="releases", parameters=PAGED, responses=listing("ReleaseReport"))
    def get(self, request: Request, plan: str) -> HttpResponseBase:
        shelf = self.shelf()
        every = shelf.ever(plan)
        if not every:
            raise NotFound
        shown, head = self.page(every)
        parts = map(documents.encode_part, shown)
        return self.send(shelf, states(every), lambda: joined(head, parts))


class Release(ReleaseView):
    """One release: its record, and the SHA-256 of every document in it."""

    @extend_schema(operation_id="release", responses=answer("ReleaseRecord", NOT_FOUND))
    def get(self, request: Request, plan: str, number: int) -> HttpResponseBase:
        shelf = self.shelf()
        release = self.numbered(shelf, plan, number)
        if release is None:
            raise NotFound

        def body() -> bytes:
            stored = published.bodies(release)
            hashes = {name: documents.sha256(stored[name]) for name in sorted(stored)}
            record = msgspec.json.encode({"documents": hashes})
            return documents.encode_part(release)[:-1] + b"," + record[1:]

        return self.send(shelf, states([release]), body)


def _document(release: ReleaseReport, name: str) -> bytes:
    stored = published.bodies(release, [name])
    if name not in stored:
        raise NotFound
    return _after(release, stored[name])


def _after(release: ReleaseReport, document: bytes) -> bytes:
    """`{"release": …, ` and the document's own bytes after its opening brace."""
    return b'{"release":' + documents.encode_part(release) + b"," + document[1:]


def joined(head: dict[str, Any], items: Iterable[bytes]) -> bytes:
    opened = documents.encode_part(head)[:-1]
    return opened + b',"results":[' + b",".join(items) + b"]}"


def _plan_line(plan: PlanReport, release: ReleaseReport, *, current: ReleaseReport) -> bytes:
    line = {"code": plan.code, "name": plan.name, "current": release is current}
    return documents.encode_part(line | {"release": release})


def _goal(goal: GoalReport, plan: PlanReport) -> bytes:
    verdicts: list[VerdictLine] = [line for line in plan.verdicts if line.goal == goal.number]
    document = documents.encode_part(goal)
    return document[:-1] + b',"verdicts":' + documents.encode_part(verdicts) + b"}"


def states(releases: Iterable[ReleaseReport]) -> str:
    return " ".join(
        f"{each.digest}>{each.superseded_by}>{each.corrected_by}>{each.withdrawn_at}"
        for each in releases
    )


def _whole(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValidationError({name: _("Give a whole number.")})
    return int(text)


def _day(text: str) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:  # other ways to write a day, 20240301 for instance
        raise ValidationError({"as_of": _("Give a day as YYYY-MM-DD.")})
    return day
