"""Bringing back what a row was: an earlier state opens in the form, and saving it is a new change.

So whatever a change asks (a source, a reason, a second look at what somebody saved since) is asked
of a restored state too. A deleted row opens in the form for a new one.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from goals.admin_history import (
    SILENT,
    Entry,
    HistoryAdmin,
    entries,
    events_of,
    names_of,
    only_by,
)
from goals.history import event_model_of
from goals.models import Tracked

PARAMETER = "restore"
MOST_DELETED = 100


def state_of(model: type[Tracked], event: Any, row: Any = None) -> Any:
    """The row as the record says it was: a new object, or `row` with its content put back."""
    if row is None:
        row = model(version=event.version)
        row.pk = event.pgh_obj_id
    for field in model._meta.concrete_fields:
        if field.name not in SILENT and hasattr(event, field.attname):
            setattr(row, field.attname, getattr(event, field.attname))
    return row


def deleted(model: type[Tracked], *, by: int | None) -> list[Any]:
    """The last record of each row that is gone, newest first; of the user `by` where it is given.

    What was brought back is not gone. 3 queries.
    """
    events = event_model_of(model)._default_manager
    back = events.filter(pgh_label="insert", pgh_context__has_key="restores")
    restored = back.values_list("pgh_context__restores", flat=True)
    returned = set(events.filter(pgh_id__in=list(restored)).values_list("pgh_obj_id", flat=True))
    gone = events.filter(pgh_label="delete").order_by("-pgh_id").exclude(pgh_obj_id__in=returned)
    if by is not None:
        gone = gone.filter(pgh_context__user=by)
    return list(gone[:MOST_DELETED])


class RestoringAdmin(HistoryAdmin):
    """A room whose rows can be brought back from their history.

    `parts`: kinds of rows whose history stands on their parent's page, each with the column that
    leads to the parent.
    """

    parts: Mapping[type[Tracked], str] = {}

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_deleted"
        view = self.admin_site.admin_view(self.deleted_view)
        return [path("deleted/", view, name=name), *super().get_urls()]

    def address(self, page: str, *arguments: object) -> str:
        """Of one of the room's own pages: change, add, history, deleted, changelist."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=arguments)

    # What is there to bring back

    def entries(self, row: Any, *, by: int | None) -> list[Entry]:
        found = super().entries(row, by=by)
        for model, column in self.parts.items():
            kind = capfirst(str(model._meta.verbose_name))
            of_part = entries(model, row.pk, by=by, of=column)
            found += [replace(each, what=f"{kind} #{each.row}") for each in of_part]
        return sorted(found, key=lambda entry: entry.at, reverse=True)

    def shown_entries(self, request: HttpRequest, row: Any, *, by: int | None) -> list[Entry]:
        found = super().shown_entries(request, row, by=by)
        may_change = self.has_change_permission(request, row)
        may_add = self.has_add_permission(request)
        if not (may_change or may_add):
            return found
        here = self.model._default_manager.filter(pk=row.pk).exists()
        if not (may_change if here else may_add):
            return found
        page = self.address("change", row.pk) if here else self.address("add")
        return [
            each
            if each.what or (here and (each.row, each.version) == (row.pk, row.version))
            else replace(each, restore=f"{page}?{PARAMETER}={each.event}")
            for each in found
        ]

    def record_of_deleted(self, request: HttpRequest, object_id: str) -> Any:
        events = events_of(self.model, object_id) if object_id.isdecimal() else []
        return state_of(self.model, events[-1]) if events else None

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """Every row that is gone, with the way to its history and back."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        by = only_by(request)
        events = deleted(self.model, by=by)
        people = names_of(events)
        may = self.has_add_permission(request)
        add = self.address("add")
        rows = [
            {
                "row": self.words_of(state_of(self.model, event)),
                "who": people.get(event.pgh_id, ""),
                "at": event.pgh_created_at,
                "history": self.address("history", event.pgh_obj_id),
                "restore": f"{add}?{PARAMETER}={event.pgh_id}" if may else "",
            }
            for event in events
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Deleted: %s") % self.opts.verbose_name_plural,
            "opts": self.opts,
            "module_name": capfirst(str(self.opts.verbose_name_plural)),
            "own_only": by is not None,
            "rows": rows,
        }
        return TemplateResponse(request, "admin/deleted.html", context)

    def words_of(self, row: Any) -> str:
        """The row in a word or two, though what it belonged to may be gone as well."""
        try:
            return str(row)
        except ObjectDoesNotExist:
            return f"#{row.pk}"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {"deleted": self.address("deleted"), **(extra_context or {})}
        return super().changelist_view(request, context)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        response = super().response_delete(request, obj_display, obj_id)
        last = events_of(self.model, obj_id)[-1]
        if self.has_add_permission(request):
            link = f"{self.address('add')}?{PARAMETER}={last.pgh_id}"
            messages.info(
                request,
                format_html('<a href="{}">{}</a>', link, _("Deleted by mistake? Bring it back")),
            )
        return response

    # Bringing it back

    def event_to_restore(self, request: HttpRequest, row: Any = None) -> Any:
        """The record that the address names, of this row or of one that is gone; None otherwise."""
        asked = request.GET.get(PARAMETER, "")
        if not asked.isdecimal():
            return None
        event = event_model_of(self.model)._default_manager.filter(pgh_id=asked).first()
        by = only_by(request)
        if event is None or (by is not None and (event.pgh_context or {}).get("user") != by):
            return None
        own = row is None or event.pgh_id in {each.pgh_id for each in events_of(self.model, row.pk)}
        return event if own else None

    def restores(self, request: HttpRequest, row: Any = None) -> int | None:
        """What the history is to say of the change that is being saved."""
        event = self.event_to_restore(request, row)
        return event.pgh_id if event else None

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """The row; with its earlier content where the form is asked to show that."""
        row = super().get_object(request, object_id, from_field)
        if row is None or request.method != "GET" or PARAMETER not in request.GET:
            return row
        event = self.event_to_restore(request, row)
        if event is None or not self._is_whole(request, event):
            return row
        self._say_what_is_shown(request, event)
        return state_of(self.model, event, row)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What a new row starts with: a deleted one's content where the address names it."""
        event = self.event_to_restore(request)
        if event is None:
            initial: dict[str, Any] = super().get_changeform_initial_data(request)
            return initial
        if not self._is_whole(request, event):
            return {}
        self._say_what_is_shown(request, event)
        form: Any = self.get_form(request, None)
        return {**form(instance=state_of(self.model, event)).initial, "seen": None}

    def _is_whole(self, request: HttpRequest, event: Any) -> bool:
        """Whether everything that the row belongs to is still there."""
        for field in self.model._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey) or field.name in SILENT:
                continue
            key = getattr(event, field.attname)
            if key and not field.related_model._default_manager.filter(pk=key).exists():
                sentence = _("Its %s is gone. Bring that back first.") % field.verbose_name
                messages.error(request, sentence)
                return False
        return True

    def _say_what_is_shown(self, request: HttpRequest, event: Any) -> None:
        when = date_format(timezone.localtime(event.pgh_created_at), "Y-m-d H:i:s")
        sentence = _("How it stood at %s. Nothing is saved yet: look through it, then save.")
        messages.info(request, sentence % when)
