"""The rooms for how far we are: indicators with their series and targets, and the analysts' own."""

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from goals.admin_base import TrackedAdmin, TrackedInline
from goals.languages import active_language
from goals.models import localized
from indicators import reports, sentences
from indicators.admin_commentary import CommentaryAdmin
from indicators.admin_figures import FigureAdmin
from indicators.admin_import import ImportedFileAdmin
from indicators.admin_missing import DueDateAdmin, slip_urls
from indicators.admin_suggestions import SuggestionAdmin
from indicators.admin_words import missing_years, shown, unit_of
from indicators.forms import TargetForm
from indicators.languages import say, year_spans
from indicators.models import (
    Commentary,
    DueDate,
    Figure,
    ImportedFile,
    Indicator,
    Series,
    Suggestion,
    Target,
)
from indicators.report_types import IndicatorReport
from indicators.wording import status, year_covered


def verdict_pill(report: IndicatorReport) -> str:
    """The verdict now, as it stands on every page."""
    lang, verdict = active_language(), report.verdict
    return render_to_string(
        "components/verdict.html",
        {
            "key": sentences.verdict_key(verdict.code, verdict.reason),
            "words": sentences.verdict_words(verdict, report, lang),
            "marks": sentences.marks(verdict, report, lang),
        },
    )


SERIES = (("code", "role", "order"), ("name_en", "name_zh"))
TARGET = (("year", "aim"), ("lower", "upper"), ("strict", "tolerance"), ("note_en", "note_zh"))


class SeriesInline(TrackedInline):
    model = Series
    columns = SERIES
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Series]:
        return super().get_queryset(request).select_related("indicator")


class BoundsShown:
    """Bounds with their unit, for those who look at a target and may not change it."""

    @admin.display(description=_("lower bound"))
    def lower_shown(self, row: Target) -> str:
        return _bound(row.lower, row)

    @admin.display(description=_("upper bound"))
    def upper_shown(self, row: Target) -> str:
        return _bound(row.upper, row)


def _reading(fields: list[Any]) -> list[Any]:
    bounds = ("lower_shown", "upper_shown")
    return [bounds if each == ("lower", "upper") else each for each in fields]


class TargetInline(BoundsShown, TrackedInline):
    model = Target
    form = TargetForm
    columns = TARGET
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Target]:
        return super().get_queryset(request).select_related("indicator")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_fields(request, obj)
        return fields if self.has_change_permission(request, obj) else _reading(fields)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), "lower_shown", "upper_shown"]


def _bound(value: Decimal | None, row: Target) -> str:
    if value is None:
        return "—"
    return shown(value, unit_of(row.indicator), active_language())


class JudgedList(ChangeList):
    """The list of indicators, each row with its live report: one judging for each plan shown."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        today = timezone.localdate()
        live = {
            code: reports.live(code, as_of=today)
            for code in {row.plan.code for row in self.result_list}
        }
        for row in self.result_list:
            plan = live[row.plan.code]
            row.report = plan.indicators[row.code] if plan else None


@admin.register(Indicator)
class IndicatorAdmin(TrackedAdmin):
    list_display = ["name", "goal", "latest", "verdict", "missing", "responsible_unit"]
    list_filter = ["plan", "goal"]
    list_select_related = ["goal", "plan"]
    search_fields = [
        "code",
        "name_en",
        "name_zh",
        "definition_en",
        "definition_zh",
        "responsible_unit_en",
        "responsible_unit_zh",
    ]
    inlines = [SeriesInline, TargetInline]
    parts = {Series: "indicator_id", Target: "indicator_id"}
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("plan", "goal"),
                    ("code", "order"),
                    ("name_en", "name_zh"),
                    ("definition_en", "definition_zh"),
                    ("responsible_unit_en", "responsible_unit_zh"),
                ],
                "description": _(
                    "What is counted, and which table of which yearbook holds it. The code stands "
                    "in public addresses, so it stays."
                ),
            },
        ),
        (
            _("Unit"),
            {
                "fields": [
                    ("measure", "unit"),
                    ("unit_name_en", "unit_name_zh"),
                    ("input_unit", "decimals"),
                ],
                "description": _(
                    "In which unit values are typed and shown. Saved figures keep their value when "
                    "this changes."
                ),
            },
        ),
        (
            _("Judging"),
            {
                "fields": [("nature", "from_zero"), "path"],
                "description": _("How the method reads the figures on their way to the target."),
            },
        ),
    ]

    def get_urls(self) -> list[Any]:
        return [*slip_urls(self), *super().get_urls()]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return JudgedList

    @admin.display(description=_("indicator"), ordering="name_en")
    def name(self, row: Indicator) -> str:
        return localized(row, "name")

    @admin.display(description=_("latest figure"))
    def latest(self, row: Any) -> str:
        """The newest judged figure; where there is none, the newest of any kind, and which."""
        if not row.report or not (found := row.report.latest or row.report.latest_shown):
            return "—"
        lang = active_language()
        words = [year_covered(found, lang)]
        if found.obs_status != "A":
            words.append(status(found.obs_status, lang))
        if not row.report.latest:
            words += [
                say(each.name, lang)
                for each in row.report.series
                if each.code == row.report.latest_shown_series and not each.headline
            ]
        value = shown(found.value, unit_of(row), lang)
        return format_html('{}<span class="quiet">{}</span>', value, " · ".join(words))

    @admin.display(description=_("verdict now"))
    def verdict(self, row: Any) -> str:
        return verdict_pill(row.report) if row.report else "—"

    @admin.display(description=_("missing years"))
    def missing(self, row: Any) -> str:
        if not row.report:
            return "—"
        years = missing_years(row.report, row.plan, today=timezone.localdate())
        return year_spans(years, active_language()) or "—"

    @admin.display(description=_("responsible unit"), ordering="responsible_unit_en")
    def responsible_unit(self, row: Indicator) -> str:
        return localized(row, "responsible_unit") or "—"


class PartAdmin(TrackedAdmin):
    """A part of an indicator by itself, for its history; people find it from the indicator."""

    list_select_related = ["indicator", "updated_by"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Series)
class SeriesAdmin(PartAdmin):
    list_display = ["__str__", "role", "changed"]
    fieldsets = [(None, {"fields": ["indicator", *SERIES]})]


@admin.register(Target)
class TargetAdmin(BoundsShown, PartAdmin):
    form = TargetForm
    list_display = ["__str__", "lower_shown", "upper_shown", "changed"]
    fieldsets = [(None, {"fields": ["indicator", *TARGET]})]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [(title, {**each, "fields": _reading(each["fields"])}) for title, each in fieldsets]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), "lower_shown", "upper_shown"]


admin.site.register(Figure, FigureAdmin)
admin.site.register(Suggestion, SuggestionAdmin)
admin.site.register(Commentary, CommentaryAdmin)
admin.site.register(DueDate, DueDateAdmin)
admin.site.register(ImportedFile, ImportedFileAdmin)
