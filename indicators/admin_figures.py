"""The room where analysts work: figures."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from goals.admin_base import WAY, who
from goals.languages import active_language
from goals.models import localized
from indicators import actions, admin_export, admin_grid, admin_import, reports, sentences
from indicators.admin_missing import overview_urls
from indicators.admin_removal import RemovalAdmin
from indicators.admin_words import in_full, shown, unit_of
from indicators.forms import FigureForm
from indicators.keys import key_at
from indicators.languages import choose
from indicators.models import Figure
from indicators.wording import status
from releases.standing import released_figures


class SourceGiven(admin.SimpleListFilter):
    title = _("source")
    parameter_name = "source"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("missing", _("missing")), ("given", _("given"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in ("missing", "given"):
            return queryset.filter(source__isnull=self.value() == "missing")
        return queryset


class FigureAdmin(RemovalAdmin):
    form = FigureForm
    list_display = [
        "series_words",
        "year",
        "value_shown",
        "status_words",
        "covered",
        "source_words",
        "changed",
    ]
    list_filter = [
        "series__indicator__plan",
        "series__indicator__goal",
        ("year", admin.AllValuesFieldListFilter),
        "obs_status",
        SourceGiven,
        "series__role",
    ]
    list_select_related = ["series__indicator", "source", "updated_by"]
    ordering = [
        "series__indicator__goal__number",
        "series__indicator__order",
        "series",
        "-year",
        "-as_of",
    ]
    search_fields = [
        "series__indicator__code",
        "series__indicator__name_en",
        "series__indicator__name_zh",
        "series__name_en",
        "series__name_zh",
        "source__publisher_en",
        "source__publisher_zh",
        "note_en",
        "note_zh",
    ]
    fieldsets = [
        (
            _("What it says"),
            {
                "fields": ["series", ("year", "covers", "as_of"), "value"],
                "description": _(
                    "Which series, which time, how much. Nothing is public until a second person "
                    "has approved a release."
                ),
            },
        ),
        (
            _("What may be done with it"),
            {
                "fields": [("obs_status", "break_kind")],
                "description": _(
                    "Final, provisional and estimated figures are judged; the rest is only shown."
                ),
            },
        ),
        (
            _("Who says so"),
            {
                "fields": ["source", ("note_en", "note_zh")],
                "description": _(
                    "The publication it was taken from, and what a reader should know."
                ),
            },
        ),
        (
            _("Reasons"),
            {
                "fields": [
                    "warning_reason",
                    "revision_kind",
                    ("revision_reason_en", "revision_reason_zh"),
                ],
                "classes": ["collapse"],
                "description": _(
                    "Asked for where a value is out of line with others, and where a published "
                    "figure changes."
                ),
            },
        ),
    ]

    class Media:
        js = [Script("admin_theme/figure.js", type="module")]

    def get_urls(self) -> list[Any]:
        return [
            *admin_grid.urls(self),
            *admin_import.urls(self),
            *admin_export.urls(self),
            *overview_urls(self),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        if self.has_change_permission(request, obj):
            # What was said of the value before stands beside the value that is typed now.
            return [_open(each) for each in fieldsets] if obj.warning_reason else fieldsets
        return [(title, _reading(options)) for title, options in fieldsets]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), "value_shown"]

    def save_model(self, request: HttpRequest, obj: Figure, form: Any, change: bool) -> None:
        if change and not form.has_changed():
            return
        released = released_figures(obj.series.indicator.plan.code)
        write = form.write()
        restores = self.restores(request, obj if change else None)
        actions.enter([write], by=who(request), way=WAY, released=released, restores=restores)
        obj.pk = obj.pk or key_at(
            series=write.series, year=write.year, covers=write.covers, as_of=write.as_of
        )

    def words_of(self, row: Figure) -> str:
        """With its value, by which people know a figure that is gone."""
        try:
            value = shown(row.value, unit_of(row.series.indicator), active_language())
        except ObjectDoesNotExist:
            return super().words_of(row)
        return choose(active_language(), f"{row}: {value}", f"{row}：{value}")

    def response_add(
        self, request: HttpRequest, obj: Figure, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        self._echo(request, obj)
        return super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Figure) -> HttpResponse:
        self._echo(request, obj)
        return super().response_change(request, obj)

    def _echo(self, request: HttpRequest, figure: Figure) -> None:
        """Say what was understood, and the verdict it gives now."""
        indicator, lang = figure.series.indicator, active_language()
        live = reports.live(indicator.plan.code, as_of=timezone.localdate())
        if live is None:
            return
        report = live.indicators[indicator.code]
        messages.info(
            request,
            _("%(typed)s → %(value)s. %(indicator)s now reads: %(verdict)s.")
            % {
                "typed": request.POST.get("value", "").strip(),
                "value": in_full(figure.value, unit_of(indicator), lang),
                "indicator": localized(indicator, "name"),
                "verdict": sentences.verdict_words(report.verdict, report, lang),
            },
        )

    @admin.display(description=_("indicator · series"), ordering="series__indicator__name_en")
    def series_words(self, row: Figure) -> str:
        return format_html(
            '{}<span class="quiet">{}</span>',
            localized(row.series.indicator, "name"),
            localized(row.series, "name"),
        )

    @admin.display(description=_("value"), ordering="value")
    def value_shown(self, row: Figure) -> str:
        return shown(row.value, unit_of(row.series.indicator), active_language())

    @admin.display(description=_("status"), ordering="obs_status")
    def status_words(self, row: Figure) -> str:
        lang = active_language()
        words = [status(row.obs_status, lang)]
        if row.break_kind:
            words.append(row.get_break_kind_display())
        return choose(lang, ", ", "，").join(words)

    @admin.display(description=_("covers"), ordering="covers")
    def covered(self, row: Figure) -> str:
        return row.as_of.isoformat() if row.as_of else row.get_covers_display()

    @admin.display(description=_("source"), ordering="source")
    def source_words(self, row: Figure) -> str:
        if row.source is None:
            return str(_("missing"))
        publisher, day = localized(row.source, "publisher"), row.source.published_on
        return format_html('{}<span class="quiet">{}</span>', publisher, day)


def _open(fieldset: tuple[Any, dict[str, Any]]) -> tuple[Any, dict[str, Any]]:
    title, options = fieldset
    return title, {**options, "classes": []}


def _reading(options: dict[str, Any]) -> dict[str, Any]:
    fields = ["value_shown" if each == "value" else each for each in options["fields"]]
    return {**options, "fields": fields}
