"""Figures out of the admin: the list as it is filtered, and the template that imports back."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone

from goals.languages import active_language
from goals.models import Plan, Source
from indicators import figure_files
from indicators.figure_files import FileRow
from indicators.import_columns import HEADINGS, SHEETS

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def urls(model_admin: Any) -> list[Any]:
    """The addresses of export and template, for the admin of figures."""
    room = ExportRoom(model_admin)
    view = model_admin.admin_site.admin_view
    return [
        path("export/", view(room.export), name="indicators_figure_export"),
        path("template/", view(room.template), name="indicators_figure_template"),
    ]


class ExportRoom:
    """Two downloads."""

    def __init__(self, model_admin: Any) -> None:
        self.figures = model_admin

    def export(self, request: HttpRequest) -> HttpResponse:
        """The figures that the list shows with the same query, on all its pages."""
        self._require(request)
        format_ = _format(request)
        asked: Any = request.GET.copy()
        asked.pop("format", None)  # the list knows no such filter
        request.GET = asked
        try:
            listed = self.figures.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse("admin:indicators_figure_changelist") + "?e=1")
        rows = figure_files.long_rows(listed.select_related("series__indicator", "source"), _lang())
        return download(rows, list(HEADINGS), format_, SHEETS["en"])

    def template(self, request: HttpRequest) -> HttpResponse:
        """A plan's figures with room for the missing ones; years as columns where asked."""
        self._require(request)
        wide = request.GET.get("form") != "long"
        plan = Plan.objects.filter(code=request.GET.get("plan")).first() or Plan.objects.first()
        if plan is None:
            raise Http404
        rows, columns = figure_files.template_rows(plan, _lang(), wide=wide)
        name = f"{SHEETS['en']}-{plan.code}-{'years' if wide else 'rows'}"
        return download(rows, columns, _format(request), name, sources=Source.objects.all())

    def _require(self, request: HttpRequest) -> None:
        if not self.figures.has_view_permission(request):
            raise PermissionDenied


def _lang() -> str:
    return active_language()


def _format(request: HttpRequest) -> str:
    return "csv" if request.GET.get("format") == "csv" else "xlsx"


def download(
    rows: list[FileRow], columns: list[str], format_: str, name: str, *, sources: Any = None
) -> HttpResponse:
    """Rows as a file to keep; `format_` is csv or xlsx, `name` comes before the day."""
    lang = _lang()
    if format_ == "csv":
        body = figure_files.as_csv(rows, columns, lang)
    else:
        body = figure_files.as_xlsx(rows, columns, lang, sources=sources)
    file = f"{name}-{timezone.localdate():%Y%m%d}.{format_}"
    return HttpResponse(
        body,
        content_type=_TYPES[format_],
        headers={"Content-Disposition": f'attachment; filename="{file}"'},
    )
