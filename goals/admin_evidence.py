"""The room for evidence: what was done about a commitment, on which day, and who says so."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goals.admin_base import TrackedAdmin, TrackedInline
from goals.admin_forms import TrackedForm
from goals.models import Commitment, Evidence, localized


class EvidenceForm(TrackedForm):
    """A dated statement with its source."""

    class Meta:
        model = Evidence
        fields = ["commitment", "on", "statement_en", "statement_zh", "source"]
        help_texts = {
            "on": _("The day on which it happened, not that of the report."),
            "statement_en": _("What was done, in a sentence or two, as the source says it."),
            "statement_zh": _("The same in Chinese. One language is enough; both are better."),
            "source": _("The publication that says so. A new one is added with +."),
        }
        widgets = {
            "statement_en": forms.Textarea({"rows": 3}),
            "statement_zh": forms.Textarea({"rows": 3}),
        }

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError(_("This day has not come: it is no evidence yet."))
        return on


class EvidenceInline(TrackedInline):
    """On its commitment's page, for those who enter evidence; the others read it."""

    model = Evidence
    form = EvidenceForm
    columns = (("on", "source"), ("statement_en", "statement_zh"))
    show_change_link = True
    extra = 1  # so that evidence is added without JavaScript as well

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        return super().get_queryset(request).select_related("source", "commitment")


class OneLanguage(admin.SimpleListFilter):
    """Evidence by the languages that its statement stands in."""

    title = _("statement")
    parameter_name = "languages"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("one", _("in one language only")), ("both", _("in both languages"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        one = Q(statement_en="") | Q(statement_zh="")
        if self.value() == "one":
            return queryset.filter(one)
        return queryset.exclude(one) if self.value() == "both" else queryset


class EvidenceAdmin(TrackedAdmin):
    form = EvidenceForm
    list_display = ["on", "statement", "languages", "commitment", "source", "changed"]
    list_display_links = ["on", "statement"]
    list_filter = [
        "commitment__goal__plan",
        "commitment__goal",
        "commitment__state",
        OneLanguage,
    ]
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

    def save_model(self, request: HttpRequest, obj: Evidence, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        tell(request, obj)

    @admin.display(description=_("statement"), ordering="statement_en")
    def statement(self, row: Evidence) -> str:
        return localized(row, "statement")

    @admin.display(description=_("languages"))
    def languages(self, row: Evidence) -> str:
        return str(lacking(row) or _("both"))


def lacking(row: Evidence) -> Any:
    """In which language a statement is missing, in words; "" where both are there."""
    if not row.statement_en:
        return _("English is missing")
    return "" if row.statement_zh else _("Chinese is missing")


def tell(request: HttpRequest, row: Evidence) -> None:
    """Say what a saved piece of evidence lacks, and what it may lead to."""
    if words := lacking(row):
        messages.warning(
            request,
            _("Saved; %s in the statement. Readers see the other language, marked.") % words,
        )
    if row.commitment.state == Commitment.State.OPEN:
        messages.info(
            request,
            _(
                "The commitment is still open. Where this shows it delivered, let an administrator "
                "set its state; the release takes both along."
            ),
        )
