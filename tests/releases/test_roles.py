"""Who may do what, address by address, and what the groups are. The table of roles, executed."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.test import Client

from goals.models import Commitment, Evidence, Goal, Plan, Source
from indicators.models import Commentary, DueDate, Figure, Indicator, Suggestion
from releases.models import Release, SignOffName
from tests import making
from tests.admin_rooms import signed_in, text
from tests.refusing import sql

pytestmark = pytest.mark.django_db

ROLES = ["official", "analyst", "reviewer", "auditor", "administrator"]
MODELS = {
    "goals/plan": Plan,
    "goals/goal": Goal,
    "goals/commitment": Commitment,
    "goals/evidence": Evidence,
    "goals/source": Source,
    "indicators/indicator": Indicator,
    "indicators/figure": Figure,
    "indicators/commentary": Commentary,
    "indicators/duedate": DueDate,
    "indicators/suggestion": Suggestion,
    "releases/release": Release,
    "releases/signoffname": SignOffName,
    "auth/user": User,
    "auth/group": Group,
}
# 302: led to the sign-in page, which tells an official that there is nothing to do here.
PAGES = """
goals/plan/                             302 200 200 200 200
goals/plan/add/                         302 403 403 403 200
goals/plan/{}/change/                   302 200 200 200 200
goals/plan/{}/history/                  302 200 200 200 200
goals/plan/{}/delete/                   302 403 403 403 200
goals/goal/                             302 200 200 200 200
goals/goal/add/                         302 403 403 403 200
goals/goal/{}/change/                   302 200 200 200 200
goals/goal/{}/delete/                   302 403 403 403 200
goals/commitment/                       302 200 200 200 200
goals/commitment/add/                   302 403 403 403 200
goals/commitment/{}/change/             302 200 200 200 200
goals/commitment/{}/delete/             302 403 403 403 200
goals/evidence/                         302 200 200 200 200
goals/evidence/add/                     302 200 200 403 403
goals/evidence/{}/change/               302 200 200 200 200
goals/evidence/{}/delete/               302 200 200 403 403
goals/source/                           302 200 200 200 200
goals/source/add/                       302 200 200 403 403
goals/source/{}/change/                 302 200 200 200 200
goals/source/{}/delete/                 302 200 200 403 403
indicators/indicator/                   302 200 200 200 200
indicators/indicator/add/               302 403 403 403 200
indicators/indicator/{}/change/         302 200 200 200 200
indicators/indicator/{}/delete/         302 403 403 403 200
indicators/figure/                      302 200 200 200 200
indicators/figure/add/                  302 200 200 403 403
indicators/figure/grid/                 302 200 200 403 403
indicators/figure/{}/change/            302 200 200 200 200
indicators/figure/{}/history/           302 200 200 200 200
indicators/figure/missing/              302 200 200 200 200
indicators/indicator/{}/slip/           302 200 200 200 200
indicators/indicator/slip/?unit=-       302 200 200 200 200
indicators/duedate/                     302 200 200 200 200
indicators/duedate/add/                 302 200 200 403 403
indicators/duedate/{}/change/           302 200 200 200 200
indicators/duedate/{}/delete/           302 200 200 403 403
indicators/figure/{}/delete/            302 200 200 403 403
indicators/figure/deleted/              302 200 200 200 200
indicators/series/                      302 200 200 200 200
indicators/series/add/                  302 403 403 403 200
indicators/target/                      302 200 200 200 200
indicators/target/deleted/              302 200 200 200 200
indicators/figure/import/               302 200 200 403 403
indicators/figure/export/               302 200 200 200 200
indicators/figure/template/             302 200 200 200 200
indicators/importedfile/                302 200 200 200 200
indicators/importedfile/add/            302 403 403 403 403
indicators/commentary/                  302 200 200 200 200
indicators/commentary/add/              302 200 200 403 403
indicators/commentary/{}/change/        302 200 200 200 200
indicators/commentary/{}/delete/        302 200 200 403 403
releases/release/                       302 200 200 200 200
releases/release/add/                   302 200 200 403 403
releases/release/{}/change/             302 200 200 200 200
releases/release/{}/history/            302 200 200 200 200
releases/release/{}/delete/             302 403 403 403 403
releases/release/{}/record/             302 403 200 200 200
releases/release/{}/preview/en/plans/14fyp/ 302 200 200 200 200
indicators/suggestion/                  302 200 200 200 200
indicators/suggestion/add/?figure={}    302 200 200 403 403
indicators/suggestion/{}/change/        302 200 200 200 200
releases/signoffname/                   302 200 200 200 200
releases/signoffname/add/               302 403 403 403 200
releases/signoffname/{}/change/         302 200 200 200 200
auth/user/                              302 403 403 200 200
auth/user/add/                          302 403 403 403 200
auth/user/{}/change/                    302 403 403 200 200
auth/user/{}/password/                  302 403 403 403 200
auth/user/{}/history/                   302 403 403 200 200
auth/user/{}/delete/                    302 403 403 403 403
auth/group/                             302 403 403 403 200
auth/group/add/                         302 403 403 403 403
auth/group/{}/change/                   302 403 403 403 200
auth/group/{}/delete/                   302 403 403 403 403
axes/accesslog/                         302 200 200 200 200
axes/accesslog/add/                     302 403 403 403 403
axes/accessattempt/                     302 200 200 200 200
"""
# What an empty form gets: 200, the form again with what is missing; 403, not this person's to send.
FORMS = """
goals/plan/add/                         302 403 403 403 200
goals/plan/{}/change/                   302 403 403 403 200
goals/goal/{}/change/                   302 403 403 403 200
goals/commitment/{}/change/             302 200 200 403 200
goals/evidence/add/                     302 200 200 403 403
goals/evidence/{}/change/               302 200 200 403 403
goals/source/{}/change/                 302 200 200 403 403
indicators/indicator/{}/change/         302 403 403 403 200
indicators/figure/add/                  302 200 200 403 403
indicators/figure/{}/change/            302 200 200 403 403
indicators/figure/import/               302 200 200 403 403
indicators/commentary/{}/change/        302 200 200 403 403
indicators/duedate/add/                 302 200 200 403 403
indicators/duedate/{}/change/           302 200 200 403 403
releases/release/add/                   302 200 200 403 403
releases/release/{}/change/             302 200 200 403 403
releases/release/{}/approve/            302 403 200 403 403
releases/release/{}/cancel/             302 200 200 403 403
releases/release/{}/comment/            302 200 200 403 403
releases/release/{}/send-back/          302 403 200 403 403
releases/release/{}/withdraw/           302 403 200 403 403
releases/signoffname/{}/change/         302 403 403 403 200
auth/user/{}/change/                    302 403 403 403 200
auth/group/{}/change/                   302 403 403 403 403
"""


def table(words: str, role: str) -> dict[str, int]:
    rows = [line.split() for line in words.strip().splitlines()]
    return {row[0]: int(row[1 + ROLES.index(role)]) for row in rows}


def for_roles(statuses: str) -> pytest.MarkDecorator:
    """One case for each role, in their order, with what it is answered."""
    cases = zip(ROLES, map(int, statuses.split()), strict=True)
    return pytest.mark.parametrize(("role", "status"), list(cases))


def address(pattern: str, keys: dict[str, object]) -> str:
    if "?figure" in pattern:
        return "/admin/" + pattern.format(keys["indicators/figure"])
    return "/admin/" + pattern.format(keys.get("/".join(pattern.split("/")[:2])))


@pytest.fixture
def keys() -> dict[str, object]:
    """A row of every kind, and its key."""
    plan = making.whole_plan()
    making.draft(plan)
    making.due_date(plan)
    making.sign_off_name()
    making.suggestion(Figure.objects.latest("pk"))
    making.person("official")
    return {label: model._default_manager.latest("pk").pk for label, model in MODELS.items()}


@pytest.mark.parametrize("role", ROLES)
def test_pages_open_to_the_roles_that_may_see_them(role: str, keys: dict[str, object]) -> None:
    client = signed_in(role)
    expected = table(PAGES, role)
    found = {each: client.get(address(each, keys)).status_code for each in expected}
    assert found == expected


@pytest.mark.parametrize("role", ROLES)
def test_forms_are_taken_from_the_roles_that_may_send_them(
    role: str, keys: dict[str, object]
) -> None:
    client = signed_in(role)
    expected = table(FORMS, role)
    empty = {"series-TOTAL_FORMS": 0, "series-INITIAL_FORMS": 0}
    for prefix in ("targets", "commitments", "evidence"):
        empty |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    found = {each: client.post(address(each, keys), empty).status_code for each in expected}
    assert found == expected
    assert Release.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("official", 302),
        ("analyst", 302),
        ("reviewer", 302),
        ("auditor", 403),
        ("administrator", 403),
    ],
)
def test_a_draft_is_submitted_by_analysts_and_reviewers(
    role: str, status: int, keys: dict[str, object]
) -> None:
    answer = signed_in(role).post(address("releases/release/{}/submit/", keys))
    assert answer.status_code == status
    submitted = role in ("analyst", "reviewer")
    assert Release.objects.get().state == ("submitted" if submitted else "draft")


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("official", 302),
        ("analyst", 403),
        ("reviewer", 302),
        ("auditor", 403),
        ("administrator", 403),
    ],
)
def test_a_submitted_release_is_approved_by_reviewers_alone(role: str, status: int) -> None:
    release = making.submit(making.draft(making.whole_plan()))
    sent = {"digest": release.digest, "seen": "on"}
    answer = signed_in(role).post(f"/admin/releases/release/{release.pk}/approve/", sent)
    assert answer.status_code == status
    release.refresh_from_db()
    assert release.state == ("approved" if role == "reviewer" else "submitted")


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("official", 302),
        ("analyst", 403),
        ("reviewer", 302),
        ("auditor", 403),
        ("administrator", 403),
    ],
)
def test_a_submitted_release_is_cancelled_by_reviewers_alone(role: str, status: int) -> None:
    release = making.submit(making.draft(making.whole_plan()))
    sent = {"reason": "A figure is wrong."}
    answer = signed_in(role).post(f"/admin/releases/release/{release.pk}/cancel/", sent)
    assert answer.status_code == status
    release.refresh_from_db()
    assert release.state == ("cancelled" if role == "reviewer" else "submitted")


@pytest.mark.parametrize("step", ["submit", "approve", "cancel"])
def test_no_step_is_taken_by_looking(step: str, keys: dict[str, object]) -> None:
    answer = signed_in("reviewer").get(address(f"releases/release/{{}}/{step}/", keys))
    assert answer.status_code == 405


@pytest.mark.parametrize("step", ["submit", "approve", "cancel"])
def test_no_step_is_taken_from_another_site(step: str, keys: dict[str, object]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        making.person("reviewer"), backend="django.contrib.auth.backends.ModelBackend"
    )
    answer = client.post(address(f"releases/release/{{}}/{step}/", keys), {"reason": "x"})
    assert answer.status_code == 403
    assert Release.objects.get().state == "draft"


DESK = "/en/plans/14fyp/desk/"
DESK_PAGES = [
    "",
    "?mode=screen",
    "attention/",
    "sheet/",
    "sheet/goals/1/",
    "goals/1/",
    "indicators/projects-1/",
]


@pytest.mark.parametrize("page", DESK_PAGES)
def test_the_desk_opens_to_every_role_and_to_nobody_else(page: str) -> None:
    making.whole_plan()
    found = {role: signed_in(role).get(DESK + page).status_code for role in ROLES}
    assert found == dict.fromkeys(ROLES, 200)
    nobody = making.person("official", "nobody")
    nobody.groups.clear()
    client = Client()
    assert client.get(DESK + page).status_code == 302
    client.force_login(nobody, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(DESK + page).status_code == 403


def test_officials_are_told_that_the_admin_is_not_theirs() -> None:
    answer = signed_in("official").get("/admin/", follow=True)
    assert answer.status_code == 403


def test_strangers_are_led_to_the_sign_in_page() -> None:
    answer = Client().get("/admin/indicators/figure/", follow=True)
    assert answer.redirect_chain[-1] == (
        "/en/sign-in/?next=%2Fadmin%2Findicators%2Ffigure%2F",
        302,
    )


# The groups


def rights(role: str) -> set[str]:
    found = Permission.objects.filter(group__name=role).select_related("content_type")
    return {f"{each.content_type.app_label}.{each.codename}" for each in found}


def test_officials_may_read_the_desk_and_nothing_else() -> None:
    assert rights("official") == {"releases.view_desk"}


def test_reviewers_may_what_analysts_may_and_approve_and_read_records() -> None:
    assert rights("reviewer") - rights("analyst") == {
        "releases.approve_release",
        "releases.view_history",
    }
    assert rights("analyst") - rights("reviewer") == set()


def test_auditors_only_read() -> None:
    assert {each.split(".")[1].split("_")[0] for each in rights("auditor")} == {"view"}


def test_administrators_neither_enter_figures_nor_release_them() -> None:
    assert rights("administrator") & (rights("reviewer") - rights("auditor")) == set()


def test_everybody_with_an_account_reads_the_desk() -> None:
    assert {role for role in ROLES if "releases.view_desk" in rights(role)} == set(ROLES)


@pytest.mark.django_db(transaction=True)
def test_groups_come_and_go_with_their_migration() -> None:
    sql("SET ROLE lingang_owner")
    call_command("migrate", "releases", "0001", verbosity=0)
    assert Group.objects.count() == 0
    call_command("migrate", "releases", verbosity=0)
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)
    assert len(rights("analyst")) == 35


# Accounts


def account_data(**fields: Any) -> dict[str, Any]:
    return {
        "username": "lin",
        "last_name": "Lin",
        "first_name": "Wei",
        "email": "",
        "is_active": "on",
        **fields,
    }


def group(name: str) -> int:
    return Group.objects.get(name=name).pk


@pytest.mark.parametrize(
    ("groups", "staff"),
    [(["official"], False), (["analyst"], True), (["official", "auditor"], True), ([], False)],
)
def test_who_may_enter_the_admin_follows_from_the_groups(groups: list[str], staff: bool) -> None:
    lin = making.person("analyst", "lin")
    sent = account_data(groups=[group(name) for name in groups])
    signed_in("administrator").post(f"/admin/auth/user/{lin.pk}/change/", sent)
    lin.refresh_from_db()
    assert (set(lin.groups.values_list("name", flat=True)), lin.is_staff) == (set(groups), staff)


def test_nobody_is_made_a_superuser_or_given_a_right_of_their_own() -> None:
    lin = making.person("analyst", "lin")
    right = Permission.objects.get(codename="approve_release")
    sent = account_data(
        groups=[group("analyst")], is_superuser="on", is_staff="on", user_permissions=[right.pk]
    )
    answer = signed_in("administrator").post(f"/admin/auth/user/{lin.pk}/change/", sent)
    assert answer.status_code == 302
    lin.refresh_from_db()
    assert (lin.first_name, lin.is_superuser, lin.user_permissions.count()) == ("Wei", False, 0)


def test_a_new_account_has_the_rights_of_its_groups() -> None:
    sent = {
        "username": "lin",
        "usable_password": "true",
        "password1": "a-long-pass-phrase",
        "password2": "a-long-pass-phrase",
        "groups": [group("reviewer")],
        "is_superuser": "on",
    }
    signed_in("administrator").post("/admin/auth/user/add/", sent)
    lin = User.objects.get(username="lin")
    assert (lin.is_staff, lin.is_superuser) == (True, False)
    assert lin.has_perm("releases.approve_release")


def test_administrators_change_nobodys_groups_of_their_own() -> None:
    administrator = making.person("administrator")
    sent = account_data(username="administrator", groups=[group("reviewer")], is_active="")
    signed_in("administrator").post(f"/admin/auth/user/{administrator.pk}/change/", sent)
    administrator.refresh_from_db()
    assert [each.name for each in administrator.groups.all()] == ["administrator"]
    assert (administrator.first_name, administrator.is_active) == ("Wei", True)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Figures: view, add, change, delete"),
        ("zh-hans", "数据：查看、新增、修改、删除"),
    ],
)
def test_a_group_says_what_it_may(lang: str, words: str) -> None:
    page = signed_in("administrator", lang).get(f"/admin/auth/group/{group('analyst')}/change/")
    assert words in text(page)
