"""The history of accounts: who made, closed or renamed one, and who gave it which groups."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import Client

from tests import making
from tests.admin_rooms import signed_in, text
from tests.refusing import sql

pytestmark = pytest.mark.django_db

ACCOUNTS = "/admin/auth/user/"
PASSWORD = "a-long-pass-phrase"


def columns(model: str) -> list[str]:
    return [field.name for field in apps.get_model(model)._meta.fields]


def events(model: str = "lingang.AccountEvent") -> Any:
    return apps.get_model(model)._default_manager.order_by("pgh_id")


def lines(page: Any) -> list[tuple[str, str, str, list[tuple[str, str, str]]]]:
    """The entries of a history page: who, by which way, what, and the fields with old and new."""
    return [
        (each.who, each.way, each.kind, [(c.name, c.old, c.new) for c in each.changes])
        for each in page.context["entries"]
    ]


def form(account: User, *roles: str, **fields: Any) -> dict[str, Any]:
    groups = [Group.objects.get(name=role).pk for role in roles]
    kept = {"username": account.username, "is_active": "on", "groups": groups}
    return kept | {"first_name": "", "last_name": "", "email": ""} | fields


def test_history_of_an_account_says_who_made_it_with_which_group() -> None:
    administrator = signed_in("administrator")
    group = Group.objects.get(name="analyst").pk
    made = {"username": "lin", "usable_password": "true", "groups": [group]}
    administrator.post(f"{ACCOUNTS}add/", made | {"password1": PASSWORD, "password2": PASSWORD})
    account = User.objects.get(username="lin")
    # newest first; the first field of the account's own row is its name
    staff, group_line, row = lines(administrator.get(f"{ACCOUNTS}{account.pk}/history/"))
    assert staff == ("administrator", "form", "update", [("Staff status", "no", "yes")])
    assert group_line == ("administrator", "form", "update", [("Group", "", "analyst")])
    assert row[:3] == ("administrator", "form", "insert")
    assert ("Username", "", "lin") in row[3]


def test_history_of_an_account_says_which_group_came_and_went() -> None:
    account, administrator = making.person("analyst"), signed_in("administrator", "zh-hans")
    change = form(account, "reviewer", last_name="Lin", is_active="")
    administrator.post(f"{ACCOUNTS}{account.pk}/change/", change)
    page = administrator.get(f"{ACCOUNTS}{account.pk}/history/")
    came, went, row = lines(page)[:3]
    assert came == ("administrator", "表单", "update", [("用户组", "", "审核人")])
    assert went == ("administrator", "表单", "update", [("用户组", "填报人", "")])
    assert row == ("administrator", "表单", "update", [("姓氏", "", "Lin"), ("有效", "是", "否")])
    assert "用户组 填报人 — " in text(page)


def test_history_of_accounts_holds_no_password_and_no_sign_in() -> None:
    account = making.person("analyst", password=PASSWORD)
    before = events().count()
    Client().post("/en/sign-in/", {"username": "analyst", "password": PASSWORD})
    account.refresh_from_db()
    assert account.last_login is not None
    account.set_password("another-long-phrase")
    account.save()
    assert events().count() == before
    assert {"password", "last_login"}.isdisjoint(columns("lingang.AccountEvent"))


def test_a_password_that_somebody_set_is_on_the_page_without_it() -> None:
    account, administrator = making.person("analyst"), signed_in("administrator")
    new = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    administrator.post(f"{ACCOUNTS}{account.pk}/password/", {**new, "set-password": "1"})
    page = administrator.get(f"{ACCOUNTS}{account.pk}/history/")
    [logged] = page.context["action_list"]
    assert (logged.user.username, logged.get_change_message()) == (
        "administrator",
        "Changed password.",
    )
    account.refresh_from_db()
    assert account.check_password(PASSWORD)
    assert PASSWORD not in text(page)
    assert account.password not in text(page)


def test_what_is_written_past_the_admin_is_in_the_history_too() -> None:
    account = making.person("official")
    sql("UPDATE auth_user SET is_superuser = true, is_staff = true")
    sql("DELETE FROM auth_user_groups")
    assert [event.is_superuser for event in events().filter(pgh_label="update")] == [True]
    gone = events("lingang.MembershipEvent").get(pgh_label="delete")
    assert (gone.user_id, gone.group.name, gone.pgh_context) == (account.pk, "official", None)


def test_auditors_read_accounts_and_their_history_without_any_password() -> None:
    account, auditor = making.person("analyst", password=PASSWORD), signed_in("auditor")
    page = auditor.get(f"{ACCOUNTS}{account.pk}/change/")
    assert "Username: analyst" in text(page)
    assert "Password:" not in text(page)
    assert "pbkdf2_sha256" not in page.content.decode()
    assert [kind for _, _, kind, _ in lines(auditor.get(f"{ACCOUNTS}{account.pk}/history/"))] == [
        "update",
        "insert",
    ]
