"""The room of suggestions: proposed by one person, taken or declined by another."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goals.admin_base import who
from goals.admin_history import HistoryAdmin
from goals.languages import active_language
from indicators import suggestions
from indicators.admin_words import example, shown, unit_of
from indicators.forms import read_as
from indicators.models import Figure, Suggestion
from releases.standing import released_figures


class SuggestForm(forms.Form):
    """Another value, typed as figures are, and why."""

    figure = forms.ModelChoiceField(
        Figure.objects.select_related("series__indicator__plan"),
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("This figure is not there any more.")},
    )
    value = forms.CharField(label=_("Suggested value"), max_length=60)
    reason = forms.CharField(
        label=_("Reason: where the right value stands"),
        max_length=600,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if "figure" in cleaned and "value" in cleaned:
            unit = unit_of(cleaned["figure"].series.indicator)
            try:
                cleaned["value"] = read_as(cleaned["value"], unit)
            except ValidationError as error:
                self.add_error("value", error)
        return cleaned


class AnswerForm(forms.Form):
    """A word to whoever suggested, and what the door for figures asks for with a new value."""

    answer = forms.CharField(
        label=_("A word in answer"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    warning_reason = forms.CharField(
        label=_("Why it is right, if it looks odd"), max_length=300, required=False
    )
    revision_kind = forms.ChoiceField(
        label=_("Kind of revision, if it is published"),
        choices=[("", "—"), *Figure.RevisionKind.choices],
        required=False,
    )
    revision_reason_en = forms.CharField(
        label=_("Reason of the revision (English)"), max_length=300, required=False
    )
    revision_reason_zh = forms.CharField(
        label=_("Reason of the revision (Chinese)"), max_length=300, required=False
    )


class SuggestionAdmin(HistoryAdmin):
    list_display = ["about", "then", "suggested", "reason", "made_by", "made_at", "state"]
    list_display_links = ["about"]
    list_filter = ["state", "figure__series__indicator__plan"]
    list_select_related = ["figure__series__indicator", "made_by"]
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """No link from the list: a suggestion starts at its figure (`add_view`)."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("figure"), ordering="figure")
    def about(self, row: Suggestion) -> str:
        return str(row.figure or _("deleted since"))

    @admin.display(description=_("value then"), ordering="seen_value")
    def then(self, row: Suggestion) -> str:
        return self._shown(row, "seen_value")

    @admin.display(description=_("suggested value"), ordering="value")
    def suggested(self, row: Suggestion) -> str:
        return self._shown(row, "value")

    def _shown(self, row: Suggestion, field: str) -> str:
        value = getattr(row, field)
        if row.figure is None:
            return f"{value.normalize():,f}"
        return shown(value, unit_of(row.figure.series.indicator), active_language())

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Suggest another value for the figure that the address names."""
        if not request.user.has_perm("indicators.add_suggestion"):
            raise PermissionDenied
        asked = request.POST.get("figure") or request.GET.get("figure", "")
        figure = Figure.objects.filter(pk=asked if asked.isdigit() else 0).first()
        if figure is None:
            raise Http404
        form = SuggestForm(request.POST or None, initial={"figure": figure.pk})

        def act() -> Suggestion:
            said = form.cleaned_data
            return suggestions.suggest(
                said["figure"], by=who(request), value=said["value"], reason=said["reason"]
            )

        if request.method == "POST" and (made := _done(form, act)):
            messages.success(request, _("Suggested. Whoever enters figures takes or declines it."))
            return self._onward(made)
        value = shown(figure.value, unit_of(figure.series.indicator), active_language())
        context = {
            "form": form,
            "figure": figure,
            "value": value,
            "hint": example(unit_of(figure.series.indicator), active_language()),
            "title": _("Suggest a value"),
        }
        return self._page(request, "add", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One suggestion, with the two answers it may get."""
        row = self.get_object(request, object_id)
        if not isinstance(row, Suggestion):
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        form = AnswerForm(request.POST or None)
        if request.method == "POST":
            if not request.user.has_perm("indicators.change_figure"):
                raise PermissionDenied
            if answered := _done(form, lambda: self._answer(request, row, form)):
                messages.success(request, answered.get_state_display().capitalize())
                return self._onward(answered)
        other = request.user.pk != row.made_by_id
        context = {
            "form": form,
            "row": row,
            "then": self.then(row),
            "suggested": self.suggested(row),
            "may_answer": row.state == Suggestion.State.OPEN
            and other
            and request.user.has_perm("indicators.change_figure"),
            "title": _("Suggestion"),
        }
        return self._page(request, "answer", context)

    def _answer(self, request: HttpRequest, row: Suggestion, form: forms.Form) -> Suggestion:
        said = dict(form.cleaned_data)
        answer = said.pop("answer")
        if "decline" in request.POST:
            return suggestions.decline(row, by=who(request), answer=answer)
        plan = row.figure.series.indicator.plan.code if row.figure else ""
        return suggestions.take(
            row, by=who(request), released=released_figures(plan), answer=answer, **said
        )

    def _onward(self, row: Suggestion) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:indicators_suggestion_change", args=[row.pk]))

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        whole = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/indicators/suggestion/{name}.html", whole)


def _done(form: forms.Form, act: Callable[[], Suggestion]) -> Suggestion | None:
    """What the step gave; None where it was refused, and the form says why."""
    if not form.is_valid():
        return None
    try:
        return act()
    except ValidationError as error:
        named = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
        for field, errors in named.items():
            for each in errors:
                form.add_error(field if field in form.fields else None, each)
    return None
