"""Deleting figures in the admin: what the last release says of them, and why they go."""

from collections import defaultdict
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _

from goals.admin_base import WAY, TrackedAdmin, who
from goals.languages import active_language
from indicators import actions
from indicators import report_types as types
from indicators.actions import FigureRemoval, Released, examine_removals
from indicators.admin_words import shown, unit_of
from indicators.examining import place_of
from indicators.models import REVISION, Figure
from releases.models import Release
from releases.standing import last_release, released_figures


class RemovalForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in its stubs only
    """Why a published figure goes; `seen` is the version that was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Figure
        fields = REVISION
        widgets = dict.fromkeys(
            ("revision_reason_en", "revision_reason_zh"), AdminTextareaWidget({"rows": 2})
        )

    def _post_clean(self) -> None:
        """Nothing is written into the figure; the write door says what is missing."""

    def removal(self) -> FigureRemoval:
        self.full_clean()
        return FigureRemoval(pk=self.instance.pk, **self.cleaned_data)

    def is_refused(self, released: Released) -> bool:
        """Whether the write door refuses what was typed; the form says why."""
        refusals = examine_removals([self.removal()], released=released)
        for refusal in refusals:
            self.add_error(refusal.field or None, refusal.sentence)
        return bool(refusals)


def removal_initial(row: Figure) -> dict[str, object]:
    """An empty form: the last revision's reason is none for the removal."""
    return {"seen": row.version, **dict.fromkeys(REVISION, "")}


class RemovalAdmin(TrackedAdmin):
    """A room whose figures are deleted through the write door, and the published ones by reason."""

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask, with what the last release says; of a published figure also kind and reason."""
        row = self.get_object(request, object_id)
        if row is None or not self.has_delete_permission(request, row):
            return super().delete_view(request, object_id, extra_context)
        plan = row.series.indicator.plan.code
        released = released_figures(plan)
        form = RemovalForm(request.POST or None, instance=row, initial=removal_initial(row))
        context = {
            "removal": form,
            "published": _published(row, released.get(place_of(row)), last_release(plan)),
            **(extra_context or {}),
        }
        if request.method == "POST" and form.is_refused(released):
            request.method, request.POST = "GET", QueryDict()
        return super().delete_view(request, object_id, context)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self._remove([RemovalForm(request.POST, instance=obj).removal()], [obj], request)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Figure]) -> None:
        """Several at once, unless one is published: why that one goes is asked on its own page."""
        rows = list(queryset.select_related("series__indicator__plan"))
        by_plan: dict[str, list[Figure]] = defaultdict(list)
        for row in rows:
            by_plan[row.series.indicator.plan.code].append(row)
        try:
            with transaction.atomic():
                for of_plan in by_plan.values():
                    removals = [actions.FigureRemoval(pk=row.pk) for row in of_plan]
                    self._remove(removals, of_plan, request)
        except actions.WritesRefused as refused:
            names = {str(each.current) for each in refused.refusals if each.current}
            sentence = _("Published, so delete each on its own page and say why: %s.")
            raise ValidationError(sentence % ", ".join(sorted(names))) from refused

    def _remove(
        self, removals: list[actions.FigureRemoval], rows: list[Figure], request: HttpRequest
    ) -> None:
        """Figures of one plan, through the write door."""
        released = released_figures(rows[0].series.indicator.plan.code)
        actions.remove(removals, by=who(request), way=WAY, released=released)


def _published(
    row: Figure, published: types.Figure | None, release: Release | None
) -> dict[str, object] | None:
    """The release that shows the figure, and as what."""
    if published is None or release is None:
        return None
    words = shown(published.value, unit_of(row.series.indicator), active_language())
    return {"number": release.number, "value": words}
