"""What all rooms of the admin share: every write goes through `goals.actions`, by name."""

from typing import Any, ClassVar, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from goals import actions
from goals.admin_forms import TrackedForm, sentences
from goals.admin_restoring import RestoringAdmin
from goals.models import Tracked

REFUSED = "refused_by_the_write_door"
WAY = "form"


def who(request: HttpRequest) -> User:
    """The signed-in person; the admin lets nobody else this far."""
    return cast(User, request.user)


class TrackedAdmin(RestoringAdmin):
    """A kind of row with its inlines: who and when are shown, and set by the write door alone."""

    form = TrackedForm
    readonly_fields: ClassVar[Any] = ["changed"]
    list_per_page = 50

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is None:
            return fieldsets
        seen = ["seen"] if self.has_change_permission(request, obj) else []
        return [*fieldsets, (_("Who and when"), {"fields": [*seen, "changed"]})]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.refused = getattr(request, REFUSED, [])
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """As Django's; what only the write door or the database refused comes back in the form.

        What was typed into the form of a row that is gone meanwhile opens as a new one, unsaved.
        """
        self.take_up(request)
        if request.method == "POST" and object_id and self.is_gone(request, object_id):
            sentence = _("Somebody deleted this after you opened it. Saved now, it is a new row.")
            setattr(request, REFUSED, [sentence])
            object_id, form_url = None, self.address("add")
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (ValidationError, IntegrityError) as error:
            if request.method != "POST":
                raise
            setattr(request, REFUSED, sentences(error))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def is_gone(self, request: HttpRequest, object_id: str) -> bool:
        """Whether the row was there once and is not any more, and may be entered again."""
        if self.get_object(request, object_id) is not None:
            return False
        return self.has_add_permission(request) and bool(self.record_of_deleted(request, object_id))

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return _undeletable(super().formfield_for_dbfield(db_field, request, **kwargs))

    @admin.display(description=_("last changed"), ordering="updated_at")
    def changed(self, row: Tracked) -> str:
        """Who saved the row last, and when."""
        name = row.updated_by.get_full_name() or row.updated_by.get_username()
        when = date_format(timezone.localtime(row.updated_at), "Y-m-d H:i")
        return format_html('{}<span class="quiet"> {}</span>', name, when)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if form.has_changed() or not change:
            actions.save(
                obj,
                by=who(request),
                way=WAY,
                seen=form.cleaned_data["seen"],
                restores=self.restores(request, obj if change else None),
            )

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        save_rows(formset, by=who(request))

    def delete_model(self, request: HttpRequest, obj: Tracked) -> None:
        seen = request.POST.get("seen", "")
        actions.delete(obj, by=who(request), way=WAY, seen=int(seen) if seen.isdecimal() else None)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            actions.delete(row, by=who(request), way=WAY)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """As Django's; a row that has to stay stays, and the message says why."""
        opts = self.opts
        back = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[object_id])
        context = {"back": back, **(extra_context or {})}
        try:
            return super().delete_view(request, object_id, context)
        except (ValidationError, IntegrityError) as error:
            return self._kept(request, error)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list with its action; what has to stay keeps all that was chosen with it."""
        try:
            return super().changelist_view(request, extra_context)
        except (ValidationError, IntegrityError) as error:
            return self._kept(request, error)

    def _kept(self, request: HttpRequest, error: Exception) -> HttpResponse:
        for sentence in sentences(error):
            messages.error(request, sentence)
        opts = self.opts
        return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"))


def save_rows(formset: Any, *, by: User) -> None:
    """Write what an inline formset holds, row by row."""
    formset.save(commit=False)
    for row in formset.deleted_objects:
        actions.delete(row, by=by, way=WAY)
    for form in formset.saved_forms:
        actions.save(form.instance, by=by, way=WAY, seen=form.cleaned_data["seen"])


def _undeletable(field: Any) -> Any:
    """A form's field from which its related row, a source for instance, cannot be deleted."""
    if field and hasattr(field.widget, "can_delete_related"):
        field.widget.can_delete_related = False
    return field


class TrackedInline(admin.StackedInline):  # type: ignore[type-arg]  # generic in its stubs only
    """Rows of another kind on their parent's page. `columns` are the fields in their order.

    One below the other, because fields in a table have no labels of their own.
    """

    form = TrackedForm
    columns: tuple[Any, ...] = ()
    extra = 0

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*self.columns, *(["seen"] if self.has_change_permission(request, obj) else [])]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return _undeletable(super().formfield_for_dbfield(db_field, request, **kwargs))
