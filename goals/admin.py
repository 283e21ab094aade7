"""The rooms for what was promised: plans, goals, commitments, evidence, and all sources."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goals.admin_base import TrackedAdmin, TrackedInline
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


class EvidenceInline(TrackedInline):
    """Shown to everybody; entered in its own room, because other people enter it."""

    model = Evidence
    columns = (("on", "source"), ("statement_en", "statement_zh"))
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        return super().get_queryset(request).select_related("source")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Commitment)
class CommitmentAdmin(TrackedAdmin):
    list_display = ["wording", "goal", "strand", "due_year", "state", "evidence_count"]
    list_filter = ["goal__plan", "state", "goal", "strand", "due_year"]
    list_select_related = ["goal"]
    search_fields = ["wording_en", "wording_zh"]
    inlines = [EvidenceInline]
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
                    "stands beside it."
                ),
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        return rows.annotate(evidence_total=Count("evidence"))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        add = ""
        if request.user.has_perm("goals.add_evidence"):
            add = f"{reverse('admin:goals_evidence_add')}?commitment={object_id}"
        context = {"add_evidence": add, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    @admin.display(description=_("commitment"), ordering="wording_en")
    def wording(self, row: Commitment) -> str:
        return localized(row, "wording")

    @admin.display(description=_("evidence"), ordering="evidence_total")
    def evidence_count(self, row: Any) -> int:
        return int(row.evidence_total)


@admin.register(Evidence)
class EvidenceAdmin(TrackedAdmin):
    list_display = ["on", "statement", "commitment", "source", "changed"]
    list_display_links = ["on", "statement"]
    list_filter = ["commitment__goal__plan", "commitment__goal", "commitment__state"]
    list_select_related = ["commitment", "source", "updated_by"]
    date_hierarchy = "on"
    search_fields = [
        "statement_en",
        "statement_zh",
        "commitment__wording_en",
        "commitment__wording_zh",
        "source__publisher_en",
        "source__publisher_zh",
    ]
    fieldsets = [
        (
            None,
            {
                "fields": ["commitment", "on", ("statement_en", "statement_zh"), "source"],
                "description": _(
                    "What was done, on which day, and who says so. One language is enough; readers "
                    "of the other see it marked."
                ),
            },
        ),
    ]

    @admin.display(description=_("statement"), ordering="statement_en")
    def statement(self, row: Evidence) -> str:
        return localized(row, "statement")


admin.site.register(Source, SourceAdmin)
