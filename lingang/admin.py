"""Accounts, what the groups may do, and who signed in: for administrators and those who audit."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, ClassVar

import pghistory
from axes.models import AccessAttempt, AccessLog
from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from goals.admin_base import WAY
from goals.admin_history import Entry, FieldChange, HistoryAdmin, entries
from goals.languages import active_language
from lingang.models import Membership

OFFICIAL = "official"  # reads the desk and has nothing to do in the admin

ROLES = {
    "official": pgettext_lazy("role", "official"),
    "analyst": pgettext_lazy("role", "analyst"),
    "reviewer": pgettext_lazy("role", "reviewer"),
    "auditor": pgettext_lazy("role", "auditor"),
    "administrator": pgettext_lazy("role", "administrator"),
}
RIGHTS = {
    "view": _("view"),
    "add": _("add"),
    "change": _("change"),
    "delete": _("delete"),
    "view_desk": _("read the desk"),
    "draft_release": _("draft and submit"),
    "approve_release": _("approve, schedule and cancel"),
    "view_history": _("read everybody’s history"),
}

admin.site.unregister([User, Group])


def listed(words: Iterable[str]) -> str:
    return (", " if active_language() == "en" else "、").join(words)


def role_words(group: Group) -> str:
    return str(ROLES.get(group.name, group.name))


def _of_account(entry: Entry) -> Entry:
    """The entry of a membership as one of its account: a group more, or one less."""
    return replace(
        entry,
        kind="update",
        changes=tuple(
            FieldChange(
                name=capfirst(str(_("group"))),
                old=str(ROLES.get(change.old, change.old)),
                new=str(ROLES.get(change.new, change.new)),
            )
            for change in entry.changes
        ),
    )


class GroupsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic in stubs only
    def label_from_instance(self, obj: Group) -> str:
        return role_words(obj)


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in its stubs only
    title: Any = ""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": self.title, **(extra_context or {})})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class AccountAdmin(HistoryAdmin, UserAdmin):  # type: ignore[type-arg]  # as above
    """What an account may do follows from its groups alone, and so does whether it may enter here.

    Nobody becomes a superuser here, gets a right outside the groups, changes the groups of the
    account that is signed in, or closes it. Its history is the database's, with its groups; that
    somebody set another password is known from Django's log alone.
    """

    list_display = ["username", "name", "email", "group_names", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    filter_horizontal: ClassVar[Any] = []
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["last_name", "first_name", "email"]}),
        (
            _("Rights"),
            {
                "fields": ["is_active", "groups"],
                "description": _(
                    "The groups decide what somebody may do. Close an account rather than reuse "
                    "it: the history names people by their account."
                ),
            },
        ),
        (_("Who and when"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
        (_("Rights"), {"fields": ["groups"]}),
    ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Accounts"), **(extra_context or {})})

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with pghistory.context(user=request.user.pk, way=WAY, reason=""):
            return super().changeform_view(request, *args, **kwargs)

    def entries(self, row: Any, *, by: int | None) -> list[Entry]:
        groups = entries(Membership, row.pk, by=by, of="user_id")
        found = [*super().entries(row, by=by), *map(_of_account, groups)]
        return sorted(found, key=lambda entry: entry.at, reverse=True)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        account = ContentType.objects.get_for_model(User).pk
        logged = LogEntry.objects.filter(content_type=account, object_id=object_id)
        passwords = logged.filter(change_message__contains='"password"').select_related("user")
        context = {"action_list": passwords, **(extra_context or {})}
        return super().history_view(request, object_id, context)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """As Django's; who only reads accounts sees nothing of a password, not even its form."""
        if obj is None or self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        rights = (_("Rights"), {"fields": ["is_active", "group_names"]})
        person, dates = self.fieldsets[1], self.fieldsets[3]
        return [(None, {"fields": ["username"]}), person, rights, dates]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = ["last_login", "date_joined"]
        return [*fixed, "is_active", "groups"] if obj and obj.pk == request.user.pk else fixed

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name != "groups":
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        return GroupsField(
            Group.objects.order_by("pk"),
            label=_("Groups"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        account = form.instance
        account.is_staff = account.groups.exclude(name=OFFICIAL).exists()
        account.save(update_fields=["is_staff"])

    @admin.display(description=_("name"), ordering="last_name")
    def name(self, row: User) -> str:
        return row.get_full_name() or "—"

    @admin.display(description=_("groups"))
    def group_names(self, row: User) -> str:
        return listed(sorted(map(role_words, row.groups.all()))) or "—"


@admin.register(Group)
class GroupsAdmin(ReadOnly):
    """What each group may do; it is decided by the product, not here."""

    title = _("Groups")

    list_display = ["role"]
    fields = ["role", "rights"]
    readonly_fields = ["role", "rights"]

    @admin.display(description=_("group"), ordering="name")
    def role(self, row: Group) -> str:
        return role_words(row)

    @admin.display(description=_("may"))
    def rights(self, row: Group) -> str:
        found: dict[str, list[str]] = defaultdict(list)
        for each in row.permissions.select_related("content_type").order_by("pk"):
            model = each.content_type.model_class()
            about = capfirst(str(model._meta.verbose_name_plural if model else each.content_type))
            simple = each.codename.removesuffix(f"_{each.content_type.model}")
            found[about].append(each.codename if each.codename in RIGHTS else simple)
        order = list(RIGHTS)
        lines = (
            (about, listed([str(RIGHTS[right]) for right in sorted(rights, key=order.index)]))
            for about, rights in found.items()
        )
        colon = ": " if active_language() == "en" else "："
        return format_html_join("", f"<p>{{}}{colon}{{}}</p>", lines)


class SignIns(ReadOnly):
    """Everybody's to those who audit, their own to all others."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        if request.user.has_perm("releases.view_history"):
            return rows
        return rows.filter(username=request.user.get_username())


@admin.register(AccessLog)
class SignInAdmin(SignIns):
    """Who signed in and out, from where."""

    title = _("Sign-ins")

    list_display = ["attempt_time", "username", "ip_address", "logout_time", "user_agent"]
    search_fields = ["username", "ip_address"]
    date_hierarchy = "attempt_time"
    fields = ["attempt_time", "username", "ip_address", "user_agent", "logout_time"]


@admin.register(AccessAttempt)
class FailedSignInAdmin(SignIns):
    """Names that were tried with a wrong password since their last sign-in."""

    title = _("Failed sign-ins")

    list_display = ["attempt_time", "username", "ip_address", "failures_since_start", "user_agent"]
    search_fields = ["username", "ip_address"]
    date_hierarchy = "attempt_time"
    fields = ["attempt_time", "username", "ip_address", "user_agent", "failures_since_start"]
