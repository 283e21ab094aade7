"""The rooms for what was promised: plans, goals, commitments, evidence, and all sources."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from goals.admin_base import TrackedAdmin, TrackedInline
from goals.admin_evidence import EvidenceAdmin, EvidenceInline, tell
from goals.admin_sources import SourceAdmin
from goals.models import Commitment, Evidence, Goal, Plan, Source, localized


@admin.register(Plan)
class PlanAdmin(TrackedAdmin):
    list_display = ["name", "code", "period", "figure_years"]
    search_fields = ["code", "name_en", "name_zh"]
    fieldsets = [
        (
            None,
            {
                "fields": ["code", ("name_en", "name_zh"), ("summary_en", "summary_zh"), "source"],
                "description": _(
                    "The plan as it was adopted. Its code stands in public addresses, so it stays."
                ),
            },
        ),
        (
            _("Years"),
            {
                "fields": [
                    ("start_year", "end_year"),
                    "baseline_year",
                    ("first_figure_year", "last_figure_year"),
                ],
                "description": _(
                    "The period of the plan, the year its targets are measured from, and the years "
                    "figures are taken for. A figure for another year is refused."
                ),
            },
        ),
    ]

    @admin.display(description=_("name"), ordering="name_en")
    def name(self, row: Plan) -> str:
        return localized(row, "name")

    @admin.display(description=_("period"), ordering="start_year")
    def period(self, row: Plan) -> str:
        return f"{row.start_year}–{row.end_year}"

    @admin.display(description=_("years of figures"))
    def figure_years(self, row: Plan) -> str:
        return f"{row.first_figure_year}–{row.last_figure_year}"


class CommitmentInline(TrackedInline):
    model = Commitment
    columns = (("order", "strand"), ("wording_en", "wording_zh"), ("due_year", "state"))
    show_change_link = True


@admin.register(Goal)
class GoalAdmin(TrackedAdmin):
    list_display = ["title", "plan", "slug", "commitments_count", "indicators_count"]
    list_filter = ["plan"]
    list_select_related = ["plan"]
    search_fields = ["title_en", "title_zh", "summary_en", "summary_zh", "slug"]
    inlines = [CommitmentInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "plan",
                    ("number", "slug"),
                    ("title_en", "title_zh"),
                    ("summary_en", "summary_zh"),
                ],
                "description": _(
                    "What the plan promises, in its own sense and our words. Both languages are "
                    "needed before a release."
                ),
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        return rows.annotate(
            commitments_total=Count("commitments", distinct=True),
            indicators_total=Count("indicators", distinct=True),
        )

    @admin.display(description=_("goal"), ordering="number")
    def title(self, row: Goal) -> str:
        return str(row)

    @admin.display(description=_("commitments"), ordering="commitments_total")
    def commitments_count(self, row: Any) -> int:
        return int(row.commitments_total)

    @admin.display(description=_("indicators"), ordering="indicators_total")
    def indicators_count(self, row: Any) -> int:
        return int(row.indicators_total)


@admin.register(Commitment)
class CommitmentAdmin(TrackedAdmin):
    list_display = ["wording", "goal", "strand", "due_year", "state", "evidence_count"]
    list_filter = ["goal__plan", "state", "goal", "strand", "due_year"]
    list_select_related = ["goal"]
    search_fields = ["wording_en", "wording_zh"]
    inlines = [EvidenceInline]
    parts = {Evidence: "commitment_id"}
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("goal", "order"),
                    ("wording_en", "wording_zh"),
                    ("strand", "due_year", "state"),
                ],
                "description": _(
                    "A promise without a number. It counts as delivered only once dated evidence "
                    "stands beside it. Readers see a change of its state, as of its evidence, with "
                    "the next release."
                ),
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        return rows.annotate(evidence_total=Count("evidence"))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Also for those who enter evidence; what was promised stays closed to them."""
        return self._may_word(request) or request.user.has_perm("goals.change_evidence")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = super().get_readonly_fields(request, obj)
        if self._may_word(request):
            return fixed
        return [*fixed, *flatten_fieldsets(self.fieldsets)]

    def _may_word(self, request: HttpRequest) -> bool:
        return request.user.has_perm("goals.change_commitment")

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        for each in formset.saved_forms:
            tell(request, each.instance)

    @admin.display(description=_("commitment"), ordering="wording_en")
    def wording(self, row: Commitment) -> str:
        return localized(row, "wording")

    @admin.display(description=_("evidence"), ordering="evidence_total")
    def evidence_count(self, row: Any) -> int:
        return int(row.evidence_total)


admin.site.register(Evidence, EvidenceAdmin)
admin.site.register(Source, SourceAdmin)
