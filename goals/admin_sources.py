"""The room for the sources that all figures and all evidence cite."""

from functools import cached_property
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet, URLField
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goals.admin_base import TrackedAdmin
from goals.models import Source, localized
from goals.sources import FAULT_WORDS, FIRST_CITED, faults_of, odd_sources


class Odd(admin.SimpleListFilter):
    """Sources by what their form says against them."""

    title = _("odd at first sight")
    parameter_name = "odd"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        found = {each for said in self._found.values() for each in said}
        told = [(code, words) for code, words in FAULT_WORDS.items() if code in found]
        return [("any", _("anything")), ("nothing", _("nothing")), *told]

    @cached_property
    def _found(self) -> dict[int, list[str]]:
        return odd_sources(today=timezone.localdate())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        if chosen is None:
            return queryset
        if chosen == "nothing":
            return queryset.exclude(pk__in=self._found)
        asked = [key for key, said in self._found.items() if chosen == "any" or chosen in said]
        return queryset.filter(pk__in=asked)


class SourceAdmin(TrackedAdmin):
    list_display = [
        "title",
        "publisher",
        "published_on",
        "kind",
        "figures_count",
        "odd",
        "key",
    ]
    list_filter = ["kind", Odd]
    search_fields = [
        "key",
        "publisher_en",
        "publisher_zh",
        "title_en",
        "title_zh",
        "url",
    ]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "key",
                    "kind",
                    ("publisher_en", "publisher_zh"),
                    ("title_en", "title_zh"),
                    "url",
                    "published_on",
                ],
                "description": _(
                    "Who published it, under which title, where and when. One language is enough."
                ),
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        return rows.annotate(figures_total=Count("figures"), first_cited=FIRST_CITED)

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        for fault in faults_of(obj, today=timezone.localdate()):
            messages.warning(request, _("Look again: %s.") % FAULT_WORDS[fault])

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("title"), ordering="title_en")
    def title(self, row: Source) -> str:
        return localized(row, "title") or row.key

    @admin.display(description=_("publisher"), ordering="publisher_en")
    def publisher(self, row: Source) -> str:
        return localized(row, "publisher")

    @admin.display(description=_("figures"), ordering="figures_total")
    def figures_count(self, row: Any) -> int:
        return int(row.figures_total)

    @admin.display(description=_("odd at first sight"))
    def odd(self, row: Source) -> str:
        """What to look at again, each thing on a line."""
        found = faults_of(row, today=timezone.localdate())
        return render_to_string("admin/odd.html", {"words": [FAULT_WORDS[each] for each in found]})
