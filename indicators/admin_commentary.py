"""The room for commentary: why a target was missed or lags, and what comes next."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goals.admin_base import TrackedAdmin
from goals.languages import active_language
from goals.models import localized
from indicators import reports
from indicators.attention import unexplained
from indicators.attention_words import unexplained_words
from indicators.models import Commentary


class CommentaryAdmin(TrackedAdmin):
    list_display = [
        "indicator",
        "year",
        "cause",
        "next_step",
        "written_on",
        "changed",
    ]
    list_filter = ["indicator__plan", "indicator__goal", "year"]
    list_select_related = ["indicator", "updated_by"]
    formfield_overrides: ClassVar[Any] = {
        models.CharField: {"widget": AdminTextareaWidget({"rows": 3})}
    }
    search_fields = ["indicator__name_en", "indicator__name_zh", "cause_en", "cause_zh"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("indicator", "year", "written_on"),
                    ("cause_en", "cause_zh"),
                    ("next_step_en", "next_step_zh"),
                ],
                "description": _(
                    "Why a target was missed or lags, and what comes next: 200 characters each. "
                    "Readers see it with the responsible unit’s name. It is for the year of the "
                    "latest figure, and no older than that."
                ),
            },
        ),
    ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"written_on": timezone.localdate(), **super().get_changeform_initial_data(request)}

    def save_model(self, request: HttpRequest, obj: Commentary, form: Any, change: bool) -> None:
        """As ever; says so where a release would still ask for words."""
        super().save_model(request, obj, form, change)
        indicator = obj.indicator
        live = reports.live(indicator.plan.code, as_of=timezone.localdate())
        report = live.indicators[indicator.code] if live else None
        if report is not None and (why := unexplained(report)):
            messages.warning(request, unexplained_words(report, why, active_language()))

    @admin.display(description=_("cause"), ordering="cause_en")
    def cause(self, row: Commentary) -> str:
        return localized(row, "cause")

    @admin.display(description=_("next step"), ordering="next_step_en")
    def next_step(self, row: Commentary) -> str:
        return localized(row, "next_step") or "—"
