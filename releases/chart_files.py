"""Downloads of one indicator: its chart as SVG and PNG, its figures as CSV."""

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from goals.languages import active_language
from indicators import chart_file
from indicators.chart_sheet import credit
from indicators.figure_csv import figures_csv
from indicators.pages import Page, site
from indicators.report_types import IndicatorReport, Publication
from releases import published, ready

Draw = Callable[[IndicatorReport, Publication], str | bytes]
SIZE = "wide"


def _served(
    request: HttpRequest, plan: str, code: str, number: int | None, *, kind: str, draw: Draw
) -> HttpResponseBase:
    """A file of an indicator in the newest release or in release `number`; 404 without either."""
    shelf = published.shelf(at=timezone.now())
    release = shelf.latest(plan) if number is None else shelf.release(plan, number)
    if release is None:
        raise Http404

    def drawn() -> str | bytes:
        publication = published.publication(release, indicators=[code])
        report = publication.indicators.get(code)
        if report is None:
            raise Http404
        return draw(report, publication)

    response = ready.answer(
        request,
        state=release.digest,
        seconds=shelf.seconds_fresh(),
        draw=drawn,
        kind=kind,
    )
    ending = request.path.rpartition(".")[2]
    name = f"{plan}-{code}-release-{release.number}-{active_language()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _document(report: IndicatorReport, publication: Publication) -> str:
    page = Page(
        lang=active_language(),
        path="",
        kind="public",
        plan=publication.plan.code,
        tail=f"indicators/{report.code}/",
        release=publication.release,
    )
    lines = credit(
        publication.plan.name,
        publication.release,
        page.lang,
        address=page.permanent_words,
        tryout=site().tryout,
    )
    svg = chart_file.standalone(report, lang=page.lang, size=SIZE, credit=lines)
    if svg is None:
        raise Http404
    return svg


def _picture(report: IndicatorReport, publication: Publication) -> bytes:
    found = chart_file.png(_document(report, publication), lang=active_language())
    if found is None:
        raise Http404
    return found


@require_safe
def svg(request: HttpRequest, plan: str, code: str, number: int | None = None) -> HttpResponseBase:
    return _served(request, plan, code, number, kind="image/svg+xml", draw=_document)


@require_safe
def png(request: HttpRequest, plan: str, code: str, number: int | None = None) -> HttpResponseBase:
    """404 too where this machine has no letters of the language."""
    return _served(request, plan, code, number, kind="image/png", draw=_picture)


@require_safe
def csv(request: HttpRequest, plan: str, code: str, number: int | None = None) -> HttpResponseBase:
    def draw(report: IndicatorReport, _: Publication) -> str:
        return figures_csv(report, active_language())

    return _served(request, plan, code, number, kind="text/csv; charset=utf-8", draw=draw)
