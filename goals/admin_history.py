"""The history of a row: who changed what, when and by which way, from the database's own record."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goals.admin_keeping import KeepingAdmin
from goals.history import event_model_of

OWN = "pgh_obj_id"
# Bookkeeping that changes with every save says nothing by itself.
SILENT = {"id", "version", "updated_at", "updated_by", "plan_code", "author_ids"}
WAYS = {
    "form": gettext_lazy("form"),
    "grid": gettext_lazy("grid"),
    "import": gettext_lazy("import"),
    "command": gettext_lazy("command"),
    "release": gettext_lazy("release page"),
}


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """One column of a changed row, old and new, in words ("" for empty)."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One write. `kind`: insert, update or delete; `what`: the row, where it is a part of another.

    `event` and `row` are the keys of the record and of the row, `version` the row's own count then.
    `restores`: when the state that it brought back was written; `restore`: where to bring this one
    back, if one may. `file`: the key of the imported file that it came from.
    """

    event: int
    row: int
    version: int | None
    at: datetime.datetime
    who: str
    way: str
    reason: str
    kind: str
    changes: tuple[FieldChange, ...]
    what: str = ""
    restores: datetime.datetime | None = None
    restore: str = ""
    file: int | None = None


def entries(
    model: type[models.Model], key: object, *, by: int | None = None, of: str = OWN
) -> list[Entry]:
    """Every write to the row, newest first; only those of the user `by` where it is given.

    With another column in `of`, every write to the rows that have `key` in it. A constant number of
    queries: the events, their users, and one for each related table.
    """
    event_model = event_model_of(model)
    events = events_of(model, key) if of == OWN else list(_events(event_model, **{of: key}))
    moments = {event.pgh_id: event.pgh_created_at for event in events}
    columns = _columns(model, event_model, of)
    people = names_of(events)
    names = _related_names(columns, events)
    found = []
    last: dict[object, Any] = {}
    for event in events:
        before, last[event.pgh_obj_id] = last.get(event.pgh_obj_id), event
        user = _user(event)
        if by is not None and user != by:
            continue
        context = event.pgh_context or {}
        found.append(
            Entry(
                event=event.pgh_id,
                row=event.pgh_obj_id,
                version=getattr(event, "version", None),
                at=event.pgh_created_at,
                who=people.get(event.pgh_id, ""),
                way=str(WAYS.get(context.get("way", ""), context.get("way", ""))),
                reason=_reason(model, context),
                kind=event.pgh_label,
                restores=moments.get(context.get("restores")),
                file=context.get("file"),
                changes=tuple(_changes(columns, before, event, names)),
            )
        )
    return found[::-1]


def _reason(model: type[models.Model], context: dict[str, Any]) -> str:
    """Why it was done: the reason given, and what was said in place of a column of the row."""
    named = {field.name: field for field in model._meta.concrete_fields}
    said = [
        f"{capfirst(str(named[name].verbose_name))}: {_words(named[name], value, {})}"
        for name, value in context.items()
        if name in named
    ]
    return " · ".join(each for each in [context.get("reason", ""), *said] if each)


def events_of(model: type[models.Model], key: object) -> list[Any]:
    """Every record of a row, oldest first, with those of the deleted row that it brought back."""
    event_model = event_model_of(model)
    events = list(_events(event_model, pgh_obj_id=key))
    first = events[0] if events else None
    while first is not None and (restored := (first.pgh_context or {}).get("restores")):
        if first.pgh_label != "insert":
            break
        before = _events(event_model, pgh_id=restored).values_list("pgh_obj_id", flat=True)[:1]
        earlier = list(_events(event_model, pgh_obj_id__in=before))
        events, first = [*earlier, *events], earlier[0] if earlier else None
    return events


def _events(event_model: Any, **wanted: object) -> Any:
    return event_model._default_manager.filter(**wanted).order_by("pgh_id")


def names_of(events: Iterable[Any]) -> dict[int, str]:
    """Who made each of the records, by its key; none of the database's owner. 1 query."""
    made = {event.pgh_id: _user(event) for event in events}
    people = User.objects.in_bulk(set(made.values()) - {None})
    return {
        key: people[user].get_full_name() or people[user].get_username()
        for key, user in made.items()
        if user in people
    }


def _user(event: Any) -> int | None:
    return (event.pgh_context or {}).get("user")


def _columns(model: type[models.Model], event_model: type[models.Model], without: str) -> list[Any]:
    """The fields that an event holds and that say something beside the column `without`."""
    held = {field.name for field in event_model._meta.fields} - SILENT
    return [
        field
        for field in model._meta.concrete_fields
        if field.name in held and field.attname != without
    ]


def _changes(
    columns: Iterable[Any], before: Any, event: Any, names: dict[str, dict[Any, str]]
) -> Iterator[FieldChange]:
    if event.pgh_label == "delete":
        before, event = event, None
    for field in columns:
        old, new = (getattr(each, field.attname) if each else None for each in (before, event))
        words = [_words(field, value, names) for value in (old, new)]
        if old != new and words != ["", ""]:
            yield FieldChange(name=capfirst(str(field.verbose_name)), old=words[0], new=words[1])


def _words(field: Any, value: Any, names: dict[str, dict[Any, str]]) -> str:
    if value is None or value == "" or value == []:
        return ""
    if field.name in names:
        return names[field.name].get(value, f"#{value}")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.datetime):
        return date_format(timezone.localtime(value), "Y-m-d H:i:s")
    if isinstance(field, models.DecimalField):
        return f"{value.normalize():,f}"
    return str(value)


def _related_names(columns: Iterable[Any], events: Iterable[Any]) -> dict[str, dict[Any, str]]:
    names = {}
    for field in columns:
        if isinstance(field, models.ForeignKey):
            keys = {getattr(event, field.attname) for event in events} - {None}
            related = field.related_model._default_manager.select_related(
                *(["indicator"] if hasattr(field.related_model, "indicator") else [])
            )
            names[field.name] = {row.pk: str(row) for row in related.filter(pk__in=keys)}
    return names


def only_by(request: HttpRequest) -> int | None:
    """Whose records alone the person who asks may read; None: everybody's."""
    return None if request.user.has_perm("releases.view_history") else request.user.pk


class HistoryAdmin(KeepingAdmin):
    """Shows the database's record in place of Django's own log, to those who may read it.

    People without the right `view_history` see their own entries alone.
    """

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def entries(self, row: Any, *, by: int | None) -> list[Entry]:
        """What the history page shows; only the writes of the user `by` where it is given."""
        return entries(self.model, row.pk, by=by)

    def record_of_deleted(self, request: HttpRequest, object_id: str) -> Any:
        """The row as it was before it was deleted, where there is a history of it."""
        return None

    def shown_entries(self, request: HttpRequest, row: Any, *, by: int | None) -> list[Entry]:
        return self.entries(row, by=by)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        deleted = None if row else self.record_of_deleted(request, object_id)
        row = row or deleted
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        if row is None:
            raise Http404
        by = only_by(request)
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %s") % row,
            "subtitle": None,
            "opts": self.opts,
            "object": row,
            "is_deleted": deleted is not None,
            "module_name": str(capfirst(self.opts.verbose_name_plural)),
            "own_only": by is not None,
            "entries": self.shown_entries(request, row, by=by),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/object_history.html", context)
